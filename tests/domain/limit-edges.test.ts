import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { LATER_RULES } from '@chairside/shared/protocol-rules'
import type { VitalValues } from '@chairside/shared/vital'
import { describe, expect, it } from 'vitest'
import { acknowledge, fastHeart, lines } from '../support/alarm-lines.ts'
import { type Example, NURSE, profile, quiet, running, unsupervised, ZERO } from '../support/judge-harness.ts'

const apnoea = (example: Example, second: number, measured: number): void =>
  example.deliver(second, [{ kind: 'apnoea', seq: example.nextSeq(), at: ZERO + measured * 1_000 }])

describe('A2, A3: alarms of continuous limits', () => {
  it.each<[string, { rr?: number; etco2?: number; hr?: number }, { rr?: number; etco2?: number; hr?: number }, string, string]>([
    ['rr-high', { rr: 32 }, { rr: 36 }, 'RR 32 > 30', 'RR 36 > 30'],
    ['etco2-high', { etco2: 52 }, { etco2: 58 }, 'EtCO2 52 > 50', 'EtCO2 58 > 50'],
    ['hr-low', { hr: 48 }, { hr: 45 }, 'HR 48 < 50', 'HR 45 < 50'],
  ])('A2: the text of %s follows the worst value', (cause, first, worse, before, after) => {
    const example = quiet()
    example.stream(0, 30, first)
    expect(example.alarm(cause as 'rr-high')).toMatchObject({ text: before, priority: 'medium', latched: false })
    example.numerics(31, worse)
    expect(example.alarm(cause as 'rr-high')?.text).toBe(after)
    example.numerics(32, first)
    expect(example.alarm(cause as 'rr-high')?.text).toBe(after)
  })

  it('A2: an apnoea is told without a limit, and latches', () => {
    const example = quiet()
    apnoea(example, 10, 10)
    expect(example.alarm('apnoea')).toMatchObject({ text: 'RR 0', priority: 'high', latched: true, unconfirmed: false })
  })

  it('A3: a latched alarm that comes back tells the value of now', () => {
    const example = quiet()
    example.stream(0, 5, { spo2: 80 })
    example.stream(6, 30, { spo2: 97 })
    expect(example.alarm('spo2-desat')).toMatchObject({ condition: 'ended', text: 'SpO2 80 < 85' })
    example.stream(31, 36, { spo2: 83 })
    expect(example.alarm('spo2-desat')).toMatchObject({ condition: 'present', text: 'SpO2 83 < 85' })
  })

  it.each<[VitalValues, VitalValues, string]>([
    [{ spo2: 80 }, { hr: 70 }, 'spo2-desat'],
    [{ spo2: 80 }, { rr: 14 }, 'spo2-desat'],
    [{ spo2: 80 }, { etco2: 40 }, 'spo2-desat'],
    [{ hr: 150 }, { spo2: 97 }, 'hr-extreme-high'],
    [{ hr: 150 }, { rr: 14 }, 'hr-extreme-high'],
    [{ hr: 150 }, { etco2: 40 }, 'hr-extreme-high'],
    [{ rr: 0 }, { spo2: 97 }, 'apnoea'],
    [{ rr: 0 }, { hr: 70 }, 'apnoea'],
    [{ rr: 0 }, { etco2: 0 }, 'apnoea'],
  ])('T1: the gaps of %j are its own, whatever is heard of %j between', (values, other, condition) => {
    const between = quiet()
    for (const second of [0, 6, 12, 16, 17]) between.numerics(second, second === 6 ? other : values)
    // 0 and 12 lie 12 s apart: the row begins at 12.
    expect(between.conditionLines(condition)).toEqual(['17 began '.concat(condition, ' high')])
    const unbroken = quiet()
    unbroken.numerics(0, values)
    unbroken.numerics(4, other)
    unbroken.numerics(8, values)
    expect(unbroken.conditionLines(condition)).toEqual(['8 began '.concat(condition, ' high')])
  })

  it.each<[VitalValues]>([[{ hr: 70 }], [{ spo2: 97 }], [{ rr: 14 }]])('T1: nor do those of EtCO2 hang on %j', (other) => {
    const example = quiet()
    for (const second of [0, 6, 12, 22, 32, 41.999]) example.numerics(second, second === 6 ? other : { etco2: 55 })
    expect(example.conditionLines('etco2-high')).toEqual([])
    example.numerics(42, { etco2: 55 })
    expect(example.conditionLines('etco2-high')).toEqual(['42 began etco2-high medium'])
  })
})

describe('T: the monitor’s own apnoea event', () => {
  it.each([
    ['a fast', 1_000, 10],
    ['a slow', 8_000, 16],
  ])('V5: of %s source it is live up to its greatest age, and told as past beyond it', (_, periodMs, oldest) => {
    const source = { profile: { ...unsupervised, periodMs } }
    const live = running(source)
    apnoea(live, 100, 100 - oldest)
    expect(live.conditionLines('apnoea')).toEqual(['100 began apnoea high'])
    const late = running(source)
    apnoea(late, 100, 100 - oldest - 0.001)
    expect(late.conditionLines('apnoea')).toEqual([])
    expect(late.of('happened-while-away')).toMatchObject([{ condition: 'apnoea', worst: 0, fromAt: ZERO + (100 - oldest) * 1_000 - 1 }])
  })

  it('T: said twice it begins once; switched off it says nothing', () => {
    const example = quiet()
    apnoea(example, 10, 10)
    apnoea(example, 12, 12)
    expect(example.conditionLines('apnoea')).toEqual(['10 began apnoea high'])
    const { limits } = DEFAULT_PROTOCOL
    const off = running({
      profile: unsupervised,
      protocol: { ...DEFAULT_PROTOCOL, limits: { ...limits, apnoea: { ...limits.apnoea, enabled: false } } },
    })
    apnoea(off, 10, 10)
    apnoea(off, 200, 20)
    expect(off.conditionLines('apnoea')).toEqual([])
    expect(off.of('happened-while-away')).toEqual([])
    expect(off.picture.alarms).toEqual([])
  })
})

describe('V5: what late readings would have raised', () => {
  /** Readings each `step` s from `from` on, all received at 300 s. */
  const backlog = (rows: readonly (readonly [number, number])[]): Example => {
    const example = quiet()
    example.numerics(300, { spo2: 97 })
    for (const [measured, spo2] of rows) example.numerics(300, { spo2 }, [], measured)
    return example
  }
  const told = (example: Example): string[] =>
    example.of('happened-while-away').map(({ condition, fromAt, worst }) => `${condition} ${(fromAt - ZERO) / 1_000} ${worst}`)

  it('V5: a run is told once, with its begin and its worst value so far, and its end is not', () => {
    expect(
      told(
        backlog([
          [100, 82],
          [103, 80],
          [106, 84],
          [110, 97],
          [116, 97],
          [120, 97],
        ]),
      ),
    ).toEqual(['spo2-desat 100 80'])
  })

  it('V5: a gap of 10 s does not break a run, a longer one does', () => {
    expect(
      told(
        backlog([
          [100, 84],
          [110, 84],
        ]),
      ),
    ).toEqual(['spo2-desat 100 84'])
    expect(
      told(
        backlog([
          [100, 84],
          [110.001, 84],
        ]),
      ),
    ).toEqual([])
    expect(
      told(
        backlog([
          [100, 84],
          [110.001, 84],
          [115.001, 83],
        ]),
      ),
    ).toEqual(['spo2-desat 110.001 83'])
  })

  it('V5: an older reading than the one before begins a run of its own', () => {
    expect(
      told(
        backlog([
          [200, 84],
          [100, 84],
          [104, 84],
        ]),
      ),
    ).toEqual([])
    expect(
      told(
        backlog([
          [200, 84],
          [100, 84],
          [105, 84],
        ]),
      ),
    ).toEqual(['spo2-desat 100 84'])
  })

  it('V5: two readings of one moment are one row', () => {
    expect(
      told(
        backlog([
          [100, 84],
          [100, 83],
          [105, 84],
        ]),
      ),
    ).toEqual(['spo2-desat 100 83'])
  })
})

describe('A6: what does not escalate', () => {
  it('A6: an unconfirmed excursion is low, and waits for its recheck alone', () => {
    const example = quiet()
    example.set(0, 165, 85)
    example.tick(3_000)
    expect(lines(example, 'bp-high')).toEqual(['0 raised'])
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'low', presentedAs: 'low', escalation: 0 })
  })

  it.each<[string, Partial<typeof DEFAULT_PROTOCOL.escalation>, readonly string[]]>([
    ['both', {}, ['15 raised', '135 escalated 1 medium', '315 escalated 2 high']],
    ['no repeat', { mediumRepeatMs: null }, ['15 raised', '315 escalated 1 high']],
    ['no rise', { mediumAsHighMs: null }, ['15 raised', '135 escalated 1 medium']],
    ['neither', LATER_RULES.escalation, ['15 raised']],
  ])('A6: medium with %s', (_, change, expected) => {
    const protocol = { ...DEFAULT_PROTOCOL, escalation: { ...DEFAULT_PROTOCOL.escalation, ...change } }
    const example = quiet({ protocol })
    example.stream(0, 20, { hr: 125 })
    example.tick(3_000)
    expect(lines(example, 'hr-high')).toEqual(expected)
  })

  it('A6: an alarm that was acknowledged and persists is not taken for one that waits', () => {
    const example = fastHeart(20)
    acknowledge(example, 21, 'hr-high')
    example.tick(1_000)
    expect(lines(example, 'hr-high').filter((line) => line.includes('escalated'))).toEqual([])
  })
})

describe('X12: a deep sedation that was entered by mistake', () => {
  it('X12: taken back after its alarm ended, it ends nothing twice', () => {
    const example = quiet()
    example.mustAct(10, { kind: 'enter', entry: { kind: 'sedation', moaas: 2 } }, NURSE)
    const factSeq = example.of('entered').at(-1)?.seq ?? 0
    example.mustAct(60, { kind: 'enter', entry: { kind: 'sedation', moaas: 4 } }, NURSE)
    expect(example.alarm('sedation')).toMatchObject({ condition: 'ended', latched: true })
    example.mustAct(70, { kind: 'correct-entry', factSeq, entry: null, reason: 'wrong patient' }, NURSE)
    expect(example.alarm('sedation')).toBeUndefined()
    expect(lines(example, 'sedation').filter((line) => line.endsWith('ended'))).toEqual(['60 ended'])
  })
})

describe('T: a monitor of unknown pace', () => {
  it('T1: a vital may have a period of its own', () => {
    const example = running({ profile: profile({ supervision: { silence: false, signals: false, cuff: false }, periodMs: 6_000 }) })
    example.numerics(0, { spo2: 84 })
    expect(example.conditionLines('spo2-desat')).toEqual(['0 began spo2-desat high'])
  })
})
