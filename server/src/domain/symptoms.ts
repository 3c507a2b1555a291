import type { EventPicture } from '@chairside/shared/picture'
import { isEnded } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import { wishAlarm, withdrawAlarm } from './alarm-life.ts'
import { effectiveEntries } from './effective-entries.ts'
import { raiseToEmergency } from './excursion-rules.ts'
import type { Work } from './session-state.ts'
import { askRecheck } from './take-set.ts'
import { standingSigns, type WarningSign } from './warning-signs.ts'

const SEVERITIES: readonly WarningSign['severity'][] = ['mild', 'moderate', 'severe']

/** X12: each warning sign is a high alarm that waits for an acknowledgement, and makes an open excursion an emergency. */
const judgeSigns = (work: Work, before: readonly EventPicture[], at: Moment): void => {
  const { session } = work
  const standing = standingSigns(session.events)
  const known = standingSigns(before)
  for (const { symptom } of known) if (!standing.some((sign) => sign.symptom === symptom)) withdrawAlarm(work, `symptom:${symptom}`, at)
  const fresh = standing.filter((sign) => !known.some((one) => one.factSeq === sign.factSeq && one.symptom === sign.symptom))
  for (const { symptom, severity } of fresh)
    wishAlarm(
      work,
      `symptom:${symptom}`,
      { cause: 'symptom', priority: 'high', text: symptom, unconfirmed: false, latches: true, grade: SEVERITIES.indexOf(severity) },
      at,
    )
  if (fresh.length === 0 || !raiseToEmergency(work, at)) return
  askRecheck(work, { dueAt: at + session.protocol.cuff.recheckAfterCriticalMs, because: 'critical' }, at)
}

const hasDeepSedation = (events: readonly EventPicture[], limit: number): boolean =>
  effectiveEntries(events).some(({ entry }) => entry.kind === 'sedation' && entry.moaas <= limit)

/** X12: the newest MOAA/S decides. A better one ends its condition (A3); the correction of the only deep one takes the alarm back. */
const judgeSedation = (work: Work, limit: number, at: Moment): void => {
  const { events } = work.session
  const newest = effectiveEntries(events).findLast(({ entry }) => entry.kind === 'sedation')
  const moaas = newest?.entry.kind === 'sedation' ? newest.entry.moaas : null
  if (moaas !== null && moaas <= limit)
    wishAlarm(
      work,
      'sedation',
      { cause: 'sedation', priority: 'high', text: `MOAA/S ${moaas} ≤ ${limit}`, unconfirmed: false, latches: true, grade: limit - moaas },
      at,
    )
  else if (!hasDeepSedation(events, limit)) withdrawAlarm(work, 'sedation', at)
  else wishAlarm(work, 'sedation', null, at)
}

/** X12: what was entered, or corrected, since the entries were `before`. */
export const judgeEntries = (work: Work, before: readonly EventPicture[], at: Moment): void => {
  const { session } = work
  if (session.events === before || isEnded(session.phase)) return
  const { warningSigns, moaasHighAtMost } = session.protocol.symptoms
  if (warningSigns) judgeSigns(work, before, at)
  if (moaasHighAtMost !== null) judgeSedation(work, moaasHighAtMost, at)
}
