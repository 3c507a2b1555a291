import { toCatalogueUnit } from '@chairside/shared/units'
import { type ContinuousVital, isContinuousVital, type VitalId } from '@chairside/shared/vital'
import type { DeviceEntry } from '@chairside/shared/wire'
import type { SourceEntry } from '../domain/chair-input.ts'

type Unmapped = Extract<SourceEntry, { kind: 'numerics' }>['unmapped'][number]

/** A monitor's entry in the catalogue's names and units. What the door does not know stays as it came, unmapped (V2). */
export const normalise = (entry: DeviceEntry): SourceEntry => {
  switch (entry.kind) {
    case 'numerics':
      return numerics(entry)
    case 'set':
      return cuffSet(entry)
    case 'cuff-started':
    case 'cuff-failed':
    case 'apnoea':
    case 'gap':
      return entry
  }
}

const numerics = (entry: Extract<DeviceEntry, { kind: 'numerics' }>): SourceEntry => {
  const values: { [vital in ContinuousVital]?: number } = {}
  const unmapped: Unmapped[] = []
  for (const { vital, value, unit } of entry.readings) {
    // The same vital twice in one instant is two answers to one question: the first stands, the other is kept beside it.
    const converted = isContinuousVital(vital) && values[vital] === undefined ? toCatalogueUnit(vital, value, unit) : null
    if (converted === null || !isContinuousVital(vital)) unmapped.push({ name: vital, value, unit })
    else values[vital] = converted
  }
  return { kind: 'numerics', seq: entry.seq, at: entry.at, values, off: [...new Set(entry.off.filter(isContinuousVital))], unmapped }
}

const cuffSet = (entry: Extract<DeviceEntry, { kind: 'set' }>): SourceEntry => {
  const { seq, at, unit, pulse } = entry
  const pressure = (vital: VitalId, value: number | null): number | null => (value === null ? null : toCatalogueUnit(vital, value, unit))
  if (toCatalogueUnit('sys', 0, unit) === null) {
    const given = [
      ['sys', entry.sys],
      ['dia', entry.dia],
      ['map', entry.map],
    ] as const
    const unmapped = given.flatMap(([name, value]) => (value === null ? [] : [{ name, value, unit }]))
    return { kind: 'numerics', seq, at, values: {}, off: [], unmapped }
  }
  return { kind: 'set', seq, at, sys: pressure('sys', entry.sys), dia: pressure('dia', entry.dia), map: pressure('map', entry.map), pulse }
}
