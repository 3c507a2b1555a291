import type { Moment } from '@chairside/shared/time'
import type { Session } from './session-state.ts'

/** Whether staff withdrew this set (X9): from then on it counts as not accepted. */
export const isWithdrawn = (session: Session, readAt: Moment): boolean => session.care.artefactSets.includes(readAt)
