import type { Moment } from '@chairside/shared/time'
import type { Session } from './session-state.ts'

/** A stretch of wall time as room time (A5, A6); whole ms, and never nothing, so that what repeats moves on. */
export const wallSpanMs = (session: Pick<Session, 'speed'>, wallMs: number): number => Math.max(1, Math.round(wallMs * session.speed))

/** A moment that was waited for by the wall, after the room's pace changed at `at`: the wait that is left stays as long. */
export const repacedAt = (due: Moment, at: Moment, from: number, to: number): Moment =>
  due <= at ? due : at + Math.max(1, Math.round(((due - at) * to) / from))
