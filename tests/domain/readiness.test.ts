import { evaluateReadiness, nextReadinessChangeAt } from '@chairside/server/domain/discharge-readiness'
import type { ReadinessEvidence } from '@chairside/server/domain/readiness-evidence'
import type { Entry } from '@chairside/shared/entry'
import { CRITERIA, type CriterionState } from '@chairside/shared/readiness'
import { PHASES } from '@chairside/shared/session'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALDRETE_10, LEAVING_ENTRIES } from '../support/passing-entries.ts'
import { afterEnd, criterionAt, END, entered, minutes, nothingKnown, RULES, readyAt, stateAt, stream } from './readiness-fixture.ts'

const NOW = afterEnd(45)

describe('verdict', () => {
  test('L1: ready only when every clinical criterion is met', () => {
    const readiness = evaluateReadiness(readyAt(NOW), RULES, NOW)
    expect(readiness).toMatchObject({ verdict: 'ready', met: 15, of: 15, missing: [], mayLeave: false })
    expect(readiness.criteria.map(({ id }) => id)).toEqual(CRITERIA)
  })

  test('L1: one failing criterion makes it not ready, and is listed', () => {
    const evidence = { ...readyAt(NOW), sets: [], heartRate: stream(NOW, 130) }
    expect(evaluateReadiness(evidence, RULES, NOW)).toMatchObject({ verdict: 'not-ready', met: 13, missing: ['D3', 'D4'] })
  })

  test('L1: nothing failing but something missing or stale is not enough evidence', () => {
    expect(evaluateReadiness({ ...readyAt(NOW), sets: [] }, RULES, NOW)).toMatchObject({
      verdict: 'not-enough-evidence',
      missing: ['D3'],
    })
    const stale = evaluateReadiness(readyAt(NOW), RULES, NOW + minutes(10) + 1)
    expect(stale).toMatchObject({ verdict: 'not-enough-evidence', missing: ['D3', 'D4', 'D5'] })
  })

  test('L1: the leaving steps come after readiness, and the signatures count in neither', () => {
    const ready = readyAt(NOW)
    const done = { ...ready, entries: [...ready.entries, ...LEAVING_ENTRIES.map((entry) => entered(NOW, entry))] }
    expect(evaluateReadiness(done, RULES, NOW)).toMatchObject({ verdict: 'ready', mayLeave: true })
    expect(evaluateReadiness({ ...done, overridden: true }, RULES, NOW)).toMatchObject({ verdict: 'ready', mayLeave: true })
    expect(evaluateReadiness({ ...done, sets: [] }, RULES, NOW).mayLeave).toBe(false)
    for (const left of LEAVING_ENTRIES) {
      const without = { ...done, entries: done.entries.filter(({ entry }) => entry.kind !== left.kind) }
      expect(evaluateReadiness(without, RULES, NOW)).toMatchObject({ verdict: 'ready', mayLeave: false })
    }
  })

  test('L1: each criterion says on what it rests, since when, and by whom', () => {
    expect(criterionAt('D3', readyAt(NOW), NOW)).toMatchObject({ evidence: '124/82, 122/80', evidenceAt: NOW, by: null })
    expect(criterionAt('D7', readyAt(NOW), NOW)).toMatchObject({ evidence: 'MOAA/S 5', evidenceAt: NOW, by: 'N. Nurse' })
  })

  test('L1: nothing is judged but in recovery', () => {
    for (const phase of PHASES.filter((name) => name !== 'recovering')) {
      const evidence = { ...readyAt(NOW), phase }
      expect(evaluateReadiness(evidence, RULES, NOW)).toMatchObject({ verdict: 'not-applicable', criteria: [], mayLeave: false })
      expect(nextReadinessChangeAt(evidence, RULES, NOW)).toBeNull()
    }
  })

  test('L2: readiness falls back by itself when evidence expires', () => {
    const evidence = readyAt(NOW)
    const changesAt = nextReadinessChangeAt(evidence, RULES, NOW)
    expect(changesAt).toBe(NOW + minutes(1) + 1)
    expect(evaluateReadiness(evidence, RULES, NOW + minutes(1)).verdict).toBe('ready')
    expect(evaluateReadiness(evidence, RULES, NOW + minutes(1) + 1)).toMatchObject({
      verdict: 'not-enough-evidence',
      missing: ['D4', 'D5'],
    })
  })

  test('L2: readiness falls back when a vital worsens or a blocking alarm opens', () => {
    const ready = readyAt(NOW)
    const worse = { ...ready, sets: [...ready.sets, { at: NOW, sys: 165, dia: 80, level: 1 }] }
    expect(evaluateReadiness(worse, RULES, NOW)).toMatchObject({ verdict: 'not-ready', missing: ['D3'] })
    const alarmed = { ...ready, spo2: [...ready.spo2, { at: NOW + 1_000, value: 93 }] }
    expect(evaluateReadiness(alarmed, RULES, NOW + 1_000)).toMatchObject({ verdict: 'not-ready', missing: ['D5'] })
  })

  test('L3: what expires next is told, leaving out what every reading renews', () => {
    const readiness = evaluateReadiness(readyAt(NOW), RULES, NOW)
    expect(readiness.nextExpiry).toEqual({ criterion: 'D3', at: NOW + minutes(10) })
    const older = { ...readyAt(NOW), entries: readyAt(NOW).entries.map((entry) => ({ ...entry, at: NOW - minutes(12) })) }
    expect(evaluateReadiness(older, RULES, NOW).nextExpiry).toEqual({ criterion: 'D7', at: NOW + minutes(3) })
  })

  test('L3: the earliest possible time is the latest of those that are known', () => {
    const early = readyAt(afterEnd(20))
    expect(evaluateReadiness(early, RULES, afterEnd(20))).toMatchObject({ verdict: 'not-ready', earliestAt: afterEnd(30) })
    const bare = { ...nothingKnown(), rescues: [afterEnd(1)] }
    expect(evaluateReadiness(bare, RULES, afterEnd(5)).earliestAt).toBe(afterEnd(90))
    expect(evaluateReadiness(nothingKnown(), RULES, NOW).earliestAt).toBeNull()
    expect(evaluateReadiness(readyAt(NOW), RULES, NOW).earliestAt).toBeNull()
  })

  test('L4: the same evidence, judged again a moment later, no longer allows leaving', () => {
    const ready = readyAt(NOW)
    const done = { ...ready, entries: [...ready.entries, ...LEAVING_ENTRIES.map((entry) => entered(NOW, entry))] }
    expect(evaluateReadiness(done, RULES, NOW + minutes(1)).mayLeave).toBe(true)
    expect(evaluateReadiness(done, RULES, NOW + minutes(1) + 1).mayLeave).toBe(false)
  })
})

describe('properties', () => {
  const passingOrNot = (low: number, high: number) => fc.integer({ min: low, max: high })
  const stamped = <T extends object>(value: fc.Arbitrary<T>) =>
    fc.record({ minute: fc.integer({ min: -60, max: 120 }), offsetMs: fc.constantFrom(0, 1, 30_000), value })
  const momentOf = ({ minute, offsetMs }: { minute: number; offsetMs: number }) => END + minutes(minute) + offsetMs
  const series = (low: number, high: number) =>
    fc
      .array(stamped(fc.record({ value: passingOrNot(low, high) })), { maxLength: 14 })
      .map((list) => list.map((item) => ({ at: momentOf(item), value: item.value.value })).sort((one, two) => one.at - two.at))
  const anEntry = fc.oneof(
    passingOrNot(3, 5).map((moaas): Entry => ({ kind: 'sedation', moaas })),
    passingOrNot(2, 4).map((correct): Entry => ({ kind: 'orientation', correct })),
    passingOrNot(0, 4).map((value): Entry => ({ kind: 'dissociation', scale: '0-10', value })),
    fc
      .tuple(passingOrNot(0, 6), passingOrNot(0, 3))
      .map(([value, highestItem]): Entry => ({ kind: 'dissociation', scale: 'cadss-6', value, highestItem })),
    fc.boolean().map((steady): Entry => ({ kind: 'gait', steady, dizzy: false })),
    fc.boolean().map((vomitedWithin15Min): Entry => ({ kind: 'nausea', level: 'mild', vomitedWithin15Min })),
    fc.boolean().map((newModerateOrSevere): Entry => ({ kind: 'pain', newModerateOrSevere })),
    fc.boolean().map((concern): Entry => ({ kind: 'safety', concern })),
    fc.boolean().map((present): Entry => ({ kind: 'escort', present, name: 'An Adult', phone: '1' })),
    passingOrNot(0, 2).map((activity): Entry => ({ ...ALDRETE_10, activity }) as Entry),
    passingOrNot(0, 2).map((vitals): Entry => ({ kind: 'padss', vitals, ambulation: 2, nausea: 2, pain: 2, ivSite: 1 })),
  )
  const evidenceArbitrary: fc.Arbitrary<ReadinessEvidence> = fc
    .record({
      rescues: fc.array(fc.integer({ min: -30, max: 60 }), { maxLength: 2 }),
      baseline: fc.constantFrom(null, nothingKnown().baseline),
      hasContinuous: fc.boolean(),
      sets: fc.array(stamped(fc.record({ sys: passingOrNot(85, 165), dia: passingOrNot(48, 102), level: passingOrNot(-1, 1) })), {
        maxLength: 8,
      }),
      heartRate: series(45, 115),
      spo2: series(92, 99),
      spo2PeriodMs: fc.constantFrom(1_000, 30_000, 60_000),
      rr: series(9, 25),
      rrManual: fc.option(stamped(fc.record({ value: passingOrNot(9, 25) })), { nil: null }),
      oxygen: fc.constantFrom('never', 'on', 'off'),
      oxygenOffMinute: fc.integer({ min: -10, max: 60 }),
      entries: fc.array(stamped(fc.record({ entry: anEntry })), { maxLength: 20 }),
    })
    .map((drawn) => ({
      ...nothingKnown(),
      rescues: drawn.rescues.map(afterEnd),
      baseline: drawn.baseline,
      continuousBaseline: drawn.hasContinuous ? { hr: 70, spo2: 95, rr: 14 } : { hr: null, spo2: null, rr: null },
      sets: drawn.sets.map((item) => ({ at: momentOf(item), ...item.value })).sort((one, two) => one.at - two.at),
      heartRate: drawn.heartRate,
      spo2: drawn.spo2,
      spo2PeriodMs: drawn.spo2PeriodMs,
      rr: drawn.rr,
      rrManual: drawn.rrManual === null ? null : { at: momentOf(drawn.rrManual), value: drawn.rrManual.value.value },
      oxygenOn: drawn.oxygen === 'on',
      oxygenOffSince: drawn.oxygen === 'off' ? afterEnd(drawn.oxygenOffMinute) : null,
      entries: drawn.entries.map((item) => entered(momentOf(item), item.value.entry)).sort((one, two) => one.at - two.at),
    }))
  // The present is never before the evidence that it knows.
  const knownUntil = (evidence: ReadinessEvidence, now: number): ReadinessEvidence => {
    const known = <T extends { readonly at: number }>(list: readonly T[]) => list.filter(({ at }) => at <= now)
    return {
      ...evidence,
      rescues: evidence.rescues.filter((at) => at <= now),
      sets: known(evidence.sets),
      heartRate: known(evidence.heartRate),
      spo2: known(evidence.spo2),
      rr: known(evidence.rr),
      rrManual: evidence.rrManual !== null && evidence.rrManual.at <= now ? evidence.rrManual : null,
      oxygenOffSince: evidence.oxygenOffSince !== null && evidence.oxygenOffSince <= now ? evidence.oxygenOffSince : null,
      entries: known(evidence.entries),
    }
  }
  const nowArbitrary = fc
    .tuple(fc.integer({ min: 0, max: 130 }), fc.constantFrom(0, 1, 59_999))
    .map(([minute, ms]) => afterEnd(minute) + ms)

  test('L2: by time alone nothing changes before the next moment of change', () => {
    fc.assert(
      fc.property(evidenceArbitrary, nowArbitrary, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, now, share) => {
        const evidence = knownUntil(drawn, now)
        const before = evaluateReadiness(evidence, RULES, now)
        const next = nextReadinessChangeAt(evidence, RULES, now)
        const horizon = next ?? now + minutes(600)
        expect(horizon).toBeGreaterThan(now)
        const within = now + Math.floor(share * (horizon - 1 - now))
        expect(evaluateReadiness(evidence, RULES, within)).toEqual(before)
        expect(evaluateReadiness(evidence, RULES, horizon - 1)).toEqual(before)
      }),
      { numRuns: 2_000 },
    )
  })

  test('L2: following the moments of change leads to rest, and the record of it does not depend on when one looks', () => {
    fc.assert(
      fc.property(evidenceArbitrary, fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 40 }), (drawn, cadence) => {
        const evidence = knownUntil(drawn, afterEnd(121))
        let now: number | null = afterEnd(121)
        let steps = 0
        const seen: string[] = []
        while (now !== null) {
          seen.push(JSON.stringify(evaluateReadiness(evidence, RULES, now)))
          now = nextReadinessChangeAt(evidence, RULES, now)
          steps += 1
          expect(steps).toBeLessThan(100)
        }
        let looked = afterEnd(121)
        for (const step of cadence) {
          looked += step
          expect(seen).toContain(JSON.stringify(evaluateReadiness(evidence, RULES, looked)))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('V8: what is missing is never met', () => {
    const met: CriterionState = 'met'
    for (const minute of [0, 15, 30, 600]) {
      const { criteria, verdict } = evaluateReadiness(nothingKnown(), RULES, afterEnd(minute))
      const metIds = criteria.filter(({ state }) => state === met).map(({ id }) => id)
      expect(metIds).toEqual(minute < 30 ? ['D1', 'D17'] : ['D1', 'D2', 'D17'])
      expect(verdict).not.toBe('ready')
    }
  })

  test('V8: taking evidence away never makes a patient ready', () => {
    const list = ['sets', 'heartRate', 'spo2', 'rr', 'entries'] as const
    fc.assert(
      fc.property(fc.constantFrom(...list), (name) => {
        const without = evaluateReadiness({ ...readyAt(NOW), [name]: [] }, RULES, NOW)
        expect(without.verdict).toBe('not-enough-evidence')
      }),
    )
    expect(stateAt('D6', { ...readyAt(NOW), rr: [] }, NOW)).toBe('no-evidence')
  })

  test('V8: an infusion of which no end is known meets nothing', () => {
    const readiness = evaluateReadiness({ ...readyAt(NOW), endedAt: null }, RULES, NOW)
    expect(readiness).toMatchObject({ verdict: 'not-ready', met: 0, earliestAt: null })
  })
})
