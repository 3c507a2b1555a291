import { takePatch } from '@chairside/client/model/room-store.ts'
import type { ChairPicture, EventPicture } from '@chairside/shared/picture'
import { refused } from '@chairside/shared/reply'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderRoom, type Shown } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const open = (path = '/chairs/1'): { readonly user: ReturnType<typeof userEvent.setup>; readonly shown: Shown } => ({
  user: userEvent.setup(),
  shown: renderRoom(roomOf(NOW, sixChairs(NOW)), path),
})
const tap = (user: ReturnType<typeof userEvent.setup>, name: string | RegExp): Promise<void> =>
  user.click(screen.getByRole('button', { name }))
const acts = (shown: Shown) => shown.sent.map((sent) => sent.act)

/** What the server says of chair 1 next. */
const say = (shown: Shown, number: number, change: Partial<Omit<ChairPicture, 'chairId'>>): void =>
  act(() => {
    takePatch(shown.store, { epoch: 'epoch-1', number, chairs: [{ chairId: '1' as ChairPicture['chairId'], ...change }] })
  })
const event = (factSeq: number, entry: EventPicture['entry'], by = 'N. Ortega'): EventPicture => ({
  at: NOW,
  by,
  entry,
  factSeq,
  correction: null,
})

describe('quick entries', () => {
  it.each([
    ['a symptom with its severity', 'Symptom', 'Headache, moderate', { kind: 'symptom', symptom: 'headache', severity: 'moderate' }],
    ['an intervention', 'Done at the chair', 'Warm blanket', { kind: 'intervention', intervention: 'warm-blanket' }],
    ['a position', 'Position', 'Legs raised', { kind: 'position', position: 'legs-raised' }],
    ['oxygen', 'Oxygen', 'Oxygen on', { kind: 'oxygen', on: true }],
    ['a usual drug', 'Medication', 'Ondansetron IV', { kind: 'medication', name: 'Ondansetron IV', group: 'antiemetic', dose: '' }],
    [
      'a drug that lengthens the stay',
      'Medication',
      /^Midazolam IV.*lengthens the stay/,
      { kind: 'medication', name: 'Midazolam IV', group: 'benzodiazepine', dose: '' },
    ],
    ['MOAA/S', 'MOAA/S', /^4 slow to answer/, { kind: 'sedation', moaas: 4 }],
    ['RASS', 'RASS', /^−2 light sedation/, { kind: 'rass', value: -2 }],
    ['dissociation', 'Dissociation', '7', { kind: 'dissociation', scale: '0-10', value: 7 }],
    ['nausea', 'Nausea', '3', { kind: 'nausea-score', value: 3 }],
    ['pain', 'Pain', '0', { kind: 'pain-score', value: 0 }],
    ['anxiety', 'Anxiety', '10', { kind: 'anxiety-score', value: 10 }],
  ])('S3: two taps record %s', async (_what, first, second, entry) => {
    const { user, shown } = open()
    await tap(user, first)
    await tap(user, second)
    expect(acts(shown)).toEqual([{ kind: 'enter', entry }])
    expect(await screen.findByText(/^Recorded: /)).toBeInTheDocument()
    expect(screen.queryByRole('group', { name: String(first) })).toBeNull()
  })

  it('X12: the warning signs stand first, and say that they raise an alarm', async () => {
    const { user } = open()
    await tap(user, 'Symptom')
    const rows = within(screen.getByRole('group', { name: 'Symptom' })).getAllByRole('listitem')
    expect(rows.map((row) => row.textContent?.includes('high alarm'))).toEqual([...Array(4).fill(true), ...Array(9).fill(false)])
  })

  it('S3: the dose that was given is written down, and another drug needs its group', async () => {
    const { user, shown } = open()
    await tap(user, 'Medication')
    await user.type(screen.getByLabelText(/Dose and route/), '4 mg IV')
    await tap(user, 'Ondansetron IV')
    await tap(user, 'Medication')
    await tap(user, 'Another drug')
    await user.type(screen.getByLabelText('Drug'), 'Paracetamol')
    expect(screen.getByRole('button', { name: 'Record' })).toBeDisabled()
    await user.click(screen.getByRole('radio', { name: 'Other' }))
    await tap(user, 'Record')
    expect(acts(shown)).toEqual([
      { kind: 'enter', entry: { kind: 'medication', name: 'Ondansetron IV', group: 'antiemetic', dose: '4 mg IV' } },
      { kind: 'enter', entry: { kind: 'medication', name: 'Paracetamol', group: 'other', dose: '' } },
    ])
  })

  it('P3: a refused entry stays open and says why', async () => {
    const { user, shown } = open()
    shown.answer = refused('wrong-phase', 'discharged')
    await tap(user, 'Position')
    await tap(user, 'Supine')
    expect(await screen.findByText('Not recorded: Supine')).toBeInTheDocument()
    expect(screen.getByText('This is not possible in the present phase. (Discharged)')).toBeInTheDocument()
    expect(screen.getByRole('group', { name: 'Position' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('P3: without an answer nothing is claimed, and to ask again sends the same command', async () => {
    const { user, shown } = open()
    shown.answer = { ok: false, problem: { code: 'no-answer', details: [] }, commandId: 'command-7' }
    await tap(user, 'Position')
    await tap(user, 'Supine')
    expect(await screen.findByText('Recorded or not? No answer came: Supine')).toBeInTheDocument()
    expect(screen.queryByText(/^Not recorded/)).toBeNull()
    shown.answer = { ok: true, recorded: true }
    await tap(user, 'Ask again')
    expect(await screen.findByText('Recorded: Supine')).toBeInTheDocument()
    expect(shown.sent.map(({ commandId }) => commandId)).toEqual([undefined, 'command-7'])
    expect(acts(shown)[1]).toEqual(acts(shown)[0])
    // What waited for the answer goes on as if it had come at once.
    expect(screen.queryByRole('group', { name: 'Position' })).toBeNull()
  })

  it('R1: an undo takes back what was just entered, never what the same person said before', async () => {
    const { user, shown } = open()
    const entry = { kind: 'position', position: 'supine' } as const
    say(shown, 2, { events: [event(30, entry)] })
    await tap(user, 'Position')
    await tap(user, 'Supine')
    // Done, but the entry itself has not come yet.
    expect(await screen.findByText('Recorded: Supine')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
    say(shown, 3, { events: [event(30, entry), event(41, entry)] })
    await tap(user, 'Undo')
    expect(acts(shown).at(-1)).toEqual({ kind: 'correct-entry', factSeq: 41, entry: null, reason: 'Entered by mistake' })
    expect(await screen.findByText('Taken back: Supine')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('D18: a score of items shows its running total, and whether it passes', async () => {
    const { user, shown } = open()
    await tap(user, 'PADSS')
    const group = screen.getByRole('group', { name: 'PADSS' })
    expect(group).toHaveTextContent('Modified PADSS, IV-site variant')
    expect(group).toHaveTextContent('Passes from 9.')
    for (const name of [/^2 within 20 %/, /^1 needs help/, /^2 hardly any, or eased/, /^1 4 to 6 of 10/])
      await user.click(within(group).getByRole('radio', { name }))
    expect(group).toHaveTextContent('6 so far, 4 of 5 items')
    expect(within(group).getByRole('button', { name: 'Record' })).toBeDisabled()
    await user.click(within(group).getByRole('radio', { name: /^2 dry/ }))
    expect(group).toHaveTextContent('8 of 10')
    expect(group).toHaveTextContent('does not pass')
    await user.click(within(group).getByRole('radio', { name: /^2 steady/ }))
    expect(group).toHaveTextContent('9 of 10')
    expect(group).not.toHaveTextContent('does not pass')
    await tap(user, 'Record')
    expect(acts(shown)).toEqual([{ kind: 'enter', entry: { kind: 'padss', vitals: 2, ambulation: 2, nausea: 2, pain: 1, ivSite: 2 } }])
  })

  it('D9: CADSS-6 takes the total and the highest item, and not two that contradict each other', async () => {
    const { user, shown } = open()
    await tap(user, 'CADSS-6')
    const group = screen.getByRole('group', { name: 'CADSS-6' })
    await user.type(within(group).getByRole('textbox'), '9')
    await user.click(within(group).getByRole('radio', { name: '1' }))
    expect(group).toHaveTextContent('can’t make this total')
    expect(within(group).getByRole('button', { name: 'Record' })).toBeDisabled()
    await user.click(within(group).getByRole('radio', { name: '3' }))
    await tap(user, 'Record')
    expect(acts(shown)).toEqual([{ kind: 'enter', entry: { kind: 'dissociation', scale: 'cadss-6', value: 9, highestItem: 3 } }])
  })

  it('V9: vitals by hand need both pressures, and impossible ones are refused in words', async () => {
    const { user, shown } = open()
    await tap(user, 'Vitals by hand')
    await user.type(screen.getByLabelText('SYS'), '140')
    expect(screen.getByText('SYS and DIA belong together.')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Record' })).toBeDisabled()
    await user.type(screen.getByLabelText('DIA'), '139')
    shown.answer = refused('implausible', 'nibp')
    await tap(user, 'Record')
    expect(await screen.findByText(/These numbers are not possible/)).toBeInTheDocument()
    expect(acts(shown)).toEqual([{ kind: 'enter-vitals', reading: { sys: 140, dia: 139 } }])
  })
})

describe('the events', () => {
  const corrected: EventPicture = {
    ...event(31, { kind: 'symptom', symptom: 'nausea', severity: 'severe' }, 'M. Lind'),
    correction: { entry: { kind: 'symptom', symptom: 'nausea', severity: 'mild' }, by: 'N. Ortega', at: NOW, reason: 'Wrong value' },
  }
  const withdrawn: EventPicture = {
    ...event(32, { kind: 'note', text: 'Of another chair' }),
    correction: { entry: null, by: 'N. Ortega', at: NOW, reason: 'Wrong chair' },
  }

  it('R1: a corrected entry stays readable, struck through, with who, when and why', () => {
    const { shown } = open()
    say(shown, 2, { events: [corrected, withdrawn] })
    const events = screen.getByRole('region', { name: 'Events' })
    expect([...events.querySelectorAll('del')].map((struck) => struck.textContent)).toEqual(['Of another chair', 'Nausea, severe'])
    expect(events).toHaveTextContent('Nausea, mild')
    expect(events).toHaveTextContent('Corrected by N. Ortega at 09:07: Wrong value')
    expect(events).toHaveTextContent('Taken back by N. Ortega at 09:07: Wrong chair')
    // What was taken back has nothing left to correct.
    expect(within(events).getAllByRole('button', { name: 'Correct' })).toHaveLength(1)
  })

  it('S3: a changed waste wants its witness anew, who proves themselves; the name that stood there is not taken over', async () => {
    const { user, shown } = open()
    shown.confirms = { ok: true, value: { proof: 'proof-of-the-witness', staffId: 's2', name: 'M. Lind', role: 'nurse' } }
    say(shown, 2, { events: [event(33, { kind: 'drug-wasted', wastedMg: 15, witness: 'Dr Hale' })] })
    await tap(user, 'Correct')
    const form = screen.getByRole('form', { name: /^Correct: / })
    await user.click(within(form).getByRole('radio', { name: 'Change it' }))
    expect(within(form).queryByDisplayValue('Dr Hale')).toBeNull()
    await user.clear(within(form).getByLabelText(/mg/))
    await user.type(within(form).getByLabelText(/mg/), '12')
    await user.click(within(form).getByRole('button', { name: 'Wrong value' }))
    const save = within(form).getByRole('button', { name: 'Correct it' })
    expect(save).toBeDisabled()
    await user.click(within(form).getByRole('radio', { name: /^A colleague/ }))
    await user.type(within(form).getByLabelText(/Sign-in name/), 'lind')
    await user.type(within(form).getByLabelText(/Password or PIN/), 'secret')
    await user.click(save)
    expect(shown.confirmed).toMatchObject([{ login: 'lind', purpose: 'witness' }])
    expect(shown.sent).toMatchObject([
      { act: { kind: 'correct-entry', factSeq: 33, entry: { wastedMg: 12, witness: 'M. Lind' } }, proof: 'proof-of-the-witness' },
    ])
  })

  it('R1: an entry is changed in its own form, with a reason', async () => {
    const { user, shown } = open()
    say(shown, 2, { events: [event(31, { kind: 'medication', name: 'Ondansetron IV', group: 'antiemetic', dose: '' })] })
    await tap(user, 'Correct')
    const form = screen.getByRole('form', { name: 'Correct: Ondansetron IV' })
    await user.click(within(form).getByRole('radio', { name: 'Change it' }))
    expect(within(form).getByLabelText('Drug')).toHaveValue('Ondansetron IV')
    await user.type(within(form).getByLabelText('Dose'), '4 mg')
    expect(within(form).getByRole('button', { name: 'Correct it' })).toBeDisabled()
    await user.click(within(form).getByRole('button', { name: 'Details added' }))
    await user.click(within(form).getByRole('button', { name: 'Correct it' }))
    expect(acts(shown)).toEqual([
      {
        kind: 'correct-entry',
        factSeq: 31,
        entry: { kind: 'medication', name: 'Ondansetron IV', group: 'antiemetic', dose: '4 mg' },
        reason: 'Details added',
      },
    ])
  })

  it('S3: the log tells what was done and by whom, in the order in which it was stated', () => {
    const { shown } = open()
    const by = { staffId: 's1', name: 'N. Ortega', role: 'nurse' } as const
    say(shown, 2, {
      events: [event(5, { kind: 'sedation', moaas: 5 }, 'M. Lind')],
      timeline: [
        { seq: 3, at: NOW, kind: 'cannulated', by },
        { seq: 4, at: NOW, kind: 'phase-changed', from: 'baseline', to: 'infusing', reason: null, early: false, by },
        { seq: 6, at: NOW, kind: 'rate-changed', rateMlPerHour: 30, reason: 'Distress', by },
        { seq: 7, at: NOW, kind: 'phase-changed', from: 'infusing', to: 'paused', reason: 'Nausea', early: false, by },
        { seq: 8, at: NOW, kind: 'off-monitor-ended', because: 'data-returned', by: null },
      ],
    })
    const lines = within(screen.getByRole('region', { name: 'Events' })).getAllByRole('listitem')
    expect(lines.map((line) => line.querySelector('.event-text')?.textContent)).toEqual([
      'On the monitor again (data returned)',
      'Infusion pausedNausea · N. Ortega',
      'Rate 30 mL/hDistress · N. Ortega',
      'MOAA/S 5M. Lind',
      'Infusion startedN. Ortega',
      'Cannula placedN. Ortega',
      'Checked in',
    ])
  })
})
