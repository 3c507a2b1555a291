import type { Outcome } from '@chairside/client/feed/room-feed.ts'
import { type ChairPicture, NO_CARE } from '@chairside/shared/picture'
import { refused } from '@chairside/shared/reply'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

type User = ReturnType<typeof userEvent.setup>

const [CALM, , CRITICAL, READY] = sixChairs(NOW) as [ChairPicture, ChairPicture, ChairPicture, ChairPicture]
const PREPARING: ChairPicture = { ...CALM, session: CALM.session && { ...CALM.session, phase: 'checked-in' }, infusion: null }
const PAUSED: ChairPicture = { ...CALM, session: CALM.session && { ...CALM.session, phase: 'paused' } }
const CAN_MEASURE: ChairPicture = { ...CALM, care: { ...NO_CARE, canMeasure: true } }
const CALLED: ChairPicture = { ...CALM, care: { ...NO_CARE, help: { by: 'M. Lind', since: NOW } } }

/** By the words of the place where it stands. */
const SENDING = /^(Sending|Calling)/

const first = (name: string | RegExp): HTMLElement => screen.getAllByRole('button', { name })[0] as HTMLElement
/** Taps one after the other; the last one sends. */
const taps =
  (...names: readonly (string | RegExp)[]) =>
  async (user: User): Promise<void> => {
    for (const name of names) await user.click(first(name))
  }
const withReason =
  (open: string, confirm: string, reason = 'the patient asks') =>
  async (user: User): Promise<void> => {
    await user.click(first(open))
    await user.type(screen.getAllByRole('textbox', { name: /Reason/ })[0] as HTMLElement, reason)
    await user.click(first(confirm))
  }

/** Every act that a button of the board or a chair sends, with the way to it. */
const ACTS: readonly (readonly [what: string, kind: string, chair: ChairPicture, board: boolean, send: (user: User) => Promise<void>])[] = [
  ['an acknowledgement on the board', 'acknowledge', CRITICAL, true, taps('Acknowledge', /^Recheck/)],
  ['an acknowledgement on the chair', 'acknowledge', CRITICAL, false, taps('Acknowledge', /^Recheck/)],
  ['a pause of the sound', 'pause-sound', CRITICAL, false, taps(/60 s/)],
  ['measure now', 'measure-now', CAN_MEASURE, false, taps('Measure BP now')],
  ['a call for help', 'call-help', CALM, false, taps('Call help')],
  ['the end of a call', 'end-help', CALLED, false, taps(/End/)],
  ['a symptom', 'enter', CALM, false, taps('Symptom', 'Headache, moderate')],
  ['a step at the chair', 'enter', CALM, false, taps('Done at the chair', 'Warm blanket')],
  ['a position', 'enter', CALM, false, taps('Position', 'Legs raised')],
  ['oxygen', 'enter', CALM, false, taps('Oxygen', 'Oxygen on')],
  ['a medication', 'enter', CALM, false, taps('Medication', 'Ondansetron IV')],
  ['a score', 'enter', CALM, false, taps('Pain', '0')],
  ['a step of an excursion', 'enter', CRITICAL, false, taps('Done')],
  ['the physician called', 'enter', CRITICAL, false, taps('Physician called')],
  [
    'a pause from the excursion',
    'pause-infusion',
    CRITICAL,
    false,
    async (user) => {
      const card = screen.getByRole('region', { name: /^High blood pressure/ })
      await user.click(within(card).getByRole('button', { name: 'Pause' }))
    },
  ],
  ['a pause', 'pause-infusion', CALM, false, withReason('Pause', 'Confirm: Pause')],
  ['a resumption', 'resume-infusion', PAUSED, false, taps('Resume', 'Confirm: Resume')],
  ['an early stop', 'stop-infusion', CALM, false, withReason('Stop early', 'Confirm: Stop early')],
  ['a completion', 'stop-infusion', CALM, false, taps('Complete infusion', 'Confirm: Complete infusion')],
  [
    'another rate',
    'change-rate',
    CALM,
    false,
    async (user) => {
      await user.click(first('Change rate'))
      await user.type(screen.getByLabelText(/New rate/), '30')
      await user.click(first('Distress'))
      await user.click(first('Confirm: Change rate'))
    },
  ],
  ['the begin of the baseline', 'begin-baseline', PREPARING, false, taps('Begin baseline', 'Confirm: Begin baseline')],
  [
    'an escort',
    'enter',
    READY,
    false,
    async (user) => {
      const escort = document.querySelector<HTMLElement>('[data-criterion="D15"]') as HTMLElement
      await user.click(within(escort).getByRole('button', { name: /Enter/ }))
      await user.click(within(escort).getByRole('radio', { name: 'Yes' }))
      await user.type(within(escort).getByLabelText('Name of the escort'), 'Sam Bauer')
      await user.type(within(escort).getByLabelText('Telephone'), '555 0100')
      await user.click(within(escort).getByRole('button', { name: 'Record' }))
    },
  ],
]

describe('nothing is taken for done before the server said so', () => {
  it.each(ACTS)('P3: %s says "sending", once, then the refusal with who was first', async (_what, kind, chair, board, send) => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, [chair]), board ? '/' : `/chairs/${chair.chairId}`)
    let answer: (outcome: Outcome) => void = () => undefined
    shown.answer = new Promise<Outcome>((resolve) => {
      answer = resolve
    }) as unknown as Outcome
    await send(user)
    expect(shown.sent.map((sent) => sent.act.kind)).toEqual([kind])
    expect(screen.getAllByText(SENDING)[0]).toBeVisible()
    expect(screen.queryByText(/^(Done\.|Recorded: )/)).toBeNull()
    await act(async () => answer(refused('already-done', 'M. Lind')))
    expect(screen.queryByText(SENDING)).toBeNull()
    expect((await screen.findAllByText(/M\. Lind/, { selector: '.outcome, .outcome *, [role="status"]' }))[0]).toBeVisible()
  })
})
