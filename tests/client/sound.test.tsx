import type { SoundState } from '@chairside/client/model/sound-state.ts'
import type { ChairId } from '@chairside/shared/identity'
import type { RoomPicture } from '@chairside/shared/picture'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderRoom, renderSignIn, type Shown } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'
import { announced, answered, chairWith, ROOM_START } from './support/sound-fixture.ts'

const HIGH = announced('A1', 'high', -20_000, { text: 'SYS 184 ≥ 180', cause: 'bp-high' })
const LOW = announced('A1', 'low', -20_000, { kind: 'technical', cause: 'nibp-overdue', text: '' })
const room = (...chairs: RoomPicture['chairs']): RoomPicture => roomOf(ROOM_START, chairs)

const sets = (shown: Shown, state: Partial<SoundState>): void => act(() => shown.sound.state.setState(state))
const openPanel = async (user: ReturnType<typeof userEvent.setup>): Promise<HTMLElement> => {
  await user.click(screen.getByRole('button', { expanded: false, name: /sound/i }))
  return screen.getByRole('region', { name: 'Alarm sound' })
}
const soundAlert = (): HTMLElement | null => document.querySelector('.sound-banner')

describe('the banner of the sound', () => {
  it('A8: stands for every reason for which alarms might not be heard, and goes when it is mended', () => {
    const shown = renderRoom(room(chairWith('1', [])))
    expect(soundAlert()).toBeNull()
    for (const [state, said, header] of [
      [{ output: 'unavailable' }, 'Audio unavailable.', 'No sound'],
      [{ output: 'blocked' }, 'Sound is blocked by the browser.', 'Sound blocked'],
      [{ output: 'suspended' }, 'Sound has stopped.', 'Sound stopped'],
      [{ output: 'running', test: 'not-heard' }, 'The sound test was not heard', 'Sound not heard'],
      [{ output: 'running', test: 'untested' }, 'Sound has not been tested', 'Sound not tested'],
    ] as const) {
      sets(shown, state)
      expect(soundAlert()?.closest('[role="alert"]')).not.toBeNull()
      expect(soundAlert()).toHaveTextContent(said)
      expect(within(screen.getByRole('banner')).getByText(header)).toBeInTheDocument()
      expect(screen.queryByRole('button', { name: /close|dismiss|silence|mute/i })).toBeNull()
    }
    sets(shown, { output: 'running', test: 'heard' })
    expect(soundAlert()).toBeNull()
    expect(within(screen.getByRole('banner')).getByText('Sound on')).toBeInTheDocument()
  })

  it('A8: offers the test, asks whether it was heard, and believes the answer', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(chairWith('1', [])))
    sets(shown, { test: 'untested' })
    const banner = soundAlert() as HTMLElement
    await user.click(within(banner).getByRole('button', { name: 'Play test sound' }))
    expect(banner).toHaveTextContent('Did you hear three tones?')
    await user.click(within(banner).getByRole('button', { name: 'No' }))
    expect(soundAlert()).toHaveTextContent('this tab is not muted')
    await user.click(within(soundAlert() as HTMLElement).getByRole('button', { name: 'Play again' }))
    await user.click(within(soundAlert() as HTMLElement).getByRole('button', { name: 'Yes, I heard them' }))
    expect(soundAlert()).toBeNull()
  })

  it('A8: a browser without audio offers no test', () => {
    const shown = renderRoom(room(chairWith('1', [])))
    sets(shown, { output: 'unavailable', test: 'untested' })
    expect(within(soundAlert() as HTMLElement).queryByRole('button')).toBeNull()
  })
})

describe('the station', () => {
  it('A8: a chairside screen is silent, says so in the header, and has no banner; a desk can not be silent', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(chairWith('1', [])))
    const panel = await openPanel(user)
    expect(panel).toHaveTextContent('A desk always carries sound.')
    expect(within(panel).queryByRole('checkbox')).toBeNull()
    await user.click(within(panel).getByRole('radio', { name: 'Chairside' }))
    expect(shown.sound.state.getState().station).toEqual({ kind: 'chairside', carries: false })
    expect(screen.getByText('Sound off here')).toBeInTheDocument()
    expect(panel).toHaveTextContent('heard at every station')
    sets(shown, { output: 'blocked' })
    expect(soundAlert()).toBeNull()
    await user.click(within(panel).getByRole('checkbox', { name: 'Alarms sound here' }))
    expect(shown.sound.state.getState().station).toEqual({ kind: 'chairside', carries: true })
    expect(soundAlert()).toHaveTextContent('blocked')
    await user.click(within(panel).getByRole('radio', { name: 'Wall' }))
    expect(shown.sound.state.getState().station).toEqual({ kind: 'wall', carries: true })
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'Alarm sound' })).toBeNull()
    expect(screen.getByRole('button', { expanded: false, name: /sound/i })).toHaveFocus()
  })

  it('A9: the header names the one chair that sounds', () => {
    const shown = renderRoom(room(chairWith('1', []), chairWith('3', [HIGH])))
    sets(shown, { voice: { chairId: '3' as ChairId, pattern: 'high' } })
    expect(screen.getByText('Sounding: chair 3')).toBeInTheDocument()
    sets(shown, { voice: { chairId: null, pattern: 'not-live' } })
    expect(screen.getByText('Sounding: this screen')).toBeInTheDocument()
  })
})

describe('pausing the sound of a chair', () => {
  it('A5: from any screen in two taps, for 60 or 120 s, one chair at a time', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(
      room(chairWith('1', []), chairWith('2', [answered(LOW, 0)]), chairWith('3', [HIGH]), chairWith('4', [LOW])),
      '/chairs/1',
    )
    const panel = await openPanel(user)
    const rows = within(within(panel).getByRole('region', { name: 'Pause one chair' })).getAllByRole('listitem')
    expect(rows.map((row) => row.textContent)).toEqual([expect.stringContaining('Chair 3'), expect.stringContaining('Chair 4')])
    await user.click(within(panel).getByRole('button', { name: 'Pause the sound of chair 3 for 120 s' }))
    await user.click(within(panel).getByRole('button', { name: 'Pause the sound of chair 4 for 60 s' }))
    expect(shown.sent).toEqual([
      { chairId: '3', sessionId: 'session-3', act: { kind: 'pause-sound', pauseMs: 120_000 } },
      { chairId: '4', sessionId: 'session-4', act: { kind: 'pause-sound', pauseMs: 60_000 } },
    ])
  })

  it('A5: beside the plans of an acknowledgement, on the board', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(chairWith('3', [HIGH])))
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }))
    await user.click(screen.getByRole('button', { name: 'Pause the sound of chair 3 for 60 s' }))
    expect(shown.sent).toEqual([{ chairId: '3', sessionId: 'session-3', act: { kind: 'pause-sound', pauseMs: 60_000 } }])
    expect(screen.queryByText('Only pause its sound:')).toBeNull()
  })

  it('A5: shows a countdown and who paused, at the tile, the chair and in the header, until it is over', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(chairWith('3', [HIGH], 60_000)))
    const tile = screen.getAllByRole('listitem').find((item) => item.dataset.chair === '3') as HTMLElement
    expect(within(tile).getByTitle('Sound paused, 1:00 left, by N. Ortega')).toBeInTheDocument()
    shown.pass(17_000, () => undefined)
    expect(within(tile).getByTitle('Sound paused, 0:43 left, by N. Ortega')).toBeInTheDocument()
    const panel = await openPanel(user)
    expect(panel).toHaveTextContent('Sound paused0:43by N. Ortega')
    expect(within(panel).queryByRole('button', { name: /^Pause the sound/ })).toBeNull()
    shown.pass(43_000, () => undefined)
    expect(within(tile).queryByTitle(/^Sound paused/)).toBeNull()
    expect(within(panel).getByRole('button', { name: 'Pause the sound of chair 3 for 60 s' })).toBeInTheDocument()
  })

  it('A5: at 60x the countdown is by the wall', () => {
    const picture = room(chairWith('3', [HIGH], 60 * 60_000))
    renderRoom({ ...picture, clock: { roomNow: ROOM_START, speed: 60 } })
    expect(screen.getByTitle('Sound paused, 1:00 left, by N. Ortega')).toBeInTheDocument()
  })

  it('A5: on the chair screen, where there is something to pause', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(chairWith('3', [HIGH])), '/chairs/3')
    await user.click(screen.getByRole('button', { name: 'Pause the sound of chair 3 for 60 s' }))
    expect(shown.sent.map((sent) => sent.act)).toEqual([{ kind: 'pause-sound', pauseMs: 60_000 }])
  })

  it('A5: a refusal is said in a sentence', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(chairWith('3', [HIGH])), '/chairs/3')
    shown.answer = { ok: false, problem: { code: 'already-done', details: ['M. Lind'] } }
    await user.click(screen.getByRole('button', { name: 'Pause the sound of chair 3 for 60 s' }))
    expect(await screen.findByText(/M\. Lind/)).toBeInTheDocument()
  })

  it('A5: who only looks pauses nothing', async () => {
    const user = userEvent.setup()
    renderRoom(room(chairWith('3', [HIGH])), '/', 'viewer')
    const panel = await openPanel(user)
    expect(within(panel).getByText('SYS 184 ≥ 180')).toBeInTheDocument()
    expect(within(panel).queryByRole('button', { name: /^Pause the sound/ })).toBeNull()
  })
})

describe('the sound at the door', () => {
  it('A8: is tested before signing in, without a hindrance to it', async () => {
    const user = userEvent.setup()
    const shown = renderSignIn()
    sets(shown, { test: 'untested' })
    const door = screen.getByRole('region', { name: 'Alarm sound' })
    await user.click(within(door).getByRole('button', { name: 'Play test sound' }))
    await user.click(within(door).getByRole('button', { name: 'Yes, I heard them' }))
    expect(door).toHaveTextContent('The sound test was heard.')
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled()
    sets(shown, { output: 'unavailable' })
    expect(door).toHaveTextContent('Audio unavailable.')
  })
})
