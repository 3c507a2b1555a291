import { createWaveFeed, type WaveSocket } from '@chairside/client/feed/wave-feed.ts'
import { createRoomStore } from '@chairside/client/model/room-store.ts'
import type { Served } from '@chairside/server/app/serve'
import { chairIdSchema, sessionIdSchema } from '@chairside/shared/identity'
import { MAX_WAVE_BYTES, RECENT_MS, type WaveAnswer, type WavePacket } from '@chairside/shared/wave-wire'
import { machineClock } from '@chairside/simulators/clock'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StillClock } from '../support/server-clock.ts'
import { closeSockets, occupy, openDeclared, silentLog, type TestDevice, type TestScreen } from '../support/server-harness.ts'
import { createWaveSource, openWaveRoom, openWaveScreen, type WaveSource } from '../support/wave-harness.ts'

let clock: StillClock
let server: Served
let cookie: string
let nurse: TestScreen
let device: TestDevice
let source: WaveSource
let warnings: string[]
const ends: (() => void)[] = []
beforeEach(async () => {
  warnings = []
  ;({ clock, server, cookie, nurse } = await openWaveRoom({ ...silentLog, warn: (_what, words) => void warnings.push(words) }))
  device = await openDeclared(server.url, 'mon-1')
  source = createWaveSource(clock)
})
afterEach(async () => {
  for (const end of ends.splice(0)) end()
  closeSockets()
  await server.stop()
})

const send = (packet: unknown): Promise<WaveAnswer> => device.ask('waves', packet)
const aTick = (): Promise<void> =>
  new Promise((resolve) => {
    machineClock.after(100, resolve)
  })

/** A page's own feed on a socket of its own, and a hand on what it reads. */
const openFeed = () => {
  const socket = io(`${server.url}/waves`, {
    autoConnect: false,
    auth: { version: 1 },
    extraHeaders: { cookie },
    transports: ['websocket'],
    forceNew: true,
  })
  let closes = 0
  socket.on('disconnect', () => {
    closes += 1
  })
  const screenClock = { elapsedMs: clock.monotonicMs, every: machineClock.every, after: machineClock.after, frames: () => () => undefined }
  const feed = createWaveFeed({ store: createRoomStore(), clock: screenClock, open: () => socket as unknown as WaveSocket })
  ends.push(() => socket.disconnect())
  /** The machine stops taking anything off its line, as one does that hangs. */
  const line = (): { pause(): void; resume(): void } => {
    const { ws } = socket.io.engine.transport as unknown as { readonly ws: { readonly _socket: { pause(): void; resume(): void } } }
    return ws._socket
  }
  return { feed, line, closes: () => closes }
}

test('P2, P4: a screen that stops reading is cut off once and comes back by itself, with what it missed; nobody else notices', async () => {
  const session = sessionIdSchema.parse(await occupy(nurse, '1', 'mon-1'))
  const chairId = chairIdSchema.parse('1')
  const stuck = openFeed()
  const live = await openWaveScreen(server.url, cookie)
  await live.watch('1')
  stuck.feed.watch(chairId, RECENT_MS)
  let sent = 0
  const trace = async (): Promise<void> => {
    clock.jump(400)
    source.skip(384)
    sent += 1
    const answer = await send(source.next({ lastsMs: 16, channels: ['resp'], first: sent }))
    if (!answer.ok) throw new Error(answer.code)
    await aTick()
  }
  const heard = (): number => {
    const found = stuck.feed.tracesOf(chairId, session)?.traces.get('resp')
    return found === undefined ? 0 : found.valueAt(found.heard - 1)
  }
  while (heard() === 0) await trace()

  const line = stuck.line()
  line.pause()
  const cutOff = (): boolean => warnings.some((words) => words.includes('is cut off'))
  while (!cutOff()) await trace()
  // The others: waves, numbers and alarms as ever.
  expect(live.slowed).toEqual([])
  await device.deliver([{ ...device.numerics({ hr: 77 }) }, device.set(206, 118, 140)])
  await nurse.until(() => nurse.chair('1').numerics.hr?.value === 77 && nurse.chair('1').alarms.some(({ cause }) => cause === 'bp-high'))
  for (let more = 0; more < 5; more += 1) await trace()
  await live.until(() => live.samplesOf('1', 'resp').includes(sent))
  expect(warnings.filter((words) => words.includes('is cut off'))).toHaveLength(1)

  line.resume()
  while (heard() < sent) await trace()
  expect(stuck.closes()).toBe(1)
  expect(stuck.feed.link).toBe('open')
  const found = stuck.feed.tracesOf(chairId, session)?.traces.get('resp')
  const kept = Array.from({ length: 4_096 }, (_, index) => found?.valueAt((found.end ?? 0) - 4_096 + index) ?? 0).filter(
    (value) => value > 0,
  )
  expect(new Set(kept)).toEqual(new Set(Array.from({ length: sent }, (_, index) => index + 1)))
}, 90_000)

test('I3: what is refused leaves nothing behind, on no screen and not in the past of its chair, and what follows is whole', async () => {
  await occupy(nurse, '1', 'mon-1')
  const screen = await openWaveScreen(server.url, cookie)
  await screen.watch('1')
  const good = (first: number): WavePacket => source.next({ channels: ['ecg'], first })
  await send(good(1))
  const part = good(9_000).parts[0]
  const wrong: readonly (readonly [string, object])[] = [
    ['malformed', { ...good(9_000), lastsMs: Number.NaN }],
    ['impossible-length', { ...good(9_000), lastsMs: -16 }],
    ['impossible-length', { ...good(9_000), lastsMs: 8.5 }],
    ['impossible-length', { ...good(9_000), samples: Buffer.alloc(0) }],
    ['impossible-length', { ...good(9_000), samples: Buffer.alloc(MAX_WAVE_BYTES) }],
    ['oversized', { ...good(9_000), samples: Buffer.alloc(MAX_WAVE_BYTES + 1) }],
    ['impossible-rate', { ...good(9_000), parts: [{ ...part, rateHz: 0 }] }],
    ['impossible-rate', { ...good(9_000), parts: [{ ...part, rateHz: -250 }] }],
    ['malformed', { ...good(9_000), parts: [{ ...part, perUnit: -1 }] }],
    ['malformed', { ...good(9_000), parts: [] }],
    ['malformed', { ...good(9_000), seq: 0 }],
    ['malformed', { ...good(9_000), sentAt: 1e300 }],
    ['malformed', { ...good(9_000), off: ['eeg'] }],
    ['malformed', null as never],
  ]
  for (const [code, packet] of wrong) {
    // What a monitor may send is bounded as well: it takes its time.
    clock.jump(200)
    const answer = await send(packet)
    expect([code, answer.ok ? 'ok' : answer.code]).toEqual([code, code])
  }
  source.skip(1_000)
  clock.jump(1_000)
  await send(good(53))
  await screen.until(() => screen.samplesOf('1', 'ecg').includes(104))
  expect(screen.samplesOf('1', 'ecg').filter((value) => value >= 9_000)).toEqual([])
  const past = await (await openWaveScreen(server.url, cookie)).watchPast(RECENT_MS, '1')
  expect(past.samplesOf('1', 'ecg')).toEqual(Array.from({ length: 104 }, (_, index) => index + 1))
})
