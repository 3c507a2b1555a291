import type { Alarm } from '@chairside/shared/alarm'
import { alarmIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { CRITERIA, type CriterionId, type CriterionResult, type Readiness } from '@chairside/shared/readiness'
import { GATE_ITEMS } from '@chairside/shared/session'
import type { Course } from '@chairside/simulators/course'
import type { Findings } from '@chairside/simulators/findings'
import { planVisit } from '@chairside/simulators/room-plan'
import { parseScenario } from '@chairside/simulators/scenario-file'
import { SCENARIOS } from '@chairside/simulators/scenario-library'
import { courseOf } from '@chairside/simulators/session-course'
import { type Decision, decide, type Habits, newMemory, type Situation } from '@chairside/simulators/staff'
import { describe, expect, it } from 'vitest'
import { chairWith, NOW, sessionIn, VISIT } from './chair-picture.ts'

const MINUTE = 60_000
const HABITS: Habits = { acknowledgeAfterMs: 3 * MINUTE, dischargeAfterMs: 6 * MINUTE, resumeAfterMs: 10 * MINUTE, turnoverMs: 6 * MINUTE }

const WELL: Findings = {
  dissociation: 0,
  alertness: 5,
  oriented: 4,
  nausea: 'none',
  vomitedWithin15Min: false,
  pain: false,
  steady: true,
  dizzy: false,
}

const doing = (chair: ChairPicture, change: Partial<Situation> = {}): Decision | null =>
  decide({
    chair,
    now: NOW,
    memory: newMemory(),
    habits: HABITS,
    monitor: { sourceId: sourceIdSchema.parse('m1'), connected: true },
    next: null,
    findings: WELL,
    story: null,
    ...change,
  })

const alarm = (change: Partial<Alarm> = {}): Alarm => ({
  id: alarmIdSchema.parse('A1'),
  cause: 'bp-high',
  kind: 'physiological',
  priority: 'high',
  condition: 'present',
  acknowledgement: null,
  beganAt: NOW - 4 * MINUTE,
  endedAt: null,
  latched: true,
  text: 'SYS 184 ≥ 180',
  unconfirmed: false,
  announcedAt: NOW,
  escalation: 0,
  presentedAs: 'medium',
  ...change,
})

const readiness = (missing: readonly string[], mayLeave = false): Readiness => ({
  verdict: missing.length === 0 ? 'ready' : 'not-ready',
  criteria: CRITERIA.map(
    (id): CriterionResult => ({
      id,
      state: missing.includes(id) ? 'no-evidence' : 'met',
      restsOn: [],
      evidence: null,
      evidenceAt: null,
      by: null,
      expiresAt: null,
      earliestAt: null,
    }),
  ),
  met: 0,
  of: 15,
  missing: [],
  nextExpiry: null,
  earliestAt: null,
  mayLeave,
})

describe('the simulated staff', () => {
  it('check in the next patient when it is time, as simulated (S5)', () => {
    const next = { visit: VISIT, at: NOW }
    expect(doing(chairWith(null), { next })?.act).toMatchObject({ kind: 'check-in', simulated: true, patient: VISIT.card })
    expect(doing(chairWith(null), { next: { visit: VISIT, at: NOW + 1 } })).toBeNull()
  })

  it('bind the monitor before anything else, but only one that is connected', () => {
    const chair = chairWith(sessionIn('checked-in'), { source: null })
    expect(doing(chair)?.act.kind).toBe('bind-monitor')
    expect(doing(chair, { monitor: { sourceId: sourceIdSchema.parse('m1'), connected: false } })).toBeNull()
  })

  it('answer each item of the gate that a person answers, then begin the baseline (S2)', () => {
    const gate: Record<string, { passed: boolean; by: string; at: number }> = {}
    for (const item of GATE_ITEMS.filter(({ kind }) => kind !== 'derived')) {
      const decision = doing(chairWith(sessionIn('checked-in', { gate: { ...gate } })))
      expect(decision?.act).toEqual({ kind: 'answer-gate', item: item.id, passed: true })
      gate[item.id] = { passed: true, by: 'x', at: NOW }
    }
    expect(doing(chairWith(sessionIn('checked-in', { gate })))?.act.kind).toBe('begin-baseline')
  })

  it('start with what the holds need: nothing, a nurse with a reason, or a physician', () => {
    const memory = () => ({ ...newMemory(), cannulatedAt: NOW - 8 * MINUTE })
    const starting = (holds: SessionPicture['holds'], sinceMin = 9) =>
      doing(chairWith(sessionIn('baseline', { holds, phaseSince: NOW - sinceMin * MINUTE })), { memory: memory() })
    expect(starting([])).toEqual({ by: 'nurse', act: { kind: 'start-infusion', overrideReason: null } })
    expect(starting([{ id: 'bp', strength: 'soft', detail: '' }])?.by).toBe('nurse')
    expect(starting([{ id: 'bp', strength: 'hard', detail: '' }])?.by).toBe('physician')
    expect(starting([{ id: 'dose', strength: 'refused', detail: '' }])).toBeNull()
    expect(starting([{ id: 'baseline', strength: 'hard', detail: '' }])).toBeNull()
    expect(starting([{ id: 'baseline', strength: 'hard', detail: '' }], 21)?.by).toBe('physician')
  })

  it('leave alarms to the people at the screens for a while, then acknowledge with a plan where one is needed (A4)', () => {
    const chair = (one: Alarm) => chairWith(sessionIn('infusing'), { alarms: [one] })
    expect(doing(chair(alarm({ beganAt: NOW - 2 * MINUTE })))).toBeNull()
    expect(doing(chair(alarm()))?.act).toEqual({ kind: 'acknowledge', alarmId: 'A1', plan: 'recheck' })
    expect(doing(chair(alarm({ kind: 'technical', cause: 'nibp-overdue' })))?.act).toMatchObject({ plan: null })
    expect(doing(chair(alarm()), { habits: { ...HABITS, acknowledgeAfterMs: Number.POSITIVE_INFINITY } })).toBeNull()
  })

  it('G5: go to a monitor that names somebody else, acknowledge, and say whose it is', () => {
    const wrong = alarm({ kind: 'technical', cause: 'wrong-patient', text: '' })
    const seen = { ...wrong, acknowledgement: { by: 'N. Nurse', at: NOW, plan: null } }
    const chair = (one: Alarm) => chairWith(sessionIn('infusing'), { alarms: [one] })
    expect(doing(chair({ ...wrong, beganAt: NOW - 2 * MINUTE }))).toBeNull()
    expect(doing(chair(wrong))?.act).toEqual({ kind: 'acknowledge', alarmId: 'A1', plan: null })
    expect(doing(chair(seen))).toMatchObject({ by: 'nurse', act: { kind: 'resolve-wrong-patient' } })
    const endless = { ...HABITS, acknowledgeAfterMs: Number.POSITIVE_INFINITY }
    expect(doing(chair(seen), { habits: endless })).toBeNull()
  })

  it('enter what is missing and can be seen by then, worse while the patient is still away', () => {
    const chair = chairWith(sessionIn('recovering'), { readiness: readiness(['D9']) })
    expect(doing(chair, { findings: { ...WELL, dissociation: 0.43 } })?.act).toEqual({
      kind: 'enter',
      entry: { kind: 'dissociation', scale: '0-10', value: 4 },
    })
    expect(doing(chair, { memory: { ...newMemory(), enteredAt: new Map([['D9', NOW - MINUTE]]) } })).toBeNull()
    const early = chairWith(sessionIn('recovering', { phaseSince: NOW - 5 * MINUTE }), { readiness: readiness(['D9']) })
    expect(doing(early)).toBeNull()
  })

  it('do what the story asks of them when it is due, once', () => {
    const course: Course = {
      checkedInAt: 0,
      cannulatedAt: null,
      pump: [{ fromAt: NOW - 20 * MINUTE, toAt: null, rateMgPerMin: 1 }],
      infusionEndedAt: null,
    }
    const told = (line: string) => ({ scenario: parseScenario(`title T\n${line}`, 't.scenario'), course, now: NOW })
    const chair = chairWith(sessionIn('infusing'))
    expect(doing(chair, { story: told('staff infusion-start + 20 min: pause') })).toMatchObject({
      step: 0,
      act: { kind: 'pause-infusion' },
    })
    expect(doing(chair, { story: told('staff infusion-start + 21 min: pause') })?.step).toBeUndefined()
    const memory = { ...newMemory(), stepsDone: new Set([0]) }
    expect(doing(chair, { memory, story: told('staff infusion-start + 20 min: pause') })?.step).toBeUndefined()
    expect(doing(chair, { story: told('staff infusion-start: give antiemetic Ondansetron 4 mg') })).toMatchObject({
      by: 'physician',
      act: { kind: 'enter', entry: { kind: 'medication', group: 'antiemetic', name: 'Ondansetron', dose: '4 mg' } },
    })
  })

  it('enter what they see: drowsiness, nausea, pain', () => {
    const seen: Findings = { ...WELL, alertness: 3, nausea: 'severe', vomitedWithin15Min: true, pain: true }
    const entered = (criterion: CriterionId) =>
      doing(chairWith(sessionIn('recovering'), { readiness: readiness([criterion]) }), { findings: seen })?.act
    expect(entered('D7')).toEqual({ kind: 'enter', entry: { kind: 'sedation', moaas: 3 } })
    expect(entered('D11')).toEqual({ kind: 'enter', entry: { kind: 'nausea', level: 'severe', vomitedWithin15Min: true } })
    expect(entered('D12')).toEqual({ kind: 'enter', entry: { kind: 'pain', newModerateOrSevere: true } })
    expect(entered('D18')).toMatchObject({ entry: { kind: 'aldrete', consciousness: 1 } })
  })

  it('score the patient now and then while the pump runs', () => {
    const infusion = {
      plannedDurationMs: 40 * MINUTE,
      plannedRateMlPerHour: 60,
      doseMg: 35,
      concentrationMgPerMl: 2,
      startedAt: NOW - 15 * MINUTE,
      plannedEndAt: NOW + 25 * MINUTE,
      endedAt: null,
      endedEarly: false,
      stretches: [],
    }
    const chair = chairWith(sessionIn('infusing'), { infusion })
    expect(doing(chair, { findings: { ...WELL, alertness: 4 } })?.act).toEqual({ kind: 'enter', entry: { kind: 'sedation', moaas: 4 } })
    const memory = { ...newMemory(), enteredAt: new Map<CriterionId, number>([['D7', NOW - MINUTE]]) }
    expect(doing(chair, { memory })).toBeNull()
  })

  it('leave a ready patient to the people at the screens for a while, then discharge', () => {
    const chair = chairWith(sessionIn('recovering'), { readiness: readiness([], true) })
    const memory = newMemory()
    expect(doing(chair, { memory })).toBeNull()
    expect(doing(chair, { memory, now: NOW + HABITS.dischargeAfterMs })?.act).toEqual({ kind: 'discharge', overrideReason: null })
  })

  it('S5: never act on a session that is not marked as simulated', () => {
    expect(doing(chairWith(sessionIn('checked-in', { simulated: false }), { source: null }))).toBeNull()
  })
})

describe('the plan of a room', () => {
  it('is the same for the same seed, and has each scenario on one chair', () => {
    const plan = (seed: string) => SCENARIOS.map((_, index) => planVisit(seed, index + 1, 1))
    expect(plan('7')).toEqual(plan('7'))
    expect(plan('8')).not.toEqual(plan('7'))
    expect(new Set(plan('7').map(({ scenario }) => scenario.id))).toEqual(new Set(SCENARIOS.map(({ id }) => id)))
  })

  it('orders 0.5 mg/kg within the gate, whoever comes', () => {
    for (let visit = 1; visit <= 200; visit += 1) {
      const { order } = planVisit('gate', 1, visit)
      expect(order.doseMg / order.weightKg).toBeCloseTo(0.5, 1)
      expect(order.durationMin).toBe(40)
    }
  })
})

describe("the patient's pump", () => {
  it('is the infusion of the session, pauses and rates included', () => {
    const stretches = [
      { fromAt: NOW, toAt: NOW + MINUTE, rateMlPerHour: 60 },
      { fromAt: NOW + 2 * MINUTE, toAt: null, rateMlPerHour: 30 },
    ]
    const infusion = {
      plannedDurationMs: 40 * MINUTE,
      plannedRateMlPerHour: 60,
      doseMg: 35,
      concentrationMgPerMl: 2,
      startedAt: NOW,
      plannedEndAt: null,
      endedAt: null,
      endedEarly: false,
      stretches,
    }
    const course = courseOf(chairWith(sessionIn('infusing'), { infusion }), null)
    expect(course.pump).toEqual([
      { fromAt: NOW, toAt: NOW + MINUTE, rateMgPerMin: 2 },
      { fromAt: NOW + 2 * MINUTE, toAt: null, rateMgPerMin: 1 },
    ])
  })
})
