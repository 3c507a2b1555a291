import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { alarmOf } from './support/chair-fixture.ts'
import { renderRoom } from './support/render-app.tsx'
import { manyChairs, NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const shownChairs = (): readonly (string | null)[] => [...document.querySelectorAll('.tile')].map((tile) => tile.getAttribute('data-chair'))

describe('the board', () => {
  it('A9: the strip lists the alarms worst first, with their chairs', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    const strip = screen.getByRole('navigation', { name: 'Alarms, worst first' })
    const [first] = within(strip).getAllByRole('link')
    expect(first).toHaveTextContent('Chair 3 · SYS 184 ≥ 180')
    expect(first).toHaveAttribute('href', '/chairs/3')
  })

  it('A1: the bar counts the alarms by priority', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    expect(screen.getByRole('img', { name: '1 high priority alarm' })).toBeInTheDocument()
    expect(screen.getByRole('img', { name: '3 low priority alarms' })).toBeInTheDocument()
  })

  it('A8: says that its sound is on', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    expect(screen.getByText('Sound on')).toBeInTheDocument()
  })

  it('keeps chairs in their places, alarmed or not', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    expect(shownChairs()).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  it('pages beyond 24 chairs, and shows alarms of the other page', async () => {
    const user = userEvent.setup()
    renderRoom(roomOf(NOW, manyChairs(NOW, 30)))
    expect(shownChairs()).toHaveLength(24)
    await user.click(screen.getByRole('button', { name: /^Chairs 25–30, 3 chairs alarm there, the worst high: SYS 184 ≥ 180$/ }))
    expect(shownChairs()).toEqual(['25', '26', '27', '28', '29', '30'])
    expect(within(screen.getByRole('navigation', { name: 'Alarms, worst first' })).getByText(/Chair 3 ·/)).toBeInTheDocument()
  })

  it('every tile leads to its chair', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    expect(screen.getByRole('link', { name: 'Chair 3, R. S., Infusing, open' })).toHaveAttribute('href', '/chairs/3')
    expect(screen.getByRole('link', { name: 'Chair 6, open' })).toHaveAttribute('href', '/chairs/6')
  })

  it('names no patient in full', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)))
    expect(document.body).not.toHaveTextContent('Stein')
  })

  it('says that an address leads nowhere', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/nowhere')
    expect(screen.getByText('There is no such page.')).toBeInTheDocument()
  })

  it('A9: names a lost signal by the label of its vital, and folds the low alarms of one chair', () => {
    const lost = (id: string, vital: string) =>
      alarmOf(id, { cause: 'signal-lost', kind: 'technical', priority: 'low', beganAt: NOW - 10_000, text: vital })
    const [first, ...others] = sixChairs(NOW).map((chair) => ({ ...chair, alarms: [] }))
    if (first === undefined) throw new Error('The room has no chair.')
    renderRoom(roomOf(NOW, [{ ...first, alarms: [lost('1', 'hr'), lost('2', 'spo2'), lost('3', 'rr')] }, ...others]))
    const entries = within(screen.getByRole('navigation', { name: 'Alarms, worst first' })).getAllByRole('link')
    expect(entries).toHaveLength(1)
    expect(entries[0]).toHaveTextContent('Signal lost · HR')
    expect(entries[0]).toHaveTextContent('+2')
  })
})
