import type { ReadinessEvidence } from '@chairside/server/domain/readiness-evidence'
import { describe, expect, test } from 'vitest'
import { afterEnd, criterionAt, entered, minutes, nothingKnown, readyAt, stateAt, stream } from './readiness-fixture.ts'

const NOW = afterEnd(45)
const pair = (earlier: readonly [number, number], newest: readonly [number, number], levels: readonly [number, number] = [-1, -1]) => ({
  ...readyAt(NOW),
  sets: [
    { at: NOW - minutes(5), sys: earlier[0], dia: earlier[1], level: levels[0] },
    { at: NOW, sys: newest[0], dia: newest[1], level: levels[1] },
  ],
})

describe('blood pressure', () => {
  const without = (evidence: ReadinessEvidence): ReadinessEvidence => ({ ...evidence, baseline: null })

  test('D3: within 20 % of the baseline in both directions, at exactly 20 % too', () => {
    for (const sys of [144, 96]) expect(stateAt('D3', pair([120, 80], [sys, 80]), NOW)).toBe('met')
    for (const sys of [144.1, 95.9]) expect(stateAt('D3', pair([120, 80], [sys, 80]), NOW)).toBe('not-met')
    for (const dia of [96, 64]) expect(stateAt('D3', pair([120, 80], [120, dia]), NOW)).toBe('met')
    for (const dia of [96.1, 63.9]) expect(stateAt('D3', pair([120, 80], [120, dia]), NOW)).toBe('not-met')
  })

  test('D3: the 20 % are exact decimals', () => {
    const from = (sys: number) => ({ ...pair([120, 80], [sys, 80]), baseline: { sys: 134.3, dia: 80, map: null, sets: [] } })
    const evidence = (sys: number) => ({ ...from(sys), sets: from(sys).sets.map((set) => ({ ...set, sys })) })
    expect(stateAt('D3', evidence(107.44), NOW)).toBe('met')
    expect(stateAt('D3', evidence(107.43), NOW)).toBe('not-met')
  })

  test('D3: a low DIA may differ by 10 mmHg where 20 % is less', () => {
    const low = (dia: number) => ({ ...pair([120, 60], [120, dia]), baseline: { sys: 120, dia: 60, map: null, sets: [] } })
    // 20 % of 60 is 12, so here the percentage is the wider; at 45 it is 9 and the 10 mmHg are.
    expect(stateAt('D3', low(72), NOW)).toBe('met')
    const lower = (dia: number) => ({ ...pair([120, 52], [120, dia]), baseline: { sys: 120, dia: 45, map: null, sets: [] } })
    expect(stateAt('D3', lower(55), NOW)).toBe('met')
    expect(stateAt('D3', lower(55.1), NOW)).toBe('not-met')
  })

  test('D3: below 160/100 and at least 90/50, whatever the baseline', () => {
    const passing = (sys: number, dia: number) => stateAt('D3', without(pair([120, 80], [sys, dia])), NOW)
    expect(passing(159, 99)).toBe('met')
    expect(passing(160, 80)).toBe('not-met')
    expect(passing(120, 100)).toBe('not-met')
    expect(passing(90, 50)).toBe('met')
    expect(passing(89.9, 60)).toBe('not-met')
    expect(passing(100, 49.9)).toBe('not-met')
  })

  test('D3: without a baseline the relative parts are off, and the evidence says so', () => {
    const evidence = without(pair([150, 95], [150, 95]))
    expect(criterionAt('D3', evidence, NOW)).toMatchObject({ state: 'met', evidence: '150/95, 150/95, no baseline' })
  })

  test('D3: one set is not enough; the second may pass 5 min after it', () => {
    const one = { ...readyAt(NOW), sets: [{ at: NOW, sys: 120, dia: 80, level: -1 }] }
    expect(criterionAt('D3', one, NOW)).toMatchObject({ state: 'no-evidence', earliestAt: NOW + minutes(5) })
    expect(criterionAt('D3', one, NOW + minutes(5)).earliestAt).toBeNull()
    const two = (gapMs: number) => ({ ...one, sets: [...one.sets, { at: NOW + gapMs, sys: 120, dia: 80, level: -1 }] })
    expect(stateAt('D3', two(minutes(5)), NOW + minutes(5))).toBe('met')
    expect(stateAt('D3', two(minutes(5) - 1), NOW + minutes(5))).toBe('no-evidence')
  })

  test('D3: rechecks between the two sets must pass too, and do not restart the 5 min', () => {
    const between = (sys: number) => {
      const evidence = readyAt(NOW)
      const [first, last] = evidence.sets
      if (first === undefined || last === undefined) throw new Error('two sets expected')
      return { ...evidence, sets: [first, { at: NOW - minutes(2), sys, dia: 80, level: -1 }, last] }
    }
    expect(stateAt('D3', between(130), NOW)).toBe('met')
    expect(criterionAt('D3', between(150), NOW)).toMatchObject({ state: 'not-met', earliestAt: NOW + minutes(5) })
  })

  test('D3: a failing set before the pair does no harm, a failing one in it does', () => {
    const evidence = readyAt(NOW)
    const worse = { at: NOW - minutes(10), sys: 170, dia: 80, level: 1 }
    expect(stateAt('D3', { ...evidence, sets: [worse, ...evidence.sets] }, NOW)).toBe('met')
    expect(criterionAt('D3', pair([170, 80], [120, 80]), NOW)).toMatchObject({ state: 'not-met', earliestAt: NOW + minutes(5) })
    expect(criterionAt('D3', pair([120, 80], [170, 80]), NOW)).toMatchObject({ state: 'not-met', earliestAt: null })
  })

  test('D3: the newest set may not be of a worse level than its partner', () => {
    expect(stateAt('D3', pair([140, 80], [144, 80], [-1, 0]), NOW)).toBe('not-met')
    expect(stateAt('D3', pair([144, 80], [144, 80], [0, 0]), NOW)).toBe('met')
    expect(stateAt('D3', pair([144, 80], [140, 80], [0, -1]), NOW)).toBe('met')
  })

  test('D3: the newest set counts for 10 min', () => {
    expect(criterionAt('D3', readyAt(NOW), NOW + minutes(10))).toMatchObject({ state: 'met', expiresAt: NOW + minutes(10) })
    expect(stateAt('D3', readyAt(NOW), NOW + minutes(10) + 1)).toBe('expired')
  })

  test('D3: sets taken before the end of the infusion do not count', () => {
    const at = (minute: number) => ({ at: afterEnd(minute), sys: 120, dia: 80, level: -1 })
    expect(stateAt('D3', { ...nothingKnown(), sets: [at(-1), at(4)] }, afterEnd(4))).toBe('no-evidence')
    expect(stateAt('D3', { ...nothingKnown(), sets: [at(0), at(5)] }, afterEnd(5))).toBe('met')
    expect(stateAt('D3', { ...nothingKnown(), sets: [at(-6), at(-1)] }, afterEnd(1))).toBe('no-evidence')
  })
})

describe('heart rate', () => {
  const heart = (value: number, base: number | null = null) => ({
    ...readyAt(NOW),
    continuousBaseline: { hr: base, spo2: 98, rr: 14 },
    heartRate: stream(NOW, value),
  })

  test('D4: from 50 to 110', () => {
    for (const value of [50, 110]) expect(stateAt('D4', heart(value), NOW)).toBe('met')
    for (const value of [49.9, 110.1]) expect(stateAt('D4', heart(value), NOW)).toBe('not-met')
  })

  test('D4: within 20 % or 20 a minute of the baseline, whichever is wider; without one the evidence says so', () => {
    for (const value of [90, 50]) expect(stateAt('D4', heart(value, 70), NOW)).toBe('met')
    expect(stateAt('D4', heart(90.1, 70), NOW)).toBe('not-met')
    expect(stateAt('D4', heart(84, 105), NOW)).toBe('met')
    expect(stateAt('D4', heart(83.9, 105), NOW)).toBe('not-met')
    expect(criterionAt('D4', heart(72), NOW).evidence).toBe('median 72 /min, no baseline')
    expect(criterionAt('D4', heart(72, 70), NOW).evidence).toBe('median 72 /min')
  })

  test('D4: the median of 5 min decides, so short peaks do not', () => {
    const peaks = (count: number) =>
      heart(72, 70).heartRate.map((sample, index, all) => (index >= all.length - count ? { ...sample, value: 140 } : sample))
    expect(stateAt('D4', { ...heart(72, 70), heartRate: peaks(149) }, NOW)).toBe('met')
    expect(stateAt('D4', { ...heart(72, 70), heartRate: peaks(151) }, NOW)).toBe('not-met')
  })

  test('D4: the readings must reach back the 5 min without a gap of more than a minute', () => {
    const short = { ...readyAt(NOW), heartRate: stream(NOW, 72, minutes(5) - 1_000) }
    expect(criterionAt('D4', short, NOW)).toMatchObject({ state: 'no-evidence', earliestAt: NOW + 1_000 })
    expect(stateAt('D4', { ...short, heartRate: stream(NOW, 72, minutes(5)) }, NOW)).toBe('met')
    const holed = (gapMs: number) => stream(NOW, 72).filter(({ at }) => at <= NOW - minutes(2) - gapMs || at >= NOW - minutes(2))
    expect(stateAt('D4', { ...short, heartRate: holed(minutes(1)) }, NOW)).toBe('met')
    expect(criterionAt('D4', { ...short, heartRate: holed(minutes(1) + 1_000) }, NOW)).toMatchObject({
      state: 'no-evidence',
      earliestAt: NOW + minutes(3),
    })
  })

  test('D4: the newest reading counts for one minute', () => {
    expect(criterionAt('D4', readyAt(NOW), NOW + minutes(1))).toMatchObject({ state: 'met', expiresAt: NOW + minutes(1) })
    expect(stateAt('D4', readyAt(NOW), NOW + minutes(1) + 1)).toBe('expired')
    expect(stateAt('D4', { ...readyAt(NOW), heartRate: [] }, NOW)).toBe('no-evidence')
  })
})

describe('oxygen saturation', () => {
  const air = (value: number, base: number | null = 98) => ({
    ...readyAt(NOW),
    continuousBaseline: { hr: 70, spo2: base, rr: 14 },
    spo2: stream(NOW, value),
  })

  test('D5: at least 94, or at most 2 below the baseline', () => {
    expect(stateAt('D5', air(94), NOW)).toBe('met')
    expect(stateAt('D5', air(93.9), NOW)).toBe('not-met')
    expect(stateAt('D5', air(91, 93), NOW)).toBe('met')
    expect(stateAt('D5', air(90.9, 93), NOW)).toBe('not-met')
    expect(stateAt('D5', air(93, null), NOW)).toBe('not-met')
  })

  test('D5: held for exactly 5 min; a dip begins the hold anew', () => {
    const dipped = (at: number) => air(97).spo2.map((sample) => (sample.at === at ? { ...sample, value: 92 } : sample))
    expect(stateAt('D5', { ...air(97), spo2: dipped(NOW - minutes(5) - 1_000) }, NOW)).toBe('met')
    expect(criterionAt('D5', { ...air(97), spo2: dipped(NOW - minutes(5)) }, NOW)).toMatchObject({
      state: 'not-met',
      earliestAt: NOW + 1_000,
    })
    expect(criterionAt('D5', { ...air(97), spo2: stream(NOW, 97, minutes(3)) }, NOW)).toMatchObject({
      state: 'no-evidence',
      earliestAt: NOW + minutes(2),
    })
  })

  test('D5: at least 90 % of the expected readings were accepted', () => {
    const thinned = (missing: number) => stream(NOW, 97).filter(({ at }) => at > NOW - 1_000 || at <= NOW - (missing + 1) * 1_000)
    expect(stateAt('D5', { ...air(97), spo2: thinned(30) }, NOW)).toBe('met')
    expect(stateAt('D5', { ...air(97), spo2: thinned(31) }, NOW)).toBe('no-evidence')
    const slow = { ...air(97), spo2PeriodMs: 60_000, spo2: stream(NOW, 97).filter((_, index) => index % 60 === 0) }
    expect(stateAt('D5', slow, NOW)).toBe('met')
  })

  test('D5: off oxygen for exactly 10 min', () => {
    const off = { ...air(97), oxygenOffSince: NOW - minutes(10) }
    expect(stateAt('D5', off, NOW)).toBe('met')
    expect(criterionAt('D5', { ...off, oxygenOffSince: NOW - minutes(10) + 1 }, NOW)).toMatchObject({
      state: 'not-met',
      earliestAt: NOW + 1,
      expiresAt: null,
    })
    expect(criterionAt('D5', { ...air(97), oxygenOn: true }, NOW)).toMatchObject({ state: 'not-met', evidence: 'on oxygen' })
  })

  test('D5: the newest reading counts for one minute', () => {
    expect(stateAt('D5', readyAt(NOW), NOW + minutes(1))).toBe('met')
    expect(stateAt('D5', readyAt(NOW), NOW + minutes(1) + 1)).toBe('expired')
  })
})

describe('breathing', () => {
  const breathing = (value: number) => ({ ...readyAt(NOW), rr: stream(NOW, value) })
  const count = (value: number, at = NOW) => ({ ...readyAt(NOW), rr: [{ at, value }], rrManual: { at, value } })

  test('D6: from 10 to 24, streamed for exactly 5 min', () => {
    for (const value of [10, 24]) expect(stateAt('D6', breathing(value), NOW)).toBe('met')
    for (const value of [9.9, 24.1]) expect(stateAt('D6', breathing(value), NOW)).toBe('not-met')
    expect(stateAt('D6', { ...breathing(14), rr: stream(NOW, 14, minutes(5)) }, NOW)).toBe('met')
    expect(criterionAt('D6', { ...breathing(14), rr: stream(NOW, 14, minutes(5) - 1_000) }, NOW)).toMatchObject({
      state: 'no-evidence',
      earliestAt: NOW + 1_000,
    })
  })

  test('D6: a reading outside, or a gap, begins the hold anew', () => {
    const outside = breathing(14).rr.map((sample) => (sample.at === NOW - minutes(1) ? { ...sample, value: 25 } : sample))
    expect(criterionAt('D6', { ...breathing(14), rr: outside }, NOW)).toMatchObject({
      state: 'not-met',
      earliestAt: NOW + minutes(4) + 1_000,
    })
    const holed = breathing(14).rr.filter(({ at }) => at < NOW - minutes(3) || at > NOW - minutes(2))
    expect(stateAt('D6', { ...breathing(14), rr: holed }, NOW)).toBe('no-evidence')
  })

  test('D6: one count by hand suffices, until a later reading contradicts it', () => {
    expect(criterionAt('D6', count(16), NOW)).toMatchObject({ state: 'met', evidence: '16 /min, counted' })
    expect(stateAt('D6', count(25), NOW)).toBe('not-met')
    const later = (value: number) => ({
      ...count(16),
      rr: [
        { at: NOW, value: 16 },
        { at: NOW + 1_000, value },
      ],
    })
    expect(stateAt('D6', later(24), NOW + 1_000)).toBe('met')
    expect(stateAt('D6', later(25), NOW + 1_000)).toBe('not-met')
    const overrules = { ...breathing(28), rr: [...stream(NOW - 1_000, 28), { at: NOW, value: 16 }], rrManual: { at: NOW, value: 16 } }
    expect(stateAt('D6', overrules, NOW)).toBe('met')
  })

  test('D6: a count outside the range begins the hold anew, though the stream saw nothing of it', () => {
    const doubted = { ...breathing(14), rrManual: { at: NOW - minutes(2), value: 26 } }
    expect(criterionAt('D6', doubted, NOW)).toMatchObject({ state: 'not-met', earliestAt: NOW + minutes(3) + 1_000 })
    expect(stateAt('D6', { ...doubted, rrManual: { at: NOW - minutes(5) - 1_000, value: 26 } }, NOW)).toBe('met')
  })

  test('D6: evidence counts for 15 min, streamed or counted', () => {
    for (const evidence of [breathing(14), count(14)]) {
      expect(criterionAt('D6', evidence, NOW + minutes(15))).toMatchObject({ state: 'met', expiresAt: NOW + minutes(15) })
      expect(stateAt('D6', evidence, NOW + minutes(15) + 1)).toBe('expired')
    }
    expect(stateAt('D6', { ...nothingKnown(), entries: [entered(NOW, { kind: 'note', text: 'breathing well' })] }, NOW)).toBe('no-evidence')
  })
})
