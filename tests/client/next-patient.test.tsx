import { takePatch } from '@chairside/client/model/room-store.ts'
import type { Alarm } from '@chairside/shared/alarm'
import type { SessionId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { alarmOf } from './support/chair-fixture.ts'
import { renderRoom, type Shown } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const CRITICAL = sixChairs(NOW)[2] as ChairPicture
const READY = sixChairs(NOW)[3] as ChairPicture
/** The same ids at another chair, as the server gives them: they count within a session. */
const at = (chair: ChairPicture, chairId: string): ChairPicture => ({
  ...chair,
  chairId: chairId as ChairPicture['chairId'],
  session: chair.session === null ? null : { ...chair.session, sessionId: `session-${chairId}` as SessionId },
})
const say = (shown: Shown, number: number, change: Partial<Omit<ChairPicture, 'chairId'>>): void =>
  act(() => {
    takePatch(shown.store, { epoch: 'epoch-1', number, chairs: [{ chairId: CRITICAL.chairId, ...change }] })
  })
const plans = (): HTMLElement | null => screen.queryByRole('group', { name: /^Plan for/ })
const goTo = (user: ReturnType<typeof userEvent.setup>, chair: string): Promise<void> =>
  user.click(
    within(screen.getByRole('navigation', { name: 'Alarms, worst first' })).getByRole('link', { name: new RegExp(`Chair ${chair} `) }),
  )

describe('from one patient to the next', () => {
  it('S4: what was begun at one chair is not open at the next, though its alarms and excursions have the same ids', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, [at(CRITICAL, '3'), at(CRITICAL, '4')]), '/chairs/3')
    const alarms = screen.getByRole('region', { name: 'Alarms' })
    await user.click(within(alarms).getAllByRole('button', { name: 'Acknowledge' })[0] as HTMLElement)
    await user.click(
      within(screen.getByRole('region', { name: /^High blood pressure/ }))
        .getByRole('button', { name: 'By hand' })
        .closest('button') as HTMLElement,
    )
    await user.type(screen.getByLabelText('SYS'), '140')
    expect(plans()).not.toBeNull()
    await goTo(user, '4')
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Chair 4')
    expect(plans()).toBeNull()
    expect(screen.queryByLabelText('SYS')).toBeNull()
    expect(shown.sent).toEqual([])
  })

  it('S4: an assessment begun for one patient is not there for the next', async () => {
    const user = userEvent.setup()
    const alarms = [alarmOf('A1', { cause: 'nibp-overdue', kind: 'technical', priority: 'low', beganAt: NOW })]
    renderRoom(roomOf(NOW, [at(READY, '3'), at({ ...READY, alarms }, '4')]), '/chairs/3')
    const escort = (): HTMLElement => document.querySelector<HTMLElement>('[data-criterion="D15"]') as HTMLElement
    await user.click(within(escort()).getByRole('button', { name: 'Enter' }))
    await user.type(within(escort()).getByLabelText('Name of the escort'), 'Sam Bauer')
    await goTo(user, '4')
    expect(within(escort()).queryByLabelText('Name of the escort')).toBeNull()
  })

  it('S4: an answer that comes late for one patient is not shown at the next', async () => {
    const user = userEvent.setup()
    const answers: ((outcome: Shown['answer']) => void)[] = []
    const waiting = new Promise<Shown['answer']>((resolve) => answers.push(resolve))
    const shown = renderRoom(roomOf(NOW, [at(CRITICAL, '3'), at(CRITICAL, '4')]), '/chairs/3')
    shown.answer = waiting as unknown as Shown['answer']
    const card = (): HTMLElement => screen.getByRole('region', { name: /^High blood pressure/ })
    await user.click(within(card()).getByRole('button', { name: 'Done' }))
    await goTo(user, '4')
    await act(async () => answers[0]?.({ ok: true, recorded: true }))
    expect(within(card()).queryByText('Done.')).toBeNull()
    expect(within(card()).getByRole('button', { name: 'Done' })).toBeEnabled()
  })
})

describe('the plan chips of a tile', () => {
  const [first] = CRITICAL.alarms as [Alarm]
  const worse = alarmOf('A9', { cause: 'spo2-desat', priority: 'high', beganAt: NOW + 1_000, text: 'SpO2 82 < 85' })
  const open = async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, [CRITICAL]))
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }))
    expect(plans()).toHaveAccessibleName('Plan for SYS 184 ≥ 180')
    return shown
  }

  it('A4: close when another alarm is the worst, and do not open again by themselves', async () => {
    const shown = await open()
    say(shown, 2, { alarms: [worse, first] })
    expect(plans()).toBeNull()
    say(shown, 3, { alarms: [first] })
    expect(plans()).toBeNull()
  })

  it('A4: close when the alarm rises, since what was to be answered is another thing now', async () => {
    const shown = await open()
    say(shown, 2, { alarms: [{ ...first, text: 'SYS 204 ≥ 200', announcedAt: NOW + 5_000 }] })
    expect(plans()).toBeNull()
  })

  it('A4: close when it was answered elsewhere, and stay closed when it comes back', async () => {
    const shown = await open()
    say(shown, 2, { alarms: [{ ...first, acknowledgement: { by: 'M. Lind', at: NOW, plan: 'recheck' } }] })
    expect(plans()).toBeNull()
    say(shown, 3, { alarms: [first] })
    expect(plans()).toBeNull()
  })

  it('A6: stay open while the same alarm only escalates', async () => {
    const shown = await open()
    say(shown, 2, { alarms: [{ ...first, escalation: 1, announcedAt: NOW + 30_000 }] })
    expect(plans()).not.toBeNull()
    say(shown, 3, { alarms: [{ ...first, escalation: 2, announcedAt: NOW + 60_000 }] })
    expect(plans()).not.toBeNull()
    say(shown, 4, { alarms: [{ ...first, escalation: 2, announcedAt: NOW + 70_000 }] })
    expect(plans()).toBeNull()
  })

  it('S4: close when another patient sits there, though the alarm has the same id', async () => {
    const shown = await open()
    say(shown, 2, { session: CRITICAL.session && { ...CRITICAL.session, sessionId: 'session-new' as SessionId } })
    expect(plans()).toBeNull()
  })

  it('A4, A6: carry the priority with which the alarm is presented', async () => {
    const user = userEvent.setup()
    const alarm = alarmOf('A1', {
      cause: 'hr-high',
      priority: 'medium',
      presentedAs: 'high',
      escalation: 2,
      beganAt: NOW,
      text: 'HR 131 > 120',
    })
    renderRoom(roomOf(NOW, [{ ...CRITICAL, alarms: [alarm] }]))
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }))
    expect(within(plans() as HTMLElement).getByRole('img', { name: 'High' })).toBeInTheDocument()
  })
})
