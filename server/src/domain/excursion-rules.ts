import { type Excursion, type Level, levelRank, SIDES, type Side } from '@chairside/shared/excursion'
import type { ExcursionId } from '@chairside/shared/identity'
import { runMs } from '@chairside/shared/infusion'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { wishAlarm } from './alarm-life.ts'
import type { AcceptedSet } from './baseline.ts'
import { beyondSoFar, withSet } from './excursion-record.ts'
import { armsHolding, armText, easedLevelOf, levelOf } from './pressure-level.ts'
import { type SideState, state, type Work } from './session-state.ts'
import { withSigns } from './warning-signs.ts'

const WARNING = levelRank('warning')
const CRITICAL = levelRank('critical')

/** `bp-high` and `bp-low` are the alarm groups of the two sides. */
export const groupOf = (side: Side): 'bp-high' | 'bp-low' => (side === 'high' ? 'bp-high' : 'bp-low')

const setSide = (work: Work, side: Side, change: Partial<SideState>): void => {
  work.session.sides = { ...work.session.sides, [side]: { ...work.session.sides[side], ...change } }
}

const setExcursion = (work: Work, index: number, excursion: Excursion): void => {
  work.session.excursions = work.session.excursions.with(index, excursion)
}

/** X10: both sides alike; a low warning that DIA alone carries is low. */
const priorityOf = (work: Work, excursion: Excursion, set: AcceptedSet): 'low' | 'medium' | 'high' => {
  if (levelRank(excursion.level) >= CRITICAL) return 'high'
  if (!excursion.confirmed) return 'low'
  if (excursion.side === 'high') return 'medium'
  const arms = armsHolding(work.session.pressureLimits, set, 'low', 'warning')
  return arms.length === 1 && arms[0] === 'dia' ? 'low' : 'medium'
}

/** What the numbers say, also where a warning sign says more (X12). */
const textOf = (work: Work, { side, level }: Excursion, worst: Parameters<typeof armText>[1]): string => {
  const limits = work.session.pressureLimits
  const numeric = { sys: worst.sys ?? Number.NaN, dia: worst.dia ?? Number.NaN, map: worst.map }
  return armText(limits, worst, side, level) || armText(limits, worst, side, levelOf(limits, numeric, side) ?? 'warning')
}

const announce = (work: Work, excursion: Excursion, set: AcceptedSet, at: Moment): void => {
  const { sys, dia, map } = excursion.peak
  const worst = { sys: sys?.value ?? null, dia: dia?.value ?? null, map: map?.value ?? null }
  wishAlarm(
    work,
    groupOf(excursion.side),
    {
      cause: groupOf(excursion.side),
      priority: priorityOf(work, excursion, set),
      text: textOf(work, excursion, worst),
      unconfirmed: !excursion.confirmed,
      latches: excursion.confirmed,
      grade: levelRank(excursion.level),
    },
    at,
  )
}

const open = (work: Work, side: Side, level: Level, set: AcceptedSet, at: Moment): void => {
  const { session } = work
  const before = session.sides[side]
  const critical = levelRank(level) >= CRITICAL
  const reopened = before.notConfirmedAt !== null && set.at - before.notConfirmedAt <= session.protocol.excursion.reopenConfirmedMs
  const confirmed = critical || reopened
  const shown = withSigns(session, level)
  session.excursionSeq += 1
  const excursion: Excursion = {
    id: `X${session.excursionSeq}` as ExcursionId,
    side,
    level: shown,
    peakLevel: shown,
    confirmed,
    openedAt: set.at,
    confirmedAt: confirmed ? set.at : null,
    closedAt: null,
    ending: null,
    phaseAtOpening: session.phase,
    infusionMinuteAtOpening: session.infusion.startedAt === null ? null : runMs(session.infusion, set.at) / MINUTE_MS,
    peak: { sys: null, dia: null, map: null },
    largestChange: { sys: null, dia: null },
    setCount: 0,
    ...beyondSoFar(session, side, set),
  }
  const recorded = withSet(excursion, set, session.baseline)
  session.excursions = [...session.excursions, recorded]
  setSide(work, side, {
    openIndex: session.excursions.length - 1,
    freshCriticalAt: critical ? set.at : null,
    recheckOverdueAt: confirmed ? null : set.at + session.protocol.cuff.recheckOverdueMs,
    recheckOverdueStated: false,
  })
  if (levelRank(shown) >= CRITICAL) session.criticalEvent = true
  const { sys, dia, map } = set
  state(work, at, { kind: 'excursion-opened', excursionId: excursion.id, side, level: shown, confirmed, sys, dia, map })
  announce(work, recorded, set, at)
}

const close = (
  work: Work,
  side: Side,
  excursion: Excursion,
  index: number,
  ending: NonNullable<Excursion['ending']>,
  closedAt: Moment,
  at: Moment,
): void => {
  setExcursion(work, index, { ...excursion, closedAt, ending })
  setSide(work, side, {
    openIndex: null,
    freshCriticalAt: null,
    recheckOverdueAt: null,
    recheckOverdueStated: false,
    ...(ending === 'not-confirmed' ? { notConfirmedAt: closedAt } : {}),
  })
  state(work, at, { kind: 'excursion-closed', excursionId: excursion.id, side, ending })
  wishAlarm(work, `recheck-overdue:${side}`, null, at)
  wishAlarm(work, groupOf(side), null, at)
}

/** X3 and X5 for an open excursion and the next accepted set. */
const follow = (work: Work, side: Side, index: number, set: AcceptedSet, at: Moment): void => {
  const { session } = work
  const { pressureLimits, protocol } = session
  const before = session.excursions[index] as Excursion
  const { freshCriticalAt } = session.sides[side]
  const counted: Excursion = { ...withSet(before, set, session.baseline), ...beyondSoFar(session, side, set, before) }
  const level = levelOf(pressureLimits, set, side)
  if (!before.confirmed && levelRank(level) < WARNING) {
    close(work, side, counted, index, 'not-confirmed', set.at, at)
    return
  }
  let after = counted
  if (!before.confirmed) {
    after = { ...after, confirmed: true, confirmedAt: set.at }
    state(work, at, { kind: 'excursion-confirmed', excursionId: before.id, side })
    wishAlarm(work, `recheck-overdue:${side}`, null, at)
  }
  // X12: a warning sign raises what is a warning by its numbers; whether it is one, and whether it is confirmed, the sets decide.
  const shown = withSigns(session, level)
  if (levelRank(shown) < levelRank(before.level)) {
    const eased = withSigns(session, easedLevelOf(pressureLimits, set, side))
    if (levelRank(eased) < WARNING) {
      const notReproduced = freshCriticalAt !== null && set.at - freshCriticalAt <= protocol.excursion.notReproducedMs
      close(work, side, after, index, notReproduced ? 'not-reproduced' : 'recovered', set.at, at)
      return
    }
    // Never above the present level: a margin must not raise what the numbers do not.
    if (levelRank(eased) < levelRank(before.level)) after = { ...after, level: eased as Level }
  } else if (shown !== null) after = { ...after, level: shown }
  if (levelRank(after.level) > levelRank(after.peakLevel)) after = { ...after, peakLevel: after.level }
  if (levelRank(after.level) >= CRITICAL) session.criticalEvent = true
  setExcursion(work, index, after)
  setSide(work, side, { freshCriticalAt: null, recheckOverdueAt: null, recheckOverdueStated: false })
  if (after.level !== before.level) state(work, at, { kind: 'excursion-level', excursionId: before.id, side, level: after.level })
  announce(work, after, set, at)
}

/** Before the infusion a critical set alarms without opening an excursion (X11). */
const alarmBeforeInfusion = (work: Work, side: Side, set: AcceptedSet, at: Moment): void => {
  // The set of another source may come after one that opened an excursion; that alarm ends with its excursion alone (X6).
  if (work.session.sides[side].openIndex !== null) return
  const level = levelOf(work.session.pressureLimits, set, side)
  const critical = level !== null && levelRank(level) >= CRITICAL
  const text = critical ? armText(work.session.pressureLimits, set, side, level) : ''
  const wish = { cause: groupOf(side), priority: 'high', text, unconfirmed: false, latches: true, grade: levelRank(level) } as const
  wishAlarm(work, groupOf(side), critical ? wish : null, at)
}

/** X1 to X5 for one accepted set that is judged live. Says whether a recheck is wanted, and why. */
export const judgeSet = (work: Work, set: AcceptedSet, at: Moment): 'warning' | 'critical' | null => {
  const { session } = work
  const { startedAt } = session.infusion
  if (startedAt === null || set.at < startedAt) {
    for (const side of SIDES) alarmBeforeInfusion(work, side, set, at)
    return null
  }
  let recheck: 'warning' | 'critical' | null = null
  for (const side of SIDES) {
    const { openIndex } = session.sides[side]
    const level = levelOf(session.pressureLimits, set, side)
    if (openIndex !== null) follow(work, side, openIndex, set, at)
    else if (levelRank(level) >= WARNING) open(work, side, level as Level, set, at)
    else wishAlarm(work, groupOf(side), null, at)
    const { openIndex: nowOpen } = session.sides[side]
    if (nowOpen === null) continue
    if (levelRank(withSigns(session, level)) >= CRITICAL) recheck = 'critical'
    else if (recheck === null && session.excursions[nowOpen]?.confirmed === false) recheck = 'warning'
  }
  return recheck
}

/** X12: a warning sign was entered: every open excursion is an emergency from now on. Says whether one became so. */
export const raiseToEmergency = (work: Work, at: Moment): boolean => {
  const { session } = work
  let raised = false
  for (const side of SIDES) {
    const { openIndex } = session.sides[side]
    const before = openIndex === null ? undefined : session.excursions[openIndex]
    const set = session.cuff.lastAccepted
    if (openIndex === null || before === undefined || before.level === 'emergency' || set === null) continue
    const after: Excursion = { ...before, level: 'emergency', peakLevel: 'emergency' }
    setExcursion(work, openIndex, after)
    session.criticalEvent = true
    state(work, at, { kind: 'excursion-level', excursionId: before.id, side, level: 'emergency' })
    announce(work, after, set, at)
    raised = true
  }
  return raised
}

/** X3: nothing decided an unconfirmed excursion in time. */
export const stateRecheckOverdue = (work: Work, side: Side, at: Moment): void => {
  const { openIndex } = work.session.sides[side]
  if (openIndex === null) return
  const excursion = work.session.excursions[openIndex] as Excursion
  setSide(work, side, { recheckOverdueStated: true })
  state(work, at, { kind: 'recheck-overdue', excursionId: excursion.id, side })
  wishAlarm(
    work,
    `recheck-overdue:${side}`,
    { cause: 'recheck-overdue', priority: 'medium', text: '', unconfirmed: false, latches: false },
    at,
  )
}

/** X6: what is open when the session ends, ends with it. */
export const endExcursions = (work: Work, at: Moment): void => {
  for (const side of SIDES) {
    const { openIndex } = work.session.sides[side]
    if (openIndex !== null) close(work, side, work.session.excursions[openIndex] as Excursion, openIndex, 'session-ended', at, at)
  }
}
