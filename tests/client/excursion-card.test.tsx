import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import type { ChairPicture } from '@chairside/shared/picture'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

beforeAll(loadScreens)
afterEach(cleanup)

/** The chair with an open excursion, whose worst DIA was measured so long before its worst SYS. */
const worstOf = (earlierMs: number): HTMLElement => {
  const chairs = sixChairs(NOW)
  const chair = chairs.find(({ excursions }) => excursions.length > 0) as ChairPicture
  const excursions = chair.excursions.map((one) => {
    const { sys, dia } = one.peak
    return { ...one, peak: { ...one.peak, dia: sys === null || dia === null ? dia : { ...dia, at: sys.at - earlierMs } } }
  })
  const others = chairs.filter((one) => one !== chair)
  renderRoom(roomOf(NOW, [{ ...chair, excursions }, ...others]), `/chairs/${chair.chairId}`)
  return screen.getByText('Worst').parentElement as HTMLElement
}

it('X7: the worst of an excursion has one time where it was one set, and each half its own where it was not', () => {
  expect(worstOf(0)).toHaveTextContent(/^Worst184\/104 \d\d:\d\d$/)
  expect(screen.getByText(/worst 184\/104$/)).toBeInTheDocument()
  cleanup()
  const text = worstOf(5 * 60_000).textContent ?? ''
  const [, sysAt = '', diaAt = ''] = /^Worst184\/104 SYS (\d\d:\d\d), DIA (\d\d:\d\d)$/.exec(text) ?? []
  const minute = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  expect(minute(sysAt) - minute(diaAt)).toBe(5)
  // In a line without times it is not written as a pressure that nobody had.
  expect(screen.getByText(/worst SYS 184, DIA 104$/)).toBeInTheDocument()
})
