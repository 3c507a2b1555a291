import type { LimitCondition } from '@chairside/shared/alarm'
import type { LimitRule, Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'

/** What a limit watches. `heart` is the rate in use: the ECG's, else the pulse (T3). */
export type LimitVital = 'heart' | 'spo2' | 'rr' | 'etco2'

/** T4: conditions of one vital and side make one alarm, the highest present. In rising order. */
export const LIMIT_GROUPS = {
  'spo2:low': ['spo2-low', 'spo2-desat'],
  'heart:high': ['hr-high', 'hr-extreme-high'],
  'heart:low': ['hr-low', 'hr-extreme-low', 'no-pulse'],
  'rr:high': ['rr-high'],
  'rr:low': ['rr-low', 'apnoea'],
  'etco2:high': ['etco2-high'],
  'etco2:low': ['etco2-low'],
} as const satisfies Record<string, readonly LimitCondition[]>
export type LimitGroup = keyof typeof LIMIT_GROUPS

export const CONDITIONS_OF: Readonly<Record<LimitVital, readonly LimitCondition[]>> = {
  heart: ['hr-high', 'hr-low', 'hr-extreme-high', 'hr-extreme-low', 'no-pulse'],
  spo2: ['spo2-low', 'spo2-desat'],
  rr: ['rr-high', 'rr-low', 'apnoea'],
  etco2: ['etco2-high', 'etco2-low'],
}

const HIGH: ReadonlySet<LimitCondition> = new Set(['hr-high', 'hr-extreme-high', 'rr-high', 'etco2-high'])

/** True where the condition is about a value above its limit. */
export const isHighSide = (condition: LimitCondition): boolean => HIGH.has(condition)

export interface LimitState {
  readonly firstViolatingAt: Moment | null
  readonly violatingCount: number
  readonly present: boolean
  readonly clearingSince: Moment | null
  /** The worst value since the run began; null where there is none. */
  readonly worst: number | null
}

export const QUIET: LimitState = { firstViolatingAt: null, violatingCount: 0, present: false, clearingSince: null, worst: null }

/** A judged reading: accepted, and not held back by T3. */
export interface JudgedReading {
  readonly at: Moment
  readonly value: number
  readonly periodMs: number
  /** More than max(10 s, 2.5 periods) since the judged reading before it (T1, T2). */
  readonly afterGap: boolean
  /** HR below 20 that another source does not bear out: no asystole (T3). */
  readonly notAsystole: boolean
}

const violates = (condition: LimitCondition, limit: number, reading: JudgedReading): boolean => {
  if (condition === 'apnoea') return reading.value === 0
  if (condition === 'rr-low') return reading.value > 0 && reading.value < limit
  if (condition === 'no-pulse') return reading.value < limit && !reading.notAsystole
  return isHighSide(condition) ? reading.value > limit : reading.value < limit
}

const clears = (condition: LimitCondition, rule: LimitRule, value: number): boolean =>
  isHighSide(condition) ? value <= rule.limit - rule.hysteresis : value >= rule.limit + rule.hysteresis

const worseOf = (condition: LimitCondition, a: number | null, b: number): number =>
  a === null ? b : isHighSide(condition) ? Math.max(a, b) : Math.min(a, b)

/** T1 and T2 for one condition and one judged reading. Returns the same state where nothing changed. */
export const nextLimitState = (state: LimitState, condition: LimitCondition, rule: LimitRule, reading: JudgedReading): LimitState => {
  if (violates(condition, rule.limit, reading)) {
    const continues = state.firstViolatingAt !== null && !reading.afterGap
    const firstViolatingAt = continues ? (state.firstViolatingAt as Moment) : reading.at
    const violatingCount = continues ? state.violatingCount + 1 : 1
    const sparse = reading.periodMs > rule.delayMs && (rule.priority === 'high' || violatingCount >= 2)
    const present = state.present || reading.at - firstViolatingAt >= rule.delayMs || sparse
    const worst = worseOf(condition, continues || state.present ? state.worst : null, reading.value)
    return { firstViolatingAt, violatingCount, present, clearingSince: null, worst }
  }
  if (!state.present) return state === QUIET || state.firstViolatingAt === null ? state : QUIET
  if (!clears(condition, rule, reading.value)) {
    return state.clearingSince === null && state.firstViolatingAt === null
      ? state
      : { ...state, firstViolatingAt: null, violatingCount: 0, clearingSince: null }
  }
  const clearingSince = state.clearingSince === null || reading.afterGap ? reading.at : state.clearingSince
  if (reading.at - clearingSince >= rule.clearMs) return QUIET
  return { ...state, firstViolatingAt: null, violatingCount: 0, clearingSince }
}

export type LimitStates = { readonly [condition in LimitCondition]?: LimitState }

export interface LimitChange {
  readonly condition: LimitCondition
  readonly present: boolean
}

/** All conditions of one vital after one judged reading; `states` keeps its reference where nothing changed. */
export const judgeLimits = (
  states: LimitStates,
  vital: LimitVital,
  rules: Protocol['limits'],
  reading: JudgedReading,
): { readonly states: LimitStates; readonly changes: readonly LimitChange[] } => {
  let next = states
  let changes: LimitChange[] | null = null
  for (const condition of CONDITIONS_OF[vital]) {
    const rule = rules[condition]
    if (!rule.enabled) continue
    const before = states[condition] ?? QUIET
    const after = nextLimitState(before, condition, rule, reading)
    if (after === before) continue
    if (next === states) next = { ...states }
    ;(next as { [name in LimitCondition]?: LimitState })[condition] = after
    if (after.present !== before.present) {
      changes ??= []
      changes.push({ condition, present: after.present })
    }
  }
  return { states: next, changes: changes ?? [] }
}
