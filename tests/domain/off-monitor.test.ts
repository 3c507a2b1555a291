import type { CriterionId } from '@chairside/shared/readiness'
import { describe, expect, it } from 'vitest'
import { at, Example, inBaseline, minutes, NURSE, PHYSICIAN, profile, running, ZERO } from '../support/judge-harness.ts'

const WELL = { hr: 70, pulse: 70, spo2: 97, rr: 14 }

const go = (example: Example, second: number) => example.act(second, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
const back = (example: Example, second: number) => example.act(second, { kind: 'return-to-monitor' }, NURSE)

/** Facts of the time off, one line each: `10 began until 310`, `310 ended time-over`. */
const lines = (example: Example): string[] =>
  example.facts.flatMap((fact) => {
    const second = (fact.at - ZERO) / 1_000
    if (fact.kind === 'off-monitor-began') return [`${second} began until ${(fact.untilAt - ZERO) / 1_000}`]
    return fact.kind === 'off-monitor-ended' ? [`${second} ended ${fact.because}`] : []
  })

/** Infusing and well until second 10, then off: nothing is heard from second 11 on. */
const gone = (): Example => {
  const example = running()
  example.stream(0, 10, WELL)
  expect(go(example, 10)).toBeNull()
  return example
}

describe('S7: announced and bounded', () => {
  it('S7: by a tap, for 5 min, with reason, name and end on the tile', () => {
    const example = gone()
    expect(example.picture.care.offMonitor).toEqual({ since: at(10), untilAt: at(310), reason: 'toilet', by: NURSE.name })
    expect(example.picture.care.heldBack).toEqual([{ what: 'off-monitor', since: at(10), untilAt: at(310) }])
    expect(example.of('off-monitor-began')).toMatchObject([{ reason: 'toilet', by: NURSE }])
  })

  it('S7: 5 min in the baseline and while infusing or paused, 15 min in recovery', () => {
    const baseline = inBaseline()
    go(baseline, -500)
    expect(lines(baseline)).toEqual(['-500 began until -200'])
    const example = gone()
    back(example, 20)
    example.mustAct(30, { kind: 'pause-infusion', reason: null })
    go(example, 40)
    back(example, 50)
    example.mustAct(60, { kind: 'stop-infusion', early: false, reason: null })
    go(example, 70)
    expect(lines(example).filter((line) => line.includes('began'))).toEqual([
      '10 began until 310',
      '40 began until 340',
      '70 began until 970',
    ])
  })

  it('S1: not before the baseline, not twice, and nobody returns who was not gone', () => {
    const early = new Example()
    early.checkIn(-minutes(12))
    early.bind(-minutes(11))
    expect(go(early, -minutes(10))).toEqual({ code: 'wrong-phase', details: ['checked-in'] })
    const example = gone()
    expect(go(example, 11)).toEqual({ code: 'already-done', details: [NURSE.name] })
    expect(back(example, 12)).toBeNull()
    expect(back(example, 13)?.code).toBe('already-done')
    expect(lines(example)).toEqual(['10 began until 310', '12 ended by-hand'])
  })

  it('S2: nobody starts an infusion off the monitor without a physician', () => {
    const example = inBaseline()
    for (const second of [-300, -120]) {
      example.set(second, 120, 80)
      example.heard(second, second + 175)
    }
    example.stream(-5, 0, WELL)
    example.passGate(0)
    expect(go(example, 0)).toBeNull()
    expect(example.act(1, { kind: 'start-infusion', overrideReason: 'as discussed' }, NURSE)).toMatchObject({
      code: 'physician-needed',
      details: ['monitor'],
    })
    expect(back(example, 2)).toBeNull()
    expect(example.act(3, { kind: 'start-infusion', overrideReason: 'as discussed' }, NURSE)).toBeNull()
  })
})

describe('S7: what is held back', () => {
  it('S7: G1 and G2: nothing is silent and nothing is lost', () => {
    const silent = gone()
    silent.tick(309)
    expect(silent.conditionLines('source-silent', 'signal-lost')).toEqual([])
    const heard = gone()
    heard.numerics(11, { rr: 0 }, ['hr', 'pulse', 'spo2'])
    heard.heard(12, 309)
    expect(heard.conditionLines('source-silent', 'signal-lost')).toEqual([])
  })

  it('S7: G3: no set is overdue meanwhile; it is stated at the end', () => {
    const example = running()
    example.stream(0, 290, WELL)
    go(example, 290)
    example.tick(589)
    expect(example.conditionLines('nibp-overdue')).toEqual([])
    example.tick(591)
    // Due at 300, low at 420, medium at 600.
    expect(example.conditionLines('nibp-overdue')).toEqual(['590 began nibp-overdue low'])
    example.tick(601)
    expect(example.conditionLines('nibp-overdue')).toEqual(['590 began nibp-overdue low', '600 priority nibp-overdue medium'])
  })

  it('S7: T: readings are shown and kept, counted and not judged, the monitor’s own apnoea among them', () => {
    const example = gone()
    example.stream(11, 60, { hr: 150, spo2: 70, rr: 0 })
    example.deliver(61, [{ kind: 'apnoea', seq: example.nextSeq(), at: at(61) }])
    expect(example.conditionLines('hr-extreme-high', 'spo2-desat', 'apnoea', 'spo2-low')).toEqual([])
    expect(example.picture.numerics.spo2?.value).toBe(70)
    back(example, 62)
    expect(example.of('hold-back-ended')).toMatchObject([{ what: 'off-monitor', readings: 151 }])
    example.stream(63, 68, { hr: 150, spo2: 70, rr: 0 })
    expect(example.conditionLines('hr-extreme-high', 'spo2-desat', 'apnoea')).toEqual([
      '68 began hr-extreme-high high',
      '68 began spo2-desat high',
      '68 began apnoea high',
    ])
  })

  it('S7: check-leads does not begin either', () => {
    const example = gone()
    example.stream(11, 20, { hr: 0, pulse: 70 })
    expect(example.conditionLines('check-leads')).toEqual([])
    back(example, 21)
    example.numerics(22, { hr: 0, pulse: 70 })
    expect(example.conditionLines('check-leads')).toEqual(['22 began check-leads medium'])
  })

  it('V8: what was there before stays, does not rise, and ends by good data alone', () => {
    const example = running()
    example.stream(0, 5, WELL)
    example.numerics(6, { hr: 70, rr: 14 }, ['pulse', 'spo2'])
    example.stream(7, 10, { hr: 70, rr: 14 })
    go(example, 10)
    example.heard(11, 200)
    expect(example.conditionLines('signal-lost')).toEqual(['6 began signal-lost pulse low', '6 began signal-lost spo2 low'])
    back(example, 200)
    expect(example.conditionLines('signal-lost').filter((line) => line.includes('ended'))).toEqual([])
    example.numerics(201, WELL)
    expect(example.conditionLines('signal-lost').filter((line) => line.includes('ended'))).toHaveLength(2)
  })

  it('V8: a signal and a source that were lost before are not found by going off', () => {
    const lost = running()
    lost.stream(0, 5, WELL)
    lost.stream(6, 20, { hr: 70, pulse: 70, rr: 14 })
    go(lost, 20)
    back(lost, 30)
    lost.stream(31, 35, { hr: 70, pulse: 70, rr: 14 })
    expect(lost.conditionLines('signal-lost').filter((line) => line.includes('spo2'))).toEqual(['15 began signal-lost spo2 low'])
    const silent = running()
    silent.stream(0, 5, WELL)
    silent.tick(20)
    go(silent, 20)
    back(silent, 30)
    silent.tick(39)
    expect(silent.conditionLines('source-silent')).toEqual(['15 began source-silent medium'])
  })

  it('S7: X goes on: a set is judged, and a recheck that nobody made is overdue', () => {
    const example = running()
    example.stream(0, 10, WELL)
    example.set(10, 165, 85)
    go(example, 11)
    example.tick(300)
    example.set(305, 185, 85)
    expect(example.excursionLines()).toEqual(['10 opened high warning', '305 confirmed high', '305 level high critical'])
    const waiting = running()
    waiting.set(10, 165, 85)
    go(waiting, 360)
    waiting.tick(400)
    expect(waiting.excursionLines()).toContain('370 overdue high')
  })

  it('V9: what a person counts and types is judged', () => {
    const example = gone()
    example.mustAct(20, { kind: 'enter-vitals', reading: { spo2: 80 } }, NURSE)
    expect(example.conditionLines('spo2-desat')).toEqual(['20 began spo2-desat high'])
  })

  it('S7: readings of that time that come late are not told as missed', () => {
    const story = (off: boolean): number => {
      const example = running()
      example.stream(0, 10, WELL)
      if (off) go(example, 10)
      example.stream(200, 202, WELL)
      const late = Array.from({ length: 40 }, (_, index) => ({
        kind: 'numerics' as const,
        seq: example.nextSeq(),
        at: at(30 + index),
        values: { spo2: 70 },
        off: [],
        unmapped: [],
      }))
      example.deliver(203, late)
      return example.of('happened-while-away').length
    }
    expect(story(false)).toBe(2)
    expect(story(true)).toBe(0)
  })
})

describe('S7: how it ends', () => {
  it('S7: at its time, with a sound that lasts until the patient is back', () => {
    const example = gone()
    example.tick(310)
    expect(lines(example)).toEqual(['10 began until 310'])
    example.tick(310.001)
    expect(lines(example)).toEqual(['10 began until 310', '310 ended time-over'])
    expect(example.picture.care).toMatchObject({ offMonitor: null, heldBack: [] })
    expect(example.alarm('off-monitor-over')).toMatchObject({ kind: 'technical', priority: 'medium', condition: 'present', latched: false })
    example.numerics(330, WELL)
    expect(example.alarm('off-monitor-over')).toBeUndefined()
  })

  it('S7: the sound ends by hand too, and by going again', () => {
    const byHand = gone()
    byHand.tick(311)
    expect(back(byHand, 312)).toBeNull()
    expect(byHand.alarm('off-monitor-over')).toBeUndefined()
    expect(back(byHand, 313)?.code).toBe('already-done')
    const again = gone()
    again.tick(311)
    expect(go(again, 312)).toBeNull()
    expect(again.alarm('off-monitor-over')).toBeUndefined()
    expect(lines(again)).toEqual(['10 began until 310', '310 ended time-over', '312 began until 612'])
  })

  it('G1: after it silence and lost signals count from the end, and the time before is not blamed', () => {
    const example = gone()
    example.tick(400)
    expect(example.conditionLines('source-silent', 'signal-lost')).toEqual([
      '320 began source-silent medium',
      '340 priority source-silent high',
    ])
    const heard = gone()
    heard.heard(11, 400)
    expect(heard.conditionLines('signal-lost')).toEqual([
      '320 began signal-lost hr low',
      '320 began signal-lost pulse low',
      '320 began signal-lost spo2 low',
      '320 began signal-lost rr low',
      '350 priority signal-lost hr medium',
      '350 priority signal-lost pulse medium',
      '350 priority signal-lost spo2 medium',
      '350 priority signal-lost rr medium',
    ])
  })

  it('S7: silently, with the first reading of a patient after none came for 10 s', () => {
    const example = gone()
    // The monitor goes on for a while.
    example.stream(11, 40, { hr: 70 })
    expect(lines(example)).toEqual(['10 began until 310'])
    example.numerics(50, { hr: 70 })
    expect(lines(example)).toEqual(['10 began until 310'])
    example.numerics(60.001, { hr: 70 })
    expect(lines(example)).toEqual(['10 began until 310', '60.001 ended data-returned'])
    expect(example.of('off-monitor-ended')).toMatchObject([{ by: null }])
    example.tick(400)
    expect(example.alarm('off-monitor-over')).toBeUndefined()
  })

  it('S7: the gap counts from the tap where nothing came since', () => {
    const soon = gone()
    soon.numerics(20, WELL)
    expect(lines(soon)).toEqual(['10 began until 310'])
    const later = gone()
    later.numerics(20.001, WELL)
    expect(lines(later)).toEqual(['10 began until 310', '20.001 ended data-returned'])
  })

  it('S7: the first reading that returns is judged', () => {
    const example = gone()
    example.stream(100, 105, { spo2: 80 })
    expect(example.conditionLines('spo2-desat')).toEqual(['105 began spo2-desat high'])
  })

  it('S7: a cannula on the table, a flagged, an impossible or a late value is no patient', () => {
    const example = gone()
    example.numerics(100, { rr: 0, etco2: 0, temp: 36.5 })
    example.numerics(101, { rr: 14, etco2: 38 })
    example.numerics(102, { hr: 70 }, ['hr'])
    example.numerics(103, { hr: 400, spo2: 0 })
    example.numerics(104, { hr: 0, pulse: 19, spo2: 49 })
    example.numerics(105, { hr: 70 }, [], 90)
    expect(lines(example)).toEqual(['10 began until 310'])
    example.numerics(106, { hr: 20 })
    expect(lines(example)).toHaveLength(2)
  })

  it('S7: of a monitor that speaks seldom, the gap is three of its periods', () => {
    const slow = profile({ periodMs: 10_000 })
    const example = running({ profile: slow })
    example.stream(0, 10, WELL, 10)
    go(example, 10)
    example.numerics(40, WELL)
    expect(lines(example)).toEqual(['10 began until 310'])
    example.numerics(70.001, WELL)
    expect(lines(example)).toHaveLength(2)
  })

  it('S7: that nothing came since the tap is no patient, however seldom the monitor speaks', () => {
    const example = running({ profile: profile({ periodMs: 120_000 }) })
    example.numerics(10, WELL)
    go(example, 10)
    example.tick(311)
    expect(example.alarm('off-monitor-over')?.condition).toBe('present')
  })

  it('S7: with a patient who hangs on the monitor already it ends without a sound', () => {
    const example = gone()
    example.stream(11, 309, WELL)
    example.tick(320)
    expect(lines(example)).toEqual(['10 began until 310', '310 ended time-over'])
    expect(example.of('alarm-raised').map(({ cause }) => cause)).not.toContain('off-monitor-over')
  })

  it('S7: with the session it ends, before the record says that the session is over', () => {
    const example = gone()
    example.mustAct(20, { kind: 'transfer', destination: 'ward' }, PHYSICIAN)
    expect(lines(example)).toEqual(['10 began until 310', '20 ended by-hand'])
    expect(example.facts.at(-1)?.kind).toBe('left')
    expect(example.picture.care).toMatchObject({ offMonitor: null, heldBack: [] })
    const over = gone()
    over.tick(311)
    over.mustAct(312, { kind: 'transfer', destination: 'ward' }, PHYSICIAN)
    expect(over.alarm('off-monitor-over')).toBeUndefined()
  })
})

describe('S7: D3 to D6 stand still', () => {
  const stateOf = (example: Example, id: CriterionId) => example.picture.readiness?.criteria.find((one) => one.id === id)

  /** In recovery, D3 to D6 met at `T`. */
  const T = minutes(20)
  const recovered = (): Example => {
    const example = running()
    example.mustAct(60, { kind: 'stop-infusion', early: false, reason: null })
    example.set(T - minutes(6), 120, 80)
    example.stream(T - minutes(5), T - 1, WELL)
    example.set(T - 0.5, 120, 80)
    example.numerics(T, WELL)
    for (const id of ['D3', 'D4', 'D5', 'D6'] as const) expect(stateOf(example, id)?.state).toBe('met')
    return example
  }
  const states = (example: Example): unknown[] => (['D3', 'D4', 'D5', 'D6'] as const).map((id) => stateOf(example, id)?.state)
  const MET = ['met', 'met', 'met', 'met']

  it('S7: passes stand for the time off the monitor, and go on from where they were', () => {
    const example = recovered()
    example.act(T, { kind: 'go-off-monitor', reason: 'walking-test' }, NURSE)
    expect(stateOf(example, 'D4')).toMatchObject({ evidenceAt: at(T), expiresAt: at(T + minutes(15) + 60) })
    example.tick(T + minutes(14))
    expect(states(example)).toEqual(MET)
    example.numerics(T + minutes(14), WELL)
    expect(lines(example).at(-1)).toContain('data-returned')
    expect(states(example)).toEqual(MET)
    // The hold of D4 to D6 is whole: the time off is no gap in it.
    example.stream(T + minutes(14) + 1, T + minutes(14) + 30, WELL)
    expect(states(example)).toEqual(MET)
    expect(stateOf(example, 'D5')?.evidenceAt).toBe(at(T + minutes(14) + 30))
  })

  it('S7: for 15 min at most; then ages run, and the maximum of each expires it', () => {
    const example = recovered()
    example.act(T, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
    example.tick(T + minutes(15) + 60)
    expect(states(example)).toEqual(MET)
    example.tick(T + minutes(15) + 60.002)
    expect(states(example)).toEqual(['met', 'expired', 'expired', 'met'])
    example.tick(T + minutes(25) - 0.5)
    expect(stateOf(example, 'D3')?.state).toBe('met')
    example.tick(T + minutes(25) - 0.498)
    expect(stateOf(example, 'D3')?.state).toBe('expired')
  })

  it('S7: a second time off adds up to no more than 15 min for the same evidence', () => {
    const example = recovered()
    example.act(T, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
    back(example, T + minutes(10))
    example.act(T + minutes(10), { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
    expect(stateOf(example, 'D4')?.expiresAt).toBe(at(T + minutes(15) + 60))
    example.tick(T + minutes(16) + 0.002)
    expect(stateOf(example, 'D4')?.state).toBe('expired')
  })

  it('S7: what comes off the monitor neither earns nor spoils a pass', () => {
    const example = recovered()
    example.act(T, { kind: 'go-off-monitor', reason: 'walking-test' }, NURSE)
    example.stream(T + 1, T + 400, { hr: 140, pulse: 140, spo2: 80, rr: 40 })
    expect(states(example)).toEqual(MET)
    expect(example.of('readiness-changed').filter((fact) => fact.at > at(T))).toEqual([])
    back(example, T + 401)
    example.stream(T + 402, T + 410, { hr: 70, pulse: 70, spo2: 80, rr: 40 })
    expect(states(example)).toEqual(['met', 'met', 'not-met', 'not-met'])
  })

  it('S7: a count of breaths stands still too, and keeps its own time', () => {
    const example = recovered()
    example.mustAct(T + 1, { kind: 'enter-vitals', reading: { rr: 12 } }, NURSE)
    example.act(T + 1, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
    expect(stateOf(example, 'D6')).toMatchObject({ state: 'met', evidenceAt: at(T + 1), expiresAt: at(T + 1 + minutes(30)) })
  })
})
