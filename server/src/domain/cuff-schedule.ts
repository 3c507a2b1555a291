import type { Priority } from '@chairside/shared/alarm'
import type { Moment } from '@chairside/shared/time'
import type { PendingRecheck, Session } from './session-state.ts'

/** The next set that the schedule of the phase asks for (G3); null: none is due in this phase, or no cuff was heard. */
const scheduledDueAt = (session: Session): Moment | null => {
  const { phase, cuff, infusion, protocol } = session
  const rules = protocol.cuff
  if (!cuff.heard || infusion.startedAt === null) return null
  const from = Math.max(cuff.lastAccepted?.at ?? infusion.startedAt, infusion.startedAt)
  if (phase === 'infusing' || phase === 'paused') return from + rules.intervalInfusingMs
  if (phase !== 'recovering') return null
  const late = infusion.endedAt !== null && from - infusion.endedAt >= rules.recoveryEarlyMs
  return from + (late ? rules.intervalRecoveryLateMs : rules.intervalRecoveryEarlyMs)
}

/**
 * When the next set is due, and why: a pending recheck replaces the schedule. One that a failed or rejected set asked for may
 * only bring it forward, else a failing cuff would put off the alarm that says so.
 */
export const nextDue = (session: Session): { readonly at: Moment; readonly because: 'schedule' | 'recheck' } | null => {
  const { recheck } = session.cuff
  const scheduledAt = scheduledDueAt(session)
  const replaces = recheck !== null && (recheck.because === 'warning' || recheck.because === 'critical')
  if (recheck !== null && (replaces || scheduledAt === null || recheck.dueAt < scheduledAt))
    return { at: recheck.dueAt, because: 'recheck' }
  return scheduledAt === null ? null : { at: scheduledAt, because: 'schedule' }
}

/** What screens show: a second look that is wanted (a jump) counts as a recheck, but is never overdue by itself. */
export const shownDue = (session: Session): ReturnType<typeof nextDue> => {
  const due = nextDue(session)
  const { verifyDueAt } = session.cuff
  return verifyDueAt !== null && (due === null || verifyDueAt < due.at) ? { at: verifyDueAt, because: 'recheck' } : due
}

/** When `nibp-overdue` begins, and at which priority, by what is due (G3). In the order of time. */
export const overdueSteps = (session: Session): readonly { readonly at: Moment; readonly priority: Priority }[] => {
  const supervised = session.bound?.profile.supervision?.cuff ?? true
  const due = nextDue(session)
  if (due === null || !supervised) return []
  const rules = session.protocol.cuff
  switch (session.cuff.recheck?.because) {
    // At 6 min `recheck-overdue` says the rest (X3).
    case 'warning':
      return [{ at: due.at + rules.recheckWarningOverdueLowMs, priority: 'low' }]
    case 'critical':
      return [
        { at: due.at + rules.recheckCriticalOverdueMediumMs, priority: 'medium' },
        { at: due.at + rules.recheckCriticalOverdueHighMs, priority: 'high' },
      ]
    case 'failure':
    case 'extreme-rejected':
    case undefined:
      return [
        { at: due.at + rules.overdueLowMs, priority: 'low' },
        { at: due.at + rules.overdueMediumMs, priority: 'medium' },
      ]
  }
}

/** The recheck that stands after another one is asked for: a set decides all, so the earlier of the two is kept. */
export const earlierRecheck = (pending: PendingRecheck | null, asked: PendingRecheck): PendingRecheck =>
  pending !== null && pending.dueAt <= asked.dueAt ? pending : asked
