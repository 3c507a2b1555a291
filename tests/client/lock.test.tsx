import { setLocked } from '@chairside/client/model/room-store.ts'
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderRoom, type Shown } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const lock = (shown: Shown): void => act(() => setLocked(shown.store, true))
/** What is on the screen: what waits behind the lock is hidden. */
const visible = (): string =>
  [...document.querySelectorAll('.frame')]
    .filter((frame) => frame.closest('[hidden]') === null)
    .map((frame) => frame.textContent)
    .join(' ')

describe('a locked screen', () => {
  it('A8: stays live: alarms and numbers stand, names and what acts do not', () => {
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)), '/chairs/3')
    lock(shown)
    expect(visible()).toContain('SYS 184 ≥ 180')
    expect(visible()).toContain('184')
    expect(visible()).not.toContain('R. S.')
    expect(visible()).not.toContain('A. K.')
    const frame = screen.getByRole('heading', { name: 'Locked by N. Ortega' }).closest('.frame') as HTMLElement
    expect(within(frame).queryByRole('button', { name: 'Acknowledge' })).toBeNull()
    expect(within(frame).queryByRole('link', { name: 'Today' })).toBeNull()
    expect(within(frame).queryByRole('button', { name: 'Sign out' })).toBeNull()
  })

  it('leads nowhere: a link of the room opens no chair', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    lock(shown)
    await user.click(screen.getByRole('link', { name: /^Chair 3, .*open$/ }))
    expect(screen.getByRole('heading', { name: 'Locked by N. Ortega' })).toBeVisible()
    expect(visible()).not.toContain('Trend')
  })

  it('opens by the PIN of its person, who finds what was begun', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)), '/chairs/3')
    lock(shown)
    await user.type(screen.getByLabelText('Password or PIN of N. Ortega'), '471108')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Locked by N. Ortega' })).toBeNull())
    expect(shown.confirmed).toEqual([{ secret: '471108', purpose: 'unlock', sessionId: null }])
    expect(shown.unlocked).toEqual(['a-proof-of-the-person'])
    expect(screen.getByRole('heading', { name: 'Chair 3 · R. S.' })).toBeVisible()
  })

  it('says why it stays locked, and keeps no secret', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    lock(shown)
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    expect(screen.getByText('Enter the password or the PIN.')).toBeVisible()
    shown.confirms = { ok: false, why: 'password-needed' }
    await user.type(screen.getByLabelText('Password or PIN of N. Ortega'), '9999')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    expect(await screen.findByText('Too many wrong PINs. Enter the password.')).toBeVisible()
    expect(screen.getByLabelText('Password or PIN of N. Ortega')).toHaveValue('')
    expect(shown.store.getState().locked).toBe(true)
  })

  it('S8: calls help for a chair by two taps', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    lock(shown)
    await user.click(screen.getByRole('button', { name: 'Call help' }))
    await user.click(screen.getByRole('button', { name: 'Help at chair 3' }))
    expect(shown.sent).toMatchObject([{ chairId: '3', act: { kind: 'call-help' } }])
  })

  it('is reached by a button of the bar, and not by a wall without a person', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    await user.click(screen.getByRole('button', { name: 'Lock this screen' }))
    expect(shown.store.getState().locked).toBe(true)
  })
})

describe('the PIN', () => {
  const open = async (shown: Shown) => {
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: /^N. Ortega/ }))
    const write = async (secret: string, pin: string, again: string): Promise<void> => {
      for (const [label, text] of [
        ['Your password', secret],
        ['New PIN, 4 to 8 digits', pin],
        ['New PIN again', again],
      ] as const) {
        await user.clear(screen.getByLabelText(label))
        if (text !== '') await user.type(screen.getByLabelText(label), text)
      }
      await user.click(screen.getByRole('button', { name: 'Set PIN' }))
    }
    return { user, write, shown }
  }

  it('is set with the password, and refused by its reason', async () => {
    const shown = renderRoom(roomOf(NOW, sixChairs(NOW)))
    const { write } = await open(shown)
    await write('the password', '47a', '47a')
    expect(screen.getByText('A PIN has 4 to 8 digits, and nothing else.')).toBeVisible()
    await write('the password', '1234', '1234')
    expect(screen.getByText('This PIN is the first that anybody tries. Choose another.')).toBeVisible()
    await write('the password', '4711', '4712')
    expect(screen.getByText('The two new PINs differ.')).toBeVisible()
    expect(shown.pins).toEqual([])
    await write('the password', '4711', '4711')
    expect(await screen.findByText('Your PIN is set.')).toBeVisible()
    expect(shown.pins).toEqual([{ secret: 'the password', pin: '4711' }])
    expect(shown.store.getState().person).toMatchObject({ hasPin: true })
  })
})
