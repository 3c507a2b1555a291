import { USUAL_LISTS } from '@chairside/shared/clinic-lists'
import type { ProfilePicture } from '@chairside/shared/clinic-profiles/clinic-profile'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { type CarePicture, type ChairPicture, NO_CARE, type SettableLimit } from '@chairside/shared/picture'
import { refused } from '@chairside/shared/reply'
import type { Role } from '@chairside/shared/staff'
import { MINUTE_MS } from '@chairside/shared/time'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderRoom, type Shown } from './support/render-app.tsx'
import { NOW, otherChairs, roomOf, sixChairs } from './support/room-fixture.ts'

const [CALM, , CRITICAL] = sixChairs(NOW) as [ChairPicture, ChairPicture, ChairPicture]

const open = (chair: ChairPicture, role: Role = 'nurse') => ({
  user: userEvent.setup(),
  shown: renderRoom(roomOf(NOW, [chair]), `/chairs/${chair.chairId}`, role),
})
const withCare = (care: Partial<CarePicture>, chair: ChairPicture = CALM): ChairPicture => ({ ...chair, care: { ...NO_CARE, ...care } })
const acts = (shown: Shown) => shown.sent.map((sent) => sent.act)
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name })

describe('acts of care', () => {
  it('S3: another rate says mg/min and the new planned end, and needs a reason', async () => {
    const { user, shown } = open(CALM)
    await user.click(button('Change rate'))
    const form = screen.getByRole('form', { name: 'Change rate' })
    expect(form).toHaveTextContent('Now 57 mL/h, 0.95 mg/min.')
    await user.type(within(form).getByLabelText(/New rate/), '30')
    // 38 mg less 12.7 min at 0.95 mg/min is 25.9 mg, which takes 51.9 min at 0.5 mg/min.
    expect(form).toHaveTextContent('Records 30 mL/h (0.50 mg/min) from now. What is left, 25.9 mg, would end at 09:59.')
    expect(button('Confirm: Change rate')).toBeDisabled()
    await user.click(button('Distress'))
    await user.click(button('Confirm: Change rate'))
    expect(acts(shown)).toEqual([{ kind: 'change-rate', rateMlPerHour: 30, reason: 'Distress' }])
  })

  it('S3: a rate no pump runs is not sent, and the range is said', async () => {
    const { user } = open(CALM)
    await user.click(button('Change rate'))
    await user.type(screen.getByLabelText(/New rate/), '1300')
    await user.click(button('Distress'))
    expect(screen.getByText('0.1 to 1200')).toBeInTheDocument()
    expect(button('Confirm: Change rate')).toBeDisabled()
  })

  it('S7: off the monitor by two taps, counted down, and back by one', async () => {
    const { user, shown } = open(CALM)
    await user.click(button('Off monitor'))
    await user.click(button('Toilet'))
    expect(acts(shown)).toEqual([{ kind: 'go-off-monitor', reason: 'toilet' }])
  })

  it('S7: while off, the reason and what is left stand there', async () => {
    const off = { since: NOW - MINUTE_MS, untilAt: NOW + 4 * MINUTE_MS, reason: 'toilet', by: 'M. Lind' } as const
    const { user, shown } = open(withCare({ offMonitor: off }))
    expect(screen.getByText('Off the monitor: Toilet, M. Lind. 4:00 left.')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Off monitor' })).toBeNull()
    await user.click(button('Back on the monitor'))
    expect(acts(shown)).toEqual([{ kind: 'return-to-monitor' }])
  })

  it('S8: help is one tap away, says who called, and is ended', async () => {
    const { user, shown } = open(CALM)
    await user.click(button('Call help'))
    expect(acts(shown)).toEqual([{ kind: 'call-help' }])
  })

  it('S8: a call shows who and since when; entries after it are timed', async () => {
    const chair = withCare({ help: { since: NOW - 90_000, by: 'M. Lind' } })
    const events = [
      { at: NOW - 60_000, by: 'M. Lind', entry: { kind: 'intervention', intervention: 'suction' }, factSeq: 40, correction: null },
    ] as const
    const { user, shown } = open({ ...chair, events })
    expect(screen.getByText('Help called by M. Lind, 1:30')).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Events' })).toHaveTextContent('M. Lind · +0:30 after the call')
    await user.click(button('End the call'))
    expect(acts(shown)).toEqual([{ kind: 'end-help' }])
  })

  it('S8: a second call is refused with who was first', async () => {
    const { user, shown } = open(CALM)
    shown.answer = refused('already-done', 'M. Lind')
    await user.click(button('Call help'))
    expect(await screen.findByText('This was already done. (M. Lind)')).toBeInTheDocument()
  })

  it('G4: a monitor that can is asked to measure; while it is asked nobody asks again', async () => {
    const { user, shown } = open(withCare({ canMeasure: true }))
    await user.click(button('Measure BP now'))
    expect(acts(shown)).toEqual([{ kind: 'measure-now' }])
  })

  it.each([
    ['asked', /^Asked by M\. Lind, 0:20\. No answer yet\.$/, true],
    ['unanswered', 'The monitor did not answer. Press the button at the monitor.', false],
  ] as const)('G4: a measurement that is %s says so', (state, words, waits) => {
    open(withCare({ canMeasure: true, measure: { askedAt: NOW - 20_000, by: 'M. Lind', state } }))
    expect(screen.getByText(words)).toBeInTheDocument()
    expect(button('Measure BP now').hasAttribute('disabled')).toBe(waits)
  })

  it('G4: a monitor that can’t be asked is not offered', () => {
    open(CALM)
    expect(screen.queryByRole('button', { name: 'Measure BP now' })).toBeNull()
  })

  it('X9: a set is marked as artefact with a reason, and a mark is taken back', async () => {
    const at = CALM.sets[3]?.at ?? 0
    const { user, shown } = open(withCare({ artefactSets: [at] }))
    await user.click(screen.getByText(/^Table of the cuff sets/))
    const [first] = screen.getAllByRole('button', { name: /^Mark .* as artefact$/ })
    await user.click(first as HTMLElement)
    const box = screen.getByRole('group', { name: /^Mark .* as artefact$/ })
    expect(within(box).getByRole('button', { name: 'Artefact' })).toBeDisabled()
    await user.click(within(box).getByRole('button', { name: 'Cuff slipped' }))
    await user.click(within(box).getByRole('button', { name: 'Artefact' }))
    await user.click(button(/^Take back the mark/))
    await user.click(button('Entered by mistake'))
    await user.click(button('Take back'))
    expect(acts(shown)).toEqual([
      { kind: 'mark-set', readAt: CALM.cuff.latest?.at, artefact: true, reason: 'Cuff slipped' },
      { kind: 'mark-set', readAt: at, artefact: false, reason: 'Entered by mistake' },
    ])
  })
})

describe('limits of the patient', () => {
  const settable: readonly SettableLimit[] = [
    { name: 'sysHighWarning', low: 130, high: 180, inProtocol: 160, inForce: 150 },
    { name: 'hrHigh', low: 90, high: 150, inProtocol: DEFAULT_PROTOCOL.limits['hr-high'].limit, inForce: 120 },
  ]
  const chair: ChairPicture = { ...CALM, session: CALM.session === null ? null : { ...CALM.session, settable } }

  it('X13: a nurse is not offered them', () => {
    open(chair)
    expect(screen.queryByRole('button', { name: 'Limits' })).toBeNull()
  })

  it('X13: a physician sees what is in force and allowed; outside it nothing is sent', async () => {
    const { user, shown } = open(chair, 'physician')
    await user.click(button('Limits'))
    const form = screen.getByRole('form', { name: 'Limits of this patient' })
    expect(form).toHaveTextContent('protocol 160, in force 150')
    await user.type(within(form).getByLabelText('SYS high, warning'), '190')
    await user.click(within(form).getByRole('button', { name: 'Physician’s order' }))
    expect(form).toHaveTextContent('130 to 180')
    expect(within(form).getByRole('button', { name: 'Set these limits' })).toBeDisabled()
    await user.clear(within(form).getByLabelText('SYS high, warning'))
    await user.type(within(form).getByLabelText('SYS high, warning'), '170')
    await user.click(within(form).getByRole('button', { name: 'Set these limits' }))
    expect(acts(shown)).toEqual([{ kind: 'set-personal-limits', limits: { sysHighWarning: 170 }, reason: 'Physician’s order' }])
  })

  it('X13: a refusal names the limit in words', async () => {
    const { user, shown } = open(chair, 'physician')
    shown.answer = refused('outside-allowed', 'sysHighWarning: 170 is above critical 165')
    await user.click(button('Limits'))
    await user.type(screen.getByLabelText('SYS high, warning'), '170')
    await user.click(button('Physician’s order'))
    await user.click(button('Set these limits'))
    expect(await screen.findByText('SYS high, warning: 170 is above critical 165')).toBeInTheDocument()
  })

  it('X13: limits that are set are taken back as a whole', async () => {
    const own = { limits: { sysHighWarning: 150 }, reason: 'Known hypertension', by: 'Dr Ross', at: NOW }
    const { user, shown } = open(withCare({ personalLimits: own }, chair), 'physician')
    await user.click(button('Limits'))
    expect(screen.getByText('Set by Dr Ross at 09:07: Known hypertension')).toBeInTheDocument()
    await user.click(button('Physician’s order'))
    await user.click(button('Return to the protocol'))
    expect(acts(shown)).toEqual([{ kind: 'set-personal-limits', limits: null, reason: 'Physician’s order' }])
  })
})

describe('after a patient left against advice', () => {
  const left: ChairPicture = withCare(
    { countersignatureOpen: true },
    { ...CALM, session: CALM.session === null ? null : { ...CALM.session, phase: 'left-against-advice' } },
  )
  it('S6: a physician countersigns at the free chair', async () => {
    const { user, shown } = open(left, 'physician')
    await user.click(button('Countersign'))
    expect(shown.sent).toEqual([{ chairId: '1', sessionId: 'session-1', act: { kind: 'countersign', reason: null } }])
  })
  it('S6: a nurse sees that it waits', () => {
    open(left)
    expect(screen.getByText(/A physician has still to countersign/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Countersign' })).toBeNull()
  })
})

describe('the excursion card', () => {
  const card = (): HTMLElement => screen.getByRole('region', { name: 'High blood pressure: critical' })

  it('X7: says what, since when, the worst, the change, and that only a reading closes it', () => {
    open(CRITICAL)
    expect(card()).toHaveTextContent('Since 09:02 (5:00) · confirmed 09:06')
    expect(card()).toHaveTextContent('184/104')
    expect(card()).toHaveTextContent('+48/+22')
    expect(card()).toHaveTextContent('Only another reading closes this.')
    expect(card()).toHaveTextContent('Recheck due 09:07, in 0:19')
    expect(within(card()).queryByText('Stop the infusion?')).toBeNull()
  })

  it('X7: each step makes its entry or act by one tap', async () => {
    const { user, shown } = open(withCare({ canMeasure: true }, CRITICAL))
    const within_ = within(card())
    await user.click(within_.getByRole('button', { name: 'Measure BP now' }))
    await user.click(within_.getByRole('button', { name: 'Done' }))
    await user.click(within_.getByRole('button', { name: 'Physician called' }))
    await user.click(within_.getByRole('button', { name: 'Pause' }))
    expect(acts(shown)).toEqual([
      { kind: 'measure-now' },
      { kind: 'enter', entry: { kind: 'intervention', intervention: 'reposition-cuff' } },
      { kind: 'enter', entry: { kind: 'intervention', intervention: 'physician-called' } },
      { kind: 'pause-infusion', reason: 'Blood pressure 184/104' },
    ])
  })

  it('X7: what was done since it opened is ticked with who and when; what was taken back is not', () => {
    const called = { kind: 'intervention', intervention: 'physician-called' } as const
    const cuff = { kind: 'intervention', intervention: 'reposition-cuff' } as const
    open({
      ...CRITICAL,
      events: [
        { at: NOW - 20 * MINUTE_MS, by: 'M. Lind', entry: called, factSeq: 10, correction: null },
        {
          at: NOW - MINUTE_MS,
          by: 'M. Lind',
          entry: called,
          factSeq: 30,
          correction: { entry: null, by: 'M. Lind', at: NOW, reason: 'Wrong chair' },
        },
        { at: NOW - MINUTE_MS, by: 'N. Ortega', entry: cuff, factSeq: 31, correction: null },
      ],
    })
    const done = [...card().querySelectorAll('[data-done="true"]')].map((step) => step.querySelector('.step-name')?.textContent)
    expect(done).toEqual(['Reposition cuff 09:06 N. Ortega'])
  })

  it("X7: the clinic's own tasks stand there with their times, in its order, and a step of its own is recorded by its name", async () => {
    const user = userEvent.setup()
    const excursion = {
      high: [
        { step: { name: 'Check the line' }, withinMin: 2 },
        { step: 'recheck' as const },
        { step: 'call-physician' as const, withinMin: 9 },
        { step: 'medication' as const, from: 'emergency' as const },
      ],
      low: [],
    }
    const room = roomOf(NOW, [CRITICAL])
    const profile = { lists: { ...USUAL_LISTS, excursion } } as unknown as ProfilePicture
    const shown = renderRoom({ ...room, clinic: { ...room.clinic, profile } }, `/chairs/${CRITICAL.chairId}`)
    const names = [...card().querySelectorAll('.step-name')].map((step) => step.textContent)
    expect(names).toEqual([
      'Check the line was due 09:04, 3:00 ago',
      expect.stringMatching(/^Recheck due/),
      'Call the physician due 09:11, in 4:00',
    ])
    await user.click(within(card()).getByRole('button', { name: 'Done' }))
    expect(acts(shown)).toEqual([{ kind: 'enter', entry: { kind: 'step', name: 'Check the line' } }])
  })

  it('X6: it is gone when a set closed the excursion, and not before', () => {
    const [excursion] = CRITICAL.excursions
    if (excursion === undefined) throw new Error('The fixture has no excursion.')
    open({ ...CRITICAL, alarms: [], excursions: [{ ...excursion, ending: 'recovered', closedAt: NOW }] })
    expect(screen.queryByRole('region', { name: /blood pressure: / })).toBeNull()
  })

  it('X4: at emergency it asks whether to stop, and the stop is confirmed with a reason', async () => {
    const [excursion] = CRITICAL.excursions
    if (excursion === undefined) throw new Error('The fixture has no excursion.')
    const { user, shown } = open({ ...CRITICAL, excursions: [{ ...excursion, level: 'emergency' }] })
    const emergency = screen.getByRole('region', { name: 'High blood pressure: emergency' })
    expect(emergency).toHaveTextContent('Stop the infusion?')
    await user.click(within(emergency).getByRole('button', { name: 'Stop early' }))
    expect(shown.sent).toEqual([])
    await user.type(within(emergency).getByRole('textbox', { name: /Reason/ }), 'SYS over 200')
    await user.click(within(emergency).getByRole('button', { name: 'Confirm: Stop early' }))
    expect(acts(shown)).toEqual([{ kind: 'stop-infusion', early: true, reason: 'SYS over 200' }])
  })
})

describe('the gate', () => {
  const fresh = otherChairs(NOW)[1] as ChairPicture
  const answered = { passed: true, by: 'N. Ortega', at: NOW }
  const withGate = (by: string, staffId: string): ChairPicture => ({
    ...fresh,
    session: fresh.session === null ? null : { ...fresh.session, gate: { identity: { ...answered, by, staffId } } },
  })

  it('S2: to confirm all leaves out what a second person answers', async () => {
    const { user, shown } = open(fresh)
    await user.click(button('Confirm all open checks'))
    const items = shown.sent.flatMap(({ act }) => (act.kind === 'answer-gate' ? [act.item] : []))
    expect(items).toContain('consent')
    expect(items).not.toContain('second-person')
  })

  it('S2: who confirmed the identity can’t answer for the second person', () => {
    open(withGate('N. Ortega', 's1'))
    expect(button(/^Second person checked the pump/)).toBeDisabled()
    expect(screen.getByText('somebody else answers this')).toBeInTheDocument()
  })

  it('S2: somebody else can, a namesake too', async () => {
    const { user, shown } = open(withGate('N. Ortega', 's2'))
    await user.click(button(/^Second person checked the pump/))
    expect(acts(shown)).toEqual([{ kind: 'answer-gate', item: 'second-person', passed: true, sawAt: null }])
  })

  it('S2: a question of the protocol is answered with yes or no, and a physician reviews a yes', async () => {
    const question = { id: 'ask.psychosis', words: 'Psychosis now?', class: 'block', review: null } as const
    const yes = { passed: false, by: 'M. Lind', at: NOW }
    const chair: ChairPicture = {
      ...fresh,
      session: fresh.session === null ? null : { ...fresh.session, questions: [{ ...question, answer: yes }] },
    }
    const { user, shown } = open(chair, 'physician')
    expect(screen.getByText(/^yes · M\. Lind · a yes refuses the start/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /^No contraindication/ })).toBeNull()
    await user.click(button('No: Psychosis now?'))
    await user.click(button('Review'))
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Long in remission')
    await user.click(screen.getAllByRole('button', { name: 'Review' }).at(-1) as HTMLElement)
    expect(acts(shown)).toEqual([
      { kind: 'answer-gate', item: 'ask.psychosis', passed: true, sawAt: NOW },
      { kind: 'review-answer', question: 'ask.psychosis', reason: 'Long in remission' },
    ])
  })
})

describe('NEWS2', () => {
  it('names what is missing and gives no total', () => {
    open(CALM)
    expect(screen.getByText('Missing: Air or oxygen, Consciousness, Temp')).toBeInTheDocument()
    expect(screen.getByText('NEWS2 –')).toBeInTheDocument()
  })

  it('adds up what is known, and says what it can’t tell while infusing', () => {
    open({
      ...CALM,
      numerics: { ...CALM.numerics, temp: { value: 36.6, at: NOW, periodMs: 300_000, flagged: false, rejected: false } },
      events: [
        { at: NOW - 2 * MINUTE_MS, by: 'M. Lind', entry: { kind: 'oxygen', on: false }, factSeq: 19, correction: null },
        { at: NOW - MINUTE_MS, by: 'M. Lind', entry: { kind: 'sedation', moaas: 4 }, factSeq: 20, correction: null },
      ],
    })
    // A response to voice alone scores 3; every other number of this patient scores 0.
    expect(screen.getByText('NEWS2 3')).toBeInTheDocument()
    expect(screen.getByText(/its consciousness item says dissociation as well as confusion/)).toBeInTheDocument()
    expect(screen.getByText(/For information only/)).toBeInTheDocument()
  })
})
