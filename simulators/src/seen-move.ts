import type { ChairPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'

/** What staff did moves the chair on from there; they do not act on it again before they see that. */
export interface Move {
  readonly from: string
  readonly until: Moment
}

/** The answer comes before the picture; a busy server may tell it much later. After so long they look anew, wall time. */
const SEEN_AFTER_WALL_MS = 30_000
/** What somebody else had done already is about to be seen, or never changes the place. */
const KNOWN_AFTER_WALL_MS = 500

/** Where a chair stands: each phase of each session, each time that it is entered. */
export const placeOf = ({ session }: ChairPicture): string =>
  session === null ? '' : `${session.sessionId} ${session.phase} ${session.phaseSince}`

/** `chair` as it was when they decided; `answeredAt`: room time of the answer. */
export const moveFrom = (chair: ChairPicture, answeredAt: Moment, speed: number, byThem: boolean): Move => ({
  from: placeOf(chair),
  until: answeredAt + (byThem ? SEEN_AFTER_WALL_MS : KNOWN_AFTER_WALL_MS) * speed,
})

/** Whether they still wait to see it. */
export const isAwaited = (move: Move, chair: ChairPicture, now: Moment): boolean => now < move.until && placeOf(chair) === move.from
