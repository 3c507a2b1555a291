import { RoomScreens } from '@chairside/client/app/room-screens.tsx'
import type { Rest } from '@chairside/client/feed/rest.ts'
import type { Outcome, RoomFeed } from '@chairside/client/feed/room-feed.ts'
import type { Sound } from '@chairside/client/feed/sound-station.ts'
import {
  createRoomStore,
  linkOpened,
  moveDisplayClock,
  type RoomStore,
  takePerson,
  takeSnapshot,
} from '@chairside/client/model/room-store.ts'
import { createSoundStore, NEW_STATION } from '@chairside/client/model/sound-state.ts'
import { ServicesProvider } from '@chairside/client/views/common/services.tsx'
import { SignInView } from '@chairside/client/views/sign-in/sign-in-view.tsx'
import { SignInSound } from '@chairside/client/views/sound/sound-test.tsx'
import type { Act } from '@chairside/shared/command'
import type { RoomPicture } from '@chairside/shared/picture'
import { done } from '@chairside/shared/reply'
import type { Role } from '@chairside/shared/staff'
import { MantineProvider } from '@mantine/core'
import { act, render } from '@testing-library/react'
import { createFakeVisits, type FakeVisits } from './fake-visits.ts'

interface Sent {
  readonly chairId: string
  readonly sessionId: string | null
  readonly act: Act
  /** Of a command that is sent again. */
  readonly commandId?: string
}

export interface Shown {
  readonly store: RoomStore
  readonly sent: Sent[]
  readonly sound: Sound
  readonly visits: FakeVisits
  /** What the next commands are answered with. */
  answer: Outcome
  /** Moves the room's and the wall's time on by this much, with the server answering nothing. */
  pass(ms: number, look: (store: RoomStore, atMs: number) => void): void
}

/** A station whose sound runs and was heard. */
export const quietSound = (): Sound => {
  const state = createSoundStore(NEW_STATION, 'heard')
  state.setState({ output: 'running' })
  return {
    state,
    touched: () => undefined,
    playTest: () => state.setState({ test: 'asked' }),
    answerTest: (heard) => state.setState({ test: heard ? 'heard' : 'not-heard' }),
    setStation: (station) => state.setState({ station }),
  }
}

const services = (shown: Shown) => {
  const feed: RoomFeed = {
    start: () => undefined,
    stop: () => undefined,
    lookNow: () => undefined,
    act: async (chairId, sessionId, body, commandId) => {
      shown.sent.push({ chairId, sessionId, act: body, ...(commandId === undefined ? {} : { commandId }) })
      return shown.answer
    },
  }
  const rest: Rest = {
    me: async () => 'nobody',
    signIn: async () => ({ ok: false, why: 'refused' }),
    signOut: async () => undefined,
    trend: async () => null,
  }
  return { store: shown.store, feed, rest, visits: shown.visits, sound: shown.sound }
}

const newShown = (): Shown => {
  const store = createRoomStore()
  let atMs = 0
  return {
    store,
    sent: [],
    sound: quietSound(),
    visits: createFakeVisits(),
    answer: done(),
    pass: (ms, look) => {
      atMs += ms
      act(() => {
        look(store, atMs)
        moveDisplayClock(store, atMs)
      })
    },
  }
}

/** All screens of the room, from one address on, on a hand-made picture with a hand-driven clock. */
export const renderRoom = (
  picture: RoomPicture,
  path = '/',
  role: Role = 'nurse',
  prepare: (shown: Shown) => void = () => undefined,
): Shown => {
  const shown = newShown()
  prepare(shown)
  linkOpened(shown.store, 0)
  takePerson(shown.store, { staffId: 's1', name: 'N. Ortega', role, demo: false })
  takeSnapshot(shown.store, picture, 0)
  render(
    <MantineProvider env="test">
      <ServicesProvider services={services(shown)}>
        <RoomScreens at={path} />
      </ServicesProvider>
    </MantineProvider>,
  )
  return shown
}

export const renderSignIn = (): Shown => {
  const shown = newShown()
  render(
    <MantineProvider env="test">
      <ServicesProvider services={services(shown)}>
        <SignInView sound={<SignInSound />} />
      </ServicesProvider>
    </MantineProvider>,
  )
  return shown
}
