import { easedTo } from '@chairside/client/model/alarm-value.ts'
import { takePong, watchLink } from '@chairside/client/model/room-store.ts'
import type { Alarm } from '@chairside/shared/alarm'
import type { ChairPicture, NumericPicture } from '@chairside/shared/picture'
import { MINUTE_MS } from '@chairside/shared/time'
import { cleanup, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { alarmOf, numeric, runningChair, setOf } from './support/chair-fixture.ts'
import { renderRoom } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const CALM = runningChair({
  chairId: '1',
  name: 'Ana Kovac',
  now: NOW,
  minute: 12,
  phase: 'infusing',
  baseline: [121, 75],
  rise: 22,
  lastSetMin: 1,
})
const CRITICAL = sixChairs(NOW)[2] as ChairPicture
const EXCURSION = alarmOf('A1', { cause: 'bp-high', priority: 'medium', beganAt: NOW, text: 'SYS 195 ≥ 160' })
/** V7's times as the server tells them. */
const TIMES = { dimAfterMs: 2 * MINUTE_MS, strikeAfterMs: 5 * MINUTE_MS }
const eased = (dueAgoMs: number): ChairPicture => ({
  ...CALM,
  alarms: [EXCURSION],
  cuff: { ...CALM.cuff, ...TIMES, latest: setOf(NOW - 60_000, 157, 96), nextDueAt: NOW - dueAgoMs },
})
const bar = (): HTMLElement => screen.getByTestId('alarm-bar')

describe('what an alarm says of now', () => {
  it('G7: nothing once the numbers are covered', () => {
    const shown = renderRoom(roomOf(NOW, [eased(0)]))
    expect(bar()).toHaveTextContent('worst SYS 195 ≥ 160, now 157')
    shown.pass(10_000, watchLink)
    expect(bar()).toHaveTextContent('SYS 195 ≥ 160')
    expect(document.body).not.toHaveTextContent('157')
  })

  it('V7: nothing of a set that is dimmed or struck through', () => {
    const found = (dueAgoMs: number): number | null => easedTo(eased(dueAgoMs), EXCURSION, NOW, 1)
    expect(found(2 * MINUTE_MS - 1)).toBe(157)
    expect(found(2 * MINUTE_MS)).toBeNull()
    expect(found(5 * MINUTE_MS)).toBeNull()
  })

  it('V7: a streamed number as the screen shows it: none that is dimmed, and in a fast room none but what is', () => {
    const alarm: Alarm = { ...EXCURSION, cause: 'spo2-desat', text: 'SpO2 82 < 85' }
    const found = (ageMs: number, speed: number): number | null =>
      easedTo({ ...CALM, numerics: { spo2: numeric(96, NOW - ageMs) } }, alarm, NOW, speed)
    expect(found(5_000, 1)).toBe(96)
    expect(found(5_001, 1)).toBeNull()
    expect(found(40_000, 60)).toBe(96)
  })

  it('G7, V7: the excursion card shows no newest set that is covered or overdue', () => {
    const card = (): HTMLElement => screen.getByRole('region', { name: /^High blood pressure/ })
    const withDue = (dueAgoMs: number): ChairPicture => ({
      ...CRITICAL,
      cuff: { ...CRITICAL.cuff, ...TIMES, latest: setOf(NOW - MINUTE_MS, 171, 99), nextDueAt: NOW - dueAgoMs },
    })
    const shown = renderRoom(roomOf(NOW, [withDue(0)]), '/chairs/3')
    expect(card()).toHaveTextContent('171/99')
    shown.pass(10_000, watchLink)
    expect(card()).not.toHaveTextContent('171/99')
    cleanup()
    renderRoom(roomOf(NOW, [withDue(5 * MINUTE_MS)]), '/chairs/3')
    expect(card()).not.toHaveTextContent('171/99')
  })

  it('V7: a set is dimmed and struck through by the times of its session', () => {
    const own = { dimAfterMs: MINUTE_MS, strikeAfterMs: 3 * MINUTE_MS }
    const due = (dueAgoMs: number): string | null => {
      cleanup()
      renderRoom(roomOf(NOW, [{ ...CALM, cuff: { ...CALM.cuff, ...own, nextDueAt: NOW - dueAgoMs } }]))
      return document.querySelector('.tile-pressure')?.getAttribute('data-freshness') ?? null
    }
    expect([due(MINUTE_MS - 1), due(MINUTE_MS), due(3 * MINUTE_MS)]).toEqual(['current', 'dimmed', 'struck'])
  })
})

describe('a number entered by hand', () => {
  const byHand: NumericPicture = { ...numeric(88, NOW - 200_000), periodMs: 300_000, origin: 'manual', by: 'M. Lind' }
  const chair: ChairPicture = { ...CALM, numerics: { ...CALM.numerics, spo2: byHand } }
  const spo2 = (): HTMLElement => document.querySelector<HTMLElement>('[data-vital="spo2"]') as HTMLElement

  it.each(['/', '/chairs/1'])('V9: says so at %s, with its age and its author; the monitor’s says nothing', (path) => {
    renderRoom(roomOf(NOW, [chair]), path)
    expect(spo2()).toHaveAttribute('data-freshness', 'live')
    expect(spo2()).toHaveAttribute('data-origin', 'manual')
    expect(spo2()).toHaveTextContent('by hand 3:20')
    expect(within(spo2()).getByTitle('By hand, M. Lind, 3:20 ago')).toBeInTheDocument()
    expect(document.querySelector('[data-vital="hr"]')).not.toHaveTextContent('by hand')
  })

  it('V7: is dimmed and covered by its own age', () => {
    renderRoom(roomOf(NOW, [{ ...CALM, numerics: { spo2: { ...byHand, at: NOW - 11 * MINUTE_MS } } }]))
    expect(spo2()).toHaveAttribute('data-freshness', 'stale')
    expect(spo2()).toHaveTextContent('by hand 11:00')
    cleanup()
    renderRoom(roomOf(NOW, [{ ...CALM, numerics: { spo2: { ...byHand, at: NOW - 16 * MINUTE_MS } } }]))
    expect(spo2()).toHaveTextContent('lost 16:00')
    expect(spo2()).not.toHaveTextContent('88')
  })
})

describe('a screen that lost its server', () => {
  it.each(['/', '/chairs/1'])('G7: counts neither dose nor running time on at %s', (path) => {
    const shown = renderRoom(roomOf(NOW, [CALM]), path)
    const main = screen.getByRole('main')
    expect(main).toHaveTextContent('Infusing 12:00')
    expect(main).toHaveTextContent('≈ 11.4 of 38 mg in')
    shown.pass(60_000, watchLink)
    expect(main).not.toHaveTextContent(/Infusing 1\d:/)
    expect(main).not.toHaveTextContent('≈')
    expect(main).toHaveTextContent('dose not known now, of 38 mg')
  })
})

describe('when the monitor was heard last', () => {
  const heard = (ageMs: number, speed: number, periodMs: number): boolean => {
    cleanup()
    const source = CALM.source === null ? null : { ...CALM.source, lastHeardAt: NOW - ageMs, periodMs }
    const room = roomOf(NOW, [{ ...CALM, source }])
    const shown = renderRoom({ ...room, clock: { ...room.clock, speed } }, '/chairs/1')
    shown.pass(0, (store, atMs) => void takePong(store, { epoch: 'epoch-1', number: 1, roomNow: NOW, speed }, atMs, atMs))
    return document.querySelector('.chair-facts')?.textContent?.includes('heard ') === true
  }
  it('V7: is told once it is old by its period and the pace of the room', () => {
    expect(heard(5_000, 1, 1_000)).toBe(false)
    expect(heard(5_001, 1, 1_000)).toBe(true)
    expect(heard(60_000, 1, 60_000)).toBe(false)
    expect(heard(40_000, 60, 1_000)).toBe(false)
  })
})
