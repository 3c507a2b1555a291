import { readPreferences, switchTrace } from '@chairside/client/model/device.ts'
import { linkLost, takePong, watchLink } from '@chairside/client/model/room-store.ts'
import { lanesIn } from '@chairside/client/model/tile-lanes.ts'
import { chairIdSchema, type SessionId, sessionIdSchema } from '@chairside/shared/identity'
import type { RoomPicture } from '@chairside/shared/picture'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderRoom, type Shown } from './support/render-app.tsx'
import { manyChairs, NOW, otherChairs, roomOf, sixChairs } from './support/room-fixture.ts'

const PATIENCE = { timeout: 30_000 }
/** Each tile has its place in a column; chair n begins at 100 n. */
const PLACE = { left: 20, width: 300, height: 60 }
const topOf = (chairId: string): number => Number(chairId) * 100

type Point = readonly [x: number, y: number]
let points: Point[] = []
let strokes = 0
/** What a canvas was told, as far as these tests ask. */
const context = {
  canvas: { width: 2_000, height: 2_000 },
  setTransform: () => undefined,
  clearRect: () => undefined,
  beginPath: () => undefined,
  setLineDash: () => undefined,
  stroke: () => {
    strokes += 1
  },
  moveTo: (x: number, y: number) => points.push([x, y]),
  lineTo: (x: number, y: number) => points.push([x, y]),
}

const boxOf = HTMLElement.prototype.getBoundingClientRect
beforeAll(() => {
  HTMLCanvasElement.prototype.getContext = () => context as never
})
beforeEach(() => {
  points = []
  strokes = 0
  HTMLElement.prototype.getBoundingClientRect = function box() {
    const chairId = this.dataset.traces
    return chairId === undefined ? new DOMRect() : new DOMRect(PLACE.left, topOf(chairId), PLACE.width, PLACE.height)
  }
})
afterEach(() => {
  HTMLElement.prototype.getBoundingClientRect = boxOf
})

const sixOf = (): RoomPicture => roomOf(NOW, [...sixChairs(NOW).slice(0, 5), ...otherChairs(NOW)])
const sessionOn = (shown: Shown, chairId: string): SessionId => {
  const session = shown.store.getState().picture?.chairs.find((chair) => chair.chairId === chairId)?.session
  if (session == null) throw new Error('nobody sits there')
  return session.sessionId
}
/** A second and a half of ECG at one height, up to now. */
const trace = (shown: Shown, chairId: string, value: number, sessionId = sessionOn(shown, chairId)): void => {
  const samples = new Int16Array(400).fill(value)
  const stretch = { at: NOW - 1_600, lastsMs: 1_600, channels: ['ecg'] as const, off: [] }
  const id = chairIdSchema.parse(chairId)
  shown.waves.tracesOf(id, sessionId)?.take({ chairId: id, sessionId, stretches: [stretch] }, new DataView(samples.buffer), 0)
}
const opened = async (picture = sixOf(), path = '/', traces: readonly ('ecg' | 'pleth' | 'resp')[] = ['ecg']): Promise<Shown> => {
  const shown = renderRoom(picture, path, 'nurse', ({ device }) => {
    for (const channel of traces) switchTrace(device, channel)
  })
  await vi.waitFor(() => expect(document.querySelector('.board-traces canvas')).not.toBeNull(), PATIENCE)
  // A canvas that stands is drawn on from its effects on, which come after it.
  await act(async () => undefined)
  return shown
}
const frame = (shown: Shown, ms = 16): void => act(() => shown.waves.clock.advance(ms))
const within1 = (chairId: string): readonly Point[] => points.filter(([, y]) => y >= topOf(chairId) && y <= topOf(chairId) + PLACE.height)

describe('traces on the tiles', () => {
  it('S4: stand on the tile of their own chair, and a trace of another session than the one that sits there stands nowhere', async () => {
    const shown = await opened()
    trace(shown, '3', 0)
    trace(shown, '4', 0, sessionIdSchema.parse('who-sat-here-before'))
    // The store of traces gives the old session's to nobody else.
    const before = shown.waves.traces.get('4')
    frame(shown, 300)
    expect(shown.waves.traces.get('4')).not.toBe(before)
    expect(within1('3').length).toBeGreaterThan(20)
    expect(points.every(([x]) => x >= PLACE.left && x <= PLACE.left + PLACE.width)).toBe(true)
    expect(points).toHaveLength(within1('3').length)
  })

  it('S4: when the next patient sits down, what the last one traced is gone from the tile at once', async () => {
    const shown = await opened()
    trace(shown, '3', 0)
    frame(shown, 300)
    expect(within1('3').length).toBeGreaterThan(20)
    act(() =>
      shown.store.setState(({ picture }) => ({
        picture:
          picture === null
            ? null
            : {
                ...picture,
                chairs: picture.chairs.map((chair) =>
                  chair.chairId === '3' && chair.session !== null
                    ? { ...chair, session: { ...chair.session, sessionId: sessionIdSchema.parse('the-next') } }
                    : chair,
                ),
              },
      })),
    )
    const clears = vi.spyOn(context, 'clearRect')
    points = []
    frame(shown, 300)
    expect(points).toEqual([])
    // All of it was wiped, not only what lies before the bar.
    expect(clears.mock.calls).toContainEqual([0, 0, 2_000, 2_000])
    clears.mockRestore()
  })

  it('are nowhere at first, and cost nothing: no place, no canvas, no question to the server', () => {
    const shown = renderRoom(sixOf())
    expect(document.querySelector('[data-traces], .board-traces')).toBeNull()
    expect(shown.waves.watched.size).toBe(0)
  })

  it('P2: are asked for of the chairs on the page in view alone', async () => {
    const shown = await opened(roomOf(NOW, manyChairs(NOW, 30)))
    expect([...shown.waves.watched]).toEqual(Array.from({ length: 24 }, (_, index) => String(index + 1)))
    await userEvent.setup().keyboard('{PageDown}')
    expect([...shown.waves.watched].sort()).toEqual(['25', '26', '27', '28', '29', '30'])
    act(() => switchTrace(shown.device, 'ecg'))
    expect(shown.waves.watched.size).toBe(0)
  })

  it('G2: say on the tile why one is lost, once where all are, and that a monitor sends none', async () => {
    const shown = await opened(sixOf(), '/', ['ecg', 'resp'])
    trace(shown, '3', 0)
    frame(shown, 300)
    const words = (): readonly (string | null)[] =>
      [...document.querySelectorAll('.board-traces .trace-lost')]
        .map(({ textContent }) => textContent)
        .filter((text) => /^Chair 3/.test(text))
    expect(words()).toEqual(['Chair 3, Resp: none sent'])
    frame(shown, 2_000)
    frame(shown, 2_000)
    expect(words()).toEqual(['Chair 3, ECG II: no trace', 'Chair 3, Resp: none sent'])
    shown.waves.link = 'lost'
    frame(shown, 600)
    expect(words()).toContain('Chair 3, ECG II: no connection')
    shown.waves.link = 'open'
    trace(shown, '3', 0)
    const stretch = { at: NOW + 3_200, lastsMs: 1_600, channels: ['ecg'] as const, off: [] }
    const id = chairIdSchema.parse('3')
    const samples = new DataView(new Int16Array(400).buffer)
    shown.waves
      .tracesOf(id, sessionOn(shown, '3'))
      ?.take({ chairId: id, sessionId: sessionOn(shown, '3'), stretches: [stretch] }, samples, 0)
    frame(shown)
    expect(words()).toEqual(['Chair 3, Resp: none sent'])
  })

  it('G7: are covered with the numbers, stand still meanwhile, and are drawn anew when the room is live again', async () => {
    const shown = await opened()
    trace(shown, '3', 0)
    frame(shown, 300)
    act(() => linkLost(shown.store, 0))
    shown.pass(11_000, watchLink)
    expect(document.querySelector('.board-traces')).toHaveAttribute('data-covered', 'true')
    const before = strokes
    frame(shown, 500)
    expect(strokes).toBe(before)
    shown.pass(1_000, (store, atMs) => {
      store.setState((state) => ({ awaitingSnapshot: false, link: { ...state.link, connected: true, lostAtMs: null } }))
      takePong(store, { epoch: 'epoch-1', number: 1, roomNow: NOW + 12_000, speed: 1 }, atMs, atMs)
    })
    expect(document.querySelector('.board-traces')).toHaveAttribute('data-covered', 'false')
    frame(shown)
    expect(strokes).toBeGreaterThan(before)
  })

  it('are none in a room faster than anybody reads, and stay on a wall, where nobody is named', async () => {
    const shown = await opened(sixOf(), '/?wall')
    expect(screen.getByRole('img', { name: /^Traces of the chairs on this page: ECG II/ })).toBeInTheDocument()
    expect(document.documentElement.outerHTML).not.toContain('Stein')
    act(() => {
      takePong(shown.store, { epoch: sixOf().epoch, number: 1, roomNow: NOW, speed: 20 }, 0, 0)
    })
    expect(document.querySelector('[data-traces], .board-traces')).toBeNull()
  })

  it('are chosen in the panel of the screen, and kept by the device', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(sixOf())
    await user.click(screen.getByRole('button', { name: 'This screen' }))
    const choice = within(screen.getByRole('group', { name: 'Traces on the tiles' }))
    await user.click(choice.getByRole('button', { name: 'Resp' }))
    await user.click(choice.getByRole('button', { name: 'ECG II' }))
    expect(choice.getByRole('button', { name: 'ECG II' })).toHaveAttribute('aria-pressed', 'true')
    expect(shown.device.getState().traces).toEqual(['ecg', 'resp'])
    await user.click(choice.getByRole('button', { name: 'ECG II' }))
    expect(shown.device.getState().traces).toEqual(['resp'])
    expect(readPreferences('{"traces":["resp","eeg","ecg",7]}').traces).toEqual(['ecg', 'resp'])
    expect(readPreferences('{"traces":"ecg"}').traces).toEqual([])
  })
})

describe('the place of a tile’s traces', () => {
  const lanes = (height: number, width = 300) =>
    lanesIn({ left: 10, top: 5, width, height }, ['resp', 'ecg', 'pleth']).map(({ channel, top, height: tall }) => [channel, top, tall])

  it('holds as many lanes as can be read, one at least, in the usual order', () => {
    expect(lanes(16)).toEqual([['ecg', 5, 16]])
    expect(lanes(33).map(([channel]) => channel)).toEqual(['ecg'])
    expect(lanes(34)).toEqual([
      ['ecg', 5, 16],
      ['pleth', 23, 16],
    ])
    expect(lanes(52).map(([channel]) => channel)).toEqual(['ecg', 'pleth', 'resp'])
    expect(lanes(9)).toEqual([['ecg', 5, 9]])
    expect(lanes(0)).toEqual([])
    expect(lanes(40, 0)).toEqual([])
  })

  it('draws true millimetres where there is room, and smaller beats of the same shape where there is not', () => {
    expect(lanesIn({ left: 0, top: 0, width: 100, height: 39 }, ['ecg'])[0]?.scale).toBe(0.5)
    expect(lanesIn({ left: 0, top: 0, width: 100, height: 200 }, ['ecg'])[0]?.scale).toBe(1)
  })
})
