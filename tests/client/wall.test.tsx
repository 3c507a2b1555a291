import { chooseChair, chooseNaming } from '@chairside/client/model/device.ts'
import { linkLost, takePong, watchLink } from '@chairside/client/model/room-store.ts'
import { startOf } from '@chairside/client/model/start-address.ts'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { manyChairs, NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const shownChairs = (): readonly (string | null)[] => [...document.querySelectorAll('.tile')].map((tile) => tile.getAttribute('data-chair'))

describe('the wall', () => {
  it('wants no hand: no button, no link, no field, whoever signed in there', () => {
    renderRoom(roomOf(NOW, manyChairs(NOW, 30)), '/?wall', 'nurse')
    expect(shownChairs()).toHaveLength(24)
    for (const role of ['button', 'link', 'textbox', 'radio', 'checkbox', 'combobox']) expect(screen.queryAllByRole(role)).toEqual([])
  })

  it('shows what the board shows: alarms worst first with value and limit, phases, pressure with age, who may leave', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/?wall', 'viewer')
    expect(screen.getByRole('img', { name: '1 high priority alarm' })).toBeInTheDocument()
    expect(within(screen.getByRole('navigation', { name: 'Alarms, worst first' })).getByText(/Chair 3 · /)).toHaveTextContent(
      'SYS 184 ≥ 180',
    )
    const tile = screen.getByRole('listitem', { name: 'Chair 3, Infusing' })
    expect(tile).toHaveTextContent('184/104')
    expect(tile).toHaveTextContent('0:41 ago')
    expect(tile).toHaveTextContent('+48')
    expect(screen.getByRole('listitem', { name: 'Chair 4, Recovering' })).toHaveTextContent('Ready 15/15')
    expect(screen.getByText('09:07:32')).toBeInTheDocument()
  })

  it('names nobody until somebody chose otherwise for walls', () => {
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)), '/?wall', 'viewer', ({ device }) => chooseNaming(device, 'desk', 'name'))
    for (const name of ['Stein', 'R. S.', 'A. K.']) expect(document.documentElement.outerHTML).not.toContain(name)
    act(() => chooseNaming(shown.device, 'wall', 'initials'))
    expect(screen.getByRole('listitem', { name: 'Chair 3, R. S., Infusing' })).toBeInTheDocument()
  })

  it('G7: says from afar that it is not live at 5 s, covers its numbers at 10 s, and lives again by itself', () => {
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)), '/?wall', 'viewer')
    expect(screen.queryByTestId('wall-not-live')).toBeNull()
    act(() => linkLost(shown.store, 0))
    shown.pass(5_000, watchLink)
    expect(screen.getByTestId('wall-not-live')).toHaveTextContent('Not live')
    expect(screen.getByRole('listitem', { name: 'Chair 3, Infusing' })).toHaveTextContent('184')
    shown.pass(5_000, watchLink)
    expect(screen.getByTestId('wall-not-live')).toHaveTextContent('No answer from the server for 0:10')
    expect(screen.getByRole('listitem', { name: 'Chair 3, Infusing' })).not.toHaveTextContent('184/104')
    shown.pass(1_000, (store, atMs) => void takePong(store, { epoch: 'epoch-1', number: 1, roomNow: NOW + 11_000, speed: 1 }, atMs, atMs))
    shown.pass(1_000, (store, atMs) => {
      store.setState((state) => ({ awaitingSnapshot: false, link: { ...state.link, connected: true, lostAtMs: null } }))
      takePong(store, { epoch: 'epoch-1', number: 1, roomNow: NOW + 12_000, speed: 1 }, atMs, atMs)
    })
    expect(screen.queryByTestId('wall-not-live')).toBeNull()
    expect(screen.getByRole('listitem', { name: 'Chair 3, Infusing' })).toHaveTextContent('184/104')
  })

  it('A8: a sound that the browser holds back is said without a button', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/?wall', 'viewer', ({ sound }) =>
      sound.state.setState({ output: 'blocked', test: 'untested' }),
    )
    expect(screen.getByText('Sound is blocked by the browser. Touch or click anywhere to turn it on.')).toBeInTheDocument()
    expect(screen.queryAllByRole('button')).toEqual([])
  })

  it('a second wall shows the second page, and says which chairs those are', () => {
    renderRoom(roomOf(NOW, manyChairs(NOW, 30)), '/?wall&page=2', 'viewer')
    expect(shownChairs()).toEqual(['25', '26', '27', '28', '29', '30'])
    expect(screen.getByText('Chairs 25–30 of 30')).toBeInTheDocument()
  })

  it('Escape leads back to the board', async () => {
    const user = userEvent.setup()
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/?wall', 'nurse')
    await user.keyboard('{Escape}')
    expect(screen.getByRole('link', { name: 'Chair 3, R. S., Infusing, open' })).toBeInTheDocument()
  })
})

describe('where a screen begins', () => {
  it.each([
    ['/', 'desk', '7', '/'],
    ['/', 'wall', null, '/?wall'],
    ['/', 'chairside', '7', '/chairs/7'],
    ['/', 'chairside', null, '/'],
    ['/?page=2', 'wall', null, '/?page=2'],
    ['/today', 'wall', null, '/today'],
    ['/chairs/3', 'chairside', '7', '/chairs/3'],
  ] as const)('opened at %s as %s of chair %s: %s', (asked, kind, chairId, begins) => {
    expect(startOf(asked, kind, chairId)).toBe(begins)
  })

  it('a screen at a chair opens at its chair', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/', 'nurse', ({ device, sound }) => {
      sound.setStation({ kind: 'chairside', carries: false })
      chooseChair(device, '3')
    })
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Chair 3 · R. S.')
  })
})
