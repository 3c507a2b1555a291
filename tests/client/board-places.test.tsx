import { chooseNaming, chooseOrder } from '@chairside/client/model/device.ts'
import { type RoomStore, takePatch, takePong } from '@chairside/client/model/room-store.ts'
import { IDLE_MS } from '@chairside/client/views/board/use-board-order.ts'
import type { ChairPicture } from '@chairside/shared/picture'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { alarmOf } from './support/chair-fixture.ts'
import { renderRoom, type Shown } from './support/render-app.tsx'
import { manyChairs, NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const shownChairs = (): readonly (string | null)[] => [...document.querySelectorAll('.tile')].map((tile) => tile.getAttribute('data-chair'))
const strip = () => within(screen.getByRole('navigation', { name: 'Alarms, worst first' }))
const calmRoom = (count: number): readonly ChairPicture[] => manyChairs(NOW, count).map((chair) => ({ ...chair, alarms: [] }))
const critical = alarmOf('A9', { cause: 'spo2-desat', priority: 'high', beganAt: NOW, text: 'SpO2 79 < 85' })
const alarmAt = ({ store }: Shown, chairId: string): void =>
  act(
    () =>
      void takePatch(store, { epoch: 'epoch-1', number: 2, chairs: [{ chairId: chairId as ChairPicture['chairId'], alarms: [critical] }] }),
  )
const answer = (store: RoomStore, atMs: number): void => {
  const number = store.getState().picture?.number ?? 1
  takePong(store, { epoch: 'epoch-1', number, roomNow: NOW + atMs, speed: 1 }, atMs, atMs)
}

describe('places on the board', () => {
  it('an alarm moves no tile', () => {
    const shown = renderRoom(roomOf(NOW, calmRoom(12)))
    alarmAt(shown, '9')
    shown.pass(IDLE_MS, answer)
    expect(shownChairs()).toEqual(Array.from({ length: 12 }, (_, index) => String(index + 1)))
  })

  it('worst first is an option: asked for, it sorts at once and says when', () => {
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    act(() => chooseOrder(shown.device, 'worst-first'))
    expect(shownChairs()).toEqual(['3', '2', '5', '1', '4', '6'])
    expect(screen.getByText('Worst first, as of 09:07')).toBeInTheDocument()
  })

  it('worst first moves nothing while somebody is at the screen, and sorts when asked', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, calmRoom(6)), '/', 'nurse', ({ device }) => chooseOrder(device, 'worst-first'))
    await user.pointer({ target: document.body, keys: '[MouseLeft]' })
    alarmAt(shown, '4')
    shown.pass(IDLE_MS - 1_000, answer)
    expect(shownChairs()[0]).toBe('1')
    expect(screen.getByText('The order has changed since.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Sort now' }))
    expect(shownChairs()).toEqual(['4', '1', '2', '3', '5', '6'])
    expect(screen.getByRole('button', { name: 'Sort now' })).toBeDisabled()
  })

  it('worst first sorts by itself once nobody touched the screen for 30 s, and says so', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, calmRoom(6)), '/', 'nurse', ({ device }) => chooseOrder(device, 'worst-first'))
    await user.pointer({ target: document.body, keys: '[MouseLeft]' })
    alarmAt(shown, '4')
    shown.pass(IDLE_MS, answer)
    expect(shownChairs()[0]).toBe('4')
    expect(screen.getByText('The board was sorted anew, worst first, at 09:08.')).toBeInTheDocument()
  })

  it('worst first waits while the plan of an alarm is being chosen', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)), '/', 'nurse', ({ device }) => chooseOrder(device, 'worst-first'))
    await user.click(screen.getAllByRole('button', { name: 'Acknowledge' })[0] as HTMLElement)
    expect(screen.getByRole('button', { name: 'Recheck BP' })).toBeInTheDocument()
    act(
      () =>
        void takePatch(shown.store, {
          epoch: 'epoch-1',
          number: 2,
          chairs: [{ chairId: '1' as ChairPicture['chairId'], alarms: [{ ...critical, beganAt: NOW + 5_000 }] }],
        }),
    )
    shown.pass(2 * IDLE_MS, answer)
    expect(shownChairs()[0]).toBe('3')
  })
})

describe('pages of the board', () => {
  it('turn by the page keys and by buttons, and never by themselves', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, calmRoom(30)))
    await user.keyboard('{PageDown}')
    expect(shownChairs()[0]).toBe('25')
    await user.keyboard('{PageDown}')
    expect(shownChairs()[0]).toBe('25')
    alarmAt(shown, '3')
    shown.pass(10 * IDLE_MS, answer)
    expect(shownChairs()[0]).toBe('25')
    await user.click(screen.getByRole('button', { name: 'Page before' }))
    expect(shownChairs()[0]).toBe('1')
  })

  it('an arrow key in a field is the field’s own', async () => {
    const user = userEvent.setup()
    renderRoom(roomOf(NOW, calmRoom(30)))
    await user.click(screen.getByRole('button', { name: 'This screen' }))
    screen.getByRole('radio', { name: 'Desk' }).focus()
    await user.keyboard('{ArrowRight}')
    expect(shownChairs()[0]).toBe('1')
  })

  it('a page stands in the address, so that a second screen keeps its own', () => {
    renderRoom(roomOf(NOW, calmRoom(30)), '/?page=2')
    expect(shownChairs()).toEqual(['25', '26', '27', '28', '29', '30'])
  })

  it.each(['0', '-1', '9', 'x', '1.5', ''])('an address with page %j shows a page that exists', (page) => {
    renderRoom(roomOf(NOW, calmRoom(30)), `/?page=${page}`)
    expect(shownChairs().length).toBeGreaterThan(0)
  })

  it('an alarm off the page is in the strip with its page, one tap from its chair, even behind worse ones in sight', () => {
    const chairs = calmRoom(30).map((chair, index) => ({
      ...chair,
      alarms:
        index < 8
          ? [critical]
          : index === 26
            ? [alarmOf('A1', { cause: 'hr-high', priority: 'medium', beganAt: NOW, text: 'HR 131 > 120' })]
            : [],
    }))
    renderRoom(roomOf(NOW, chairs))
    const entry = strip().getByRole('link', { name: /Chair 27 · .*HR 131 > 120/ })
    expect(entry).toHaveAttribute('href', '/chairs/27')
    expect(entry).toHaveTextContent('page 2')
    expect(strip().getAllByRole('link')[0]).not.toHaveTextContent('page')
  })

  it('the page’s own mark names its worst alarm', () => {
    const shown = renderRoom(roomOf(NOW, calmRoom(30)))
    expect(screen.getByRole('button', { name: 'Chairs 25–30, no alarms there' })).toBeInTheDocument()
    alarmAt(shown, '28')
    expect(screen.getByRole('button', { name: 'Chairs 25–30, 1 chair alarms there, the worst high: SpO2 79 < 85' })).toBeInTheDocument()
  })

  it('what the strip has no room for is listed by a tap', async () => {
    const user = userEvent.setup()
    renderRoom(roomOf(NOW, manyChairs(NOW, 30)))
    await user.click(strip().getByRole('button', { name: /^\+\d+ more$/ }))
    const list = within(screen.getByRole('list', { name: 'Further alarms, worst first' }))
    expect(list.getAllByRole('link').length).toBeGreaterThan(5)
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('list', { name: 'Further alarms, worst first' })).toBeNull()
  })
})

describe('names on the board', () => {
  const patients = ['Kovac', 'Marsh', 'Stein', 'Bauer', 'Wirth']

  it('by chair only: no name and no initials, in sight or for a screen reader', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/', 'nurse', ({ device }) => chooseNaming(device, 'desk', 'chair'))
    expect(screen.getByRole('link', { name: 'Chair 3, Infusing, open' })).toBeInTheDocument()
    for (const name of [...patients, 'R. S.', 'A. K.']) expect(document.documentElement.outerHTML).not.toContain(name)
  })

  it('by name: the whole of it', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/', 'nurse', ({ device }) => chooseNaming(device, 'desk', 'name'))
    expect(screen.getByRole('link', { name: 'Chair 3, Rosa Stein, Infusing, open' })).toBeInTheDocument()
  })

  it('a chair’s own page follows the same choice', () => {
    renderRoom(roomOf(NOW, sixChairs(NOW)), '/chairs/3', 'nurse', ({ device }) => chooseNaming(device, 'desk', 'chair'))
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/^Chair 3$/)
    expect(document.documentElement.outerHTML).not.toContain('R. S.')
  })

  it('is chosen on this screen, and another device is not asked', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    await user.click(screen.getByRole('button', { name: 'This screen' }))
    const names = within(screen.getByRole('group', { name: 'Patients are shown by' }))
    expect(names.getByRole('button', { name: 'Initials' })).toHaveAttribute('aria-pressed', 'true')
    await user.click(names.getByRole('button', { name: 'Name' }))
    expect(shown.device.getState().naming).toEqual({ desk: 'name' })
    expect(screen.getByRole('link', { name: 'Chair 1, Ana Kovac, Infusing, open' })).toBeInTheDocument()
  })
})
