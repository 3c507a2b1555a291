import type { Problem } from '@chairside/shared/reply'
import type { Moment } from '@chairside/shared/time'
import type { ActInput } from './chair-input.ts'
import { problem } from './problem.ts'
import { type Session, state, type Work } from './session-state.ts'
import { wallSpanMs } from './wall-time.ts'

/**
 * A5: the sound of this chair alone, for `pauseMs` of wall time. One that runs is not made longer: between two pauses the chair is heard.
 */
export const pauseSound = (work: Work, input: ActInput, pauseMs: number): Problem | null => {
  const { session } = work
  const { takenAt, by } = input
  const { soundPaused } = session.care
  if (soundPaused !== null) return problem('already-done', soundPaused.by)
  const untilAt = takenAt + wallSpanMs(session, pauseMs)
  session.care = { ...session.care, soundPaused: { untilAt, by: by.name } }
  state(work, takenAt, { kind: 'sound-paused', untilAt, pauseMs, by })
  return null
}

/** A5: the time is over, or something new or higher is to be heard. Without a pause nothing happens. */
export const endSoundPause = (work: Work, because: 'time-over' | 'new-alarm', at: Moment): void => {
  const { session } = work
  if (session.care.soundPaused === null) return
  session.care = { ...session.care, soundPaused: null }
  state(work, at, { kind: 'sound-pause-ended', because })
}

/** When the running pause is over; null: none runs. */
export const soundPauseOverAt = (session: Session): Moment | null => session.care.soundPaused?.untilAt ?? null
