import { levelRank } from '@chairside/shared/excursion'
import type { Fact } from '@chairside/shared/fact'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { Course } from './course.ts'
import type { Expectation, StoryWindow } from './scenario.ts'
import { momentOf } from './story-events.ts'

/** Whether a moment lies in the window, both bounds included. A bound that never came excludes everything after or before it. */
const lies = (at: Moment, { from, until }: StoryWindow, course: Course): boolean => {
  const fromAt = from === null ? Number.NEGATIVE_INFINITY : (momentOf(from, course) ?? Number.POSITIVE_INFINITY)
  const untilAt = until === null ? Number.POSITIVE_INFINITY : (momentOf(until, course) ?? Number.POSITIVE_INFINITY)
  return at >= fromAt && at <= untilAt
}

/** The facts that are what an expectation speaks of, wherever in the story. */
const spokenOf = (expectation: Expectation, facts: readonly Fact[]): readonly Fact[] => {
  switch (expectation.about) {
    case 'alarm': {
      const { cause, priority } = expectation
      const ids = new Set(facts.flatMap((fact) => (fact.kind === 'alarm-raised' && fact.cause === cause ? [fact.alarmId] : [])))
      return facts.filter(
        (fact) =>
          (fact.kind === 'alarm-raised' || (fact.kind === 'alarm-priority' && priority !== null)) &&
          ids.has(fact.alarmId) &&
          (priority === null || fact.priority === priority),
      )
    }
    case 'excursion': {
      const { side, level, confirmed } = expectation
      // An excursion that is confirmed or rises is told by its number alone.
      let highest = -1
      let isConfirmed = false
      return facts.filter((fact) => {
        if (fact.kind === 'excursion-opened' && fact.side === side) {
          highest = levelRank(fact.level)
          isConfirmed = fact.confirmed
        } else if (fact.kind === 'excursion-level' && fact.side === side) highest = levelRank(fact.level)
        else if (fact.kind === 'excursion-confirmed' && fact.side === side) isConfirmed = true
        else return false
        return (level === null || highest >= levelRank(level)) && (isConfirmed || !confirmed)
      })
    }
    case 'phase':
      return facts.filter((fact) => fact.kind === 'phase-changed' && fact.to === expectation.phase)
    case 'verdict':
      return facts.filter((fact) => fact.kind === 'readiness-changed' && fact.verdict === expectation.verdict)
    case 'criterion':
      return facts.filter(
        (fact) => fact.kind === 'criterion-changed' && fact.criterion === expectation.criterion && fact.state === expectation.state,
      )
    case 'fact':
      return facts.filter((fact) => fact.kind === expectation.kind)
  }
}

/** What the facts of a whole session leave unfulfilled, one sentence each. `course` as it was at the end. */
export const unfulfilled = (expectations: readonly Expectation[], facts: readonly Fact[], course: Course): readonly string[] =>
  expectations.flatMap((expectation) => {
    const hits = spokenOf(expectation, facts).filter(({ at }) => lies(at, expectation.window, course))
    if (hits.length > 0 === expectation.must) return []
    const minute = hits[0] === undefined ? '' : ` at minute ${((hits[0].at - course.checkedInAt) / MINUTE_MS).toFixed(1)} of the visit`
    return [`line ${expectation.line}: ${expectation.text} ${expectation.must ? 'did not follow' : `followed${minute}`}.`]
  })
