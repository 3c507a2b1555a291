import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import { courseAxes, roundAxis, stretchesOf } from '@chairside/client/model/course-shape.ts'
import { TAPERED_COURSE_PROFILE } from '@chairside/shared/clinic-profiles/tapered-course'
import type { OutcomeScore } from '@chairside/shared/outcome-score'
import type { PatientCourse, PlacedSession } from '@chairside/shared/patient-course'
import type { Role } from '@chairside/shared/staff'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { courseSessionFor } from '../support/course-sessions.ts'
import { patientOf, visitOf } from './support/fake-visits.ts'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const AT = Date.UTC(2026, 2, 16, 15)
const FIRST = Date.UTC(2026, 2, 2, 14)
const DAY_MS = 86_400_000

const session = (infusionNumber: number, change: Partial<PlacedSession> = {}): PlacedSession => ({
  ...courseSessionFor({
    sessionId: `s-${infusionNumber}`,
    startedAt: FIRST + infusionNumber * DAY_MS,
    infusionNumber,
    rise: 20 + infusionNumber,
  }),
  courseNo: 1,
  day: `2026-03-0${infusionNumber + 2}`,
  before: {},
  ...change,
})
const score = (change: Partial<OutcomeScore> = {}): OutcomeScore => ({
  scoreId: 'score-1',
  instrument: 'phq-9',
  day: '2026-03-04',
  value: 12,
  at: FIRST,
  by: 'N. Ortega',
  reason: null,
  earlier: [],
  ...change,
})
const courseOf = (change: Partial<PatientCourse> = {}): PatientCourse => ({
  patient: patientOf({ course: { profileId: 'tapered-course', length: 6, given: 2 } }),
  today: '2026-03-16',
  courses: [{ courseNo: 1, profileId: 'tapered-course', length: 6, given: 2, begunAt: FIRST }],
  plan: TAPERED_COURSE_PROFILE.course,
  sessions: [session(1), session(2)],
  next: {
    infusionNumber: 3,
    stage: 'course',
    window: { fromDay: '2026-03-05', toDay: '2026-03-07' },
    why: null,
    asNeeded: false,
    overdueDays: 9,
  },
  flags: [{ kind: 'overdue', days: 9, toDay: '2026-03-07' }],
  planned: [],
  scores: [],
  unplaced: 0,
  undrawn: 0,
  removed: 0,
  ...change,
})

const open = (course: PatientCourse | null, role: Role = 'physician', at = '/patients/patient-1', owners: Record<string, string> = {}) => {
  const shown = renderRoom(roomOf(AT), at, role, ({ courses }) => {
    courses.shown = course
    courses.owners = owners
  })
  return { shown, user: userEvent.setup() }
}
// Their code is there before anything is waited for.
beforeAll(loadScreens)
afterEach(cleanup)

const rowOf = (number: number): HTMLElement => {
  const found = screen.getAllByRole('row').find((row) =>
    within(row)
      .queryAllByRole('link')
      .some((link) => link.getAttribute('href') === `/sessions/s-${number}`),
  )
  if (found === undefined) throw new Error(`no row of ${number}`)
  return found
}

describe('the page of a patient', () => {
  it('S1: says what comes next, what stands out, and shows each session with the way to its chart', async () => {
    open(courseOf())
    expect(await screen.findByRole('heading', { name: /Ana Kovač P-100/ })).toBeInTheDocument()
    expect(screen.getByText('Infusion 3 of 6')).toBeInTheDocument()
    expect(screen.getByText(/Due Thu, 5 Mar 2026 to Sat, 7 Mar 2026/)).toBeInTheDocument()
    expect(screen.getByText(/Overdue: 9 days past Sat, 7 Mar 2026/)).toBeInTheDocument()
    expect(screen.getByText(/6 infusions within 3 weeks · 3, 2, 1 a week · then every 4 weeks/)).toBeInTheDocument()
    expect(rowOf(1)).toHaveTextContent(/35 mg.*0.50 mg\/kg.*120\/80.*141\/9\d.*min 40.*\+21 \/ \+1\d.*none/)
    expect(rowOf(2)).toHaveTextContent(/\+22/)
    for (const vital of ['SYS', 'DIA']) expect(screen.getByRole('img', { name: `Change from baseline, ${vital}` })).toBeInTheDocument()
  })

  it('V8: a line is parted where a set is missing, and a lone set is still a dot', async () => {
    const gappy = courseSessionFor({ sessionId: 's-1', startedAt: FIRST, infusionNumber: 1, missing: [10, 15, 25, 30] })
    open(courseOf({ sessions: [{ ...session(1), points: gappy.points }] }))
    const plot = await screen.findByRole('img', { name: 'Change from baseline, SYS' })
    expect([...plot.querySelectorAll('path')].map((path) => path.dataset.stretch)).toEqual(['1', '1', '13'])
    expect(plot.querySelectorAll('circle')).toHaveLength(15)
  })

  it('brings one infusion forward by key, and takes it back', async () => {
    const { user } = open(courseOf())
    const pick = await screen.findByRole('button', { name: /^Infusion 1:/ })
    pick.focus()
    await user.keyboard('{Enter}')
    expect(pick).toHaveAttribute('aria-pressed', 'true')
    const forward = () =>
      [
        ...screen
          .getByRole('img', { name: 'Change from baseline, SYS' })
          .querySelectorAll<SVGElement>('[data-session][data-forward="true"]'),
      ].map((line) => line.dataset.session)
    expect(forward()).toEqual(['s-1'])
    expect(rowOf(1)).toHaveAttribute('data-picked', 'true')
    await user.keyboard('{Enter}')
    expect(forward()).toEqual(['s-2'])
  })

  it('S1: sessions that were never begun say so and are not drawn; one that goes on says so too', async () => {
    open(
      courseOf({
        sessions: [
          session(1),
          session(2, { startedAt: null, phase: 'cancelled', points: [], baseline: null }),
          session(3, { phase: 'infusing' }),
        ],
      }),
    )
    await screen.findByText('Infusion 3 of 6')
    expect(rowOf(2)).toHaveTextContent(/not begun: Cancelled/)
    expect(rowOf(3)).toHaveTextContent('goes on')
    expect(screen.getByText(/A session goes on/)).toBeInTheDocument()
    expect(screen.getByRole('img', { name: 'Change from baseline, SYS' }).querySelectorAll('[data-session]')).toHaveLength(2)
  })

  it('S1: an empty course, a first session and a session without a baseline are each said', async () => {
    open(
      courseOf({ sessions: [], flags: [], next: { ...courseOf().next, infusionNumber: 1, window: null, why: 'first', overdueDays: null } }),
    )
    expect(await screen.findByText(/No session yet/)).toBeInTheDocument()
    expect(screen.getByText('The first infusion of a course: the plan says no day.')).toBeInTheDocument()
    expect(screen.getByText('Nothing stands out.')).toBeInTheDocument()
    cleanup()
    open(courseOf({ sessions: [session(1, { baseline: null, points: [], rise: null })] }))
    expect(await screen.findByText(/One infusion so far/)).toBeInTheDocument()
    expect(screen.getByText('Without a baseline there is no change to draw: 1.')).toBeInTheDocument()
    expect(screen.queryByRole('img', { name: 'Change from baseline, SYS' })).toBeNull()
  })

  it('S1: shows the present course, and others when asked', async () => {
    const span = { profileId: 'tapered-course', length: 6, given: 1, begunAt: FIRST }
    const { user } = open(
      courseOf({
        courses: [
          { ...span, courseNo: 1 },
          { ...span, courseNo: 2 },
        ],
        sessions: [session(1), session(2, { courseNo: 2 })],
      }),
    )
    await screen.findByText('Infusion 3 of 6')
    expect(() => rowOf(1)).toThrow()
    await user.click(screen.getByRole('button', { name: 'Course 1' }))
    expect(() => rowOf(2)).toThrow()
    await user.click(screen.getByRole('button', { name: 'All courses' }))
    expect([rowOf(1), rowOf(2)]).toHaveLength(2)
  })

  it('S4: says where sessions are missing, and shows nobody to a wall or for an unknown id', async () => {
    open(courseOf({ unplaced: 2, undrawn: 1, removed: 3 }))
    expect(await screen.findByText(/2 sessions under this number belong to nobody/)).toBeInTheDocument()
    expect(screen.getByText(/1 session of this patient could not be drawn/)).toBeInTheDocument()
    expect(screen.getByText(/3 earlier sessions of this patient were removed/)).toBeInTheDocument()
    cleanup()
    const wall = open(courseOf(), 'viewer')
    expect(await screen.findByText(/Sign in as a person/)).toBeInTheDocument()
    expect(wall.shown.courses.looked).toEqual([])
    cleanup()
    open(null)
    expect(await screen.findByText('There is no such patient.')).toBeInTheDocument()
  })

  it('S4: a session leads to its patient by our own ids, or says that it is nobody’s', async () => {
    open(courseOf(), 'physician', '/patients/of/s-77', { 's-77': 'patient-1' })
    expect(await screen.findByRole('heading', { name: /Ana Kovač/ })).toBeInTheDocument()
    cleanup()
    open(courseOf(), 'physician', '/patients/of/s-78', { 's-77': 'patient-1' })
    expect(await screen.findByText(/belongs to nobody in the list/)).toBeInTheDocument()
  })
})

describe('totals before a session', () => {
  it('V8: are saved each by itself, and what is out of range is neither sent nor lost', async () => {
    const { shown, user } = open(courseOf({ scores: [score({ instrument: 'qids', day: '2026-03-16', value: 9 })] }), 'nurse')
    const save = await screen.findByRole('button', { name: 'Save totals' })
    expect(save).toBeDisabled()
    await user.type(screen.getByLabelText(/^PHQ-9/), '28')
    expect(save).toBeDisabled()
    expect(screen.getByLabelText(/^PHQ-9/)).toHaveValue('28')
    await user.clear(screen.getByLabelText(/^PHQ-9/))
    await user.type(screen.getByLabelText(/^PHQ-9/), '14')
    await user.type(screen.getByLabelText(/^MADRS/), '22')
    // That of the day is there: it is corrected, not entered again.
    expect(screen.queryByLabelText(/^QIDS/)).toBeNull()
    await user.click(save)
    await waitFor(() =>
      expect(shown.courses.added).toEqual([
        { patientId: 'patient-1', score: { instrument: 'phq-9', value: 14, day: '2026-03-16' } },
        { patientId: 'patient-1', score: { instrument: 'madrs', value: 22, day: '2026-03-16' } },
      ]),
    )
    await waitFor(() => expect(screen.getByLabelText(/^PHQ-9/)).toHaveValue(''))
  })

  it('R1: a correction needs another total and a reason; what was stated before stays to be read', async () => {
    const was = { scoreId: 'score-0', value: 14, at: FIRST, by: 'N. Lind', reason: null }
    const { shown, user } = open(courseOf({ scores: [score({ earlier: [was], reason: 'one item was read wrongly' })] }), 'nurse')
    expect(await screen.findByText(/^14, N. Lind/)).toBeInTheDocument()
    expect(screen.getByText(/because: one item was read wrongly/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: /^Correct: PHQ-9/ }))
    const save = screen.getByRole('button', { name: 'Save correction' })
    await user.type(screen.getByLabelText(/^Right total, PHQ-9/), '11')
    expect(save).toBeDisabled()
    await user.type(screen.getByLabelText(/^Reason/), 'added up wrongly')
    await user.click(save)
    await waitFor(() =>
      expect(shown.courses.corrected).toEqual([{ scoreId: 'score-1', correction: { value: 11, reason: 'added up wrongly' } }]),
    )
  })

  it('P3: a total that was refused stays in its field, with the reason', async () => {
    const { shown, user } = open(courseOf(), 'nurse')
    shown.courses.refusal = 'changed-meanwhile'
    await user.type(await screen.findByLabelText(/^PHQ-9/), '14')
    await user.click(screen.getByRole('button', { name: 'Save totals' }))
    expect(await screen.findByText(/Somebody else changed this meanwhile/)).toBeInTheDocument()
    expect(screen.getByLabelText(/^PHQ-9/)).toHaveValue('14')
  })

  it('S1: a manager reads them and enters none', async () => {
    open(courseOf({ scores: [score()] }), 'manager')
    expect(await screen.findByText('Nurses and physicians enter totals.')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Save totals' })).toBeNull()
    expect(screen.queryByRole('button', { name: /^Correct/ })).toBeNull()
  })

  it('S1: the list of the day leads there', async () => {
    const user = userEvent.setup()
    renderRoom(roomOf(AT), '/today', 'nurse', ({ visits }) => {
      visits.visits = [visitOf()]
    })
    await screen.findByText('Ana Kovač')
    await user.click(await screen.findByRole('button', { name: 'More about Ana Kovač' }))
    expect(screen.getByRole('link', { name: 'Course and scores' })).toHaveAttribute('href', '/patients/patient-1')
  })

  it('S1: at a check-in the totals of that patient are entered before the session begins', async () => {
    const user = userEvent.setup()
    const room = roomOf(AT)
    const free = room.chairs.find((chair) => chair.session === null)
    const shown = renderRoom(room, `/chairs/${free?.chairId}/check-in?visit=visit-1`, 'nurse', ({ visits, courses }) => {
      visits.visits = [visitOf()]
      courses.shown = courseOf({ scores: [score()] })
    })
    await user.click(await screen.findByText('Questionnaires before this session'))
    expect(await screen.findByText(/Last: 12 on 4 Mar 2026/)).toBeInTheDocument()
    await user.type(screen.getByLabelText(/^PHQ-9/), '10')
    await user.click(screen.getByRole('button', { name: 'Save totals' }))
    await waitFor(() => expect(shown.courses.added).toMatchObject([{ patientId: 'patient-1', score: { value: 10 } }]))
  })
})

describe('the axes of a course', () => {
  const far = { minute: 9_000, sys: 400, dia: 4, joined: false }
  it('hold every change, and no clock that was wrong', () => {
    const axes = courseAxes([session(1, { points: [...session(1).points, far] })])
    expect([axes.toMinute, axes.beyond, axes.high]).toEqual([105, 1, 40])
    expect(courseAxes([session(1, { points: [{ minute: 5, sys: -31, dia: -4, joined: false }] })])).toMatchObject({
      low: -35,
      high: 40,
      toMinute: 60,
    })
    expect(stretchesOf([far], 105)).toEqual([])
    expect(courseAxes([])).toMatchObject({ toMinute: 60, beyond: 0 })
  })

  it('are round, and have room for one value alone', () => {
    expect(roundAxis([5, 5])).toMatchObject({ low: 5 })
    expect(roundAxis([3, 97], 0)).toEqual({ low: 0, high: 100, ticks: [0, 50, 100] })
    expect(Number.isFinite(roundAxis([7]).high)).toBe(true)
  })
})
