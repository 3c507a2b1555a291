/** What a screen knows of its connection. All moments are monotonic wall time in ms, never scaled. */
export interface Link {
  readonly connected: boolean
  readonly lostAtMs: number | null
  /** When the last answered ping was sent: the server was there then. */
  readonly answeredAtMs: number | null
  readonly roundTripMs: number | null
  /** Since when this screen waits for its server without ever having heard of it: a page that was loaded while the server is away. */
  readonly waitingSinceMs: number | null
}

export type Liveness = 'connecting' | 'live' | 'not-live' | 'covered'

export const STARTING_LINK: Link = { connected: false, lostAtMs: null, answeredAtMs: null, roundTripMs: null, waitingSinceMs: null }

/** G7: without an answer for this long a screen is not live. */
const NOT_LIVE_AFTER_MS = 5_000
/** G7: without an answer for this long its numbers are covered. */
export const COVERED_AFTER_MS = 10_000
/** A lost socket that is back sooner is no news. */
const LOST_GRACE_MS = 2_000

/** From when on no answer counts: the last one, or the beginning of the wait for a first one. Null: nobody waits here. */
export const silentSince = ({ answeredAtMs, waitingSinceMs }: Link): number | null => answeredAtMs ?? waitingSinceMs

/** G7, judged by time stamps, since a throttled tab counts wrongly. `pictured`: something is on the screen. */
export const livenessOf = (link: Link, pictured: boolean, atMs: number): Liveness => {
  const fromMs = silentSince(link)
  if (fromMs === null) return 'connecting'
  const silentMs = atMs - fromMs
  if (silentMs >= COVERED_AFTER_MS) return 'covered'
  if (link.answeredAtMs === null || !pictured) return silentMs >= NOT_LIVE_AFTER_MS ? 'not-live' : 'connecting'
  const lostMs = link.lostAtMs === null ? 0 : atMs - link.lostAtMs
  return silentMs >= NOT_LIVE_AFTER_MS || lostMs >= LOST_GRACE_MS ? 'not-live' : 'live'
}
