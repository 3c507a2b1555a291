import { takePong, watchLink } from '@chairside/client/model/room-store.ts'
import { chairIdSchema } from '@chairside/shared/identity'
import { act, screen, within } from '@testing-library/react'
import { beforeAll, expect, it, vi } from 'vitest'
import { renderRoom, type Shown } from './support/render-app.tsx'
import { NOW, otherChairs, roomOf, sixChairs } from './support/room-fixture.ts'

// jsdom draws nothing, and says so at each frame.
beforeAll(() => {
  HTMLCanvasElement.prototype.getContext = () => null
})

const room = () => roomOf(NOW, [...sixChairs(NOW).slice(0, 5), ...otherChairs(NOW)])
const PATIENCE = { timeout: 30_000 }
const panel = () => screen.getByRole('region', { name: 'Traces' })
const frame = (shown: Shown, ms = 16): void => act(() => shown.waves.clock.advance(ms))

/** One packet of the chair's own session, up to a moment of room time. */
const trace = (shown: Shown, chairId: string, untilAt: number, off: readonly 'ecg'[] = []): void => {
  const session = shown.store.getState().picture?.chairs.find((chair) => chair.chairId === chairId)?.session
  if (session == null) throw new Error('nobody sits there')
  const samples = new Int16Array(100)
  const stretch = { at: untilAt - 1_600, lastsMs: 1_600, channels: ['resp'] as const, off }
  const traces = shown.waves.tracesOf(chairIdSchema.parse(chairId), session.sessionId)
  const waves = { chairId: chairIdSchema.parse(chairId), sessionId: session.sessionId, stretches: [stretch] }
  traces?.take(waves, new DataView(samples.buffer), 0)
}

const opened = async (): Promise<Shown> => {
  const shown = renderRoom(room(), '/chairs/3')
  await vi.waitFor(() => expect(shown.waves.watched.has('3')).toBe(true), PATIENCE)
  return shown
}

it('P2: says where a monitor sends no traces, and draws no lane for it', async () => {
  const shown = await opened()
  frame(shown)
  expect(panel()).toHaveTextContent('This monitor sends no traces.')
  expect(within(panel()).queryByRole('img')).toBeNull()
})

it('G2: a lane appears with its first packet, says why it is lost, and the numbers stand beside the picture in words', async () => {
  const shown = await opened()
  trace(shown, '3', NOW, ['ecg'])
  frame(shown)
  expect(within(panel()).getByRole('img', { name: /^Traces of ECG II, Resp\. In numbers: HR \d+ \/min/ })).toBeInTheDocument()
  expect(panel()).toHaveTextContent('Lead off')
  expect(panel()).not.toHaveTextContent('No trace from the monitor')
  frame(shown, 900)
  frame(shown, 4_000)
  expect(panel()).toHaveTextContent('No trace from the monitor')
  shown.waves.link = 'lost'
  frame(shown)
  expect(panel()).toHaveTextContent('No connection for traces')
})

it('G7: traces are covered with the numbers, and their words say no number that is not live', async () => {
  const shown = await opened()
  trace(shown, '3', NOW)
  frame(shown)
  act(() => {
    takePong(shown.store, { epoch: room().epoch, number: room().number, roomNow: NOW, speed: 1 }, 0, 0)
  })
  shown.pass(11_000, watchLink)
  expect(shown.store.getState().liveness).toBe('covered')
  expect(panel()).toHaveTextContent('Covered: this screen is not live.')
  expect(within(panel()).getByRole('img', { hidden: true })).toHaveAccessibleName(/no numbers now\.$/)
})
