import { momentOf } from '@chairside/client/views/common/moment-of.ts'
import type { Fact } from '@chairside/shared/fact'
import type { ChairPicture, EventPicture } from '@chairside/shared/picture'
import { refused } from '@chairside/shared/reply'
import type { Actor } from '@chairside/shared/staff'
import type { TimelineItem } from '@chairside/shared/timeline'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { roomOf, sixChairs } from './support/room-fixture.ts'

const NOW = Date.UTC(2026, 2, 2, 14, 7)
const MINUTE = 60_000
afterEach(cleanup)

const chairs = (): readonly ChairPicture[] => sixChairs(NOW)
const chairAt = (id: string, change: Partial<ChairPicture> = {}): ChairPicture => {
  const found = chairs().find(({ chairId }) => chairId === id)
  if (found === undefined) throw new Error(`no chair ${id}`)
  return { ...found, ...change }
}
const show = (id: string, change: Partial<ChairPicture> = {}, path = `/chairs/${id}`) =>
  renderRoom(roomOf(NOW, [chairAt(id, change)]), path)
const NURSE: Actor = { staffId: 's1', name: 'N. Ortega', role: 'nurse' }
const event = (entry: EventPicture['entry'], factSeq: number): EventPicture => ({
  at: NOW - 20 * MINUTE,
  by: 'N. Ortega',
  entry,
  factSeq,
  correction: null,
})

describe('signing', () => {
  it('L4: who signs is asked anew, and the proof goes with the act once', async () => {
    const user = userEvent.setup()
    const shown = show('4')
    await user.click(screen.getByRole('button', { name: 'Sign the discharge' }))
    const box = screen.getByRole('group', { name: 'Discharge' })
    const sign = within(box).getByRole('button', { name: 'Sign: Discharge' })
    expect(sign).toBeDisabled()
    await user.click(within(box).getByRole('radio', { name: 'N. Ortega, Nurse' }))
    await user.type(within(box).getByLabelText(/^Password or PIN/), 'my own secret')
    await user.click(sign)
    const sessionId = 'session-4'
    expect(shown.confirmed).toEqual([{ secret: 'my own secret', purpose: 'discharge', sessionId }])
    expect(shown.sent).toMatchObject([{ act: { kind: 'discharge', overrideReason: null }, proof: 'a-proof-of-the-person' }])
  })

  it('L4: a secret that is not right sends nothing, and says so', async () => {
    const user = userEvent.setup()
    const shown = show('4')
    shown.confirms = { ok: false, why: 'wrong-secret' }
    await user.click(screen.getByRole('button', { name: 'Sign the discharge' }))
    await user.type(screen.getByLabelText(/^Sign-in name/), 'reyes')
    await user.type(screen.getByLabelText(/^Password or PIN/), 'wrong')
    await user.click(screen.getByRole('button', { name: 'Sign: Discharge' }))
    expect(await screen.findByText('That is neither the password nor the PIN.')).toBeInTheDocument()
    expect(shown.confirmed).toMatchObject([{ login: 'reyes', secret: 'wrong' }])
    expect(shown.sent).toEqual([])
    expect(screen.getByLabelText(/^Password or PIN/)).toHaveValue('')
  })

  it('S6: against the criteria a physician signs at whoever’s screen, with a reason, and sees what is open', async () => {
    const user = userEvent.setup()
    const shown = show('2')
    await user.click(screen.getByRole('button', { name: 'Discharge against the criteria' }))
    const box = screen.getByRole('group', { name: 'Discharge against the criteria' })
    expect(box).toHaveTextContent('Not met now')
    expect(box).toHaveTextContent('Orientation')
    await user.type(within(box).getByLabelText(/^Sign-in name/), 'reyes')
    await user.type(within(box).getByLabelText(/^Password or PIN/), 'secret')
    expect(within(box).getByRole('button', { name: /^Sign:/ })).toBeDisabled()
    await user.click(within(box).getByRole('button', { name: 'Observed, well at the chair' }))
    await user.click(within(box).getByRole('button', { name: /^Sign:/ }))
    expect(shown.sent).toMatchObject([
      { act: { kind: 'discharge', overrideReason: 'Observed, well at the chair' }, proof: 'a-proof-of-the-person' },
    ])
  })

  it('S6: against advice nothing is sent before a witness; a refusal stays in words', async () => {
    const user = userEvent.setup()
    const shown = show('2')
    shown.answer = refused('own-witness')
    await user.click(screen.getByRole('button', { name: 'Left against advice' }))
    const box = screen.getByRole('group', { name: 'Left against advice' })
    const confirm = within(box).getByRole('button', { name: 'Confirm: Left against advice' })
    await user.click(within(box).getByRole('button', { name: 'Has to go' }))
    expect(confirm).toBeDisabled()
    await user.click(within(box).getByRole('radio', { name: 'A colleague, with their own password' }))
    await user.type(within(box).getByLabelText(/^Sign-in name/), 'osei')
    await user.type(within(box).getByLabelText(/^Password or PIN/), '4711')
    await user.click(confirm)
    expect(shown.confirmed).toMatchObject([{ login: 'osei', purpose: 'witness' }])
    expect(shown.sent).toMatchObject([{ act: { kind: 'leave-against-advice', reason: 'Has to go', witness: 'N. Ortega' } }])
    expect(await within(box).findByText('The witness is somebody else than who records it. Nothing was done.')).toBeInTheDocument()
  })

  it('D15: name and telephone of an escort are filled in again, presence is not', async () => {
    const user = userEvent.setup()
    show('4', { events: [event({ kind: 'escort', present: true, name: 'Ben Lee', phone: '555' }, 3)] })
    const row = screen.getByText('Escort present').closest('li') as HTMLElement
    await user.click(within(row).getByRole('button', { name: /^Enter/ }))
    expect(within(row).getByLabelText('Name of the escort')).toHaveValue('Ben Lee')
    expect(within(row).getByRole('radio', { name: 'Yes' })).not.toBeChecked()
    expect(within(row).getByRole('button', { name: 'Record' })).toBeDisabled()
  })
})

describe('the infusion and its ampoule', () => {
  it('S3: what is in, what is left, when it ends, and the ampoule as it was entered', () => {
    const drawn = event({ kind: 'drug-drawn', lot: 'K-17', drawnMg: 50 }, 3)
    const wasted = event({ kind: 'drug-wasted', wastedMg: 2, witness: 'W. Osei' }, 4)
    show('3', { events: [drawn, wasted] })
    const panel = screen.getByRole('region', { name: 'Infusion and ampoule' })
    expect(panel).toHaveTextContent('In≈ 29.7 mg of 38 mg')
    expect(panel).toHaveTextContent('Left to give≈ 8.3 mg')
    expect(panel).toHaveTextContent(/Planned end\d\d:\d\d in \d+:\d\d/)
    expect(panel).toHaveTextContent('LotK-17')
    expect(panel).toHaveTextContent('Drawn50 mg')
    expect(panel).toHaveTextContent('Wasted2 mg')
    expect(panel).toHaveTextContent('In syringe and line≈ 18.3 mg')
  })

  it('S3: after the end what is not accounted for stands out, also where more left than was drawn', () => {
    show('4', { events: [event({ kind: 'drug-drawn', lot: 'K-17', drawnMg: 50 }, 3)] })
    const panel = () => screen.getByRole('region', { name: 'Infusion and ampoule' })
    expect(panel()).toHaveTextContent('Not accounted for≈ 12 mg')
    cleanup()
    const wasted = event({ kind: 'drug-wasted', wastedMg: 12, witness: 'W. Osei' }, 4)
    show('4', { events: [event({ kind: 'drug-drawn', lot: 'K-17', drawnMg: 50 }, 3), wasted] })
    expect(panel()).toHaveTextContent('Everything is accounted for.')
    cleanup()
    show('4', { events: [event({ kind: 'drug-drawn', lot: 'K-17', drawnMg: 30 }, 3)] })
    expect(panel()).toHaveTextContent('8 mg more left than was drawn: check the entries.')
  })

  const stopped: TimelineItem = {
    kind: 'phase-changed',
    seq: 40,
    at: NOW - 10 * MINUTE,
    from: 'infusing',
    to: 'recovering',
    reason: null,
    early: false,
    by: NURSE,
  }

  it('X9: a time is put right by the clock of the clinic, with a reason', async () => {
    const user = userEvent.setup()
    const shown = show('4', { timeline: [stopped] })
    await user.click(screen.getByRole('button', { name: 'Correct the time' }))
    const form = screen.getByRole('form', { name: 'Correct the time: Infusion complete' })
    const field = within(form).getByLabelText(/When it truly happened/)
    expect(field).toHaveValue('08:57:00')
    await user.clear(field)
    await user.type(field, '8:52')
    await user.click(within(form).getByRole('button', { name: 'Entered late' }))
    await user.click(within(form).getByRole('button', { name: 'Correct the time' }))
    expect(shown.sent).toMatchObject([
      { act: { kind: 'amend-infusion-time', factSeq: 40, happenedAt: NOW - 15 * MINUTE, reason: 'Entered late' } },
    ])
  })

  it('X9: what was stated live stays in its line, the amended time beside it', () => {
    const amended: Extract<Fact, { kind: 'infusion-time-amended' }> = {
      kind: 'infusion-time-amended',
      seq: 41,
      at: NOW,
      amends: 40,
      statedAt: stopped.at,
      happenedAt: NOW - 15 * MINUTE,
      reason: 'Entered late',
      by: NURSE,
    }
    show('4', { timeline: [stopped, amended] })
    const line = screen.getByText('Infusion complete').closest('li') as HTMLElement
    expect(line).toHaveTextContent('08:57')
    expect(line).toHaveTextContent('in truth 08:52:00, corrected by N. Ortega: Entered late')
  })

  it('X9: a written time is the nearest of that clock, over midnight and over a change of the clock', () => {
    const zone = 'America/New_York'
    const justAfterMidnight = Date.UTC(2026, 2, 3, 5, 4)
    expect(momentOf('23:58', justAfterMidnight, zone)).toBe(Date.UTC(2026, 2, 3, 4, 58))
    expect(momentOf('00:02:30', justAfterMidnight, zone)).toBe(Date.UTC(2026, 2, 3, 5, 2, 30))
    // The clock went from 2:00 to 3:00 on 8 March.
    const afterChange = Date.UTC(2026, 2, 8, 7, 10)
    expect(momentOf('3:05', afterChange, zone)).toBe(Date.UTC(2026, 2, 8, 7, 5))
    expect(momentOf('1:55', afterChange, zone)).toBe(Date.UTC(2026, 2, 8, 6, 55))
    expect(momentOf('2:30', afterChange, zone)).toBeNull()
    for (const wrong of ['24:00', '9:60', 'soon', '9', '']) expect(momentOf(wrong, afterChange, zone)).toBeNull()
  })
})

describe('sheets', () => {
  it('S5: the patient’s sheet is marked, dated in the clinic’s zone, and its print is told', () => {
    const shown = show(
      '4',
      { events: [event({ kind: 'escort', present: true, name: 'Ben Lee', phone: '555 01' }, 3)] },
      '/chairs/4/instructions',
    )
    return screen.findByRole('article', { name: 'After your infusion today' }).then((sheet) => {
      expect(sheet).toHaveTextContent('SIMULATED PATIENT: NOT FOR CARE')
      expect(sheet).toHaveTextContent('Printed Mon, 2 Mar 2026, 09:07 GMT−5 by N. Ortega')
      expect(sheet).toHaveTextContent('Ben Lee, 555 01')
      window.dispatchEvent(new Event('beforeprint'))
      expect(shown.prints).toEqual([{ sheet: 'instructions', chairId: '4', sessionId: 'session-4' }])
    })
  })

  it('V8: the downtime sheet leaves a lost value out and says of an old one that it is old', async () => {
    const numerics = { ...chairAt('3').numerics }
    const spo2 = numerics.spo2
    const hr = numerics.hr
    if (spo2 === undefined || hr === undefined) throw new Error('the fixture has both')
    show('3', { numerics: { ...numerics, spo2: { ...spo2, flagged: true }, hr: { ...hr, at: NOW - 2 * MINUTE } } }, '/downtime')
    const sheet = await screen.findByRole('article', { name: 'Downtime sheet' })
    const row = (name: string): HTMLElement => within(sheet).getByRole('rowheader', { name }).closest('tr') as HTMLElement
    expect(row('SpO2')).toHaveTextContent('– lost')
    expect(row('HR')).toHaveTextContent('old')
    expect(row('HR')).toHaveTextContent('2:00')
    expect(sheet).toHaveTextContent(/≈ 29\.7 of 38 mg in/)
  })

  it('a screen on the wall prints no names', async () => {
    renderRoom(roomOf(NOW, [chairAt('4')]), '/downtime', 'viewer')
    expect(await screen.findByText('Sheets with names are for staff.')).toBeInTheDocument()
  })
})
