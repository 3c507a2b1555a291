import type { ChairPicture } from '@chairside/shared/picture'
import { type CriterionId, LEAVING_STEPS } from '@chairside/shared/readiness'
import type { Hold } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import { runningSession } from './selectors.ts'

/** What staff do next at a chair. `at` is the room time at which it is due. */
export type NextAction =
  | { readonly kind: 'bind-monitor' | 'begin-baseline' | 'start-infusion' | 'complete-infusion' | 'resume-or-stop' | 'discharge' | 'none' }
  | { readonly kind: 'measure-bp' | 'recheck-bp'; readonly at: Moment }
  | { readonly kind: 'clear-holds'; readonly hold: Hold }
  | { readonly kind: 'enter-score' | 'leaving-steps'; readonly criteria: readonly CriterionId[] }

/** Criteria that wait for a person's assessment. */
const ASSESSED: readonly CriterionId[] = ['D7', 'D8', 'D9', 'D10', 'D11', 'D12', 'D13', 'D18']

const cuffAction = (chair: ChairPicture): NextAction | null =>
  chair.cuff.nextDueAt === null
    ? null
    : { kind: chair.cuff.dueBecause === 'recheck' ? 'recheck-bp' : 'measure-bp', at: chair.cuff.nextDueAt }

/** The one thing that is due next, from what the server judged; nothing is judged here. */
export const nextActionOf = (chair: ChairPicture, now: Moment): NextAction => {
  const session = runningSession(chair)
  if (session === null) return { kind: 'none' }
  const cuff = cuffAction(chair)
  if (cuff?.kind === 'recheck-bp') return cuff
  if (session.phase === 'checked-in') return { kind: chair.source === null ? 'bind-monitor' : 'begin-baseline' }
  if (session.phase === 'baseline') {
    if (chair.source === null) return { kind: 'bind-monitor' }
    const hold = session.holds[0]
    return hold === undefined ? { kind: 'start-infusion' } : { kind: 'clear-holds', hold }
  }
  if (session.phase === 'paused') return { kind: 'resume-or-stop' }
  if (session.phase === 'infusing') {
    const end = chair.infusion?.plannedEndAt ?? null
    if (end !== null && now >= end) return { kind: 'complete-infusion' }
    return cuff ?? { kind: 'none' }
  }
  const readiness = chair.readiness
  if (readiness === null) return cuff ?? { kind: 'none' }
  if (readiness.mayLeave) return { kind: 'discharge' }
  if (readiness.verdict === 'ready') {
    const steps = readiness.criteria.filter((result) => LEAVING_STEPS.includes(result.id) && result.state !== 'met')
    return { kind: 'leaving-steps', criteria: steps.map((step) => step.id) }
  }
  const due = readiness.criteria.filter(
    (result) =>
      ASSESSED.includes(result.id) &&
      result.state !== 'met' &&
      result.state !== 'not-required' &&
      (result.earliestAt === null || result.earliestAt <= now),
  )
  if (due.length > 0) return { kind: 'enter-score', criteria: due.map((result) => result.id) }
  return cuff ?? { kind: 'none' }
}
