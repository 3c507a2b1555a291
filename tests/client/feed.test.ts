import type { Rest } from '@chairside/client/feed/rest.ts'
import { createRoomFeed, type ScreenSocket } from '@chairside/client/feed/room-feed.ts'
import { createRoomStore, takePerson } from '@chairside/client/model/room-store.ts'
import type { ChairId } from '@chairside/shared/identity'
import { done } from '@chairside/shared/reply'
import { describe, expect, it } from 'vitest'
import { createHandClock } from './support/hand-clock.ts'
import { NOW, roomOf } from './support/room-fixture.ts'

type Heard = (payload?: unknown) => void

/** A socket in a test's hand: what was sent can be read and answered, what the server says is said by the test. */
const createHandSocket = () => {
  const listeners = new Map<string, Heard>()
  const sent: { readonly event: string; readonly payload: unknown; readonly answer: (...given: unknown[]) => void }[] = []
  const state = { connected: false, active: true, connects: 0 }
  const emit = (event: string, payload: unknown, answer: (...given: unknown[]) => void) => sent.push({ event, payload, answer })
  const socket = {
    get connected() {
      return state.connected
    },
    get active() {
      return state.active
    },
    volatile: { emit },
    timeout: () => ({
      emit,
      emitWithAck: (event: string, payload: unknown) =>
        new Promise((resolve, reject) => {
          sent.push({ event, payload, answer: (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)) })
        }),
    }),
    on: (event: string, heard: Heard) => listeners.set(event, heard),
    removeAllListeners: () => listeners.clear(),
    connect: () => {
      state.connects += 1
    },
    disconnect: () => {
      state.connected = false
    },
  }
  return {
    socket: socket as unknown as ScreenSocket,
    state,
    sent,
    of: (event: string) => sent.filter((message) => message.event === event),
    hear: (event: string, payload?: unknown) => {
      if (event === 'connect') state.connected = true
      if (event === 'disconnect') state.connected = false
      listeners.get(event)?.(payload)
    },
  }
}

const createParts = (me: Awaited<ReturnType<Rest['me']>> = 'unreachable') => {
  const store = createRoomStore()
  const clock = createHandClock()
  const hand = createHandSocket()
  const rest: Rest = {
    me: async () => me,
    signIn: async () => ({ ok: false, why: 'refused' }),
    signOut: async () => undefined,
    trend: async () => null,
  }
  let id = 0
  const feed = createRoomFeed({ store, clock, rest, open: () => hand.socket, newId: () => `command-${++id}` })
  takePerson(store, { staffId: 's1', name: 'N. Ortega', role: 'nurse', demo: false })
  feed.start()
  return { store, clock, hand, feed }
}

const pong = (number: number) => ({ epoch: 'epoch-1', number, roomNow: NOW, speed: 1 })

describe('the feed of a screen', () => {
  it('G7: beats every 2 s and stays live while it is answered, and only then', () => {
    const { store, clock, hand } = createParts()
    hand.hear('connect')
    hand.hear('snapshot', roomOf(NOW))
    hand.of('beat').at(-1)?.answer(pong(1))
    for (let second = 2; second <= 20; second += 2) {
      clock.advance(2_000)
      hand.of('beat').at(-1)?.answer(pong(1))
    }
    expect(hand.of('beat').length).toBeGreaterThanOrEqual(11)
    expect(store.getState().liveness).toBe('live')
    clock.advance(5_000)
    expect(store.getState().liveness).toBe('not-live')
    clock.advance(5_000)
    expect(store.getState().liveness).toBe('covered')
  })

  it('G7: says so within 5 s of a lost connection', () => {
    const { store, clock, hand } = createParts()
    hand.hear('connect')
    hand.hear('snapshot', roomOf(NOW))
    hand.hear('disconnect')
    clock.advance(4_900)
    expect(store.getState().liveness).toBe('not-live')
  })

  it('P1: asks for a snapshot after a missed patch and takes it', () => {
    const { store, hand } = createParts()
    hand.hear('connect')
    hand.hear('snapshot', roomOf(NOW))
    hand.hear('patch', { epoch: 'epoch-1', number: 3, chairs: [] })
    expect(hand.of('resync')).toHaveLength(1)
    hand.of('resync')[0]?.answer(null, { ...roomOf(NOW), number: 3 })
    hand.hear('patch', { epoch: 'epoch-1', number: 4, chairs: [], notRecording: true })
    expect(store.getState().picture).toMatchObject({ number: 4, notRecording: true })
  })

  it('P1: a snapshot that was overtaken by patches changes nothing', () => {
    const { store, hand } = createParts()
    hand.hear('connect')
    hand.hear('snapshot', { ...roomOf(NOW), number: 5 })
    hand.hear('patch', { epoch: 'epoch-1', number: 6, chairs: [] })
    hand.hear('snapshot', { ...roomOf(NOW), number: 5 })
    expect(store.getState().picture?.number).toBe(6)
  })

  it('P4: never stops trying: neither after a refusal nor after the server’s goodbye, from which the library itself stays away', () => {
    const { clock, hand } = createParts()
    hand.state.active = false
    for (let attempt = 1; attempt <= 200; attempt += 1) {
      hand.hear(attempt % 2 === 0 ? 'disconnect' : 'connect_error')
      clock.advance(2_000)
      expect(hand.state.connects).toBe(1 + attempt)
    }
  })

  it('P4: goes to sign-in when the server says that nobody is signed in', async () => {
    const { store, hand } = createParts('nobody')
    hand.hear('connect_error')
    await Promise.resolve()
    await Promise.resolve()
    expect(store.getState().person).toBe('nobody')
    expect(store.getState().picture).toBeNull()
  })

  it('P3: a command carries an id, and its answer is the server’s', async () => {
    const { hand, feed } = createParts()
    hand.hear('connect')
    const outcome = feed.act('3' as ChairId, null, { kind: 'resume-infusion' })
    expect(hand.of('command')[0]?.payload).toEqual({
      commandId: 'command-1',
      chairId: '3',
      sessionId: null,
      act: { kind: 'resume-infusion' },
    })
    hand.of('command')[0]?.answer(done())
    expect(await outcome).toEqual({ ok: true, recorded: true })
  })

  it('P3: without a connection nothing is sent, and without an answer nothing is claimed', async () => {
    const { hand, feed } = createParts()
    expect(await feed.act('3' as ChairId, null, { kind: 'resume-infusion' })).toMatchObject({
      ok: false,
      problem: { code: 'not-connected' },
    })
    expect(hand.of('command')).toHaveLength(0)
    hand.hear('connect')
    const outcome = feed.act('3' as ChairId, null, { kind: 'resume-infusion' })
    hand.of('command')[0]?.answer(new Error('timeout'))
    expect(await outcome).toEqual({ ok: false, problem: { code: 'no-answer', details: [] }, commandId: 'command-2' })
    void feed.act('3' as ChairId, null, { kind: 'resume-infusion' }, 'command-2')
    expect(hand.of('command').map(({ payload }) => (payload as { readonly commandId: string }).commandId)).toEqual([
      'command-2',
      'command-2',
    ])
  })
})
