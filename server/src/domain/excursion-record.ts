import type { Excursion, Extreme, Side } from '@chairside/shared/excursion'
import type { Baseline } from '@chairside/shared/fact'
import type { AcceptedSet } from './baseline.ts'
import { beyondWarning } from './beyond-warning.ts'
import { tightestWarning } from './pressure-level.ts'
import type { Session } from './session-state.ts'

const further = (side: Side, before: Extreme | null, value: number | null, at: number): Extreme | null => {
  if (value === null) return before
  if (before === null) return { value, at }
  const beyond = side === 'high' ? value > before.value : value < before.value
  return beyond ? { value, at } : before
}

const larger = (before: number | null, change: number | null): number | null =>
  change === null ? before : before === null || Math.abs(change) > Math.abs(before) ? change : before

/** The record of an excursion with one more set (X7). */
export const withSet = (excursion: Excursion, set: AcceptedSet, baseline: Baseline | null): Excursion => ({
  ...excursion,
  setCount: excursion.setCount + 1,
  peak: {
    sys: further(excursion.side, excursion.peak.sys, set.sys, set.at),
    dia: further(excursion.side, excursion.peak.dia, set.dia, set.at),
    map: further(excursion.side, excursion.peak.map, set.map, set.at),
  },
  largestChange: {
    sys: larger(excursion.largestChange.sys, baseline === null ? null : set.sys - baseline.sys),
    dia: larger(excursion.largestChange.dia, baseline === null ? null : set.dia - baseline.dia),
  },
})

type Beyonds = Pick<Excursion, 'minutesBeyondWarning' | 'areaBeyondWarning'>

/** Adds the stretch from the last accepted set of the session to this one; an estimate by a straight line (X7). */
export const beyondSoFar = (session: Session, side: Side, set: AcceptedSet, before?: Beyonds): Beyonds => {
  const minutes = before?.minutesBeyondWarning ?? { sys: 0, dia: 0 }
  const area = before?.areaBeyondWarning ?? { sys: 0, dia: 0 }
  const from = session.cuff.lastAccepted
  const startedAt = session.infusion.startedAt
  if (from === null || startedAt === null || from.at < startedAt) return { minutesBeyondWarning: minutes, areaBeyondWarning: area }
  const stretch = (vital: 'sys' | 'dia') =>
    beyondWarning(
      { atMs: from.at, value: from[vital] },
      { atMs: set.at, value: set[vital] },
      tightestWarning(session.pressureLimits, vital)[side],
      side,
    )
  const sys = stretch('sys')
  const dia = stretch('dia')
  return {
    minutesBeyondWarning: { sys: minutes.sys + sys.minutes, dia: minutes.dia + dia.minutes },
    areaBeyondWarning: { sys: area.sys + sys.area, dia: area.dia + dia.area },
  }
}
