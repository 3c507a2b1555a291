import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import type { Outcome } from '@chairside/client/feed/room-feed.ts'
import type { Act } from '@chairside/shared/command'
import { type ChairPicture, NO_CARE, type SessionPicture } from '@chairside/shared/picture'
import { refused } from '@chairside/shared/reply'
import type { Role } from '@chairside/shared/staff'
import { MINUTE_MS } from '@chairside/shared/time'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { NOW, otherChairs, roomOf, sixChairs } from './support/room-fixture.ts'

type User = ReturnType<typeof userEvent.setup>

const withSession = (chair: ChairPicture, change: Partial<SessionPicture>): ChairPicture => ({
  ...chair,
  session: chair.session === null ? null : { ...chair.session, ...change },
})

const [CALM, , CRITICAL, READY] = sixChairs(NOW) as [ChairPicture, ChairPicture, ChairPicture, ChairPicture]
const PREPARING: ChairPicture = { ...withSession(CALM, { phase: 'checked-in' }), infusion: null }
const PAUSED = withSession(CALM, { phase: 'paused' })
const CAN_MEASURE: ChairPicture = { ...CALM, care: { ...NO_CARE, canMeasure: true } }
const CALLED: ChairPicture = { ...CALM, care: { ...NO_CARE, help: { by: 'M. Lind', since: NOW } } }

const AT_BASELINE = otherChairs(NOW)[1] as ChairPicture
const UNBOUND: ChairPicture = { ...AT_BASELINE, source: null }
const AT_BASELINE_BOUND: ChairPicture = { ...AT_BASELINE, source: CALM.source }
const YES = { passed: false, by: 'M. Lind', at: NOW }
const QUESTIONED = withSession(AT_BASELINE, {
  questions: [{ id: 'ask.psychosis', words: 'Psychosis now?', class: 'block', review: null, answer: YES }],
})
const LIMITABLE = withSession(CALM, { settable: [{ name: 'sysHighWarning', low: 130, high: 180, inProtocol: 160, inForce: 150 }] })
const OWN_LIMITS = { limits: { sysHighWarning: 150 }, reason: 'Known hypertension', by: 'Dr Ross', at: NOW }
const LIMITED: ChairPicture = { ...LIMITABLE, care: { ...NO_CARE, personalLimits: OWN_LIMITS } }
const MARKED: ChairPicture = { ...CALM, care: { ...NO_CARE, artefactSets: [CALM.sets[3]?.at ?? 0] } }

const ME = { staffId: 's1', name: 'N. Ortega' }
const OTHER = { staffId: 's2', name: 'M. Lind' }
const staffedBy = (who: typeof ME, offered: boolean): ChairPicture => ({
  ...CALM,
  staffing: {
    responsible: { ...who, since: NOW - MINUTE_MS },
    second: null,
    offer: offered ? { ...who, at: NOW - 1_000, note: null } : null,
    calls: [],
  },
})
const MINE = staffedBy(ME, false)
const OFFERED_BY_ME = staffedBy(ME, true)
const OFFERED_TO_ME = staffedBy(OTHER, true)
const OF_ANOTHER = staffedBy(OTHER, false)

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
/** Says again who they are (`login`: somebody else than whose screen it is), and signs. */
const signed =
  (open: string | null, confirm: string | RegExp, login = 'osei') =>
  async (user: User): Promise<void> => {
    if (open !== null) await user.click(first(open))
    await user.type(screen.getByLabelText(/^Sign-in name/), login)
    await user.type(screen.getByLabelText(/^Password or PIN/), 'a secret')
    await user.click(first(confirm))
  }
const limits =
  (confirm: string, sys?: string) =>
  async (user: User): Promise<void> => {
    await user.click(first('Limits'))
    if (sys !== undefined) await user.type(screen.getByLabelText('SYS high, warning'), sys)
    await user.click(first('Physician’s order'))
    await user.click(first(confirm))
  }
const marking =
  (open: RegExp, reason: string, confirm: string) =>
  async (user: User): Promise<void> => {
    await user.click(screen.getByText(/^Table of the cuff sets/))
    await user.click(first(open))
    const box = screen.getByRole('group', { name: open })
    await user.click(within(box).getByRole('button', { name: reason }))
    await user.click(within(box).getByRole('button', { name: confirm }))
  }
const review = async (user: User): Promise<void> => {
  await user.click(first('Review'))
  await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Long in remission')
  await user.click(screen.getAllByRole('button', { name: 'Review' }).at(-1) as HTMLElement)
}

/** Where it is done, and by whom. */
interface Place {
  readonly path: (chair: ChairPicture) => string
  readonly role: Role
}
const BOARD: Place = { path: () => '/', role: 'nurse' }
const CHAIR: Place = { path: ({ chairId }) => `/chairs/${chairId}`, role: 'nurse' }
const PHYSICIAN: Place = { ...CHAIR, role: 'physician' }
const HANDOVER: Place = { path: () => '/handover', role: 'nurse' }

type Row = readonly [what: string, kind: Act['kind'], chair: ChairPicture, place: Place, send: (user: User) => Promise<void>]

const ACTS: readonly Row[] = [
  ['an acknowledgement on the board', 'acknowledge', CRITICAL, BOARD, taps('Acknowledge', /^Recheck/)],
  ['an acknowledgement on the chair', 'acknowledge', CRITICAL, CHAIR, taps('Acknowledge', /^Recheck/)],
  ['a pause of the sound', 'pause-sound', CRITICAL, CHAIR, taps(/60 s/)],
  ['measure now', 'measure-now', CAN_MEASURE, CHAIR, taps('Measure BP now')],
  ['a call for help', 'call-help', CALM, CHAIR, taps('Call help')],
  ['the end of a call', 'end-help', CALLED, CHAIR, taps(/End/)],
  ['a symptom', 'enter', CALM, CHAIR, taps('Symptom', 'Headache, moderate')],
  ['a step at the chair', 'enter', CALM, CHAIR, taps('Done at the chair', 'Warm blanket')],
  ['a position', 'enter', CALM, CHAIR, taps('Position', 'Legs raised')],
  ['oxygen', 'enter', CALM, CHAIR, taps('Oxygen', 'Oxygen on')],
  ['a medication', 'enter', CALM, CHAIR, taps('Medication', 'Ondansetron IV')],
  ['a score', 'enter', CALM, CHAIR, taps('Pain', '0')],
  ['a step of an excursion', 'enter', CRITICAL, CHAIR, taps('Done')],
  ['the physician called', 'enter', CRITICAL, CHAIR, taps('Physician called')],
  [
    'a pause from the excursion',
    'pause-infusion',
    CRITICAL,
    CHAIR,
    async (user) => {
      const card = screen.getByRole('region', { name: /^High blood pressure/ })
      await user.click(within(card).getByRole('button', { name: 'Pause' }))
    },
  ],
  ['a pause', 'pause-infusion', CALM, CHAIR, withReason('Pause', 'Confirm: Pause')],
  ['a resumption', 'resume-infusion', PAUSED, CHAIR, taps('Resume', 'Confirm: Resume')],
  ['an early stop', 'stop-infusion', CALM, CHAIR, withReason('Stop early', 'Confirm: Stop early')],
  ['a completion', 'stop-infusion', CALM, CHAIR, taps('Complete infusion', 'Confirm: Complete infusion')],
  [
    'another rate',
    'change-rate',
    CALM,
    CHAIR,
    async (user) => {
      await user.click(first('Change rate'))
      await user.type(screen.getByLabelText(/New rate/), '30')
      await user.click(first('Distress'))
      await user.click(first('Confirm: Change rate'))
    },
  ],
  ['the begin of the baseline', 'begin-baseline', PREPARING, CHAIR, taps('Begin baseline', 'Confirm: Begin baseline')],
  [
    'an escort',
    'enter',
    READY,
    CHAIR,
    async (user) => {
      const escort = document.querySelector<HTMLElement>('[data-criterion="D15"]') as HTMLElement
      await user.click(within(escort).getByRole('button', { name: /Enter/ }))
      await user.click(within(escort).getByRole('radio', { name: 'Yes' }))
      await user.type(within(escort).getByLabelText('Name of the escort'), 'Sam Bauer')
      await user.type(within(escort).getByLabelText('Telephone'), '555 0100')
      await user.click(within(escort).getByRole('button', { name: 'Record' }))
    },
  ],
  ['a start', 'start-infusion', AT_BASELINE, CHAIR, withReason('Start infusion', 'Confirm: Start infusion')],
  ['a discharge', 'discharge', READY, CHAIR, signed('Sign the discharge', 'Sign: Discharge')],
  [
    'a discharge against the criteria',
    'discharge',
    READY,
    CHAIR,
    async (user) => {
      await user.click(first('Discharge against the criteria'))
      await user.click(first('Observed, well at the chair'))
      await signed(null, /^Sign:/, 'reyes')(user)
    },
  ],
  [
    'leaving against advice',
    'leave-against-advice',
    READY,
    CHAIR,
    async (user) => {
      await user.click(first('Left against advice'))
      await user.click(first('Has to go'))
      await user.click(screen.getByRole('radio', { name: 'A colleague, with their own password' }))
      await signed(null, 'Confirm: Left against advice', 'osei')(user)
    },
  ],
  ['an offer of the chair', 'offer-handover', MINE, CHAIR, taps('Hand over', 'Offer to the next')],
  ['an offer taken back', 'withdraw-handover', OFFERED_BY_ME, CHAIR, taps('Take the offer back')],
  ['a chair accepted at its head', 'accept-handover', OFFERED_TO_ME, CHAIR, taps('Accept')],
  ['a chair taken over', 'take-over', OF_ANOTHER, CHAIR, taps('Take over', 'Take over now')],
  ['a chair offered among all of mine', 'offer-handover', MINE, HANDOVER, taps('Offer my chair', 'Offer my chair')],
  ['a chair accepted on its card', 'accept-handover', OFFERED_TO_ME, HANDOVER, taps('Accept')],
  ['a chair accepted among all that are offered', 'accept-handover', OFFERED_TO_ME, HANDOVER, taps('Accept the chair')],
  ['limits of the patient', 'set-personal-limits', LIMITABLE, PHYSICIAN, limits('Set these limits', '170')],
  ['a return to the protocol’s limits', 'set-personal-limits', LIMITED, PHYSICIAN, limits('Return to the protocol')],
  ['a binding', 'bind-monitor', UNBOUND, CHAIR, taps('Bind Bed 8')],
  ['a release', 'release-monitor', AT_BASELINE_BOUND, CHAIR, taps('Release')],
  ['a check of the gate', 'answer-gate', AT_BASELINE, CHAIR, taps(/^Consent/)],
  ['all open checks of the gate', 'answer-gate', AT_BASELINE, CHAIR, taps('Confirm all open checks')],
  ['an answer to a question', 'answer-gate', QUESTIONED, CHAIR, taps('No: Psychosis now?')],
  ['a review of an answer', 'review-answer', QUESTIONED, PHYSICIAN, review],
  ['a mark of a set', 'mark-set', CALM, CHAIR, marking(/^Mark .* as artefact$/, 'Cuff slipped', 'Artefact')],
  ['a mark taken back', 'mark-set', MARKED, CHAIR, marking(/^Take back the mark/, 'Entered by mistake', 'Take back')],
]

beforeAll(loadScreens)

describe('nothing is taken for done before the server said so', () => {
  it.each(ACTS)('P3: %s says "sending", once, then the refusal with who was first', async (_what, kind, chair, { path, role }, send) => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, [chair]), path(chair), role)
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
