import type { LimitCondition } from '@chairside/shared/alarm'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import { wishAlarm } from './alarm-life.ts'
import { limitText } from './alarm-table.ts'
import { type JudgedReading, judgeLimits, LIMIT_GROUPS, type LimitGroup, type LimitStates, type LimitVital } from './limit-rules.ts'
import { type JudgedAt, state, type Work } from './session-state.ts'

const gapLimitMs = (rules: Protocol['technical'], periodMs: number): number => Math.max(rules.runGapMs, 2.5 * periodMs)

const GROUPS_OF: Readonly<Record<LimitVital, readonly LimitGroup[]>> = {
  heart: ['heart:high', 'heart:low'],
  spo2: ['spo2:low'],
  rr: ['rr:high', 'rr:low'],
  etco2: ['etco2:high', 'etco2:low'],
}

/** T4: the highest present condition of a group is its one alarm. */
const alarmOf = (work: Work, group: LimitGroup, at: Moment): void => {
  const { limits, inForce } = work.session
  const present = LIMIT_GROUPS[group].filter((condition) => limits[condition]?.present === true)
  const highest = present.at(-1)
  if (highest === undefined) {
    wishAlarm(work, group, null, at)
    return
  }
  const worst = limits[highest]?.worst ?? Number.NaN
  const { limit, priority } = inForce.limits[highest]
  const text = limitText(highest, worst, limit)
  const grade = (LIMIT_GROUPS[group] as readonly LimitCondition[]).indexOf(highest)
  wishAlarm(work, group, { cause: highest, priority, text, unconfirmed: false, latches: false, grade }, at)
}

const isPresent = (limits: LimitStates, group: LimitGroup): boolean =>
  LIMIT_GROUPS[group].some((condition) => limits[condition]?.present === true)

export interface Reading {
  readonly at: Moment
  readonly value: number
  readonly periodMs: number
  readonly notAsystole: boolean
}

/** Field by field, at each reading: a spread with a computed name costs ten times as much. */
const withMoment = ({ heart, spo2, rr, etco2 }: JudgedAt, vital: LimitVital, at: Moment): JudgedAt => ({
  heart: vital === 'heart' ? at : heart,
  spo2: vital === 'spo2' ? at : spo2,
  rr: vital === 'rr' ? at : rr,
  etco2: vital === 'etco2' ? at : etco2,
})

const judged = ({ at, value, periodMs, notAsystole }: Reading, afterGap: boolean): JudgedReading => ({
  at,
  value,
  periodMs,
  afterGap,
  notAsystole,
})

/** T for one reading that is accepted and not held back. `at` of the facts is `statedAt`. */
export const judgeReading = (work: Work, vital: LimitVital, reading: Reading, statedAt: Moment): void => {
  const { session } = work
  const previousAt = session.judgedAt[vital]
  const afterGap = previousAt !== null && reading.at - previousAt > gapLimitMs(session.protocol.technical, reading.periodMs)
  session.judgedAt = withMoment(session.judgedAt, vital, reading.at)
  const { states, changes } = judgeLimits(session.limits, vital, session.inForce.limits, judged(reading, afterGap))
  if (states === session.limits) return
  session.limits = states
  for (const { condition, present } of changes) {
    const { priority } = session.inForce.limits[condition]
    state(work, statedAt, { kind: present ? 'condition-began' : 'condition-ended', condition, subject: null, priority })
  }
  for (const group of GROUPS_OF[vital]) if (changes.length > 0 || isPresent(states, group)) alarmOf(work, group, statedAt)
}

/** `apnoea` by the monitor's own word: at once (T). */
export const beginApnoea = (work: Work, at: Moment, statedAt: Moment): void => {
  const { session } = work
  const rule = session.inForce.limits.apnoea
  if (!rule.enabled) return
  const period = session.bound?.profile.periodMs ?? 1_000
  if (statedAt - at > Math.max(session.protocol.technical.lateContinuousMs, 2 * period)) {
    // V5: what is over raises nothing live.
    state(work, statedAt, { kind: 'happened-while-away', condition: 'apnoea', fromAt: at, worst: 0 })
    return
  }
  if (session.limits.apnoea?.present === true) return
  session.limits = { ...session.limits, apnoea: { firstViolatingAt: at, violatingCount: 1, present: true, clearingSince: null, worst: 0 } }
  state(work, statedAt, { kind: 'condition-began', condition: 'apnoea', subject: null, priority: rule.priority })
  alarmOf(work, 'rr:low', statedAt)
}

/** V5: what late readings would have raised is listed once per run, and raises nothing. */
export const judgeAway = (work: Work, vital: LimitVital, reading: Reading, statedAt: Moment): void => {
  const { session } = work
  const previousAt = session.awayJudgedAt[vital]
  // Backlog and live readings interleave: an older reading than the last one starts a run of its own.
  const gapMs = previousAt === null ? 0 : reading.at - previousAt
  const afterGap = gapMs < 0 || gapMs > gapLimitMs(session.protocol.technical, reading.periodMs)
  session.awayJudgedAt = withMoment(session.awayJudgedAt, vital, reading.at)
  const { states, changes } = judgeLimits(session.awayLimits, vital, session.inForce.limits, judged(reading, afterGap))
  session.awayLimits = states
  for (const { condition, present } of changes) {
    const run = states[condition]
    if (present && run !== undefined)
      state(work, statedAt, {
        kind: 'happened-while-away',
        condition,
        fromAt: run.firstViolatingAt ?? reading.at,
        worst: run.worst ?? reading.value,
      })
  }
}
