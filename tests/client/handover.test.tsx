import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import { takePatch } from '@chairside/client/model/room-store.ts'
import type { ChairPicture } from '@chairside/shared/picture'
import { refused } from '@chairside/shared/reply'
import type { StaffingPicture } from '@chairside/shared/staffing'
import { MINUTE_MS } from '@chairside/shared/time'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const ME = { staffId: 's1', name: 'N. Ortega' }
const LIND = { staffId: 's2', name: 'M. Lind' }
const SINCE = NOW - 40 * MINUTE_MS
const staffed = (change: Partial<StaffingPicture> = {}): StaffingPicture => ({
  responsible: { ...ME, since: SINCE },
  second: null,
  offer: null,
  calls: [],
  ...change,
})
const withStaffing = (by: Readonly<Record<string, StaffingPicture>>): readonly ChairPicture[] =>
  sixChairs(NOW).map((chair) => ({ ...chair, staffing: by[chair.chairId] ?? null }))
const OFFERED = staffed({ responsible: { ...LIND, since: SINCE }, offer: { ...LIND, at: NOW - MINUTE_MS, note: 'the cuff slips' } })
const group = (name: string): HTMLElement => screen.getByRole('region', { name: new RegExp(`^${name}`) })

beforeAll(loadScreens)

describe('the hand-over', () => {
  it('shows what is offered, what is mine, and who answers for the rest', () => {
    renderRoom(
      roomOf(NOW, withStaffing({ '1': staffed(), '2': OFFERED, '3': staffed({ responsible: { ...LIND, since: SINCE } }) })),
      '/handover',
    )
    expect(within(group('Offered to you')).getByRole('link', { name: /^Chair 2/ })).toBeVisible()
    expect(within(group('Offered to you')).getByText(/the cuff slips/)).toBeVisible()
    expect(within(group('Yours')).getByRole('link', { name: /^Chair 1/ })).toBeVisible()
    expect(within(group('Of others')).getByText(/^M. Lind answers for this chair, since/)).toBeVisible()
    expect(screen.getByRole('link', { name: /^Hand-over/ })).toHaveTextContent('1 chair is offered to you')
  })

  it('the card tells alarms, notes, what is due next and what is missing before leaving', () => {
    renderRoom(roomOf(NOW, withStaffing({ '2': staffed(), '3': staffed() })), '/handover')
    const [second, third] = within(group('Yours'))
      .getAllByRole('listitem')
      .filter((item) => item.classList.contains('handover-card'))
    expect(within(third as HTMLElement).getByText('SYS 184 ≥ 180')).toBeVisible()
    expect(within(third as HTMLElement).getAllByText('unacknowledged')[0]).toBeVisible()
    expect(within(second as HTMLElement).getByText('Tells of a warm, floating feeling.')).toBeVisible()
    expect(within(second as HTMLElement).getByText('Before leaving')).toBeVisible()
  })

  it('accepts the card that was read, and says who was first where somebody was', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, withStaffing({ '2': OFFERED })), '/handover')
    shown.answer = refused('already-done', 'O. Third')
    await user.click(within(group('Offered to you')).getByRole('button', { name: 'Accept' }))
    expect(shown.sent).toMatchObject([{ chairId: '2', act: { kind: 'accept-handover', offeredAt: NOW - MINUTE_MS } }])
    expect(await screen.findByText(/O\. Third/)).toBeVisible()
  })

  it('offers all of mine with one note, and names the chair that was refused', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, withStaffing({ '1': staffed(), '3': staffed() })), '/handover')
    await user.click(screen.getByRole('button', { name: 'Offer all 2 of mine' }))
    await user.type(screen.getByLabelText('For the next person (optional)'), 'both calm')
    await user.click(screen.getByRole('button', { name: 'Offer all 2 of mine' }))
    expect(shown.sent.map(({ chairId, act: body }) => [chairId, body])).toEqual([
      ['1', { kind: 'offer-handover', note: 'both calm' }],
      ['3', { kind: 'offer-handover', note: 'both calm' }],
    ])
    expect(await screen.findByText(/^Done/)).toBeVisible()
  })

  it('takes a chair over from its head, by whom the screen showed', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, withStaffing({ '3': staffed({ responsible: { ...LIND, since: SINCE } }) })), '/chairs/3')
    await user.click(screen.getByRole('button', { name: 'Take over' }))
    expect(screen.getByText(/its alarms call you first/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Take over now' }))
    expect(shown.sent).toMatchObject([{ chairId: '3', act: { kind: 'take-over', sawStaffId: 's2' } }])
  })

  it('a wall sees who answers, and hands nothing over', () => {
    renderRoom(roomOf(NOW, withStaffing({ '3': OFFERED })), '/chairs/3', 'viewer')
    expect(screen.getByText(/M. Lind answers for this chair/)).toBeVisible()
    for (const name of ['Accept', 'Take over', 'Hand over']) expect(screen.queryByRole('button', { name })).toBeNull()
  })

  it('the tile names who answers for it', () => {
    renderRoom(roomOf(NOW, withStaffing({ '1': staffed(), '3': OFFERED })))
    const tile = (id: string): HTMLElement => document.querySelector(`.tile[data-chair="${id}"]`) as HTMLElement
    expect(within(tile('1')).getByText('N. Ortega answers for this chair')).toBeInTheDocument()
    expect(within(tile('3')).getByText('M. Lind hands over')).toBeInTheDocument()
  })
})

describe('whom an alarm calls', () => {
  const calling = (calls: 'responsible' | 'second-or-physician' | 'everybody') => {
    const chairs = sixChairs(NOW)
    const alarmId = chairs.find((chair) => chair.chairId === '3')?.alarms[0]?.id
    if (alarmId === undefined) throw new Error('chair 3 has no alarm')
    return withStaffing({ '3': staffed({ responsible: { ...LIND, since: SINCE }, calls: [{ alarmId, calls }] }) })
  }

  it('A6: the list of alarms calls this person, with the way to the chair, once the alarm calls them', () => {
    const shown = renderRoom(roomOf(NOW, calling('responsible')))
    expect(screen.queryByText('calls you')).toBeNull()
    const [chair] = calling('everybody').filter(({ chairId }) => chairId === '3')
    const { epoch, number } = shown.store.getState().picture ?? { epoch: '', number: 0 }
    act(
      () =>
        void takePatch(shown.store, {
          epoch,
          number: number + 1,
          chairs: [{ chairId: '3' as ChairPicture['chairId'], staffing: chair?.staffing ?? null }],
        }),
    )
    expect(screen.getByText('calls you').closest('a')).toHaveAttribute('href', '/chairs/3')
  })

  it('A6: at the second step a physician is called, a nurse who is neither is not', () => {
    renderRoom(roomOf(NOW, calling('second-or-physician')), '/', 'physician')
    expect(screen.getByText('calls you', { selector: '.strip-alarm *' })).toBeVisible()
  })
})
