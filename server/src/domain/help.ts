import type { Problem } from '@chairside/shared/reply'
import type { Actor } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import { wishAlarm } from './alarm-life.ts'
import { findAlarm } from './alarm-list.ts'
import type { ActInput } from './chair-input.ts'
import { escalate } from './escalation.ts'
import { problem } from './problem.ts'
import { state, type Work } from './session-state.ts'

const GROUP = 'help'

/** S8: a high alarm at all stations at once, without the wait of A6; from here on the log of the chair is timed. */
export const callHelp = (work: Work, input: ActInput): Problem | null => {
  const { session } = work
  const { takenAt, by } = input
  const { help } = session.care
  if (help !== null) return problem('already-done', help.by)
  session.care = { ...session.care, help: { since: takenAt, by: by.name } }
  state(work, takenAt, { kind: 'help-called', by })
  wishAlarm(work, GROUP, { cause: 'help', priority: 'high', text: '', unconfirmed: false, latches: false }, takenAt)
  const raised = findAlarm(work, GROUP)
  if (raised !== undefined) escalate(work, raised, takenAt)
  return null
}

/** Ends the call, where there is one. */
export const closeHelp = (work: Work, by: Actor, at: Moment): void => {
  const { session } = work
  if (session.care.help === null) return
  session.care = { ...session.care, help: null }
  state(work, at, { kind: 'help-ended', by })
  wishAlarm(work, GROUP, null, at)
}

export const endHelp = (work: Work, input: ActInput): Problem | null => {
  if (work.session.care.help === null) return problem('already-done')
  closeHelp(work, input.by, input.takenAt)
  return null
}
