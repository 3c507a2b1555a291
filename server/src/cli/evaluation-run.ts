import type { Fact } from '@chairside/shared/fact'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Actor } from '@chairside/shared/staff'
import type { VitalValues } from '@chairside/shared/vital'
import type { Stretch } from '../domain/alarm-episodes.ts'
import { advance, emptyChair } from '../domain/chair.ts'
import type { ChairInput, SourceEntry } from '../domain/chair-input.ts'
import type { Material } from './evaluation-files.ts'
import { CHAIR_ID, ORIGIN_MS, recordingInputs } from './recording-inputs.ts'

const NURSE: Actor = { staffId: 'evaluate', name: 'evaluate', role: 'nurse' }

/** Adds the ECG's heart rate to the pulse of the same moment. */
const withEcg = (entry: SourceEntry, rates: Material['ecgRates']): SourceEntry => {
  const rate = entry.kind === 'numerics' ? rates.get(entry.at - ORIGIN_MS) : undefined
  if (entry.kind !== 'numerics' || rate === undefined) return entry
  const values: VitalValues = { ...entry.values, hr: rate }
  return { ...entry, values }
}

/** The inputs of a recording's session. */
function* inputsOf(material: Material, protocol: Protocol): Generator<ChairInput> {
  const { ecgRates } = material
  for (const input of recordingInputs(material.recording, { protocol, baseline: null, infusion: null }))
    if (input.kind !== 'delivery' || ecgRates.size === 0) yield input
    else yield { ...input, entries: input.entries.map((entry) => withEcg(entry, ecgRates)) }
}

/** Where a recording lies in room time. */
export const spanOf = (material: Material): Stretch => ({
  fromAt: ORIGIN_MS + (material.recording.rows.at(0)?.atMs ?? 0),
  untilAt: ORIGIN_MS + (material.recording.rows.at(-1)?.atMs ?? 0),
})

/**
 * What the judge states of a recording when somebody acknowledges every alarm at once: so each return of a condition is an alarm
 * of its own, as it would be in an attended room. The infusion runs throughout, without a baseline.
 */
export const judgedFacts = (material: Material, protocol: Protocol): readonly Fact[] => {
  let chair = emptyChair(CHAIR_ID)
  const facts: Fact[] = []
  for (const input of inputsOf(material, protocol)) {
    const step = advance(chair, input)
    if (step.problem !== null) throw new Error(`the judge refused an input: ${step.problem.code}`)
    chair = step.chair
    for (const fact of step.facts) facts.push(fact)
    if (!step.facts.some(({ kind }) => kind === 'alarm-raised' || kind === 'alarm-priority')) continue
    for (const alarm of chair.session?.alarmPicture ?? []) {
      if (alarm.acknowledgement !== null) continue
      const act = { kind: 'acknowledge', alarmId: alarm.id, plan: 'watching' } as const
      const answered = advance(chair, { kind: 'act', takenAt: input.takenAt, by: NURSE, act })
      chair = answered.chair
      for (const fact of answered.facts) facts.push(fact)
    }
  }
  return facts
}
