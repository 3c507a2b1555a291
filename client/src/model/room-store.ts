import { applyPatch, type RoomPatch, type RoomPicture } from '@chairside/shared/picture'
import type { Me } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import type { Pong } from '@chairside/shared/wire'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Link, type Liveness, livenessOf, STARTING_LINK } from './liveness.ts'
import { type RoomBase, roomBaseOf, roomTimeAt } from './room-time.ts'

/** Who sits here: not asked yet, nobody, or a person. */
export type Person = 'unknown' | 'nobody' | Me

export interface RoomState {
  readonly person: Person
  /** The session ended by itself, not by the person's wish. */
  readonly endedByServer: boolean
  /** Nobody is at this screen: it shows the room without names, and calls help. */
  readonly locked: boolean
  readonly picture: RoomPicture | null
  /** True from a missed patch until the next snapshot: patches are refused meanwhile (P1). */
  readonly awaitingSnapshot: boolean
  readonly link: Link
  readonly liveness: Liveness
  readonly roomBase: RoomBase | null
  /** Room time as the screen shows it; moves at most once a second. */
  readonly now: Moment
  /** Monotonic wall time of the last move of `now`, in ms. */
  readonly shownAtMs: number
}

export type RoomStore = StoreApi<RoomState>

/** What a screen knows of the room before it heard of it, and after its person left. */
const NOTHING_KNOWN = {
  picture: null,
  awaitingSnapshot: true,
  link: STARTING_LINK,
  liveness: 'connecting',
  roomBase: null,
  now: 0,
  shownAtMs: 0,
} as const satisfies Partial<RoomState>

export const createRoomStore = (): RoomStore =>
  createStore<RoomState>(() => ({ person: 'unknown', endedByServer: false, locked: false, ...NOTHING_KNOWN }))

const judged = (state: RoomState, link: Link, atMs: number): Pick<RoomState, 'link' | 'liveness'> => ({
  link,
  liveness: livenessOf(link, state.picture !== null, atMs),
})

/** A whole picture arrived at `atMs` (monotonic): it replaces everything. */
export const takeSnapshot = (store: RoomStore, picture: RoomPicture, atMs: number): void => {
  const known = store.getState()
  const overtaken = !known.awaitingSnapshot && known.picture?.epoch === picture.epoch && known.picture.number > picture.number
  if (overtaken) return
  const roomBase = roomBaseOf(picture.clock, atMs)
  store.setState((state) => {
    const first = state.picture === null
    const link = { ...state.link, answeredAtMs: atMs }
    return {
      picture,
      roomBase,
      awaitingSnapshot: false,
      now: first ? picture.clock.roomNow : state.now,
      shownAtMs: first ? atMs : state.shownAtMs,
      link,
      liveness: livenessOf(link, true, atMs),
    }
  })
}

/** Applies a patch that follows; anything else is refused, and a snapshot must be asked for (P1). */
export const takePatch = (store: RoomStore, patch: RoomPatch): 'applied' | 'resync' | 'waiting' => {
  const { picture, awaitingSnapshot } = store.getState()
  if (awaitingSnapshot || picture === null) return 'waiting'
  const next = applyPatch(picture, patch)
  if (next === null) {
    store.setState({ awaitingSnapshot: true })
    return 'resync'
  }
  store.setState({ picture: next })
  return 'applied'
}

/**
 * An answered ping: the room clock is set anew. It counts as live only while the picture is in step with the server's,
 * since numbers of before an outage are no news.
 */
export const takePong = (store: RoomStore, pong: Pong, sentAtMs: number, atMs: number): 'in-step' | 'resync' => {
  const { picture, awaitingSnapshot } = store.getState()
  const roomBase = roomBaseOf(pong, atMs)
  if (awaitingSnapshot || picture === null || pong.epoch !== picture.epoch || pong.number > picture.number) {
    store.setState({ roomBase, awaitingSnapshot: true })
    return 'resync'
  }
  store.setState((state) => ({
    ...judged(state, { ...state.link, answeredAtMs: sentAtMs, roundTripMs: atMs - sentAtMs }, atMs),
    roomBase,
  }))
  return 'in-step'
}

/** The socket opened: what it says from now on begins with a snapshot. */
export const linkOpened = (store: RoomStore, atMs: number): void =>
  store.setState((state) => ({ awaitingSnapshot: true, ...judged(state, { ...state.link, connected: true, lostAtMs: null }, atMs) }))

/** The socket was lost, or could not be opened. */
export const linkLost = (store: RoomStore, atMs: number): void =>
  store.setState((state) => ({
    awaitingSnapshot: true,
    ...judged(state, { ...state.link, connected: false, lostAtMs: state.link.lostAtMs ?? atMs }, atMs),
  }))

/** Somebody waits here for a server that was not heard yet: from now on its silence counts (G7). */
export const awaitServer = (store: RoomStore, atMs: number): void =>
  store.setState((state) => (state.link.waitingSinceMs === null ? { link: { ...state.link, waitingSinceMs: atMs } } : state))

/** Looks at the link by time stamps; changes the state only where the judgement changed (G7). */
export const watchLink = (store: RoomStore, atMs: number): void => {
  const state = store.getState()
  const liveness = livenessOf(state.link, state.picture !== null, atMs)
  if (liveness !== state.liveness) store.setState({ liveness })
}

/** Moves the shown room time, at most once a second of the wall. */
export const moveDisplayClock = (store: RoomStore, atMs: number): void => {
  const { roomBase, shownAtMs, now } = store.getState()
  if (roomBase === null || (now !== 0 && atMs - shownAtMs < 1_000)) return
  store.setState({ now: roomTimeAt(roomBase, atMs), shownAtMs: atMs })
}

export const takePerson = (store: RoomStore, person: Me): void =>
  store.setState({ person, endedByServer: false, locked: person.locked === true })

/** The screen is locked, or its person came back. */
export const setLocked = (store: RoomStore, locked: boolean): void => {
  const { person } = store.getState()
  if (typeof person !== 'string' && store.getState().locked !== locked) store.setState({ locked })
}

/** Nobody sits here: every number and name goes. */
export const forgetPerson = (store: RoomStore, endedByServer: boolean): void =>
  store.setState({ person: 'nobody', endedByServer, locked: false, ...NOTHING_KNOWN })
