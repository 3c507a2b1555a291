import type { Fact } from '@chairside/shared/fact'
import type { SessionId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import type { InfusionOrder, Patient, Phase } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'

/** What the list of the day must know of a session. */
export interface SeenSession {
  readonly sessionId: SessionId
  readonly chairId: string
  readonly simulated: boolean
  readonly patient: Patient
  readonly order: InfusionOrder
  readonly checkedInAt: Moment
  readonly phase: Phase
  /** Whether its infusion was ever begun. */
  readonly infused: boolean
}

/** The session that is on a chair; null: none. */
export const seenOn = ({ chairId, session, infusion }: ChairPicture): SeenSession | null => {
  if (session === null) return null
  const { sessionId, simulated, patient, order, checkedInAt, phase } = session
  const infused = infusion !== null && infusion.startedAt !== null
  return { sessionId, chairId, simulated, patient, order, checkedInAt, phase, infused }
}

/** The same of a session that is on no chair any more, from what its record states; null: the record does not hold its beginning. */
export const seenIn = (facts: readonly Fact[]): SeenSession | null => {
  const begun = facts.find((fact) => fact.kind === 'checked-in')
  if (begun === undefined) return null
  const { sessionId, chairId, simulated, patient, order, at } = begun
  const phases = facts.flatMap((fact) => (fact.kind === 'phase-changed' ? [fact.to] : []))
  const [phase] = phases.slice(-1)
  const infused = phases.includes('infusing')
  return { sessionId, chairId, simulated, patient, order, checkedInAt: at, phase: phase ?? 'checked-in', infused }
}
