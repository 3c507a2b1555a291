import { createWaveFeed, type WaveSocket } from '@chairside/client/feed/wave-feed.ts'
import { createRoomStore } from '@chairside/client/model/room-store.ts'
import { type ChairId, chairIdSchema, type SessionId, sessionIdSchema } from '@chairside/shared/identity'
import { MISSING_SAMPLE } from '@chairside/shared/waveform'
import { expect, it } from 'vitest'
import { createHandClock } from './support/hand-clock.ts'

const NOW = 1_767_225_600_000
const [ONE, TWO] = [chairIdSchema.parse('1'), chairIdSchema.parse('2')]
const [ANA, BEA] = [sessionIdSchema.parse('ana'), sessionIdSchema.parse('bea')]

type Heard = (...given: never[]) => void
interface Wish {
  readonly chairIds: readonly string[]
  readonly recent: readonly { readonly chairId: string; readonly lastMs: number }[]
}

const begin = () => {
  const clock = createHandClock()
  const heard = new Map<string, Heard>()
  const wishes: Wish[] = []
  const socket = {
    connected: false,
    active: true,
    on: (event: string, run: Heard) => heard.set(event, run),
    connect: () => undefined,
    disconnect: () => undefined,
    removeAllListeners: () => heard.clear(),
    emit: (event: string, wish: Wish) => {
      if (event === 'watch') wishes.push(wish)
    },
  }
  const say = (event: string, ...given: unknown[]): void => heard.get(event)?.(...(given as never[]))
  const waves = createWaveFeed({ store: createRoomStore(), clock, open: () => socket as unknown as WaveSocket })
  const connect = (): void => {
    socket.connected = true
    say('connect')
  }
  const part = (chairId: ChairId, sessionId: SessionId, at: number, value: number) =>
    [
      { number: 1, chairs: [{ chairId, sessionId, stretches: [{ at, lastsMs: 160, channels: ['resp'], off: [] }] }] },
      new Uint8Array(new Int16Array(10).fill(value).buffer),
    ] as const
  const valueAt = (chairId: ChairId, sessionId: SessionId, at: number): number | undefined =>
    waves
      .tracesOf(chairId, sessionId)
      ?.traces.get('resp')
      ?.valueAt(at / 16)
  const settled = async (): Promise<void> => {
    await Promise.resolve()
    await Promise.resolve()
  }
  return { clock, socket, say, waves, connect, part, valueAt, wishes, settled }
}

it('S4: a past that belongs to another session than the one that is drawn is never its trace', async () => {
  const { waves, connect, say, part, valueAt, settled } = begin()
  waves.watch(ONE, 10_000)
  connect()
  await settled()
  say('recent', ...part(ONE, ANA, NOW, 7))
  say('frame', ...part(ONE, BEA, NOW + 160, 9))
  expect(waves.tracesOf(ONE, ANA)).toBeNull()
  expect(valueAt(ONE, BEA, NOW)).toBe(MISSING_SAMPLE)
  expect(valueAt(ONE, BEA, NOW + 160)).toBe(9)
})

it('P2: the past of each chair is asked for once, in one question for all that begin together, and again by a page that shows more', async () => {
  const { waves, connect, wishes, settled } = begin()
  const leaveOne = waves.watch(ONE, 10_000)
  waves.watch(TWO, 10_000)
  connect()
  await settled()
  expect(wishes).toEqual([
    {
      chairIds: ['1', '2'],
      recent: [
        { chairId: '1', lastMs: 10_000 },
        { chairId: '2', lastMs: 10_000 },
      ],
    },
  ])
  // From the board to the chair: what it has it keeps, and asks for what it lacks.
  leaveOne()
  waves.watch(ONE, 60_000)
  await settled()
  expect(wishes.at(-1)).toEqual({ chairIds: ['2', '1'], recent: [{ chairId: '1', lastMs: 60_000 }] })
})

it('P2: what goes from page to page stays; what nobody watches any more is forgotten, and asked for anew', async () => {
  const { waves, connect, wishes, say, part, valueAt, settled } = begin()
  const leave = waves.watch(ONE, 10_000)
  connect()
  await settled()
  say('recent', ...part(ONE, ANA, NOW, 7))
  leave()
  const leaveAgain = waves.watch(ONE, 10_000)
  await settled()
  expect(valueAt(ONE, ANA, NOW)).toBe(7)
  expect(wishes.at(-1)).toEqual({ chairIds: ['1'], recent: [] })
  leaveAgain()
  await settled()
  expect(waves.tracesOf(ONE, ANA)).toBeNull()
  waves.watch(ONE, 10_000)
  await settled()
  expect(wishes.at(-1)).toEqual({ chairIds: ['1'], recent: [{ chairId: '1', lastMs: 10_000 }] })
})

it('P4: after an outage what was missed is asked for, fills the hole, and says that it did', async () => {
  const { waves, connect, socket, wishes, say, part, valueAt, settled } = begin()
  waves.watch(ONE, 10_000)
  connect()
  await settled()
  say('frame', ...part(ONE, ANA, NOW, 1))
  socket.connected = false
  say('disconnect')
  expect(waves.link).toBe('lost')
  connect()
  await settled()
  expect(wishes.at(-1)?.recent).toEqual([{ chairId: '1', lastMs: 10_000 }])
  say('frame', ...part(ONE, ANA, NOW + 320, 3))
  expect(valueAt(ONE, ANA, NOW + 160)).toBe(MISSING_SAMPLE)
  const before = waves.tracesOf(ONE, ANA)?.fills
  say('recent', ...part(ONE, ANA, NOW + 160, 2))
  expect([NOW, NOW + 160, NOW + 320].map((at) => valueAt(ONE, ANA, at))).toEqual([1, 2, 3])
  expect(waves.tracesOf(ONE, ANA)?.fills).toBe((before ?? 0) + 1)
})
