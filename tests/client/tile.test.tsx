import { takePatch, takePong } from '@chairside/client/model/room-store.ts'
import type { ChairPicture } from '@chairside/shared/picture'
import { refused } from '@chairside/shared/reply'
import { MINUTE_MS } from '@chairside/shared/time'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { numeric, runningChair } from './support/chair-fixture.ts'
import { renderRoom, tileOf } from './support/render-app.tsx'
import { NOW, otherChairs, roomOf, sixChairs } from './support/room-fixture.ts'

const calm = (): ChairPicture =>
  runningChair({ chairId: '1', name: 'Ana Kovac', now: NOW, minute: 12, phase: 'infusing', baseline: [121, 75], rise: 22, lastSetMin: 1 })
const vital = (chairId: string, name: string): HTMLElement => {
  const found = tileOf(chairId).querySelector<HTMLElement>(`[data-vital="${name}"]`)
  if (found === null) throw new Error(`There is no ${name} at ${chairId}.`)
  return found
}

describe('a tile', () => {
  it('V7: dims a stale number, covers a lost one, and says how old it is', () => {
    const shown = renderRoom(roomOf(NOW, [calm()]))
    const answer = (store: typeof shown.store, atMs: number) =>
      void takePong(store, { epoch: 'epoch-1', number: 1, roomNow: NOW + atMs, speed: 1 }, atMs, atMs)
    expect(vital('1', 'spo2')).toHaveAttribute('data-freshness', 'live')
    shown.pass(5_000, answer)
    expect(vital('1', 'spo2')).toHaveAttribute('data-freshness', 'live')
    shown.pass(1_000, answer)
    expect(vital('1', 'spo2')).toHaveAttribute('data-freshness', 'stale')
    expect(vital('1', 'spo2')).toHaveTextContent('97')
    shown.pass(5_000, answer)
    expect(vital('1', 'spo2')).toHaveAttribute('data-freshness', 'lost')
    expect(vital('1', 'spo2')).not.toHaveTextContent('97')
    expect(vital('1', 'spo2')).toHaveTextContent('lost 0:11')
  })

  it('V7: covers a number that the monitor says is off, whatever its age', () => {
    const chair = calm()
    renderRoom(roomOf(NOW, [{ ...chair, numerics: { ...chair.numerics, spo2: { ...numeric(97, NOW), flagged: true } } }]))
    expect(vital('1', 'spo2')).toHaveAttribute('data-freshness', 'lost')
    expect(vital('1', 'spo2')).toHaveTextContent('probe off')
  })

  it('V7: dims a set from 2 min after the next was due, strikes it through from 5 min after', () => {
    const chair = calm()
    const dueAgo = (ms: number): ChairPicture => ({ ...chair, cuff: { ...chair.cuff, nextDueAt: NOW - ms } })
    const { store } = renderRoom(roomOf(NOW, [dueAgo(2 * MINUTE_MS - 1)]))
    const pressure = (): Element | null => tileOf('1').querySelector('.tile-pressure')
    expect(pressure()).toHaveAttribute('data-freshness', 'current')
    act(() => void takePatch(store, { epoch: 'epoch-1', number: 2, chairs: [dueAgo(2 * MINUTE_MS)] }))
    expect(pressure()).toHaveAttribute('data-freshness', 'dimmed')
    act(() => void takePatch(store, { epoch: 'epoch-1', number: 3, chairs: [dueAgo(5 * MINUTE_MS)] }))
    expect(pressure()).toHaveAttribute('data-freshness', 'struck')
  })

  it('S4: shows the pressure with its age, the change from the patient’s own baseline, and when the next is due', () => {
    renderRoom(roomOf(NOW, [calm()]))
    expect(tileOf('1')).toHaveTextContent('1:00 ago')
    expect(tileOf('1')).toHaveTextContent('from 121/75')
    expect(tileOf('1')).toHaveTextContent('next 4:00')
  })

  it('S5: marks a simulated session on its tile and a simulated room in the bar', () => {
    renderRoom(roomOf(NOW, [calm()]))
    expect(within(tileOf('1')).getByText('Simulated')).toBeInTheDocument()
    expect(within(screen.getByRole('banner')).getByText('Simulated')).toBeInTheDocument()
  })

  it('A8: an alarm has a shape, marks and a text with value and limit; colour is never alone', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    const bar = within(tileOf('3')).getByTestId('alarm-bar')
    expect(bar).toHaveTextContent('!!!')
    expect(bar).toHaveTextContent('SYS 184 ≥ 180')
    expect(within(bar).getByRole('img', { name: 'High' })).toHaveAttribute('data-shape', 'high')
    const low = within(tileOf('2')).getByTestId('alarm-bar')
    expect(within(low).getByRole('img', { name: 'Low' })).toHaveAttribute('data-shape', 'low')
    expect(low).toHaveTextContent('Cuff overdue')
  })

  it('A8: unacknowledged alarms of medium and high flash by their priority, technical ones too; low and answered ones do not', () => {
    renderRoom(roomOf(NOW, [...sixChairs(NOW).slice(0, 5), ...otherChairs(NOW)]))
    expect(tileOf('3')).toHaveAttribute('data-flash', 'high')
    expect(tileOf('6')).toHaveAttribute('data-flash', 'medium')
    for (const chairId of ['1', '2', '4', '5']) expect(tileOf(chairId)).not.toHaveAttribute('data-flash')
  })

  it('L3: says who is ready, what is missing and the earliest time', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    expect(tileOf('4')).toHaveTextContent('Ready 15/15')
    expect(tileOf('2')).toHaveTextContent(/7\/15 · earliest 09:28/)
    expect(tileOf('2')).toHaveTextContent('missing: stay, BP')
  })

  it('X3: an unconfirmed excursion counts down to its recheck', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    const bar = within(tileOf('5')).getByTestId('alarm-bar')
    expect(bar).toHaveTextContent('unconfirmed')
    expect(bar).toHaveTextContent('recheck in 0:50')
  })
})

describe('acknowledging from the board', () => {
  it('A4: a patient alarm of high priority takes two taps, the second of them the plan', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    await user.click(within(tileOf('3')).getByRole('button', { name: 'Acknowledge' }))
    expect(shown.sent).toHaveLength(0)
    await user.click(within(tileOf('3')).getByRole('button', { name: 'Call physician' }))
    expect(shown.sent).toEqual([
      { chairId: '3', sessionId: 'session-3', act: { kind: 'acknowledge', alarmId: 'A1', plan: 'call-physician' } },
    ])
  })

  it('A4: a technical alarm takes one tap and no plan', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    await user.click(within(tileOf('2')).getByRole('button', { name: 'Acknowledge' }))
    expect(shown.sent.map((sent) => sent.act)).toEqual([{ kind: 'acknowledge', alarmId: 'A1', plan: null }])
  })

  it('A4: shows who answered and what is planned only when the server says so', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    await user.click(within(tileOf('3')).getByRole('button', { name: 'Acknowledge' }))
    await user.click(within(tileOf('3')).getByRole('button', { name: 'Recheck BP' }))
    expect(within(tileOf('3')).queryByText(/Ortega/)).toBeNull()
    const chair = sixChairs(NOW)[2] as ChairPicture
    const alarms = chair.alarms.map((alarm) => ({ ...alarm, acknowledgement: { by: 'N. Ortega', at: NOW, plan: 'recheck' as const } }))
    act(() => void takePatch(shown.store, { epoch: 'epoch-1', number: 2, chairs: [{ chairId: chair.chairId, alarms }] }))
    expect(within(tileOf('3')).getByText(/N\. Ortega · Recheck BP/)).toBeInTheDocument()
    expect(tileOf('3')).not.toHaveAttribute('data-flash')
  })

  it('P3: a refusal is said in words where the tap was made', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    shown.answer = refused('other-session')
    await user.click(within(tileOf('3')).getByRole('button', { name: 'Acknowledge' }))
    await user.click(within(tileOf('3')).getByRole('button', { name: 'Watching' }))
    expect(await within(tileOf('3')).findByText(/Another session has begun/)).toBeInTheDocument()
  })

  it('A4: a viewer sees the alarm and can’t acknowledge it', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/', 'viewer')
    expect(screen.queryByRole('button', { name: 'Acknowledge' })).toBeNull()
    expect(within(tileOf('3')).getByTestId('alarm-bar')).toHaveTextContent('SYS 184 ≥ 180')
  })

  it('A9: alarms known at the start are not announced, new ones are, once', () => {
    const { store } = renderRoom(roomOf(NOW, sixChairs(NOW)))
    expect(screen.getByTestId('alarm-voice')).toBeEmptyDOMElement()
    const critical = sixChairs(NOW)[2] as ChairPicture
    act(
      () =>
        void takePatch(store, {
          epoch: 'epoch-1',
          number: 2,
          chairs: [{ chairId: '1' as ChairPicture['chairId'], alarms: critical.alarms.slice(0, 1) }],
        }),
    )
    expect(screen.getByTestId('alarm-voice')).toHaveTextContent('Chair 1: High, SYS 184 ≥ 180')
    expect(screen.getByTestId('alarm-voice')).not.toHaveTextContent('Chair 3')
  })
})
