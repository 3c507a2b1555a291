import { takePatch } from '@chairside/client/model/room-store.ts'
import type { ChairPicture } from '@chairside/shared/picture'
import { refused } from '@chairside/shared/reply'
import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { readinessOf } from './support/chair-fixture.ts'
import { renderRoom, renderSignIn } from './support/render-app.tsx'
import { NOW, otherChairs, roomOf, sixChairs } from './support/room-fixture.ts'

const room = () => roomOf(NOW, [...sixChairs(NOW).slice(0, 5), ...otherChairs(NOW)])
const criterion = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-criterion="${id}"]`)
  if (found === null) throw new Error(`There is no criterion ${id}.`)
  return found
}

describe('the readiness card', () => {
  it('L3: lists every criterion with state, evidence, author and expiry; what is missing, what expires next, the earliest time', () => {
    renderRoom(room(), '/chairs/2')
    const card = screen.getByRole('region', { name: 'Readiness' })
    expect(within(card).getByTestId('verdict')).toHaveTextContent('Not enough evidence · 7 of 15')
    expect(card).toHaveTextContent(/Still missing: Minimum stay, Blood pressure near baseline/)
    expect(card).toHaveTextContent('Next to expire: Gait at 09:11 (in 4:00)')
    expect(card).toHaveTextContent('Earliest possible: 09:28')
    expect(criterion('D4')).toHaveTextContent('Heart rate')
    expect(criterion('D4')).toHaveTextContent('met')
    expect(criterion('D4')).toHaveTextContent('expires in 9:00')
    expect(criterion('D7')).toHaveTextContent('no evidence')
  })

  it('L3: a ready patient is said to be ready, with the leaving steps open', () => {
    renderRoom(room(), '/chairs/4')
    expect(screen.getByTestId('verdict')).toHaveTextContent('Clinically ready · 15 of 15')
    expect(criterion('D7')).toHaveTextContent('MOAA/S 5')
    expect(criterion('D7')).toHaveTextContent('M. Lind')
    expect(criterion('D15')).toHaveTextContent('no evidence')
  })

  it('L2: the card follows when the server withdraws readiness', () => {
    const { store } = renderRoom(room(), '/chairs/4')
    const chairs = [{ chairId: '4' as ChairPicture['chairId'], readiness: readinessOf(NOW, ['D10'], null) }]
    act(() => void takePatch(store, { epoch: 'epoch-1', number: 2, chairs }))
    expect(screen.getByTestId('verdict')).toHaveTextContent('Not enough evidence · 14 of 15')
  })

  it('D15: an escort is recorded in place, and only with name and telephone', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(), '/chairs/4')
    await user.click(within(criterion('D15')).getByRole('button', { name: 'Enter' }))
    await user.click(within(criterion('D15')).getByRole('radio', { name: 'Yes' }))
    await user.type(within(criterion('D15')).getByLabelText('Name of the escort'), 'Sam Bauer')
    expect(within(criterion('D15')).getByRole('button', { name: 'Record' })).toBeDisabled()
    await user.type(within(criterion('D15')).getByLabelText('Telephone'), '555 0101')
    await user.click(within(criterion('D15')).getByRole('button', { name: 'Record' }))
    expect(shown.sent.map((sent) => sent.act)).toEqual([
      { kind: 'enter', entry: { kind: 'escort', present: true, name: 'Sam Bauer', phone: '555 0101' } },
    ])
  })

  it('D9: dissociation is recorded on the 0 to 10 scale', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(), '/chairs/4')
    await user.click(within(criterion('D9')).getByRole('button', { name: 'Enter again' }))
    await user.click(within(criterion('D9')).getByRole('radio', { name: '1' }))
    await user.click(within(criterion('D9')).getByRole('button', { name: 'Record' }))
    expect(shown.sent.map((sent) => sent.act)).toEqual([{ kind: 'enter', entry: { kind: 'dissociation', scale: '0-10', value: 1 } }])
  })
})

describe('acting at a chair', () => {
  it('S1: a stop is confirmed with what will happen, and an early one needs a reason', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(), '/chairs/3')
    await user.click(screen.getByRole('button', { name: 'Stop early' }))
    const box = screen.getByRole('group', { name: 'Stop early' })
    expect(box).toHaveTextContent('Records that the infusion is stopped before its end.')
    const confirm = within(box).getByRole('button', { name: 'Confirm: Stop early' })
    expect(confirm).toBeDisabled()
    await user.type(within(box).getByRole('textbox'), 'severe nausea')
    await user.click(confirm)
    expect(shown.sent).toEqual([
      { chairId: '3', sessionId: 'session-3', act: { kind: 'stop-infusion', early: true, reason: 'severe nausea' } },
    ])
  })

  it('S2: a held start lists its holds, says that a physician is needed, and asks for a reason', async () => {
    const user = userEvent.setup()
    renderRoom(room(), '/chairs/7')
    await user.click(screen.getByRole('button', { name: 'Start infusion' }))
    const box = screen.getByRole('group', { name: 'Start infusion' })
    expect(box).toHaveTextContent('SYS 144 ≥ 140')
    expect(box).toHaveTextContent('Consent is not signed')
    expect(box).toHaveTextContent('A physician is needed')
    expect(within(box).getByRole('button', { name: 'Confirm: Start infusion' })).toBeDisabled()
  })

  it('S2: a hold says what is the case, never what should be', () => {
    const fresh = otherChairs(NOW)[1] as ChairPicture
    const holds = [
      { id: 'gate', strength: 'hard', detail: 'monitor' },
      { id: 'gate', strength: 'soft', detail: 'Has the patient a fever?' },
      { id: 'baseline', strength: 'hard', detail: 'baseline' },
    ] as const
    renderRoom(roomOf(NOW, [{ ...fresh, session: fresh.session && { ...fresh.session, holds } }]), '/chairs/7')
    const panel = screen.getByRole('region', { name: 'Before the infusion' })
    expect(panel).toHaveTextContent('No baseline yet')
    expect(panel).toHaveTextContent('No monitor is bound, or it is silent')
    expect(panel).toHaveTextContent('Answered with yes: Has the patient a fever?')
    expect(within(panel).getByRole('button', { name: /Drug screen/ })).toHaveTextContent('not required')
  })

  it('S2: a drug screen that is required is open until it is there', () => {
    const fresh = otherChairs(NOW)[1] as ChairPicture
    const holds = [{ id: 'gate', strength: 'hard', detail: 'drug-screen' }] as const
    renderRoom(roomOf(NOW, [{ ...fresh, session: fresh.session && { ...fresh.session, holds } }]), '/chairs/7')
    const panel = screen.getByRole('region', { name: 'Before the infusion' })
    expect(within(panel).getByRole('button', { name: /Drug screen/ })).not.toHaveTextContent('not required')
    expect(panel).toHaveTextContent('Drug screen is required and missing')
  })

  it('B1: a cannula that was recorded is shown with its time', () => {
    const fresh = otherChairs(NOW)[1] as ChairPicture
    renderRoom(roomOf(NOW, [{ ...fresh, session: fresh.session && { ...fresh.session, cannulatedAt: NOW - 5 * 60_000 } }]), '/chairs/7')
    expect(screen.getByRole('region', { name: 'Before the infusion' })).toHaveTextContent('Cannula placed 09:02')
  })

  it('P3: a plain "done" is over after a while, one that is not yet recorded stays', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(), '/chairs/7')
    await user.click(screen.getByRole('button', { name: /Identity confirmed/ }))
    expect(await screen.findByText('Done.')).toHaveAttribute('data-over', 'true')
    shown.answer = { ok: true, recorded: false }
    await user.click(screen.getByRole('button', { name: /Identity confirmed/ }))
    expect(await screen.findByText('Done, not yet recorded.')).toHaveAttribute('data-over', 'false')
  })

  it('S3: the dose is an estimate until all of it is said to be in', () => {
    renderRoom(room(), '/chairs/3')
    expect(screen.getByRole('main')).toHaveTextContent('≈ 29.7 of 38 mg in')
    cleanup()
    renderRoom(room(), '/chairs/4')
    expect(screen.getByRole('main')).toHaveTextContent('all 38 mg in')
    expect(screen.getByRole('main')).not.toHaveTextContent('≈')
  })

  it('X9: a set marked as artefact is said to be one in the table', () => {
    const found = sixChairs(NOW)[0] as ChairPicture
    const at = found.sets[2]?.at ?? 0
    renderRoom(roomOf(NOW, [{ ...found, care: { ...found.care, artefactSets: [at] } }]), '/chairs/1')
    expect(document.querySelectorAll('tr[data-state="artefact"]')).toHaveLength(1)
  })

  it('P3: a refused discharge stays open and lists in words what is missing', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(), '/chairs/4')
    shown.answer = refused('not-ready', 'D10', 'D15')
    await user.click(screen.getByRole('button', { name: 'Discharge' }))
    await user.click(screen.getByRole('radio', { name: 'N. Ortega, Nurse' }))
    await user.type(screen.getByLabelText(/^Password/), 'my own secret')
    await user.click(screen.getByRole('button', { name: 'Sign: Discharge' }))
    expect(await screen.findByText('The criteria are not met. (Gait, Escort present)')).toBeInTheDocument()
    expect(screen.getByLabelText(/^Password/)).toHaveValue('')
  })

  it('G6: done but not recorded is said', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(), '/chairs/7')
    shown.answer = { ok: true, recorded: false }
    await user.click(screen.getByRole('button', { name: /Identity confirmed/ }))
    expect(await screen.findByText('Done, not yet recorded.')).toBeInTheDocument()
  })

  it('S1: a free chair leads to its check-in, and a screen on the wall to nothing', () => {
    renderRoom(room(), '/chairs/8')
    expect(within(screen.getByRole('main')).getByRole('link', { name: 'Check in' })).toHaveAttribute('href', '/chairs/8/check-in')
    cleanup()
    renderRoom(room(), '/chairs/8', 'viewer')
    expect(within(screen.getByRole('main')).queryByRole('link', { name: 'Check in' })).toBeNull()
  })

  it('S4: a monitor that fails in mid-session is released, and another one bound', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(room(), '/chairs/3')
    const release = screen.getByRole('button', { name: 'Release', hidden: true })
    await user.click(release)
    expect(shown.sent.at(-1)?.act).toEqual({ kind: 'release-monitor' })
    const chairs = [{ chairId: '3' as ChairPicture['chairId'], source: null }]
    act(() => void takePatch(shown.store, { epoch: 'epoch-1', number: 2, chairs }))
    expect(screen.getByRole('list', { name: 'Free monitors' })).toBeVisible()
  })

  it('A4: the alarm list names what is not acknowledged and since when', () => {
    renderRoom(room(), '/chairs/3')
    const list = screen.getByRole('region', { name: 'Alarms' })
    expect(list).toHaveTextContent('SYS 184 ≥ 180')
    expect(list).toHaveTextContent('Not acknowledged')
    expect(list).toHaveTextContent('Since 09:06 (0:41)')
  })

  it('V3: the table holds rejected sets with the reason', () => {
    renderRoom(room(), '/chairs/3')
    expect(screen.getByRole('row', { name: /212 60/, hidden: true })).toHaveTextContent('rejected (impossible pulse pressure)')
  })
})

describe('the door', () => {
  it('says what the product is, and in words why one may not come in', async () => {
    const user = userEvent.setup()
    renderSignIn()
    expect(screen.getByText(/not a medical device/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(screen.getByRole('alert')).toHaveTextContent('Enter your sign-in name and your password.')
    await user.type(screen.getByLabelText('Sign-in name'), 'nurse')
    await user.type(screen.getByLabelText('Password'), 'wrong')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await screen.findByText('Name or password is wrong.')).toBeInTheDocument()
  })
})
