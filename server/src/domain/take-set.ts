import { levelRank, SIDES } from '@chairside/shared/excursion'
import type { SetPicture } from '@chairside/shared/picture'
import { isMonitored } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { CuffSet, Origin, RejectionReason } from '@chairside/shared/vital'
import type { AcceptedSet } from './baseline.ts'
import { earlierRecheck, shownDue } from './cuff-schedule.ts'
import { judgeSet } from './excursion-rules.ts'
import { rejectionOfSet } from './plausibility.ts'
import { levelOf } from './pressure-level.ts'
import { type PendingRecheck, type Session, state, type Work } from './session-state.ts'
import { setTechnical } from './technical-conditions.ts'
import { verifySet } from './verification.ts'

const REJECTED_RUN_MS = 60_000

export const askRecheck = (work: Work, recheck: PendingRecheck, at: Moment): void => {
  const { session } = work
  const kept = earlierRecheck(session.cuff.recheck, recheck)
  if (kept === session.cuff.recheck) return
  session.cuff = { ...session.cuff, recheck: kept }
  state(work, at, { kind: 'recheck-asked', dueAt: kept.dueAt, because: kept.because })
}

/** G4: the cuff failed, or its set was rejected. `recheckAfterMs` by what went wrong. */
const countFailure = (work: Work, at: Moment, because: 'failure' | 'extreme-rejected'): void => {
  const { session } = work
  const rules = session.protocol.cuff
  session.cuff = { ...session.cuff, heard: true, failuresInARow: session.cuff.failuresInARow + 1 }
  if (!isMonitored(session.phase)) return
  setTechnical(work, 'nibp-failed', null, session.cuff.failuresInARow >= rules.failuresForMedium ? 'medium' : 'low', at)
  askRecheck(work, { dueAt: at + (because === 'failure' ? rules.recheckAfterFailureMs : rules.recheckAfterExtremeRejectedMs), because }, at)
}

/** A failure that is older than the newest set, or than a set may be to count as live, is over (V5). */
export const takeCuffFailure = (work: Work, failedAt: Moment, at: Moment): void => {
  const { newestAt } = work.session.cuff
  if ((newestAt !== null && failedAt < newestAt) || at - failedAt > work.session.protocol.cuff.liveAgeMs) return
  countFailure(work, at, 'failure')
}

const remember = (work: Work, picture: SetPicture): void => {
  const { sets } = work.session
  const last = sets.at(-1)
  // By the time of the measurement: a late set takes its place (V5).
  if (last === undefined || last.at <= picture.at) work.session.sets = [...sets, picture]
  else work.session.sets = [...sets, picture].sort((a, b) => a.at - b.at)
}

const reject = (work: Work, set: CuffSet, reason: RejectionReason, late: boolean, origin: Origin, at: Moment): void => {
  const { session } = work
  const { at: readAt, sys, dia, map } = set
  remember(work, { at: readAt, sys, dia, map, state: 'rejected', reason, origin })
  const { rejectedAt } = session.cuff
  if (rejectedAt === null || readAt - rejectedAt > REJECTED_RUN_MS)
    state(work, at, { kind: 'reading-rejected', vital: 'nibp', reason, readAt })
  session.cuff = { ...session.cuff, rejectedAt: readAt }
  if (late) return
  const rules = session.protocol.cuff
  const extreme = sys !== null && (sys >= rules.extremeRejectedSysHigh || sys < rules.extremeRejectedSysLow)
  countFailure(work, at, extreme ? 'extreme-rejected' : 'failure')
}

/** V5: what a late set would have raised, listed once, raising nothing. */
const listAway = (work: Work, set: AcceptedSet, at: Moment): void => {
  for (const side of SIDES) {
    const level = levelOf(work.session.pressureLimits, set, side)
    if (levelRank(level) >= levelRank('warning'))
      state(work, at, { kind: 'happened-while-away', condition: side === 'high' ? 'bp-high' : 'bp-low', fromAt: set.at, worst: set.sys })
  }
}

const judge = (work: Work, set: AcceptedSet, pulse: number | null, manual: boolean, at: Moment): void => {
  const { session } = work
  session.cuff = { ...session.cuff, heard: true, failuresInARow: 0, recheck: null, rejectedAt: null }
  const recheck = judgeSet(work, set, at)
  const { lastAccepted: previous } = session.cuff
  session.cuff = { ...session.cuff, lastAccepted: set }
  setTechnical(work, 'nibp-failed', null, null, at)
  setTechnical(work, 'nibp-overdue', null, null, at)
  if (recheck !== null) {
    const rules = session.protocol.cuff
    const afterMs = recheck === 'critical' ? rules.recheckAfterCriticalMs : rules.recheckAfterWarningMs
    askRecheck(work, { dueAt: set.at + afterMs, because: recheck }, at)
  }
  verifySet(work, { set, previous, pulse, manual }, at)
}

const isRepeat = (work: Work, set: CuffSet): boolean =>
  work.session.sets.some((known) => known.at === set.at && known.sys === set.sys && known.dia === set.dia && known.map === set.map)

/** Takes one set, timed by the corrected clock. `manual` sets are a source of their own (V9). */
export const takeSet = (work: Work, set: CuffSet, origin: Origin, at: Moment): void => {
  const { session } = work
  if (isRepeat(work, set)) return
  const manual = origin === 'manual'
  const newestAt = manual ? session.cuff.newestManualAt : session.cuff.newestAt
  // Older than what was judged last, by whatever source: it could confirm what it never saw.
  const older = (newestAt !== null && set.at < newestAt) || (session.cuff.lastAccepted !== null && set.at < session.cuff.lastAccepted.at)
  const late = older || at - set.at > session.protocol.cuff.liveAgeMs
  if (newestAt === null || set.at > newestAt) session.cuff = { ...session.cuff, [manual ? 'newestManualAt' : 'newestAt']: set.at }
  const reason = rejectionOfSet(set)
  if (reason !== null) {
    reject(work, set, reason, late, origin, at)
    return
  }
  const accepted: AcceptedSet = { at: set.at, sys: set.sys as number, dia: set.dia as number, map: set.map }
  remember(work, { ...accepted, state: late ? 'late' : 'accepted', reason: null, origin: late ? 'late' : origin })
  state(work, at, {
    kind: 'set-taken',
    readAt: set.at,
    sys: accepted.sys,
    dia: accepted.dia,
    map: accepted.map,
    origin: late ? 'late' : origin,
  })
  if (late) listAway(work, accepted, at)
  else judge(work, accepted, set.pulse, manual, at)
}

/** All that `showCuff` reads and that changes in a session. */
const isAsShown = (before: Session, now: Session): boolean =>
  before.cuff === now.cuff &&
  before.sets === now.sets &&
  before.baseline === now.baseline &&
  before.pressureLimits === now.pressureLimits &&
  before.phase === now.phase &&
  before.infusion === now.infusion

/** What tiles show of the cuff, from the state after the sets of this input. `before`: the session as it was shown last; null: never. */
export const showCuff = (work: Work, before: Session | null): void => {
  const { session } = work
  if (before !== null && isAsShown(before, session)) return
  const accepted = session.cuff.lastAccepted
  const due = shownDue(session)
  const latest = accepted === null ? null : (session.sets.findLast((set) => set.state === 'accepted' && set.at === accepted.at) ?? null)
  const highLevel = accepted === null ? null : levelOf(session.pressureLimits, accepted, 'high')
  const lowLevel = accepted === null ? null : levelOf(session.pressureLimits, accepted, 'low')
  const { baseline } = session
  const next = {
    latest,
    change: accepted === null || baseline === null ? null : { sys: accepted.sys - baseline.sys, dia: accepted.dia - baseline.dia },
    highLevel,
    lowLevel: lowLevel === 'warning' || lowLevel === 'critical' ? lowLevel : null,
    nextDueAt: due?.at ?? null,
    dueBecause: due?.because ?? null,
    failuresInARow: session.cuff.failuresInARow,
    dimAfterMs: session.protocol.cuff.dimAfterMs,
    strikeAfterMs: session.protocol.cuff.strikeAfterMs,
  }
  const shown = session.cuffPicture
  const same =
    shown.latest === next.latest &&
    shown.change?.sys === next.change?.sys &&
    shown.change?.dia === next.change?.dia &&
    shown.highLevel === next.highLevel &&
    shown.lowLevel === next.lowLevel &&
    shown.nextDueAt === next.nextDueAt &&
    shown.failuresInARow === next.failuresInARow &&
    shown.dimAfterMs === next.dimAfterMs &&
    shown.strikeAfterMs === next.strikeAfterMs
  if (!same) session.cuffPicture = next
}
