import { ENDINGS, type Ending, type Excursion, type Extreme, SIDES, type Side } from '@chairside/shared/excursion'
import type { SetPicture } from '@chairside/shared/picture'
import type { AcceptedSet } from './baseline.ts'
import { type Beyond, beyondWarning, plus } from './beyond-warning.ts'
import { type PressureLimits, tightestWarning } from './pressure-level.ts'

/** The sets that X judged: accepted, from the start on. */
export const judgedSets = (sets: readonly SetPicture[], startedAt: number): readonly AcceptedSet[] =>
  sets.flatMap(({ state, at, sys, dia, map }) =>
    state === 'accepted' && at >= startedAt && sys !== null && dia !== null ? [{ at, sys, dia, map }] : [],
  )

/** The first highest value; null of nothing. */
export const peakOf = (sets: readonly AcceptedSet[], vital: 'sys' | 'dia' | 'map'): Extreme | null => {
  let peak: Extreme | null = null
  for (const set of sets) {
    const value = set[vital]
    if (value !== null && (peak === null || value > peak.value)) peak = { value, at: set.at }
  }
  return peak
}

/** X7 for a whole session: both sides summed, against the tightest warning limit in force, by straight lines between accepted sets. */
export const beyondWarningOf = (sets: readonly AcceptedSet[], limits: PressureLimits, vital: 'sys' | 'dia'): Beyond => {
  const tightest = tightestWarning(limits, vital)
  let sum: Beyond = { minutes: 0, area: 0 }
  for (let index = 1; index < sets.length; index += 1) {
    const from = sets[index - 1] as AcceptedSet
    const to = sets[index] as AcceptedSet
    for (const side of SIDES)
      sum = plus(sum, beyondWarning({ atMs: from.at, value: from[vital] }, { atMs: to.at, value: to[vital] }, tightest[side], side))
  }
  return sum
}

/** Excursions by side and ending, zeros too. */
export const countEndings = (excursions: readonly Excursion[]): Readonly<Record<Side, Readonly<Record<Ending, number>>>> => {
  const of = (side: Side): Record<Ending, number> =>
    Object.fromEntries(
      ENDINGS.map((ending) => [ending, excursions.filter((one) => one.side === side && one.ending === ending).length]),
    ) as Record<Ending, number>
  return { high: of('high'), low: of('low') }
}
