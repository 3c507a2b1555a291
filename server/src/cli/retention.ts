import { createHash } from 'node:crypto'
import { dayOf } from '@chairside/shared/clinic-day'
import { startOfDay } from '@chairside/shared/day-bounds'
import type { Moment } from '@chairside/shared/time'
import {
  type ClockDoubt,
  isRefused,
  type KeptSession,
  LOOKED_BACK_MS,
  planRetention,
  type RetentionPlan,
  type RetentionRules,
  STAYS,
  STEADY_MS,
  type Stays,
  USUAL_RETENTION,
} from '../domain/retention.ts'
import type { RecordedSession, RetentionSource } from '../ports/retention.ts'

const WORDS: { readonly [why in Stays]: string } = {
  running: 'still run',
  hold: 'are under a legal hold',
  unsigned: 'are not signed, or nobody knows',
  young: 'are younger than the rule',
  broken: 'are past their time, but not as they were written (npm run verify says what); they stay until somebody looked at them',
  'patient-returned': 'belong to a patient of whom another session stays',
}

export const DOUBTS: { readonly [doubt in ClockDoubt]: string } = {
  'clock-behind': 'Something was written later than it is by the clock of this machine: the clock is wrong, or was. Look at it first.',
  clock:
    'No entry is between a day and a month old: either nothing was recorded for long, or the clock of this machine is wrong. Look at it first.',
  'clock-jumped':
    'Within the last 90 days nothing was written for more than 30: either the clinic was closed, or the clock of this machine went ahead. Nothing is removed until that is 90 days ago.',
}

export interface RetentionParts {
  readonly source: RetentionSource
  readonly wallNow: () => Moment
  readonly timeZone: string
  readonly say: (line: string) => void
}

/** What may go, with the code of exactly that. */
export interface DueSessions {
  readonly plan: RetentionPlan
  readonly due: readonly (RecordedSession & { readonly keptUntil: string })[]
  readonly code: string
  readonly now: Moment
}

const yearsBefore = (now: Moment, years: number, timeZone: string): Moment => {
  const [year = '', month = '', day = ''] = dayOf(now, timeZone).split('-')
  const then = Number(year) - years
  return startOfDay(month === '02' && day === '29' ? `${then}-02-28` : `${then}-${month}-${day}`, timeZone)
}

/** Short enough to be typed, long enough that nobody meets another list by it. */
const codeOf = (lines: readonly string[]): string =>
  (createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12).match(/.{4}/g) ?? []).join('-')

/**
 * What the rules let go now, each of it walked through its chain, and what keeps the rest. Throws a RangeError with a sentence for rules
 * that nobody may ask for.
 */
export const findDue = async (rules: RetentionRules, { source, wallNow, timeZone, say }: RetentionParts): Promise<DueSessions> => {
  const mistake = isRefused(rules)
  if (mistake !== null) throw new RangeError(mistake)
  const sessions = await source.sessions()
  const byId = new Map<string, RecordedSession>(sessions.map((session) => [session.sessionId, session]))
  const names = await source.holds()
  const held = ({ sessionId, patient }: KeptSession): boolean =>
    names.has(`session ${sessionId}`) || (patient !== null && names.has(`patient ${patient}`))
  // Before the clock is asked: a server that writes meanwhile is not from the future.
  const newestAt = await source.newest()
  const now = wallNow()
  const [steadyAt, silentMs] = [await source.newestBefore(now - STEADY_MS), await source.longestSilence(now - LOOKED_BACK_MS)]
  const planWith = (broken: ReadonlySet<string>): RetentionPlan =>
    planRetention(sessions, { held, broken: ({ sessionId }) => broken.has(sessionId) }, rules, {
      now,
      timeZone,
      newestAt,
      steadyAt,
      silentMs,
    })
  const past = planWith(new Set())
  if (past.due.length > 0) say(`Walking the chains of ${past.due.length} sessions that are past their time; it takes a while…`)
  const broken = await source.broken(past.due.flatMap(({ sessionId }) => byId.get(sessionId)?.sessionId ?? []))
  const plan = broken.size === 0 ? past : planWith(broken)
  const due = plan.due.flatMap(({ sessionId, keptUntil }) => {
    const session = byId.get(sessionId)
    return session === undefined ? [] : [{ ...session, keptUntil }]
  })
  const lines = due.map(({ sessionId, keptUntil, entries, head }) => `${sessionId} ${keptUntil} ${entries} ${head}`)
  return { plan, due, code: codeOf([`${rules.recordYears}`, ...lines]), now }
}

/** Says what the rules would let go and what keeps the rest; nothing is removed. Returns what the audit keeps of it. */
export const listRetention = async (rules: RetentionRules, parts: RetentionParts): Promise<Readonly<Record<string, number | string>>> => {
  const { source, timeZone, say } = parts
  const { plan, due, code, now } = await findDue(rules, parts)
  const audit = await source.auditBefore(yearsBefore(now, rules.auditYears, timeZone))
  const { stillThere } = await source.letGo()
  const unpacked = await source.unpacked()
  say(
    `Rules: sessions ${rules.recordYears} years after their last entry, the audit ${rules.auditYears} years. Today is ${dayOf(now, timeZone)}.`,
  )
  for (const { sessionId, keptUntil } of due) say(`due  session ${sessionId}  kept until ${keptUntil}`)
  say(`${due.length} sessions are past their time.`)
  for (const why of STAYS) if (plan.stays[why] > 0) say(`${plan.stays[why]} ${WORDS[why]}.`)
  say(`${audit} entries of the audit are past theirs; the audit is never removed.`)
  for (const { sessionId, auditNo } of stillThere)
    say(`Entry ${auditNo} of the audit let session ${sessionId} go, but it is still there: a removal was cut short, or something kept it.`)
  if (unpacked > 0)
    say(`The file still may hold traces of ${unpacked} removed sessions: npm run admin -- pack, with the server stopped, clears it.`)
  if (plan.refused !== null) say(DOUBTS[plan.refused])
  say('Nothing was removed.')
  if (due.length > 0 && plan.refused === null) {
    const years = rules.recordYears === USUAL_RETENTION.recordYears ? '' : ` --years ${rules.recordYears}`
    say(`To remove exactly these ${due.length}, for ever:  npm run admin -- remove-sessions${years} --code ${code}`)
  }
  return {
    due: due.length,
    code,
    auditDue: audit,
    recordYears: rules.recordYears,
    auditYears: rules.auditYears,
    ...(plan.refused === null ? {} : { doubt: plan.refused }),
  }
}
