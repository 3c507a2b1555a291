import { cuffFreshnessOf } from '@chairside/shared/freshness'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { at, quiet, running } from '../judge-harness.ts'
import { stated, type Witnesses } from './witness.ts'

/** A monitor that says something each 5 s, until it is stopped. */
const heardFor = (protocol: Protocol, seconds: number) => {
  const example = running({ protocol })
  example.heard(1, seconds)
  return example
}

const skewed = (protocol: Protocol, offsetMs: number) => {
  const example = running({ protocol })
  for (let second = 5; second <= 320; second += 5) example.deliver(second, [], at(second) - offsetMs)
  return example.conditionLines('clock-skew')
}

/** A clock that was set back after 60 s, perhaps in a silence; one more message each ms about the boundary. Its offset in the end. */
const setBack = (protocol: Protocol, backMs: number, lastMs: number, awayMs = 1_000) => {
  const example = running({ protocol })
  example.numerics(60, { hr: 70 })
  const beganMs = 60_000 + awayMs
  for (const sinceMs of [0, ...(lastMs === 0 ? [20_000] : [lastMs])]) {
    const takenAt = at((beganMs + sinceMs) / 1_000)
    const values = { hr: 70 }
    const entry = { kind: 'numerics' as const, seq: example.nextSeq(), at: takenAt - backMs, values, off: [], unmapped: [] }
    example.deliver((beganMs + sinceMs) / 1_000, [entry], takenAt - backMs)
  }
  return example.picture.source?.clockOffsetMs
}

const zeroing = (protocol: Protocol, backAfter: number) => {
  const example = quiet({ protocol })
  example.numerics(0, { rr: 14, etco2: 35 })
  for (let second = backAfter; second < 60; second += 1) {
    example.numerics(second, { rr: 0, etco2: 35 })
    example.numerics(second + 0.001, { rr: 0, etco2: 35 })
  }
  return example.conditionLines('apnoea')
}

const recovering = (protocol: Protocol, lastSet: number) => {
  const example = running({ protocol })
  example.mustAct(1, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
  for (const second of [300, 600, lastSet]) {
    example.heard(second - 290, second)
    example.set(second, 120, 80)
  }
  example.heard(lastSet, lastSet + 1_200)
  return stated(example)
}

/** One set and then none, for a quarter of an hour. */
const after = (protocol: Protocol, sys: number, dia = 80) => {
  const example = running({ protocol })
  example.set(60, sys, dia)
  example.heard(60, 960)
  return [...stated(example), example.picture.cuff]
}

export const TECHNICAL: Witnesses = {
  'technical.silentMs': (protocol) => {
    const example = heardFor(protocol, 2)
    example.tick(60)
    return stated(example)
  },
  'technical.silentHighMs': (protocol) => {
    const example = heardFor(protocol, 2)
    example.tick(60)
    return stated(example)
  },
  'technical.signalLostMediumMs': (protocol) => {
    const example = running({ protocol })
    example.numerics(1, { hr: 70, spo2: 97 })
    for (let second = 2; second < 90; second += 1) example.numerics(second, { hr: 70 })
    return stated(example)
  },
  'technical.clockSkewMs': (protocol) => [30_000, 30_001].map((offsetMs) => skewed(protocol, offsetMs)),
  'technical.offsetWindowMs': (protocol) => {
    const example = running({ protocol })
    example.deliver(1, [])
    for (const second of [100, 200, 300, 301, 301.001, 302]) example.deliver(second, [], at(second) - 40_000)
    return example.conditionLines('clock-skew')
  },
  'technical.lateContinuousMs': (protocol) =>
    [10, 10.001].map((lateS) => {
      const example = quiet({ protocol })
      for (let second = 20; second < 50; second += 2) example.numerics(second, { spo2: 80 }, [], second - lateS)
      return stated(example)
    }),
  'technical.runGapMs': (protocol) =>
    [10, 10.001].map((gapS) => {
      const example = quiet({ protocol })
      for (const second of [0, gapS, 15.001]) example.numerics(second, { spo2: 88 })
      return example.conditionLines('spo2-low')
    }),
  'technical.clockStep.shiftMs': (protocol) => [3_999, 4_000].map((backMs) => setBack(protocol, backMs, 0)),
  'technical.clockStep.provenMs': (protocol) => [1_999, 2_000].map((lastMs) => setBack(protocol, 45_000, lastMs)),
  'technical.clockStep.awayMs': (protocol) => [9_999, 10_000].map((lastMs) => setBack(protocol, 20_000, lastMs, 60_000)),

  'technical.zeroingAfterMs': (protocol) => [5, 5.001].map((backAfter) => zeroing(protocol, backAfter)),
  'technical.zeroingMaxMs': (protocol) => zeroing(protocol, 5.001),

  'cuff.intervalInfusingMs': (protocol) => after(protocol, 120),
  'cuff.intervalRecoveryEarlyMs': (protocol) => recovering(protocol, 900),
  'cuff.recoveryEarlyMs': (protocol) => [900.999, 901, 901.001].map((last) => recovering(protocol, last)),
  'cuff.intervalRecoveryLateMs': (protocol) => recovering(protocol, 1_000),
  'cuff.overdueLowMs': (protocol) => after(protocol, 120),
  'cuff.overdueMediumMs': (protocol) => after(protocol, 120),
  'cuff.dimAfterMs': ({ cuff }) => [119_999, 120_000].map((ms) => cuffFreshnessOf(at(0) + ms, at(0), cuff)),
  'cuff.strikeAfterMs': ({ cuff }) => [299_999, 300_000].map((ms) => cuffFreshnessOf(at(0) + ms, at(0), cuff)),
  'cuff.recheckAfterWarningMs': (protocol) => after(protocol, 165),
  'cuff.recheckWarningOverdueLowMs': (protocol) => after(protocol, 165),
  'cuff.recheckOverdueMs': (protocol) => after(protocol, 165),
  'cuff.recheckAfterCriticalMs': (protocol) => after(protocol, 185),
  'cuff.recheckCriticalOverdueMediumMs': (protocol) => after(protocol, 185),
  'cuff.recheckCriticalOverdueHighMs': (protocol) => after(protocol, 185),
  'cuff.recheckAfterFailureMs': (protocol) => {
    const example = running({ protocol })
    example.set(60, 120, 80)
    example.cuffFailed(70)
    return stated(example)
  },
  'cuff.recheckAfterExtremeRejectedMs': (protocol) => after(protocol, 190, 30),
  'cuff.extremeRejectedSysHigh': (protocol) => [179, 180].map((sys) => after(protocol, sys, 25)),
  'cuff.extremeRejectedSysLow': (protocol) => [80, 79].map((sys) => after(protocol, sys, 75)),
  'cuff.failuresForMedium': (protocol) => {
    const example = running({ protocol })
    for (const second of [10, 20, 30, 40]) example.cuffFailed(second)
    return stated(example)
  },
  'cuff.liveAgeMs': (protocol) =>
    [600, 600.001].map((ageS) => {
      const example = quiet({ protocol })
      example.set(700, 165, 80, null, 700 - ageS)
      return stated(example)
    }),
}
