import type { DrawnChart } from '@chairside/server/domain/draw-chart'

/** All that a drawing gives, and what it leaves for the next one, but for where that one may go on from. */
export const textOfDrawn = (drawn: DrawnChart | null): string => {
  if (drawn === null) return 'nothing'
  const { soFar, ...shown } = drawn
  const { chair, count, deliveries, others, factsOfActs, withheld, spread, times } = soFar.lived
  const { inputs, facts, chair: judgedChair } = soFar.judged
  return JSON.stringify([
    shown,
    [chair, count, deliveries, others, [...factsOfActs.values()], withheld, spread, [...times]],
    [inputs, facts, judgedChair],
  ])
}
