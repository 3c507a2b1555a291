import { chooseNaming } from '@chairside/client/model/device.ts'
import { nextVisits } from '@chairside/client/model/next-visits.ts'
import type { VisitCard } from '@chairside/shared/visit'
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { DAY, patientOf, visitOf } from './support/fake-visits.ts'
import { renderRoom, tileOf } from './support/render-app.tsx'
import { roomOf, sixChairs } from './support/room-fixture.ts'

const AT = Date.UTC(2026, 2, 2, 14, 30)
const [first] = sixChairs(AT)
const room = () => roomOf(AT, [...sixChairs(AT).map((chair) => (chair.chairId === '1' ? { ...chair, session: null } : chair))])
const of = (visitId: string, chairId: string | null, arrival: string, name = visitId): VisitCard =>
  visitOf({ visitId, chairId, arrival, patient: patientOf({ name }) })
const open = (visits: readonly VisitCard[], role: 'nurse' | 'viewer' | 'manager' = 'nurse', path = '/') =>
  renderRoom(room(), path, role, (shown) => {
    shown.visits.visits = visits
  })
const asked = (shown: ReturnType<typeof open>): number => shown.visits.asked.filter(({ name }) => name === 'dayList').length

describe('a free chair', () => {
  it('S4: shows who is planned there next by the privacy of the screen, and one tap begins that check-in', async () => {
    expect(first?.chairId).toBe('1')
    const shown = open([of('v2', '1', '10:00', 'Bo Lind'), of('v1', '1', '09:20', 'Ana Kovač')])
    const tile = tileOf('1')
    expect(await within(tile).findByText('A. K.')).toBeVisible()
    expect(tile).toHaveTextContent(/09:20.*infusion 3 of 6.*10 min late/)
    expect(within(tile).getByRole('link', { name: /^Check in/ })).toHaveAttribute('href', '/chairs/1/check-in?visit=v1')
    act(() => chooseNaming(shown.device, 'desk', 'name'))
    expect(within(tile).getByText('Ana Kovač')).toBeVisible()
    act(() => chooseNaming(shown.device, 'desk', 'chair'))
    expect(tile).not.toHaveTextContent(/A\. K\.|Ana/)
    expect(tile).toHaveTextContent('09:20')
  })

  it('with nobody expected the way to a check-in stays', async () => {
    const shown = open([])
    await waitFor(() => expect(asked(shown)).toBe(1))
    expect(within(tileOf('1')).getByRole('link', { name: /^Check in/ })).toHaveAttribute('href', '/chairs/1/check-in')
  })

  it('S4: a viewer learns nothing of who comes', async () => {
    const shown = open([of('v1', '1', '09:20', 'Ana Kovač')], 'viewer')
    expect(asked(shown)).toBe(0)
    expect(tileOf('1')).toHaveTextContent(/^1 Free$/)
    expect(within(tileOf('1')).queryByRole('link', { name: /Check in/ })).toBeNull()
  })

  it('S8: a locked screen names nobody who is to come', async () => {
    const shown = open([of('v1', '1', '09:20', 'Ana Kovač')])
    await screen.findByText('A. K.')
    await userEvent.keyboard('l')
    const locked = [...document.querySelectorAll<HTMLElement>('.lock-page .tile[data-chair="1"]')][0]
    expect(locked).toHaveTextContent(/^1 Free$/)
    expect(shown.store.getState().locked).toBe(true)
  })
})

describe('who comes next to which chair', () => {
  const list = (visits: readonly VisitCard[]) => ({ day: DAY, today: DAY, visits })
  const ids = (visits: readonly VisitCard[], free: readonly string[]): Record<string, string> =>
    Object.fromEntries([...nextVisits(list(visits), free)].map(([chair, { visitId }]) => [chair, visitId]))

  it('the one who is planned there goes before those who may sit anywhere', () => {
    expect(ids([of('any', null, '08:00'), of('own', '2', '10:00')], ['1', '2'])).toEqual({ 1: 'any', 2: 'own' })
  })

  it('S4: nobody stands at two chairs', () => {
    expect(ids([of('any', null, '08:00')], ['1', '2', '3'])).toEqual({ 1: 'any' })
  })

  it('who is planned at a chair that is taken, has come, or is off the day is not promised another one', () => {
    const gone = [visitOf({ visitId: 'in', chairId: '1', state: 'arrived' }), visitOf({ visitId: 'off', chairId: '1', state: 'cancelled' })]
    expect(ids([of('taken', '4', '08:00'), ...gone, visitOf({ visitId: 'old', day: '2026-03-01', chairId: '1' })], ['1'])).toEqual({})
  })
})
