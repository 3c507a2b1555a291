import { takePatch, takePong } from '@chairside/client/model/room-store.ts'
import type { ChairPicture } from '@chairside/shared/picture'
import { act, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { numeric } from './support/chair-fixture.ts'
import { renderRoom } from './support/render-app.tsx'
import { NOW, otherChairs, roomOf, sixChairs } from './support/room-fixture.ts'

const PLOTS = '@chairside/client/views/chair/trend-plots.tsx'
const room = () => roomOf(NOW, [...sixChairs(NOW).slice(0, 5), ...otherChairs(NOW)])
/** On a slow machine the plots' code takes long to read. */
const PATIENCE = { timeout: 30_000 }

// The modules are read anew after each test: what else comes on demand here would stand on another copy of the services.
vi.mock('@chairside/client/views/chair/waves-panel.tsx', () => ({ WavesPanel: () => null }))

afterEach(() => {
  vi.doUnmock(PLOTS)
  vi.resetModules()
})

describe('the trend on the chair', () => {
  it('where its code cannot be had, that is said, the screen stands and the sets stay in the table', async () => {
    vi.doMock(PLOTS, () => {
      throw new Error('no such file')
    })
    renderRoom(room(), '/chairs/3')
    const trend = screen.getByRole('region', { name: 'Session' })
    expect(trend).toHaveTextContent('Reading the session…')
    expect(await within(trend).findByText(/could not be loaded from the server/, {}, PATIENCE)).toBeInTheDocument()
    expect(trend.querySelector('.recharts-surface')).toBeNull()
    expect(screen.getByRole('table')).toBeInTheDocument()
  })

  it('without its history the sets are drawn all the same, and the history is said to be missing', async () => {
    renderRoom(room(), '/chairs/3')
    const trend = screen.getByRole('region', { name: 'Session' })
    await vi.waitFor(() => expect(trend.querySelector('.set-marks')).not.toBeNull(), PATIENCE)
    expect(trend).toHaveTextContent('The history could not be read.')
    expect(trend).not.toHaveTextContent('Reading the session…')
  })

  it('a number a second draws the curves anew only with the next step of 5 s', async () => {
    const drawn: (readonly unknown[])[] = []
    vi.doMock(PLOTS, () => ({
      PressurePlot: ({ heart }: { readonly heart: readonly unknown[] }) => {
        drawn.push(heart)
        return <p>drawn</p>
      },
      SaturationPlot: () => null,
    }))
    // The screens anew, since those above keep the plots that they loaded.
    const fresh = await import('./support/render-app.tsx')
    const { store, pass } = fresh.renderRoom(room(), '/chairs/3')
    await screen.findByText('drawn', {}, PATIENCE)
    const answer = (_: typeof store, atMs: number): void =>
      void takePong(store, { epoch: 'epoch-1', number: 1, roomNow: NOW + atMs, speed: 1 }, atMs, atMs)
    const [, , chair] = room().chairs
    const second = (passed: number): void => {
      pass(1_000, answer)
      const numerics = { ...chair?.numerics, hr: numeric(90 + passed, NOW + passed * 1_000) }
      const chairs = [{ chairId: '3' as ChairPicture['chairId'], numerics }]
      act(() => expect(takePatch(store, { epoch: 'epoch-1', number: passed + 1, chairs })).toBe('applied'))
    }
    second(1)
    const curves = new Set(drawn)
    for (const passed of [2, 3]) second(passed)
    expect(new Set(drawn)).toEqual(curves)
    for (const passed of [4, 5, 6, 7, 8, 9]) second(passed)
    expect(new Set(drawn).size).toBeGreaterThan(curves.size)
    expect(new Set(drawn).size).toBeLessThanOrEqual(curves.size + 2)
  })
}, 60_000)
