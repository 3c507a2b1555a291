import { dayOf } from '@chairside/shared/clinic-day'
import { startOfDay } from '@chairside/shared/day-bounds'
import type { Moment } from '@chairside/shared/time'
import { isRefused, planRetention, type RetentionRules, STAYS, STEADY_MS, type Stays } from '../domain/retention.ts'
import type { RetentionSource } from '../ports/retention.ts'

const WORDS: { readonly [why in Stays]: string } = {
  running: 'still run',
  hold: 'are under a legal hold',
  unsigned: 'are not signed, or nobody knows',
  young: 'are younger than the rule',
  'patient-returned': 'belong to a patient of whom another session stays',
}

/** The most that is listed one by one. */
const LISTED = 200

export interface RetentionParts {
  readonly source: RetentionSource
  readonly now: Moment
  readonly timeZone: string
  readonly say: (line: string) => void
}

const yearsBefore = (now: Moment, years: number, timeZone: string): Moment => {
  const [year = '', month = '', day = ''] = dayOf(now, timeZone).split('-')
  const then = Number(year) - years
  return startOfDay(month === '02' && day === '29' ? `${then}-02-28` : `${then}-${month}-${day}`, timeZone)
}

/**
 * Says what the rules would let go and what keeps the rest; nothing is removed. Returns what the audit keeps of it. Throws a RangeError
 * with a sentence for rules that nobody may ask for.
 */
export const listRetention = async (
  rules: RetentionRules,
  { source, now, timeZone, say }: RetentionParts,
): Promise<Readonly<Record<string, number | string>>> => {
  const mistake = isRefused(rules)
  if (mistake !== null) throw new RangeError(mistake)
  const held = await source.holds()
  const steadyAt = await source.newestBefore(now - STEADY_MS)
  const isHeld = (session: { readonly sessionId: string; readonly patient: string | null }): boolean =>
    held.has(`session ${session.sessionId}`) || held.has(`patient ${session.patient ?? ''}`)
  const plan = planRetention(await source.sessions(), isHeld, rules, { now, timeZone, steadyAt })
  const audit = await source.auditBefore(yearsBefore(now, rules.auditYears, timeZone))
  say(
    `Rules: sessions ${rules.recordYears} years after their last entry, the audit ${rules.auditYears} years. Today is ${dayOf(now, timeZone)}.`,
  )
  for (const { sessionId, keptUntil } of plan.due.slice(0, LISTED)) say(`due  session ${sessionId}  kept until ${keptUntil}`)
  if (plan.due.length > LISTED) say(`and ${plan.due.length - LISTED} more`)
  say(`${plan.due.length} sessions are past their time, and ${audit} entries of the audit.`)
  for (const why of STAYS) if (plan.stays[why] > 0) say(`${plan.stays[why]} ${WORDS[why]}.`)
  if (plan.refused === 'clock')
    say(
      'No entry is between a day and a month old: either nothing was recorded for long, or the clock of this machine is wrong. Look at it first.',
    )
  say('Nothing was removed.')
  return {
    due: plan.due.length,
    auditDue: audit,
    recordYears: rules.recordYears,
    auditYears: rules.auditYears,
    ...(plan.refused === null ? {} : { doubt: plan.refused }),
  }
}
