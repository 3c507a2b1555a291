import type { Served } from '@chairside/server/app/serve'
import { CLOSED_AFTER_MS, createWavePace, SLOWED_AFTER_MS, TOLD_AFTER_MS } from '@chairside/server/realtime/wave-pace'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StillClock } from '../support/server-clock.ts'
import { closeSockets, occupy, openDeclared, type TestDevice } from '../support/server-harness.ts'
import { createWaveSource, openWaveRoom, openWaveScreen, type WaveSource } from '../support/wave-harness.ts'

test('P2: a screen is slowed, told and closed by how long it took none of what was sent, at the very moment', () => {
  const pace = createWavePace()
  pace.sent(1, 0)
  const stageAfter = (ms: number): string => {
    pace.sent(2, ms)
    return pace.stage()
  }
  expect([SLOWED_AFTER_MS - 1, SLOWED_AFTER_MS].map(stageAfter)).toEqual(['even', 'slowed'])
  expect([TOLD_AFTER_MS - 1, TOLD_AFTER_MS].map(stageAfter)).toEqual(['slowed', 'told'])
  expect([CLOSED_AFTER_MS - 1, CLOSED_AFTER_MS].map(stageAfter)).toEqual(['told', 'closed'])
})

test('P2: progress counts from when it was made, being done ends it, and what nobody was sent is nobody’s delay', () => {
  const pace = createWavePace()
  pace.sent(1, 0)
  pace.sent(2, 1_900)
  pace.taken(1, 1_950)
  pace.sent(3, 3_900)
  expect(pace.stage()).toBe('even')
  pace.sent(4, 3_950)
  expect(pace.stage()).toBe('slowed')
  pace.taken(9, 3_960)
  expect(pace.stage()).toBe('slowed')
  pace.taken(4, 3_960)
  expect(pace.stage()).toBe('even')
  pace.sent(5, 4_000)
  pace.sent(6, 4_100)
  expect(pace.stage()).toBe('even')
})

let clock: StillClock
let server: Served
let cookie: string
let device: TestDevice
let source: WaveSource
beforeEach(async () => {
  const room = await openWaveRoom()
  ;({ clock, server, cookie } = room)
  device = await openDeclared(server.url, 'mon-1')
  await occupy(room.nurse, '1', 'mon-1')
  source = createWaveSource(clock)
})
afterEach(async () => {
  closeSockets()
  await server.stop()
})

/** Lets time pass in which the monitor traced something, until `heard`. */
const traceUntil = async (stepMs: number, heard: () => boolean): Promise<void> => {
  while (!heard()) {
    clock.jump(stepMs)
    source.skip(stepMs)
    await device.ask('waves', source.next({ lastsMs: 16 }))
    // Until the server's next tick has looked.
    await new Promise<void>((resolve) => {
      clock.after(100, resolve)
    })
  }
}

test('P2, P4: a screen that stops reading is slowed, then told, then closed; another screen, the room and its alarms go on', async () => {
  const [stuck, live] = [await openWaveScreen(server.url, cookie, false), await openWaveScreen(server.url, cookie)]
  await Promise.all([stuck.watch('1'), live.watch('1')])
  let closed = false
  stuck.socket.on('disconnect', (reason) => {
    closed = reason === 'transport close'
  })
  await traceUntil(400, () => stuck.slowed.length > 0)
  expect(stuck.slowed).toEqual([true])
  expect(closed).toBe(false)
  const heardByThen = stuck.frames.length
  const liveByThen = live.frames.length
  await traceUntil(400, () => closed)
  expect(stuck.frames.length - heardByThen).toBeLessThan(live.frames.length - liveByThen)
  expect(live.slowed).toEqual([])
  expect((await device.deliver([device.numerics({ hr: 77 })])).ok).toBe(true)
  const again = await openWaveScreen(server.url, cookie)
  await again.watch('1')
  await traceUntil(400, () => again.frames.length > 0)
}, 60_000)

test('P2: a screen that was slowed and catches up is told so, and gets every frame again', async () => {
  const screen = await openWaveScreen(server.url, cookie, false)
  await screen.watch('1')
  await traceUntil(400, () => screen.slowed.length > 0)
  screen.socket.on('frame', ({ number }) => screen.socket.emit('taken', { number }))
  await traceUntil(100, () => screen.slowed.length > 1)
  expect(screen.slowed).toEqual([true, false])
}, 60_000)
