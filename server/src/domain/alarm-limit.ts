import type { AlarmCause } from '@chairside/shared/alarm'
import type { Fact } from '@chairside/shared/fact'
import type { PersonalLimitName } from '@chairside/shared/personal-limits'
import type { Protocol } from '@chairside/shared/protocol-rules'

/** The limit that an alarm names; `limit` null: one that moves with the patient's baseline. */
export interface NamedLimit {
  readonly vital: string
  readonly sign: string
  readonly limit: number | null
}

type Excursion = Protocol['excursion']
type Arms = Excursion['high']['warning']

const NUMBERS = ['sys', 'dia', 'map'] as const
const rounded = (limit: number): number => Math.round(limit * 10) / 10
const keyOf = (side: 'high' | 'low', vital: string, limit: number): string => `${side} ${vital} ${rounded(limit)}`

const PERSONAL: { readonly [name in PersonalLimitName]?: readonly ['high' | 'low', string] } = {
  sysHighWarning: ['high', 'SYS'],
  sysHighCritical: ['high', 'SYS'],
  diaHighWarning: ['high', 'DIA'],
  diaHighCritical: ['high', 'DIA'],
  sysLowWarning: ['low', 'SYS'],
  sysLowCritical: ['low', 'SYS'],
}

/** The pressures that a protocol and the patient's own limits name as numbers; all others come from the baseline. */
export const fixedPressures = (excursion: Excursion | null, facts: readonly Fact[]): ReadonlySet<string> => {
  const fixed = new Set<string>()
  const add = (side: 'high' | 'low', arms: Arms): void => {
    for (const vital of NUMBERS) {
      const limit = arms[vital]
      if (limit !== null) fixed.add(keyOf(side, vital.toUpperCase(), limit))
    }
  }
  if (excursion !== null) {
    for (const arms of Object.values(excursion.high)) add('high', arms)
    for (const arms of Object.values(excursion.low)) add('low', arms)
  }
  for (const fact of facts) {
    if (fact.kind !== 'personal-limits-set' || fact.limits === null) continue
    for (const [name, limit] of Object.entries(fact.limits)) {
      const place = PERSONAL[name as PersonalLimitName]
      if (place !== undefined && limit !== undefined) fixed.add(keyOf(place[0], place[1], limit))
    }
  }
  return fixed
}

const WITH_LIMIT = /^(\S+) \d+(?:\.\d+)? ([≥>≤<]) (\d+(?:\.\d+)?)$/
const VALUE_ALONE = /^(\S+) (\d+(?:\.\d+)?)$/

/** The limit in a text of A2: `SYS ≥ 160` of `SYS 164 ≥ 160`. Null: the text names none. */
export const namedLimit = (cause: AlarmCause, text: string, fixed: ReadonlySet<string>): NamedLimit | null => {
  const [, vital, sign, written] = WITH_LIMIT.exec(text) ?? []
  if (vital === undefined || sign === undefined) {
    const [, alone, value] = VALUE_ALONE.exec(text) ?? []
    return cause === 'apnoea' && alone !== undefined ? { vital: alone, sign: '=', limit: Number(value) } : null
  }
  const limit = Number(written)
  const side = cause === 'bp-high' ? 'high' : cause === 'bp-low' ? 'low' : null
  return { vital, sign, limit: side === null || fixed.has(keyOf(side, vital, limit)) ? limit : null }
}
