import { courseFlags } from '@chairside/server/domain/course-flags'
import { patientCourse } from '@chairside/server/domain/patient-course'
import { TAPERED_COURSE_PROFILE } from '@chairside/shared/clinic-profiles/tapered-course'
import { USUAL_COURSE_NUMBERS } from '@chairside/shared/course-numbers'
import type { SessionId } from '@chairside/shared/identity'
import type { OutcomeScore } from '@chairside/shared/outcome-score'
import type { CourseFlag, CourseSession, NextDue, PlannedVisit } from '@chairside/shared/patient-course'
import { describe, expect, it } from 'vitest'
import { type CourseCase, courseSessionFor } from '../support/course-sessions.ts'
import { at, minutes, NURSE } from '../support/judge-harness.ts'

const DAY_MS = 86_400_000
const START = Date.parse('2026-03-02T14:00:00Z')
const NOT_DUE: NextDue = { infusionNumber: 2, stage: 'course', window: null, why: 'first', asNeeded: false, overdueDays: null }

const one = (change: Partial<CourseCase> = {}): CourseSession =>
  courseSessionFor({ sessionId: 's-1', startedAt: START, infusionNumber: 1, ...change })
const PLAIN = one()
const session = (infusionNumber: number, change: Partial<CourseSession> = {}): CourseSession => ({
  ...PLAIN,
  sessionId: `s-${infusionNumber}` as SessionId,
  infusionNumber,
  checkedInAt: START + infusionNumber * DAY_MS,
  startedAt: START + infusionNumber * DAY_MS,
  ...change,
})
const flagsOf = (sessions: readonly CourseSession[], next = NOT_DUE, planned: PlannedVisit | null = null): readonly CourseFlag['kind'][] =>
  courseFlags(sessions, next, planned, USUAL_COURSE_NUMBERS).map(({ kind }) => kind)

describe('what a course shows of a session', () => {
  it('X7: draws each set as its change from the baseline, and the largest rise with its minute', () => {
    const { points, rise, peak, baseline, mgPerKg, stoppedMinute, stayMs } = one({ rise: 32, baseline: { sys: 118, dia: 76 } })
    expect(baseline).toEqual({ sys: 118, dia: 76 })
    expect(points).toHaveLength(19)
    expect(points[0]).toEqual({ minute: 5, sys: 4, dia: 2, joined: false })
    expect(points.slice(1).every(({ joined }) => joined)).toBe(true)
    expect(rise).toEqual({ sys: { by: 32, minute: 40 }, dia: { by: 16, minute: 40 } })
    expect(peak).toEqual({ sys: 150, dia: 92, minute: 40 })
    expect(mgPerKg).toBe(0.5)
    expect(stoppedMinute).toBeCloseTo(39.98, 2)
    expect(Math.round((stayMs ?? 0) / 60_000)).toBe(60)
  })

  it('V8: no line bridges a missing set, a rejected one, or one that was marked', () => {
    const partedAt = (change: Partial<CourseCase>): readonly number[] =>
      one(change)
        .points.filter(({ joined }) => !joined)
        .map(({ minute }) => minute)
    expect(partedAt({})).toEqual([5])
    // Ten minutes apart is one set late by five: as long as its number still stands on the screens.
    expect(partedAt({ missing: [15] })).toEqual([5])
    expect(partedAt({ missing: [15, 20] })).toEqual([5, 25])
    expect(partedAt({ rejected: [25] })).toEqual([5, 30])
    const marked = one({
      more: (example) =>
        example.mustAct(minutes(99), { kind: 'mark-set', readAt: at(minutes(40)), artefact: true, reason: 'arm was bent' }, NURSE),
    })
    expect(marked.points.some(({ minute }) => minute === 40)).toBe(false)
    expect(marked.points.find(({ minute }) => minute === 45)?.joined).toBe(false)
    expect(marked.corrected).toBe(true)
    expect(PLAIN.corrected).toBe(false)
  })

  it('X9: a marked set is no peak of the course any more', () => {
    const mark = { kind: 'mark-set', readAt: at(minutes(40)), artefact: true, reason: 'arm was bent' } as const
    const before = one({ rise: 70 })
    const after = one({ rise: 70, more: (example) => example.mustAct(minutes(99), mark, NURSE) })
    expect([before.rise?.sys.by, before.peak?.sys, before.worst]).toEqual([70, 190, 'critical'])
    expect(after.rise?.sys.by).toBeLessThan(70)
    expect(after.peak?.sys).toBe(120 + (after.rise?.sys.by ?? 0))
  })

  it('B2: a session without a baseline has no change, and its dose and figures all the same', () => {
    const bare = one({ baseline: null })
    expect([bare.baseline, bare.points, bare.rise]).toEqual([null, [], null])
    expect(bare.peak?.sys).toBeGreaterThan(120)
  })

  it('D9 and D13: keeps the highest dissociation, rescue drugs and what was said of safety', () => {
    const { cadss, rescues, safetyConcern, dissociation } = one({ cadss: 9, rescueAt: 45 })
    expect(cadss?.value).toBe(9)
    expect(cadss?.minute).toBeCloseTo(34.5, 6)
    expect(dissociation).toEqual({ value: 1, minute: 85 })
    expect(rescues).toMatchObject([{ name: 'Labetalol', dose: '10 mg' }])
    expect(safetyConcern).toBe(false)
    expect(PLAIN.cadss).toBeNull()
  })

  it('S1: a session that goes on says so, and is not over', () => {
    const running = one({ until: 'infusing' })
    expect([running.phase, running.endedAt, running.stayMs]).toEqual(['infusing', null, null])
    expect(running.points.at(-1)?.minute).toBe(35)
  })
})

describe('what stands out in a course', () => {
  const baseline = (infusionNumber: number, sys: number, dia = 80): CourseSession => session(infusionNumber, { baseline: { sys, dia } })

  it('X7: a baseline rises from 15 mmHg SYS or 10 DIA above the first one on', () => {
    expect(flagsOf([baseline(1, 120), baseline(2, 134.9)])).toEqual([])
    expect(flagsOf([baseline(1, 120), baseline(2, 135)])).toEqual(['rising-baseline'])
    expect(flagsOf([baseline(1, 120), baseline(2, 120, 89.9)])).toEqual([])
    expect(flagsOf([baseline(1, 120), baseline(2, 120, 90)])).toEqual(['rising-baseline'])
    // The newest counts: what was high once and is not any more is told by the line itself.
    expect(flagsOf([baseline(1, 120), baseline(2, 150), baseline(3, 121)])).toEqual([])
    expect(flagsOf([baseline(1, 120)])).toEqual([])
  })

  it('V8: a session without a baseline neither rises nor hides that the one before did', () => {
    expect(flagsOf([baseline(1, 120), baseline(2, 140), session(3, { baseline: null })])).toEqual(['rising-baseline'])
    expect(flagsOf([session(1, { baseline: null }), baseline(2, 140)])).toEqual([])
  })

  it('X7: an excursion of the last session is told, one of an earlier session after the third is not', () => {
    const excursion = (infusionNumber: number) => session(infusionNumber, { excursions: 1, worst: 'critical' })
    expect(flagsOf([session(4), excursion(5)])).toEqual(['excursion-last'])
    expect(flagsOf([excursion(4), session(5)])).toEqual([])
    expect(flagsOf([session(4, { notConfirmed: 2, notReproduced: 1 })])).toEqual([])
  })

  it('X7: an excursion in infusions 1 to 3 is told for the whole course, with its worst level', () => {
    const early = [
      session(1),
      session(2, { excursions: 1, worst: 'warning' }),
      session(3, { excursions: 2, worst: 'emergency' }),
      session(4),
    ]
    expect(courseFlags(early, NOT_DUE, null, USUAL_COURSE_NUMBERS)).toEqual([
      { kind: 'early-excursion', infusionNumbers: [2, 3], upTo: 3, worst: 'emergency' },
    ])
    expect(flagsOf([session(3), session(4, { excursions: 1, worst: 'warning' }), session(5)])).toEqual([])
    expect(flagsOf([session(3, { excursions: 1, worst: 'warning' }), session(4)])).toEqual(['early-excursion'])
  })

  it('S2: a dose is another one from 0.05 mg/kg on: less is rounding to whole mg', () => {
    const dose = (infusionNumber: number, mgPerKg: number) => session(infusionNumber, { mgPerKg })
    expect(flagsOf([dose(4, 0.5), dose(5, 0.549)])).toEqual([])
    expect(flagsOf([dose(4, 0.5), dose(5, 0.55)])).toEqual(['dose-change'])
    expect(flagsOf([dose(4, 0.5), dose(5, 0.45)])).toEqual(['dose-change'])
    expect(flagsOf([dose(4, 0.5), dose(5, 0.6), dose(6, 0.6)])).toEqual([])
  })

  it('S2: a planned dose that is another one is told before it is given', () => {
    const planned = (mgPerKg: number): PlannedVisit => ({
      visitId: 'v',
      day: '2026-03-09',
      arrival: '09:00',
      infusionNumber: 5,
      order: { mgPerKg, durationMin: 40, concentrationMgPerMl: 1 },
    })
    expect(flagsOf([session(4)], NOT_DUE, planned(0.54))).toEqual([])
    expect(flagsOf([session(4)], NOT_DUE, planned(0.55))).toEqual(['planned-dose'])
    expect(flagsOf([], NOT_DUE, planned(1))).toEqual([])
  })

  it('S1: overdue comes from the plan', () => {
    const next: NextDue = { ...NOT_DUE, why: null, window: { fromDay: '2026-03-04', toDay: '2026-03-05' }, overdueDays: 4 }
    expect(courseFlags([session(1)], next, null, USUAL_COURSE_NUMBERS)).toEqual([{ kind: 'overdue', days: 4, toDay: '2026-03-05' }])
    expect(flagsOf([session(1)], { ...next, overdueDays: null })).toEqual([])
  })
})

describe('a course', () => {
  const score = (day: string, value: number | null, instrument: OutcomeScore['instrument'] = 'phq-9'): OutcomeScore => ({
    scoreId: `${instrument} ${day}`,
    instrument,
    day,
    value,
    at: START,
    by: 'N. Nurse',
    reason: null,
    earlier: [],
  })
  const span = (courseNo: number, given: number) => ({ courseNo, profileId: 'tapered-course', length: 6, given, begunAt: START })
  const courseOf = (
    sessions: readonly { readonly courseNo: number; readonly session: CourseSession }[],
    scores: readonly OutcomeScore[] = [],
    spans = [span(1, 2)],
  ) => patientCourse(spans, sessions, scores, [], () => TAPERED_COURSE_PROFILE.course, '2026-03-04', 'America/New_York')

  it('S1: each total counts for the first session from its day on, the newest of them', () => {
    const { sessions } = courseOf(
      [
        { courseNo: 1, session: session(2) },
        { courseNo: 1, session: session(1) },
      ],
      [
        score('2026-02-20', 22),
        score('2026-03-01', 20),
        score('2026-03-04', 15),
        score('2026-03-04', 3, 'c-ssrs'),
        score('2026-03-03', null, 'madrs'),
      ],
    )
    expect(sessions.map(({ infusionNumber, day, before }) => [infusionNumber, day, before])).toEqual([
      [1, '2026-03-03', { 'phq-9': 20 }],
      [2, '2026-03-04', { 'phq-9': 15, 'c-ssrs': 3 }],
    ])
  })

  it('S1: a session that was never begun is there, and neither counts for the plan nor takes a total', () => {
    const { sessions, next } = courseOf(
      [
        { courseNo: 1, session: session(1) },
        { courseNo: 1, session: session(2, { startedAt: null, phase: 'cancelled', baseline: null, points: [] }) },
      ],
      [score('2026-03-04', 15)],
      [span(1, 1)],
    )
    expect(sessions.map(({ phase }) => phase)).toEqual(['discharged', 'cancelled'])
    expect(next).toMatchObject({ infusionNumber: 2, window: { fromDay: '2026-03-04', toDay: '2026-03-06' } })
  })

  it('S1: flags and what is due are of the present course alone', () => {
    const old = session(1, { excursions: 1, worst: 'critical', mgPerKg: 0.9 })
    const { flags, next } = courseOf([{ courseNo: 1, session: old }], [], [span(1, 1), span(2, 0)])
    expect(flags).toEqual([])
    expect(next).toMatchObject({ infusionNumber: 1, why: 'first' })
  })
})
