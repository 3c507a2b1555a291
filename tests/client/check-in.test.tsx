import type { SourceId } from '@chairside/shared/identity'
import type { BaselineGuide, ChairPicture, RoomPicture, SessionPicture } from '@chairside/shared/picture'
import type { Role } from '@chairside/shared/staff'
import { MINUTE_MS } from '@chairside/shared/time'
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { EMPTY_CHAIR } from '../support/empty-chair.ts'
import { numeric, sessionOf } from './support/chair-fixture.ts'
import { patientOf, previewOf, visitOf } from './support/fake-visits.ts'
import { renderRoom, type Shown } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const NOW = Date.UTC(2026, 2, 2, 14, 30)
const SOURCE = 'monitor-1' as SourceId
const free = (): ChairPicture => ({ ...EMPTY_CHAIR, chairId: '1' as ChairPicture['chairId'] })
const source = { sourceId: SOURCE, label: 'Bed 1', simulated: true, connected: true, boundTo: null, refusals: {} }

const roomWith = (chair: ChairPicture, protocols: NonNullable<RoomPicture['clinic']['profile']>['protocols'] = []): RoomPicture => {
  const room = roomOf(NOW, [chair])
  return {
    ...room,
    sources: [source],
    clinic: {
      ...room.clinic,
      profile: {
        id: 'weekly-course',
        name: 'Weekly course',
        durationMin: { low: 40, high: 60, usual: 45 },
        course: { infusions: 6, perWeek: null, weeks: null, maintenanceWeeks: null },
        fasting: null,
        driver: 'when-leaving',
        restrictions: { until: 'next-morning', items: [], advice: [] },
        protocols,
      },
    },
  }
}
const prepared = (change: Partial<SessionPicture> = {}, chair: Partial<ChairPicture> = {}): ChairPicture => ({
  ...free(),
  session: {
    ...sessionOf('1', 'Ana Kovač', 'checked-in', NOW - MINUTE_MS),
    patient: { identifier: 'P-100', name: 'Ana Kovač', infusionNumber: 3, courseLength: 6 },
    ...change,
  },
  ...chair,
})

const open = (picture: RoomPicture, set: (shown: Shown) => void = () => undefined, path = '/chairs/1/check-in', role: Role = 'nurse') => {
  const shown = renderRoom(picture, path, role, set)
  return { shown, user: userEvent.setup() }
}
const PROTOCOLS = [
  {
    id: 'usual',
    version: 1,
    name: 'Usual',
    dose: { reasonMgPerKg: 1, refusedMgPerKg: 2 },
    weightChangePercent: 10,
    dueFor: ['later' as const],
  },
  {
    id: 'first',
    version: 1,
    name: 'First time',
    dose: { reasonMgPerKg: 0.5, refusedMgPerKg: 1 },
    weightChangePercent: 5,
    dueFor: ['first' as const],
  },
]
const atOrder = async (visits = [visitOf()], protocols = PROTOCOLS) => {
  const { shown, user } = open(
    roomWith(free(), protocols),
    (now) => {
      now.visits.visits = visits
    },
    '/chairs/1/check-in?visit=visit-1',
  )
  await screen.findByLabelText(/Weight today/)
  return { shown, user, submit: () => screen.getByRole('button', { name: 'Check in at chair 1' }) }
}

describe('check-in: patient and order', () => {
  it('S2, S5: a visit fills in who, which infusion and what was prescribed; the dose follows from the weight of today', async () => {
    const { shown, user, submit } = await atOrder()
    expect(screen.getByRole('main')).toHaveTextContent(/Ana Kovač.*P-100 · born 29 Feb 1980/)
    expect(screen.getByLabelText(/^Infusion/)).toHaveValue('3')
    expect(submit()).toBeDisabled()
    await user.type(screen.getByLabelText(/Weight today/), '72')
    expect(screen.getByLabelText(/^Dose, mg \*/)).toHaveValue('36')
    expect(screen.getByRole('main')).toHaveTextContent('Last: 70 kg on 20 Feb 2026 (+2.9 %)')
    expect(screen.getByRole('main')).toHaveTextContent('36 mL at 54 mL/h (0.90 mg/min)')
    expect(screen.getByText('Nothing of this order holds a start.')).toBeInTheDocument()
    await user.click(submit())
    expect(shown.sent).toEqual([
      {
        chairId: '1',
        sessionId: null,
        act: {
          kind: 'check-in',
          patient: { identifier: 'P-100', name: 'Ana Kovač', infusionNumber: 3, courseLength: 6 },
          order: { drug: 'ketamine', weightKg: 72, doseMg: 36, durationMin: 40, concentrationMgPerMl: 1, lastWeightKg: 70 },
          simulated: true,
        },
      },
    ])
  })

  it('S2: a weight far from the last one is sent with a reason only', async () => {
    const { shown, user, submit } = await atOrder()
    await user.type(screen.getByLabelText(/Weight today/), '77')
    expect(screen.queryByText(/weigh again/)).toBeNull()
    await user.clear(screen.getByLabelText(/Weight today/))
    await user.type(screen.getByLabelText(/Weight today/), '77.1')
    expect(screen.getByText('More than 10 % from the last weight: weigh again, or say why.')).toBeInTheDocument()
    expect(submit()).toBeDisabled()
    await user.type(screen.getByLabelText(/^Reason/), 'stopped her diet')
    await user.click(submit())
    expect(shown.sent[0]?.act).toMatchObject({ order: { weightKg: 77.1, lastWeightKg: 70, weightReason: 'stopped her diet' } })
  })

  it('S2: says before sending what the start will ask, by the protocol that is due or chosen', async () => {
    const { shown, user, submit } = await atOrder()
    await user.type(screen.getByLabelText(/Weight today/), '70')
    await user.clear(screen.getByLabelText(/Dose, mg\/kg/))
    await user.type(screen.getByLabelText(/Dose, mg\/kg/), '0.8')
    expect(screen.getByLabelText(/^Dose, mg \*/)).toHaveValue('56')
    expect(screen.getByText('Not as prescribed for this visit.')).toBeInTheDocument()
    expect(screen.queryByText(/Over/)).toBeNull()
    await user.selectOptions(screen.getByLabelText('Protocol'), 'First time')
    expect(screen.getByText('Over 0.5 mg/kg: the start will ask for a reason.')).toBeInTheDocument()
    await user.clear(screen.getByLabelText(/^Dose, mg \*/))
    await user.type(screen.getByLabelText(/^Dose, mg \*/), '84')
    expect(screen.getByLabelText(/Dose, mg\/kg/)).toHaveValue('1.2')
    expect(screen.getByText('Over 1 mg/kg: a start will be refused. Have the order changed.')).toBeInTheDocument()
    await user.click(submit())
    expect(shown.sent[0]?.act).toMatchObject({ protocolId: 'first', order: { doseMg: 84 } })
  })

  it('S2: a first infusion is due by the protocol for first infusions', async () => {
    await atOrder([visitOf({ infusionNumber: 1 })])
    expect(screen.getByLabelText('Protocol')).toHaveDisplayValue('First time (due)')
  })

  it('S1: without a visit those who are expected today are offered, the ones of this chair first', async () => {
    const { user } = open(roomWith(free()), (shown) => {
      shown.visits.visits = [
        visitOf({ visitId: 'v1', arrival: '08:00', chairId: '4', patient: patientOf({ name: 'Bo Lind' }) }),
        visitOf({ visitId: 'v2', arrival: '09:00' }),
        visitOf({ visitId: 'v3', arrival: '07:00', state: 'done', patient: patientOf({ name: 'Cy Ito' }) }),
      ]
    })
    const offered = await screen.findAllByRole('button', { name: /born/ })
    expect(offered.map((one) => one.textContent?.slice(0, 5))).toEqual(['09:00', '08:00'])
    await user.click(offered[0] as HTMLElement)
    expect(await screen.findByText('Prescribed: 0.5 mg/kg over 40 min')).toBeInTheDocument()
  })

  it('S1: a visit that is over gets no form', async () => {
    const gone = open(
      roomWith(free()),
      (shown) => {
        shown.visits.visits = [visitOf({ state: 'cancelled' })]
      },
      '/chairs/1/check-in?visit=visit-1',
    )
    expect(await screen.findByText('This visit is not open any more: Cancelled.')).toBeInTheDocument()
    expect(screen.queryByLabelText('Weight today, kg')).toBeNull()
    expect(gone.shown.sent).toEqual([])
  })

  it('S4: whoever comes for one patient does not find themselves at another', async () => {
    open(
      roomWith(prepared({ patient: { identifier: 'P-7', name: 'Bo Lind', infusionNumber: 1, courseLength: 6 } })),
      (shown) => {
        shown.visits.visits = [visitOf()]
      },
      '/chairs/1/check-in?visit=visit-1',
    )
    expect(await screen.findByText('Chair 1 is taken.')).toBeInTheDocument()
    expect(screen.queryByText('Bo Lind')).toBeNull()
  })

  it('a manager does not act on a patient', async () => {
    open(roomWith(free()), () => undefined, '/chairs/1/check-in', 'manager')
    expect(await screen.findByText('You may look, not act.')).toBeInTheDocument()
  })
})

const GUIDE: BaselineGuide = {
  wants: 'first',
  notBefore: null,
  counted: [],
  passedOver: [],
  bp: null,
  goodUntil: null,
  spacingMs: 2 * MINUTE_MS,
  agreementMmHg: 10,
}
const step = (name: RegExp) => screen.getByRole('button', { name })

describe('check-in: checks, monitor, baseline', () => {
  it('S2: questions are answered one by one, and a physician reviews a yes that refuses', async () => {
    const questions = [
      {
        id: 'ask.stroke' as const,
        words: 'Stroke within the last year',
        class: 'block' as const,
        answer: { passed: false, by: 'N. Ortega', at: NOW },
        review: null,
      },
    ]
    const { shown, user } = open(
      roomWith(prepared({ questions, holds: [{ id: 'gate', strength: 'refused', detail: 'Stroke within the last year' }] })),
      () => undefined,
      '/chairs/1/check-in',
      'physician',
    )
    await screen.findByText(/Stroke within the last year/)
    const question = screen.getByText(/Stroke within the last year/).closest('li') as HTMLElement
    expect(question).toHaveTextContent('N. Ortega')
    await user.click(within(question).getAllByRole('button').at(-1) as HTMLElement)
    await user.type(screen.getByLabelText(/^Reason/), 'seen, was a migraine')
    await user.click(within(question).getAllByRole('button').at(-1) as HTMLElement)
    expect(shown.sent.at(-1)?.act).toEqual({ kind: 'review-answer', question: 'ask.stroke', reason: 'seen, was a migraine' })
  })

  it('S4: a free monitor shows its numbers and whom it names before it is bound', async () => {
    const { shown, user } = open(roomWith(prepared()), (now) => {
      now.visits.monitors = [
        previewOf({
          patientIdentifier: 'P-7',
          heardAt: NOW,
          values: { hr: 66, spo2: 97 },
          measuredAt: { hr: NOW, spo2: NOW - 1_000 },
          set: { at: NOW, sys: 118, dia: 76 },
        }),
      ]
    })
    await user.click(await screen.findByRole('button', { name: /^4?\s*Monitor/ }))
    const free = await screen.findByRole('list', { name: 'Free monitors' })
    await waitFor(() => expect(free).toHaveTextContent(/HR66/))
    expect(free).toHaveTextContent(/SpO297.*NIBP118\/76/)
    expect(free).toHaveTextContent('It names another patient: P-7 Binding it raises an alarm until somebody resolves it.')
    await user.click(screen.getByLabelText('The oximeter sits on the arm of the cuff'))
    await user.click(screen.getByRole('button', { name: 'Bind Bed 1' }))
    expect(shown.sent.at(-1)?.act).toEqual({ kind: 'bind-monitor', sourceId: SOURCE, sameLimb: true })
  })

  it('V7: what a silent monitor showed is no live number', async () => {
    const { user } = open(roomWith(prepared()), (now) => {
      now.visits.monitors = [previewOf({ patientIdentifier: 'P-100', heardAt: NOW - MINUTE_MS, values: { hr: 66 } })]
    })
    await user.click(await screen.findByRole('button', { name: /^4?\s*Monitor/ }))
    const free = await screen.findByRole('list', { name: 'Free monitors' })
    await waitFor(() => expect(free).toHaveTextContent('heard 1:00 ago'))
    expect(free).toHaveTextContent(/HR–/)
    expect(free).toHaveTextContent('It names this patient')
  })

  const bound = {
    source: { sourceId: SOURCE, label: 'Bed 1', boundAt: NOW, lastHeardAt: NOW, periodMs: 1_000, clockOffsetMs: 0 },
    numerics: { hr: numeric(66, NOW) },
  }
  const atBaseline = async (guide: Partial<BaselineGuide>, change: Partial<SessionPicture> = {}) => {
    const chair = prepared({ phase: 'baseline', baselineGuide: { ...GUIDE, ...guide }, ...change }, bound)
    const opened = open(roomWith(chair))
    await opened.user.click(await screen.findByRole('button', { name: /Baseline and start/ }))
    return opened
  }

  it('B1: says what the next set is for, and from when on it counts', async () => {
    await atBaseline({
      wants: 'second',
      notBefore: NOW + 65_000,
      counted: [{ at: NOW - 55_000, sys: 122, dia: 79 }],
      passedOver: [{ at: NOW - 5_000, because: 'spacing' }],
    })
    const sets = screen.getByRole('list', { name: 'Sets of the baseline' })
    expect(
      within(sets)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['Set 1 122/79 09:29', 'Set 2not taken yet'])
    expect(screen.getByText('Measure the second set.')).toBeInTheDocument()
    expect(screen.getByText(/Not before 09:31, in 1:05/)).toBeInTheDocument()
    expect(screen.getByText('Passed over: 09:29 too soon after the one before.')).toBeInTheDocument()
  })

  it('B1: asks for a third set where two differ, and shows the baseline that stands', async () => {
    await atBaseline({
      wants: 'third',
      counted: [
        { at: NOW - 300_000, sys: 122, dia: 79 },
        { at: NOW - 120_000, sys: 140, dia: 79 },
      ],
    })
    expect(within(screen.getByRole('list', { name: 'Sets of the baseline' })).getAllByRole('listitem')).toHaveLength(3)
    expect(screen.getByText('The sets differ by more than 10 mmHg. Measure a third one: the closest two count.')).toBeInTheDocument()
  })

  it('S2: the start names every hold and takes the reason', async () => {
    const sets = [
      { at: NOW - 300_000, sys: 142, dia: 79 },
      { at: NOW - 120_000, sys: 145, dia: 80 },
    ]
    const { shown, user } = await atBaseline(
      { wants: 'nothing', counted: sets, bp: { sys: 143.5, dia: 79.5, map: null, sets }, goodUntil: NOW + 480_000 },
      { holds: [{ id: 'bp', strength: 'soft', detail: 'SYS 145 ≥ 140' }] },
    )
    expect(screen.getByText('143.5/79.5 is the baseline of a start now.')).toBeInTheDocument()
    expect(screen.getByText('Good until 09:38.')).toBeInTheDocument()
    expect(screen.getByText(/Recheck after 5 min of rest/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Start infusion' }))
    const confirm = screen.getByRole('button', { name: /Confirm.*Start infusion/ })
    expect(confirm).toBeDisabled()
    await user.type(screen.getByLabelText(/^Reason/), 'usual for her')
    await user.click(confirm)
    expect(shown.sent.at(-1)?.act).toEqual({ kind: 'start-infusion', overrideReason: 'usual for her' })
  })

  it('S1: the steps show what is done, and the chair takes over once the infusion runs', async () => {
    const { shown } = open(roomWith(prepared({ baselineGuide: { ...GUIDE, wants: 'nothing' } }, bound)))
    await screen.findByRole('navigation', { name: 'Steps of the check-in' })
    for (const name of [/Patient/, /Order/, /Checks/, /Monitor/, /Baseline/]) expect(step(name)).toHaveTextContent('done')
    act(() => {
      const picture = shown.store.getState().picture as RoomPicture
      const chairs = picture.chairs.map((chair) =>
        chair.session === null ? chair : { ...chair, session: { ...chair.session, phase: 'infusing' as const } },
      )
      shown.store.setState({ picture: { ...picture, chairs } })
    })
    expect(await screen.findByRole('heading', { level: 1, name: /^Chair 1/ })).toBeInTheDocument()
  })
})
