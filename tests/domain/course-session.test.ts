import { courseSessionOf } from '@chairside/server/domain/course-session'
import { buildChart } from '@chairside/server/domain/session-chart'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Entry } from '@chairside/shared/entry'
import type { CourseSession } from '@chairside/shared/patient-course'
import type { EventPicture } from '@chairside/shared/picture'
import type { Phase } from '@chairside/shared/session'
import type { ChartDifference, ChartSet, ChartSignature, ChartSummary, SessionChart } from '@chairside/shared/session-chart'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, inBaseline, minutes, NURSE, PHYSICIAN, quiet } from '../support/judge-harness.ts'

const { cuff } = DEFAULT_PROTOCOL
/** What one set may be apart from the next: while infusing, early and late in recovery, in minutes. */
const apart = (intervalMs: number): number => (intervalMs + cuff.strikeAfterMs) / 60_000
const EARLY = cuff.recoveryEarlyMs / 60_000
/** Less than any two sets are apart. */
const JUST = 0.001

interface Given {
  readonly chart?: Partial<SessionChart>
  readonly summary?: Partial<ChartSummary>
  /** The minute in which the infusion ended. */
  readonly stopped?: number
}

const chartOf = (example = quiet()): SessionChart => {
  const chart = buildChart({ inputs: example.inputs, facts: example.facts, chairId: CHAIR, content: null })
  if (chart === null) throw new Error('no chart')
  return chart
}
const course = ({ chart = {}, summary = {}, stopped }: Given = {}, base = chartOf()): CourseSession => {
  const infusion = { ...base.infusion, endedAt: stopped === undefined ? null : at(minutes(stopped)) }
  return courseSessionOf({ ...base, infusion, ...chart, summary: { ...base.summary, ...summary } }, cuff)
}

const set = (minute: number, sys: number | null = 124, dia: number | null = 82, changes: Partial<ChartSet> = {}): ChartSet => ({
  at: at(minutes(minute)),
  sys,
  dia,
  map: null,
  state: 'accepted',
  reason: null,
  origin: 'device',
  artefact: null,
  verify: false,
  ...changes,
})
const MARKED = { artefact: { reason: 'arm was bent', by: NURSE.name, at: at(0) } }
const joined = (sets: readonly ChartSet[], stopped?: number): readonly boolean[] =>
  course({ chart: { sets }, ...(stopped === undefined ? {} : { stopped }) }).points.map((point) => point.joined)

describe('X7: the points of a course', () => {
  it('X7: are the changes from the baseline from the start on, by infusion minute', () => {
    const { points } = course({ chart: { sets: [set(-JUST), set(0, 118, 79), set(4.5, 130, 85)] } })
    expect(points).toEqual([
      { minute: 0, sys: -2, dia: -1, joined: false },
      { minute: 4.5, sys: 10, dia: 5, joined: true },
    ])
  })

  it('V8: a set that is rejected, incomplete or marked is no point, and parts those beside it', () => {
    const parted = (between: ChartSet): readonly (readonly [number, boolean])[] =>
      course({ chart: { sets: [set(1), between, set(3)] } }).points.map((point) => [point.minute, point.joined] as const)
    for (const between of [set(2, 124, 82, { state: 'rejected' }), set(2, null), set(2, 124, null), set(2, 124, 82, MARKED)])
      expect(parted(between)).toEqual([
        [1, false],
        [3, false],
      ])
    expect(parted(set(2, 124, 82, { state: 'late' }))).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ])
  })

  it('G3: sets are joined until the number of the first would be struck through, while infusing', () => {
    const most = apart(cuff.intervalInfusingMs)
    for (const stopped of [undefined, 60]) {
      expect(joined([set(5), set(5 + most)], stopped)).toEqual([false, true])
      expect(joined([set(5), set(5 + most + JUST)], stopped)).toEqual([false, false])
    }
  })

  it('G3: after the end by the schedules of recovery, early and late', () => {
    const [early, late] = [apart(cuff.intervalRecoveryEarlyMs), apart(cuff.intervalRecoveryLateMs)]
    expect(late).toBeGreaterThan(early)
    const end = 40
    for (const from of [end, end + EARLY - JUST]) {
      expect(joined([set(from), set(from + early)], end), `${from}`).toEqual([false, true])
      expect(joined([set(from), set(from + early + JUST)], end), `${from}`).toEqual([false, false])
    }
    for (const from of [end + EARLY, end + EARLY + 1]) {
      expect(joined([set(from), set(from + late)], end), `${from}`).toEqual([false, true])
      expect(joined([set(from), set(from + late + JUST)], end), `${from}`).toEqual([false, false])
    }
  })

  it('G3: each stretch by a schedule of its own', () => {
    const own = { ...cuff, intervalInfusingMs: 60_000, intervalRecoveryEarlyMs: 120_000, intervalRecoveryLateMs: 180_000, strikeAfterMs: 0 }
    const chart = chartOf()
    const told = (from: number, to: number, endedAt: number | null = at(minutes(40))): boolean | undefined =>
      courseSessionOf({ ...chart, infusion: { ...chart.infusion, endedAt }, sets: [set(from), set(to)] }, own).points[1]?.joined
    // Still infusing.
    expect([told(50, 51, null), told(50, 51 + JUST, null)]).toEqual([true, false])
    expect([told(5, 6), told(5, 6 + JUST)]).toEqual([true, false])
    expect([told(40 - JUST, 41), told(40 - JUST, 41 + JUST)]).toEqual([false, false])
    expect([told(40, 42), told(40, 42 + JUST)]).toEqual([true, false])
    expect([told(40 + EARLY, 43 + EARLY), told(40 + EARLY, 43 + EARLY + JUST)]).toEqual([true, false])
  })

  it('B2, V8: there are none without a baseline, and none before a start', () => {
    const sets = [set(5), set(10)]
    expect(course({ chart: { sets, baseline: null } })).toMatchObject({ points: [], rise: null, baseline: null })
    const { infusion } = chartOf()
    const never = course({ chart: { sets, infusion: { ...infusion, startedAt: null } } })
    expect(never).toMatchObject({ points: [], rise: null, startedAt: null, peak: null, stoppedMinute: null })
  })

  it('X7: the largest rises are the first such, of SYS and DIA apart, negative where all were lower', () => {
    expect(course({ chart: { sets: [set(5, 130, 81), set(10, 140, 85), set(15, 140, 90), set(20, 139, 90)] } }).rise).toEqual({
      sys: { by: 20, minute: 10 },
      dia: { by: 10, minute: 15 },
    })
    expect(course({ chart: { sets: [set(5, 110, 70), set(10, 112, 69)] } }).rise).toEqual({
      sys: { by: -8, minute: 10 },
      dia: { by: -10, minute: 5 },
    })
  })
})

describe('D9, D13: what was entered', () => {
  const event = (minute: number, entry: Entry, correction: EventPicture['correction'] = null): EventPicture => ({
    at: at(minutes(minute)),
    by: NURSE.name,
    entry,
    factSeq: 1,
    correction,
  })
  const score = (minute: number, value: number): EventPicture => event(minute, { kind: 'dissociation', scale: '0-10', value })
  const cadss = (minute: number, value: number): EventPicture =>
    event(minute, { kind: 'dissociation', scale: 'cadss-6', value, highestItem: 2 })
  const of = (...events: readonly EventPicture[]): CourseSession => course({ chart: { events } })

  it('D9: the first highest score of each scale since the start; the one before is what later ones are compared with', () => {
    expect(of(score(5, 3), score(10, 7), score(15, 7), cadss(20, 12), score(25, 2))).toMatchObject({
      dissociation: { value: 7, minute: 10 },
      cadss: { value: 12, minute: 20 },
    })
    expect(of(score(-JUST, 9), score(0, 1)).dissociation).toEqual({ value: 1, minute: 0 })
    expect(of(score(-1, 9))).toMatchObject({ dissociation: null, cadss: null })
    expect(of(event(5, { kind: 'pain-score', value: 9 }), event(6, { kind: 'sedation', moaas: 4 })).dissociation).toBeNull()
  })

  it('V8: a session that never began has no score of its own', () => {
    const { infusion } = chartOf()
    expect(course({ chart: { events: [score(5, 3)], infusion: { ...infusion, startedAt: null } } }).dissociation).toBeNull()
  })

  it('R1: entries count as corrected', () => {
    const by = { by: NURSE.name, at: at(0), reason: 'a slip' }
    expect(of(score(5, 3), event(10, { kind: 'dissociation', scale: '0-10', value: 9 }, { ...by, entry: null })).dissociation?.value).toBe(
      3,
    )
  })

  it('D13: what was said last about safety; null where nobody asked', () => {
    const safety = (minute: number, concern: boolean): EventPicture => event(minute, { kind: 'safety', concern })
    expect(of(safety(50, true), safety(60, false), score(70, 1)).safetyConcern).toBe(false)
    expect(of(safety(50, false), safety(60, true)).safetyConcern).toBe(true)
    expect(of(score(70, 1)).safetyConcern).toBeNull()
  })
})

describe('S1, R3: where a session of a course stands', () => {
  it('S1: its end is told once it is over', () => {
    for (const phase of ['discharged', 'left-against-advice', 'transferred', 'cancelled'] as const satisfies readonly Phase[])
      expect(course({ chart: { phase, endedAt: at(600) } })).toMatchObject({ phase, endedAt: at(600) })
    expect(course({ chart: { phase: 'recovering', endedAt: at(600) } }).endedAt).toBeNull()
  })

  it('X7: its figures are those of its chart, in infusion minutes', () => {
    const summary: Partial<ChartSummary> = {
      peakSet: { sys: 150, dia: 90, at: at(minutes(12)) },
      lowest: { sys: null, rr: null, spo2: { value: 93, at: at(minutes(3)) } },
      rescues: [{ at: at(minutes(20)), name: 'Midazolam', dose: '1 mg' }],
      excursions: { confirmed: 3, notConfirmed: 2, notReproduced: 1 },
      worst: 'critical',
      readyMs: 5_000,
      leftMs: 6_000,
    }
    expect(course({ summary, stopped: 38.5 })).toMatchObject({
      stoppedMinute: 38.5,
      peak: { sys: 150, dia: 90, minute: 12 },
      lowestSpo2: 93,
      rescues: [{ minute: 20, name: 'Midazolam', dose: '1 mg' }],
      excursions: 3,
      notConfirmed: 2,
      notReproduced: 1,
      worst: 'critical',
      recoveryMs: 5_000,
      stayMs: 6_000,
      baseline: { sys: 120, dia: 80 },
      weightKg: 70,
      orderedMg: 35,
    })
    const none = course()
    expect([none.peak, none.lowestSpo2, none.stoppedMinute, none.startedAt]).toEqual([null, null, null, at(0)])
  })

  it('V8: before a start it has no minutes', () => {
    const base = chartOf(inBaseline())
    const summary: Partial<ChartSummary> = {
      peakSet: { sys: 150, dia: 90, at: at(0) },
      rescues: [{ at: at(0), name: 'Midazolam', dose: '1 mg' }],
    }
    expect(course({ summary }, base)).toMatchObject({ peak: null, rescues: [{ minute: null }], startedAt: null, givenMg: null })
  })

  it('R3: it is signed once somebody signed, and names whom it still waits for', () => {
    const signature: ChartSignature = {
      by: PHYSICIAN.name,
      role: 'physician',
      at: at(700),
      meaning: 'reviewed',
      content: { entry: 1, hash: 'a'.repeat(64) },
      seen: [],
    }
    expect(course().signed).toBe(false)
    expect(course()).not.toHaveProperty('waitsFor')
    const one = course({ chart: { signatures: [signature], missingSignatures: [] } })
    expect(one.signed).toBe(true)
    expect(one).not.toHaveProperty('waitsFor')
    expect(course({ chart: { signatures: [signature], missingSignatures: ['second-physician'] } })).toMatchObject({
      signed: true,
      waitsFor: 'second-physician',
    })
  })

  it('X9: it counts as corrected where a set is marked, or the chart says otherwise than live', () => {
    const difference: ChartDifference = { kind: 'excursion', live: null, chart: null }
    const corrected = (sets: readonly ChartSet[], differences: readonly ChartDifference[] = []): boolean =>
      course({ chart: { sets, differences } }).corrected
    expect([corrected([]), corrected([set(5)])]).toEqual([false, false])
    expect(corrected([set(5), set(10, 124, 82, MARKED)])).toBe(true)
    expect([corrected([], [difference]), corrected([set(5)], [difference])]).toEqual([true, true])
  })
})
