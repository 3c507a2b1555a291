import type { LockCause } from '@chairside/shared/screen-lock'
import { MINUTE_MS } from '@chairside/shared/time'
import { type RoomStore, setLocked } from '../model/room-store.ts'
import type { StationKind } from '../model/sound-state.ts'
import type { ScreenClock } from './clock.ts'
import type { StaffDoor } from './staff-door.ts'

export interface IdleWatch {
  /** Somebody touched the screen, or moved or typed at it. */
  touched(): void
  lockNow(): void
}

interface IdleParts {
  readonly store: RoomStore
  readonly clock: ScreenClock
  readonly staff: Pick<StaffDoor, 'lock' | 'awake'>
  /** Where this screen stands. */
  readonly station: () => StationKind
}

const LOOK_MS = 1_000
const TELL_AGAIN_MS = 5_000
/** So often the server hears that somebody is here, at most. */
const AWAKE_EVERY_MS = MINUTE_MS

/**
 * Locks a screen that its person left, by the wall: at once here, and on the server as soon as it answers, so that no other tab or tool
 * acts with this sign-in. A wall without a person (a viewer) has nothing to lock.
 */
export const createIdleWatch = ({ store, clock, staff, station }: IdleParts): IdleWatch => {
  let touchedAtMs = clock.elapsedMs()
  let toldAtMs = Number.NEGATIVE_INFINITY
  let person = store.getState().person
  /** What the server does not know yet. */
  let untold: LockCause | null = null

  const tell = async (): Promise<void> => {
    const because = untold
    if (because === null) return
    const answer = await staff.lock(because)
    if (answer.ok || (answer.why !== 'unreachable' && answer.why !== 'too-frequent')) untold = null
    else clock.after(TELL_AGAIN_MS, () => void tell())
  }

  const lock = (because: LockCause): void => {
    const state = store.getState()
    if (typeof state.person === 'string' || state.person.role === 'viewer' || state.locked) return
    setLocked(store, true)
    untold = because
    void tell()
  }

  const limitMs = (): number => {
    const after = store.getState().picture?.clinic.lockAfter
    if (after === undefined) return Number.POSITIVE_INFINITY
    return station() === 'chairside' ? after.chairsideMs : after.deskMs
  }

  store.subscribe((state) => {
    // Whoever just came in, or came back, is here.
    if (state.person !== person || !state.locked) untold = null
    if (state.person !== person) touchedAtMs = clock.elapsedMs()
    person = state.person
  })
  clock.every(LOOK_MS, () => {
    if (clock.elapsedMs() - touchedAtMs >= limitMs()) lock('idle')
  })

  return {
    touched: () => {
      const atMs = clock.elapsedMs()
      const { person: who, locked } = store.getState()
      // Left alone for too long and touched before this was seen (a machine that slept): it is whoever came by.
      if (atMs - touchedAtMs >= limitMs()) lock('idle')
      touchedAtMs = atMs
      if (typeof who === 'string' || locked || atMs - toldAtMs < AWAKE_EVERY_MS) return
      toldAtMs = atMs
      void staff.awake()
    },
    lockNow: () => lock('by-hand'),
  }
}
