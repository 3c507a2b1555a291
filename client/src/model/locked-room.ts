import type { ChairPicture } from '@chairside/shared/picture'
import type { RoomState, RoomStore } from './room-store.ts'

const chairs = new WeakMap<ChairPicture, ChairPicture>()
const states = new WeakMap<RoomState, RoomState>()

/** A chair as anybody may see it: by its number alone. What people wrote may name somebody, and goes too. */
const namelessChair = (chair: ChairPicture): ChairPicture => {
  const known = chairs.get(chair)
  if (known !== undefined) return known
  const { session } = chair
  const { staffing } = chair
  const offer = staffing?.offer
  const nameless: ChairPicture = {
    ...chair,
    session: session === null ? null : { ...session, patient: { ...session.patient, name: '', identifier: '' } },
    events: [],
    timeline: [],
    ...(staffing == null || offer == null ? {} : { staffing: { ...staffing, offer: { ...offer, note: null } } }),
    care: chair.care.personalLimits === null ? chair.care : { ...chair.care, personalLimits: { ...chair.care.personalLimits, reason: '' } },
  }
  chairs.set(chair, nameless)
  return nameless
}

const namelessState = (state: RoomState): RoomState => {
  const known = states.get(state)
  if (known !== undefined) return known
  const { picture, person } = state
  const nameless: RoomState = {
    ...state,
    picture: picture === null ? null : { ...picture, chairs: picture.chairs.map(namelessChair) },
    // Whoever stands before it looks, and no more.
    person: typeof person === 'string' ? person : { ...person, role: 'viewer' },
  }
  states.set(state, nameless)
  return nameless
}

/** The room behind a lock: live as ever, without names, for somebody who only looks. What is set goes to the room itself. */
export const namelessRoom = (room: RoomStore): RoomStore => ({
  ...room,
  getState: () => namelessState(room.getState()),
  getInitialState: () => namelessState(room.getInitialState()),
  subscribe: (listener) => room.subscribe((state, before) => listener(namelessState(state), namelessState(before))),
})
