import type { Baseline } from '@chairside/shared/fact'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { medianOf } from '@chairside/shared/recording'
import type { Moment } from '@chairside/shared/time'

/** A set that was accepted: SYS and DIA are there. */
export interface AcceptedSet {
  readonly at: Moment
  readonly sys: number
  readonly dia: number
  readonly map: number | null
}

type Rules = Protocol['baseline']

/** B1: sets too soon after the one taken before, or after cannulation, are passed over. */
export const sortSets = (sets: readonly AcceptedSet[], cannulatedAt: Moment | null, rules: Rules) => {
  const taken: AcceptedSet[] = []
  const passedOver: { readonly at: Moment; readonly because: 'spacing' | 'cannulation' }[] = []
  for (const set of sets) {
    const previous = taken.at(-1)
    if (cannulatedAt !== null && set.at >= cannulatedAt && set.at < cannulatedAt + rules.afterCannulationMs)
      passedOver.push({ at: set.at, because: 'cannulation' })
    else if (previous !== undefined && set.at - previous.at < rules.spacingMs) passedOver.push({ at: set.at, because: 'spacing' })
    else taken.push(set)
  }
  return { taken, passedOver }
}

/** The larger of the differences of SYS and DIA. */
const difference = (a: AcceptedSet, b: AcceptedSet): number => Math.max(Math.abs(a.sys - b.sys), Math.abs(a.dia - b.dia))

const meanOf = (a: AcceptedSet, b: AcceptedSet): Baseline => ({
  sys: (a.sys + b.sys) / 2,
  dia: (a.dia + b.dia) / 2,
  map: a.map === null || b.map === null ? null : (a.map + b.map) / 2,
  sets: [a, b].map(({ at, sys, dia }) => ({ at, sys, dia })),
})

/**
 * The baseline that a start at `startAt` would freeze (B1), or null: too few sets, too old, or the two differ and a third is wanted.
 * `sets` are the accepted ones before the start, in the order of their times.
 */
export const baselineOf = (sets: readonly AcceptedSet[], cannulatedAt: Moment | null, startAt: Moment, rules: Rules): Baseline | null => {
  const [third, second, last] = [...new Array<undefined>(3), ...sortSets(sets, cannulatedAt, rules).taken].slice(-3)
  if (second === undefined || last === undefined || startAt - last.at > rules.maxAgeMs) return null
  if (difference(second, last) <= rules.agreementMmHg) return meanOf(second, last)
  if (third === undefined) return null
  // The closest two of the last three; where equally close, the later pair.
  const pairs: readonly (readonly [AcceptedSet, AcceptedSet])[] = [
    [second, last],
    [third, last],
    [third, second],
  ]
  const [a, b] = pairs.reduce((best, pair) => (difference(pair[0], pair[1]) < difference(best[0], best[1]) ? pair : best))
  return meanOf(a, b)
}

/** The median of the samples within the window before the start (B1), or null. */
export const medianBefore = (
  samples: readonly { readonly at: Moment; readonly value: number }[],
  startAt: Moment,
  windowMs: number,
): number | null =>
  medianOf(samples.filter((sample) => sample.at >= startAt - windowMs && sample.at <= startAt).map((sample) => sample.value))
