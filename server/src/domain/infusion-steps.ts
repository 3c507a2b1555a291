import type { InfusionState } from '@chairside/shared/infusion'
import type { Problem } from '@chairside/shared/reply'
import { isEnded } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { ActInput } from './chair-input.ts'
import { ended, held, type InfusionStep, plannedInfusion, running } from './infusion-clock.ts'
import { problem } from './problem.ts'
import { type Session, state, type Work } from './session-state.ts'

/** Notes what the fact stated last did to the pump. */
export const noteStep = (
  work: Work,
  at: Moment,
  does: InfusionStep['does'],
  { notBefore = null, amendable = true }: Partial<Pick<InfusionStep, 'notBefore' | 'amendable'>> = {},
): void => {
  const { session } = work
  session.infusionSteps = [...session.infusionSteps, { factSeq: session.factSeq, statedAt: at, happenedAt: at, does, notBefore, amendable }]
}

const folded = ({ order, infusionSteps }: Pick<Session, 'order' | 'infusionSteps'>): InfusionState =>
  infusionSteps.reduce((infusion, { happenedAt, does }) => {
    if (does.kind === 'run') return running(infusion, happenedAt, does.rateMlPerHour)
    return does.kind === 'hold' ? held(infusion, happenedAt) : ended(infusion, happenedAt, does.early)
  }, plannedInfusion(order))

/**
 * X9, S3: another time for a start, pause, resume, change of rate or stop. It stays between its neighbours, and never lies ahead. What was
 * stated live stays; dose, planned end and the stay after the end (D2) follow the amended time from here on.
 */
export const amendInfusionTime = (
  work: Work,
  input: ActInput,
  { factSeq, happenedAt, reason }: Extract<ActInput['act'], { readonly kind: 'amend-infusion-time' }>,
): Problem | null => {
  const { session } = work
  const { takenAt, by } = input
  const steps = session.infusionSteps
  const index = steps.findIndex((step) => step.factSeq === factSeq && step.amendable)
  const step = steps[index]
  if (step === undefined) return problem('unknown-entry')
  if (step.happenedAt === happenedAt) return problem('already-done')
  const low = Math.max(steps[index - 1]?.happenedAt ?? session.checkedInAt, step.notBefore ?? 0)
  const high = steps[index + 1]?.happenedAt ?? (isEnded(session.phase) ? session.phaseSince : takenAt)
  if (happenedAt < low || happenedAt > high) return problem('outside-allowed', 'infusion-time')
  session.infusionSteps = steps.map((one) => (one === step ? { ...one, happenedAt } : one))
  session.infusion = folded(session)
  if ((session.infusion.plannedEndAt ?? 0) > takenAt) session.plannedEndStated = false
  // How long it has been recovering, as screens count it, is since the pump ended.
  if (session.phase === 'recovering' && step.does.kind === 'end') session.phaseSince = happenedAt
  state(work, takenAt, { kind: 'infusion-time-amended', amends: factSeq, statedAt: step.statedAt, happenedAt, reason, by })
  return null
}
