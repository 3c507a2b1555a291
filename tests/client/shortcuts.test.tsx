import { refused } from '@chairside/shared/reply'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const open = (path = '/', role: 'nurse' | 'viewer' = 'nurse') => ({
  user: userEvent.setup(),
  shown: renderRoom(roomOf(NOW, sixChairs(NOW)), path, role),
})
const chosen = (): string | null => document.activeElement?.closest('.tile')?.getAttribute('data-chair') ?? null

describe('the keys', () => {
  it('? lists them, and closes the list again', async () => {
    const { user } = open()
    await user.keyboard('?')
    const list = screen.getByRole('region', { name: 'Keys' })
    for (const key of ['A', 'P', 'H', '/', 'L', '?', 'Enter']) expect(within(list).getByText(key)).toBeVisible()
    await user.keyboard('?')
    expect(screen.queryByRole('region', { name: 'Keys' })).toBeNull()
  })

  it('arrows walk over the tiles, Enter opens the chosen chair', async () => {
    const { user } = open()
    await user.keyboard('{ArrowRight}')
    expect(chosen()).toBe('1')
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(chosen()).toBe('3')
    await user.keyboard('{ArrowLeft}')
    expect(chosen()).toBe('2')
    await user.keyboard('{Enter}')
    expect(screen.getByRole('heading', { name: /^Chair 2/ })).toBeVisible()
  })

  it('A4: A answers the worst alarm: the plan is one more key', async () => {
    const { user, shown } = open()
    await user.keyboard('a')
    expect(screen.getByText('SYS 184 ≥ 180', { selector: '.plans-head strong' })).toBeVisible()
    expect(document.activeElement).toHaveTextContent('Recheck')
    await user.keyboard('{Enter}')
    expect(shown.sent).toMatchObject([{ chairId: '3', act: { kind: 'acknowledge', plan: 'recheck' } }])
  })

  it('A5: P pauses one chair, the chosen one, and says what became of it', async () => {
    const { user, shown } = open('/chairs/3')
    shown.answer = refused('already-done', 'M. Lind')
    await user.keyboard('p')
    expect(shown.sent).toMatchObject([{ chairId: '3', act: { kind: 'pause-sound', pauseMs: 60_000 } }])
    expect(await screen.findByText(/M\. Lind/, { selector: '.shortcut-said .outcome' })).toBeVisible()
  })

  it('S8: H calls help to a chosen chair, and to none where none is', async () => {
    const { user, shown } = open()
    await user.keyboard('h')
    expect(shown.sent).toEqual([])
    expect(screen.getByText('Choose a chair first: arrows, then H.')).toBeVisible()
    await user.keyboard('{ArrowRight}h')
    expect(shown.sent).toMatchObject([{ chairId: '1', act: { kind: 'call-help' } }])
  })

  it('/ goes to the finder of patients, from any page', async () => {
    const { user } = open('/chairs/3')
    await user.keyboard('/')
    expect(await screen.findByLabelText('Find a patient')).toBeVisible()
  })

  it('L locks, and a locked screen takes no key', async () => {
    const { user, shown } = open()
    await user.keyboard('l')
    expect(shown.store.getState().locked).toBe(true)
    ;(document.activeElement as HTMLElement).blur()
    await user.keyboard('ap')
    expect(shown.sent).toEqual([])
  })

  it('a form keeps its letters, and a wall acts by no key', async () => {
    const { user, shown } = open('/chairs/3')
    await user.click(screen.getByRole('button', { name: /^N. Ortega/ }))
    await user.type(screen.getByLabelText('Your password'), 'hal/p?')
    expect(shown.sent).toEqual([])
    expect(shown.store.getState().locked).toBe(false)
  })

  it('a viewer acts by no key', async () => {
    const { user, shown } = open('/', 'viewer')
    await user.keyboard('{ArrowRight}aph')
    expect(shown.sent).toEqual([])
  })
})
