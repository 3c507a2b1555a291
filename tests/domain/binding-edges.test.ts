import type { SourceEntry } from '@chairside/server/domain/chair-input'
import { listOf, NO_SAMPLES, type Samples, withSample } from '@chairside/server/domain/samples'
import type { SourceId } from '@chairside/shared/identity'
import { describe, expect, it } from 'vitest'
import { at, Example, inBaseline, MONITOR, NURSE, PHYSICIAN, profile, quiet, running } from '../support/judge-harness.ts'

describe('S4: refusals about the monitor', () => {
  const bind = (example: Example, second: number, source: Parameters<Example['act']>[3] = {}) =>
    example.act(second, { kind: 'bind-monitor', sourceId: MONITOR }, NURSE, source)

  it('S4: each says why, and changes nothing', () => {
    const example = new Example()
    example.checkIn(0)
    expect(example.act(1, { kind: 'release-monitor' }, NURSE)).toEqual({ code: 'already-done', details: [] })
    expect(bind(example, 2)).toEqual({ code: 'unknown-source', details: [] })
    expect(bind(example, 3, { source: { profile: profile({ origin: 'simulated' }), lastHeardAt: null } })).toEqual({
      code: 'simulated-mix',
      details: [],
    })
    expect(example.picture.source).toBeNull()
    expect(bind(example, 4, { source: { profile: profile(), lastHeardAt: null } })).toBeNull()
    expect(bind(example, 5, { source: { profile: profile(), lastHeardAt: null } })).toEqual({ code: 'already-done', details: [MONITOR] })
    expect(example.act(6, { kind: 'resolve-wrong-patient', reason: 'nothing to resolve' }, NURSE)).toEqual({
      code: 'already-done',
      details: [],
    })
    example.mustAct(7, { kind: 'cancel', reason: 'no escort' })
    expect(bind(example, 8, { source: { profile: profile(), lastHeardAt: null } })).toEqual({ code: 'wrong-phase', details: ['cancelled'] })
    expect(example.of('monitor-bound')).toMatchObject([{ sourceId: MONITOR, by: NURSE }])
  })

  it('S4: a second check-in is refused as done', () => {
    const example = new Example()
    example.checkIn(0)
    expect(() => example.checkIn(1)).toThrow('already-done')
  })

  it('S4: a release ends what only the monitor could end, and leaves the cuff and the record', () => {
    const example = running()
    example.numerics(1, { spo2: 97, hr: 70 })
    example.feed({ kind: 'recording', takenAt: at(2), possible: false })
    example.cuffFailed(3)
    example.tick(500)
    const before = example.picture.alarms.map((alarm) => alarm.cause)
    for (const cause of ['source-silent', 'nibp-overdue', 'nibp-failed', 'not-recording'] as const) expect(before).toContain(cause)
    example.mustAct(501, { kind: 'release-monitor' }, NURSE)
    expect(example.picture.alarms.map((alarm) => alarm.cause).sort()).toEqual(['nibp-failed', 'nibp-overdue', 'not-recording'])
    expect(example.of('monitor-released')).toMatchObject([{ sourceId: MONITOR, by: NURSE }])
    expect(example.picture).toMatchObject({ source: null, numerics: {} })
  })

  it('S4: another monitor’s words about itself are nobody’s, and simulated ones never a real session’s', () => {
    const example = inBaseline()
    const other = { ...profile({ patientIdentifier: 'P-999' }), sourceId: 'other' as SourceId }
    example.feed({ kind: 'source-declared', takenAt: at(1), profile: other })
    example.feed({ kind: 'source-declared', takenAt: at(2), profile: profile({ origin: 'simulated', patientIdentifier: 'P-999' }) })
    expect(example.alarm('wrong-patient')).toBeUndefined()
    example.feed({ kind: 'source-declared', takenAt: at(3), profile: profile({ patientIdentifier: 'P-999' }) })
    expect(example.alarm('wrong-patient')).toMatchObject({ priority: 'high' })
    example.mustAct(4, { kind: 'resolve-wrong-patient', reason: 'new wristband' }, PHYSICIAN)
    expect(example.of('wrong-patient-resolved')).toMatchObject([{ reason: 'new wristband', by: PHYSICIAN }])
    // The same name again is no news.
    example.feed({ kind: 'source-declared', takenAt: at(5), profile: profile({ patientIdentifier: 'P-999' }) })
    expect(example.alarm('wrong-patient')).toBeUndefined()
  })

  it('G4: whether it can measure is shown as long as it is bound', () => {
    const example = inBaseline()
    expect(example.picture.care.canMeasure).toBe(false)
    example.feed({ kind: 'source-declared', takenAt: at(1), profile: profile({ canMeasure: true }) })
    expect(example.picture.care.canMeasure).toBe(true)
    example.mustAct(2, { kind: 'release-monitor' }, NURSE)
    expect(example.picture.care.canMeasure).toBe(false)
  })
})

describe('V4: what was delivered before', () => {
  const numerics = (second: number, more: Partial<Extract<SourceEntry, { kind: 'numerics' }>>): SourceEntry => ({
    kind: 'numerics',
    seq: 1,
    at: at(second),
    values: {},
    off: [],
    unmapped: [],
    ...more,
  })

  /** Delivers it and says whether anybody can see a difference. */
  const seen = (example: Example, entry: SourceEntry, second = 20): boolean => {
    const look = (): string => JSON.stringify([example.facts.length, example.picture])
    example.deliver(second, [])
    const before = look()
    example.deliver(second, [entry])
    return look() !== before
  }

  it('V4: of numerics sent again, only what is new counts: a vital, another value, a flag, an unknown name', () => {
    const example = quiet()
    const odd = { name: 'ST', value: 1, unit: 'mm' }
    expect(seen(example, numerics(10, { values: { spo2: 97, hr: 70 } }))).toBe(true)
    expect(seen(example, numerics(10, { values: { spo2: 97, hr: 70 } }))).toBe(false)
    expect(seen(example, numerics(10, { values: { hr: 70 } }))).toBe(false)
    expect(seen(example, numerics(10, { values: { spo2: 96 } }))).toBe(true)
    expect(seen(example, numerics(10, { values: { spo2: 97 } }))).toBe(false)
    expect(seen(example, numerics(10, { values: { rr: 14, hr: 70 } }))).toBe(true)
    expect(seen(example, numerics(10, { values: { hr: 70 }, off: ['spo2'] }))).toBe(true)
    expect(seen(example, numerics(10, { values: { spo2: 96 } }))).toBe(false)
    expect(seen(example, numerics(10, { off: ['spo2', 'hr'] }))).toBe(true)
    expect(seen(example, numerics(10, { off: ['hr'] }))).toBe(false)
    expect(seen(example, numerics(10, { values: { hr: 70, spo2: 97, rr: 14 } }))).toBe(false)
    expect(example.picture.numerics).toMatchObject({
      hr: { value: 70, flagged: true },
      spo2: { value: 96, flagged: true },
      rr: { value: 14, flagged: false },
    })
    expect(seen(example, numerics(10, { unmapped: [odd] }))).toBe(true)
    expect(seen(example, numerics(10, { unmapped: [odd] }))).toBe(false)
    expect(seen(example, numerics(10, { unmapped: [odd, { ...odd, name: 'STX' }] }))).toBe(true)
    expect(example.of('condition-began').map(({ subject }) => subject)).toEqual(['ST', 'STX'])
    expect(seen(example, numerics(11, { values: { spo2: 97 } }))).toBe(true)
  })

  it('V4: a set is another one by its SYS, DIA or MAP, another event by its kind', () => {
    const example = quiet()
    const taken = (entry: SourceEntry): string[] => {
      const before = example.facts.length
      example.deliver(20, [entry])
      return example.facts.slice(before).map(({ kind }) => kind)
    }
    const set = { kind: 'set', seq: 1, at: at(10), sys: 120, dia: 80, map: 93, pulse: 70 } as const
    const sets = [set, { ...set, sys: 121 }, { ...set, dia: 81 }, { ...set, map: 94 }, { ...set, map: null }]
    for (const one of sets) expect(taken(one)).toEqual(['set-taken'])
    for (const one of sets) expect(taken({ ...one, seq: 9 })).toEqual([])
    // The pulse alone makes no second determination of one pressure.
    expect(taken({ ...set, pulse: 71 })).toEqual([])
    expect(example.of('set-taken').filter(({ readAt }) => readAt === at(10))).toHaveLength(sets.length)
    const failed = { kind: 'cuff-failed', seq: 2, at: at(11), code: 'leak' } as const
    expect(taken(failed)).toContain('recheck-asked')
    expect(taken({ ...failed, code: 'cuff loose' })).toEqual([])
    expect(example.picture.cuff.failuresInARow).toBe(1)
    expect(taken({ kind: 'apnoea', seq: 3, at: at(11) })).toContain('condition-began')
    expect(taken({ ...failed, at: at(12) })).toEqual([])
    expect(example.picture.cuff.failuresInARow).toBe(2)
  })

  it('V4: what came hundreds of messages ago is still known, in whatever order it came', () => {
    const example = quiet()
    const order = [...Array(150).keys()].map((index) => (index * 37) % 150)
    for (const second of order) example.deliver(200, [{ kind: 'apnoea', seq: 1, at: at(second) }])
    const before = JSON.stringify([example.facts, example.picture])
    for (let second = 0; second < 150; second += 1) example.deliver(200, [{ kind: 'apnoea', seq: 2, at: at(second) }])
    expect(JSON.stringify([example.facts, example.picture])).toBe(before)
    example.deliver(200, [{ kind: 'apnoea', seq: 3, at: at(75.5) }])
    expect(JSON.stringify([example.facts, example.picture])).not.toBe(before)
  })
})

describe('B1, D4 to D6: the readings that are kept', () => {
  const fill = (count: number, from: number): Samples => {
    let samples = NO_SAMPLES
    for (let index = 0; index < count; index += 1) samples = withSample(samples, { at: index, value: index }, Math.max(from, index - 40))
    return samples
  }

  it.each([1, 31, 32, 33, 40, 41, 42, 64, 65, 73, 96, 97, 200])(
    'B1: of %d readings those of the last 40 ms are there, each once',
    (count) => {
      const first = Math.max(0, count - 1 - 40)
      expect(listOf(fill(count, 0)).map((sample) => sample.at)).toEqual([...Array(count - first).keys()].map((index) => first + index))
    },
  )

  it('B1: what is exactly as old as asked for is kept, and all may fall', () => {
    let samples = NO_SAMPLES
    for (const moment of [1, 2, 3]) samples = withSample(samples, { at: moment, value: 0 }, 0)
    expect(listOf(withSample(samples, { at: 9, value: 0 }, 2)).map((sample) => sample.at)).toEqual([2, 3, 9])
    expect(listOf(withSample(samples, { at: 9, value: 0 }, 4)).map((sample) => sample.at)).toEqual([9])
    expect(listOf(withSample(samples, { at: 9, value: 0 }, 10)).map((sample) => sample.at)).toEqual([])
    expect(listOf(NO_SAMPLES)).toEqual([])
  })
})

describe('V9: by hand', () => {
  it.each<[string, object, readonly string[] | null]>([
    ['SYS alone', { sys: 120 }, ['nibp']],
    ['DIA alone', { dia: 80 }, ['nibp']],
    ['nothing', {}, ['nibp']],
    ['what cannot be', { hr: 301, spo2: 0, rr: 101, temp: 46 }, ['hr', 'spo2', 'rr', 'temp']],
    ['what can just be', { hr: 300, spo2: 1, rr: 100, temp: 45 }, null],
    ['a temperature', { temp: 36.6 }, null],
  ])('V9: %s', (_, reading, refused) => {
    const example = quiet()
    expect(example.act(10, { kind: 'enter-vitals', reading }, NURSE)).toEqual(
      refused === null ? null : { code: 'implausible', details: refused },
    )
    expect(example.of('vitals-entered')).toHaveLength(refused === null ? 1 : 0)
  })

  it('V9: the monitor’s own live value keeps its place for 3 periods, a flagged or a lost one does not', () => {
    const shown = (second: number, off: boolean): number | undefined => {
      const example = quiet()
      example.numerics(0, { spo2: 97 }, off ? ['spo2'] : [])
      example.mustAct(second, { kind: 'enter-vitals', reading: { spo2: 95 } }, NURSE)
      return example.picture.numerics.spo2?.value ?? undefined
    }
    expect([shown(3, false), shown(3.001, false), shown(1, true)]).toEqual([97, 95, 95])
  })

  it('B1: a cannulation is a fact with its author', () => {
    const example = inBaseline()
    example.mustAct(-300, { kind: 'record-cannulation' }, NURSE)
    expect(example.of('cannulated')).toMatchObject([{ by: NURSE, at: at(-300) }])
  })
})
