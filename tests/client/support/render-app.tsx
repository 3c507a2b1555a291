import { RoomScreens } from '@chairside/client/app/room-screens.tsx'
import { createAuditReader } from '@chairside/client/feed/audit.ts'
import type { Printed } from '@chairside/client/feed/printed.ts'
import type { Rest } from '@chairside/client/feed/rest.ts'
import type { Outcome, RoomFeed } from '@chairside/client/feed/room-feed.ts'
import type { Sound } from '@chairside/client/feed/sound-station.ts'
import type { StaffAnswer, StaffDoor } from '@chairside/client/feed/staff-door.ts'
import { createDeviceStore, type DeviceStore } from '@chairside/client/model/device.ts'
import {
  createRoomStore,
  linkOpened,
  moveDisplayClock,
  type RoomStore,
  setLocked,
  takePerson,
  takeSnapshot,
} from '@chairside/client/model/room-store.ts'
import { createSoundStore, NEW_STATION } from '@chairside/client/model/sound-state.ts'
import { ServicesProvider } from '@chairside/client/views/common/services.tsx'
import { SignInView } from '@chairside/client/views/sign-in/sign-in-view.tsx'
import { SignInSound } from '@chairside/client/views/sound/sound-test.tsx'
import type { Act } from '@chairside/shared/command'
import type { ConfirmedPerson, ConfirmPerson } from '@chairside/shared/confirm-person'
import type { RoomPicture } from '@chairside/shared/picture'
import type { Print } from '@chairside/shared/print'
import { done } from '@chairside/shared/reply'
import type { NewPin } from '@chairside/shared/screen-lock'
import type { Role } from '@chairside/shared/staff'
import { MantineProvider } from '@mantine/core'
import { act, render } from '@testing-library/react'
import { createFakeCharts, type FakeCharts } from './fake-charts.ts'
import { createFakeCourses, type FakeCourses } from './fake-courses.ts'
import { createFakeReviews, type FakeReviews } from './fake-reviews.ts'
import { createFakeVisits, type FakeVisits } from './fake-visits.ts'
import { createFakeWaves, type FakeWaves } from './fake-waves.ts'

interface Sent {
  readonly chairId: string
  readonly sessionId: string | null
  readonly act: Act
  /** Of a command that is sent again. */
  readonly commandId?: string
  /** With which somebody signed or witnessed it. */
  readonly proof?: string
}

export interface Shown {
  readonly store: RoomStore
  readonly sent: Sent[]
  /** Who proved themselves, and what the server said to it. */
  readonly confirmed: ConfirmPerson[]
  readonly unlocked: string[]
  readonly pins: NewPin[]
  takesPin: StaffAnswer<null>
  confirms: StaffAnswer<ConfirmedPerson>
  readonly prints: Print[]
  readonly sound: Sound
  readonly visits: FakeVisits
  readonly device: DeviceStore
  readonly waves: FakeWaves
  readonly charts: FakeCharts
  readonly courses: FakeCourses
  readonly reviews: FakeReviews
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

/** A device that nobody has set up, and that keeps nothing. */
export const newDevice = (): DeviceStore => createDeviceStore({ read: () => null, write: () => undefined })

const services = (shown: Shown) => {
  const feed: RoomFeed = {
    start: () => undefined,
    stop: () => undefined,
    lookNow: () => undefined,
    act: async (chairId, sessionId, body, commandId, proof) => {
      const more = { ...(commandId === undefined ? {} : { commandId }), ...(proof === undefined ? {} : { proof }) }
      shown.sent.push({ chairId, sessionId, act: body, ...more })
      return shown.answer
    },
  }
  const rest: Rest = {
    me: async () => 'nobody',
    signIn: async () => ({ ok: false, why: 'refused' }),
    signOut: async () => undefined,
    trend: async () => null,
  }
  const staff: StaffDoor = {
    confirmPerson: async (asked) => {
      shown.confirmed.push(asked)
      return shown.confirms
    },
    lock: async () => ({ ok: true, value: null }),
    unlock: async (proof) => {
      shown.unlocked.push(proof)
      return { ok: true, value: null }
    },
    setPin: async (asked) => {
      shown.pins.push(asked)
      return shown.takesPin
    },
    awake: async () => ({ ok: true, value: null }),
  }
  const printed: Printed = async (print) => {
    shown.prints.push(print)
    return true
  }
  return {
    store: shown.store,
    feed,
    rest,
    visits: shown.visits,
    staff,
    idle: { lockNow: () => setLocked(shown.store, true) },
    sound: shown.sound,
    printed,
    device: shown.device,
    waves: shown.waves,
    charts: shown.charts,
    courses: shown.courses,
    reviews: shown.reviews,
    audit: createAuditReader(async () => new Response('{}', { status: 500 })),
  }
}

const newShown = (): Shown => {
  const store = createRoomStore()
  let atMs = 0
  return {
    store,
    sent: [],
    prints: [],
    confirmed: [],
    unlocked: [],
    pins: [],
    takesPin: { ok: true, value: null },
    confirms: { ok: true, value: { proof: 'a-proof-of-the-person', staffId: 's1', name: 'N. Ortega', role: 'nurse' } },
    sound: quietSound(),
    visits: createFakeVisits(),
    device: newDevice(),
    waves: createFakeWaves(store),
    charts: createFakeCharts(),
    courses: createFakeCourses(),
    reviews: createFakeReviews(),
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

/** The tile of a chair on the board. */
export const tileOf = (chairId: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`.tile[data-chair="${chairId}"]`)
  if (found === null) throw new Error(`There is no tile ${chairId}.`)
  return found
}
