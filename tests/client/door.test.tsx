import { App } from '@chairside/client/app/app.tsx'
import { createAuditReader } from '@chairside/client/feed/audit.ts'
import type { Rest, SignInResult } from '@chairside/client/feed/rest.ts'
import type { RoomFeed } from '@chairside/client/feed/room-feed.ts'
import { createStaffDoor } from '@chairside/client/feed/staff-door.ts'
import { createRoomStore, forgetPerson } from '@chairside/client/model/room-store.ts'
import type { Me } from '@chairside/shared/staff'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { createFakeCharts } from './support/fake-charts.ts'
import { createFakeCourses } from './support/fake-courses.ts'
import { createFakeReviews } from './support/fake-reviews.ts'
import { createFakeVisits } from './support/fake-visits.ts'
import { createFakeWaves } from './support/fake-waves.ts'
import { createHandClock } from './support/hand-clock.ts'
import { newDevice, quietSound } from './support/render-app.tsx'

const NURSE: Me = { staffId: 's1', name: 'N. Ortega', role: 'nurse', demo: false }

const openDoor = (answers: readonly Awaited<ReturnType<Rest['me']>>[], signIn: SignInResult = { ok: true, me: NURSE }) => {
  const store = createRoomStore()
  const clock = createHandClock()
  const calls = { start: 0, stop: 0, signOut: 0 }
  let asked = 0
  const rest: Rest = {
    me: async () => answers[Math.min(asked++, answers.length - 1)] ?? 'nobody',
    signIn: async () => signIn,
    signOut: async () => {
      calls.signOut += 1
    },
    trend: async () => null,
  }
  const feed: RoomFeed = {
    start: () => {
      calls.start += 1
    },
    stop: () => {
      calls.stop += 1
    },
    lookNow: () => undefined,
    act: async () => ({ ok: true, recorded: true }),
  }
  const staff = createStaffDoor(() => Promise.reject(new Error('nobody asks here')))
  render(
    <App
      nonce=""
      clock={clock}
      services={{
        store,
        feed,
        rest,
        visits: createFakeVisits(),
        staff,
        idle: { lockNow: () => undefined },
        sound: quietSound(),
        printed: async () => false,
        device: newDevice(),
        waves: createFakeWaves(store),
        charts: createFakeCharts(),
        courses: createFakeCourses(),
        reviews: createFakeReviews(),
        audit: createAuditReader(async () => new Response('{}', { status: 500 })),
      }}
    />,
  )
  return { store, clock, calls }
}

describe('the door of the application', () => {
  it('P4: a page loaded while the server is away goes on asking, and enters by itself', async () => {
    const { clock, calls } = openDoor(['unreachable', 'unreachable', NURSE])
    expect(screen.getByText('Connecting to the room…')).toBeInTheDocument()
    for (let attempt = 0; attempt < 3; attempt += 1) await act(async () => clock.advance(2_000))
    expect(await screen.findByText('N. Ortega')).toBeInTheDocument()
    expect(calls.start).toBe(1)
  })

  it('lets a person in after sign-in, and out again', async () => {
    const user = userEvent.setup()
    const { calls, store } = openDoor(['nobody'])
    await user.type(await screen.findByLabelText('Sign-in name'), 'ortega')
    await user.type(screen.getByLabelText('Password'), 'right')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await user.click(await screen.findByRole('button', { name: 'Sign out' }))
    expect(await screen.findByLabelText('Sign-in name')).toBeInTheDocument()
    expect(calls).toMatchObject({ start: 1, signOut: 1 })
    expect(store.getState().picture).toBeNull()
  })

  it('says that the session has ended, and shows no number any more', async () => {
    const { store } = openDoor([NURSE])
    await screen.findByText('N. Ortega')
    act(() => forgetPerson(store, true))
    expect(screen.getByText(/Your session has ended/)).toBeInTheDocument()
  })
})
