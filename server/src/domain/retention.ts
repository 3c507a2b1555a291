import { dayAfter, dayOf } from '@chairside/shared/clinic-day'
import { HOUR_MS, type Moment } from '@chairside/shared/time'

/** How long is kept, in whole years after the last thing that happened. */
export interface RetentionRules {
  readonly recordYears: number
  /** Never less than the record: it says who looked at it. */
  readonly auditYears: number
}

/** Documentation is kept for six years at least; nobody can ask for less. */
export const LEAST_YEARS = 6
export const USUAL_RETENTION: RetentionRules = { recordYears: LEAST_YEARS, auditYears: LEAST_YEARS }

/** A session as retention looks at it. */
export interface KeptSession {
  readonly sessionId: string
  /** Whose it is; null: nobody knows, and it stands alone. */
  readonly patient: string | null
  readonly endedAt: Moment | null
  /** The last that was written into it, amendments too. */
  readonly newestAt: Moment
  /** Null: its line is not drawn, so that nobody knows. */
  readonly unsigned: boolean | null
}

/** Why a session stays, the first reason that holds. */
export const STAYS = ['running', 'hold', 'unsigned', 'young', 'broken', 'patient-returned'] as const
export type Stays = (typeof STAYS)[number]

/**
 * Why the clock of this machine cannot be trusted: something was written later than its now, it is far from anything steady, or it, or
 * the one before it, went far ahead not long ago.
 */
export type ClockDoubt = 'clock-behind' | 'clock' | 'clock-jumped'

/** What is known of the clock by what was written. */
export interface ClockWitnesses {
  readonly now: Moment
  readonly timeZone: string
  /** The newest entry of all. Null: there is none. */
  readonly newestAt: Moment | null
  /** The newest entry of all that is a day old. Null: there is none. */
  readonly steadyAt: Moment | null
  /** The longest time without any entry that ended in the last `LOOKED_BACK_MS`. */
  readonly silentMs: number
}

export interface RetentionPlan {
  /** What the rules would let go, the oldest first, with the last day on which it was kept. */
  readonly due: readonly { readonly sessionId: string; readonly keptUntil: string }[]
  readonly stays: { readonly [why in Stays]: number }
  /** Why nothing may be removed now, whatever is due; null: nothing speaks against it. */
  readonly refused: ClockDoubt | null
}

/** Longer than this nobody leaves a clinic without a single entry: rather the clock is wrong. */
const SILENCE_MS = 30 * 24 * HOUR_MS
/** What was written in the last day may have been written by that very clock. */
export const STEADY_MS = 24 * HOUR_MS
/** A clock that went ahead and stayed there is looked for so far back. */
export const LOOKED_BACK_MS = 90 * 24 * HOUR_MS

/** The last day on which it has to be kept: the same day of the year, so many years later; what has none that year, the day after. */
export const keptUntil = (at: Moment, years: number, timeZone: string): string => {
  const [year = '', month = '', day = ''] = dayOf(at, timeZone).split('-')
  const later = `${Number(year) + years}-${month}`
  return month === '02' && day === '29' ? dayAfter(`${later}-28`, 1) : `${later}-${day}`
}

export const isRefused = ({ recordYears, auditYears }: RetentionRules): string | null => {
  if (!Number.isInteger(recordYears) || recordYears < LEAST_YEARS) return `sessions are kept for ${LEAST_YEARS} years at least`
  if (!Number.isInteger(auditYears) || auditYears < recordYears) return 'the audit is kept for as long as the sessions at least'
  return null
}

const doubtOf = ({ now, newestAt, steadyAt, silentMs }: ClockWitnesses): ClockDoubt | null => {
  if (newestAt !== null && newestAt > now) return 'clock-behind'
  if (steadyAt === null || steadyAt > now || now - steadyAt > SILENCE_MS) return 'clock'
  return silentMs > SILENCE_MS ? 'clock-jumped' : null
}

/**
 * What the rules would let go at `now`. A patient's sessions stay together until the youngest of them may go; what runs, is unsigned,
 * held or broken (its chain is not as it was written) stays, and keeps the others of that patient.
 * Throws a RangeError for rules that nobody may ask for.
 */
export const planRetention = (
  sessions: readonly KeptSession[],
  { held, broken }: { readonly held: (session: KeptSession) => boolean; readonly broken: (session: KeptSession) => boolean },
  rules: RetentionRules,
  clock: ClockWitnesses,
): RetentionPlan => {
  const mistake = isRefused(rules)
  if (mistake !== null) throw new RangeError(mistake)
  const today = dayOf(clock.now, clock.timeZone)
  const until = (session: KeptSession): string => keptUntil(session.newestAt, rules.recordYears, clock.timeZone)
  const ownReason = (session: KeptSession): Stays | null => {
    if (session.endedAt === null) return 'running'
    if (held(session)) return 'hold'
    if (session.unsigned !== false) return 'unsigned'
    if (until(session) >= today) return 'young'
    return broken(session) ? 'broken' : null
  }
  const staying = new Set(sessions.flatMap((session) => (session.patient !== null && ownReason(session) !== null ? [session.patient] : [])))
  const stays = Object.fromEntries(STAYS.map((why) => [why, 0])) as Record<Stays, number>
  const due: { readonly sessionId: string; readonly keptUntil: string }[] = []
  for (const session of sessions) {
    const why = ownReason(session) ?? (session.patient !== null && staying.has(session.patient) ? 'patient-returned' : null)
    if (why === null) due.push({ sessionId: session.sessionId, keptUntil: until(session) })
    else stays[why] += 1
  }
  due.sort((a, b) => (a.keptUntil < b.keptUntil ? -1 : a.keptUntil > b.keptUntil ? 1 : a.sessionId < b.sessionId ? -1 : 1))
  return { due, stays, refused: doubtOf(clock) }
}
