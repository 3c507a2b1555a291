import type { Moment } from '@chairside/shared/time'
import { wishAlarm } from './alarm-life.ts'
import type { Session, Work } from './session-state.ts'

const afterPlannedEnd = ({ phase, infusion }: Session, ms: number | null): Moment | null =>
  ms === null || infusion.plannedEndAt === null || phase !== 'infusing' ? null : infusion.plannedEndAt + ms

/** When the prompt of a planned end that nobody answered becomes medium (S3); null while no pump runs, or where it never does. */
export const plannedEndMediumAt = (session: Session): Moment | null => afterPlannedEnd(session, session.protocol.prompts.plannedEndMediumMs)

/** When it begins; null as above. */
export const plannedEndPromptAt = (session: Session): Moment | null =>
  afterPlannedEnd(session, session.protocol.prompts.plannedEndLowMs) ?? plannedEndMediumAt(session)

const GROUP = 'planned-end'

/** S3: the prompt is there while the pump runs past its plan; a stop, a pause or another rate answers it. It never acts. */
export const lookForUnansweredEnd = (work: Work, reached: (at: Moment) => boolean, now: Moment): void => {
  const mediumAt = plannedEndMediumAt(work.session)
  const lowAt = plannedEndPromptAt(work.session)
  const priority = mediumAt !== null && reached(mediumAt) ? 'medium' : lowAt !== null && reached(lowAt) ? 'low' : null
  wishAlarm(work, GROUP, priority === null ? null : { cause: GROUP, priority, text: '', unconfirmed: false, latches: false }, now)
}
