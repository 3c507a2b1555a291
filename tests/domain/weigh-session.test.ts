import type { AlarmLoad, LoadLine } from '@chairside/server/domain/alarm-load'
import { askedProtocol } from '@chairside/server/domain/asked-protocol'
import { createWhatIfSum, type WeighedSession, weighSession } from '@chairside/server/domain/weigh-session'
import type { WhatIfChange } from '@chairside/shared/alarm-what-if'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { MINUTE_MS, SECOND_MS } from '@chairside/shared/time'
import { describe, expect, it } from 'vitest'
import { at, type Example, minutes, type RunningOptions, running, unsupervised } from '../support/judge-harness.ts'

const CHAIR = 'chair-3' as ChairId
const SESSION = 'session-7' as SessionId
const WHOLE = { fromAt: at(-minutes(60)), untilAt: at(minutes(120)) }

const protocol = (changes: readonly (readonly [path: string, value: number | null])[]): Protocol => {
  const asked = askedProtocol(
    DEFAULT_PROTOCOL,
    changes.map(([path, value]) => ({ path, value })),
  )
  if (!asked.ok) throw new Error(asked.faults.join('\n'))
  return asked.protocol
}
/** Lets pass a systolic of 160 to 169 and of 85 to 89 and an SpO2 of 87 to 89, and calls 180 to 189 no more than a warning. */
const LAX = protocol([
  ['excursion.high.warning.sys', 170],
  ['excursion.high.warning.relativeSys', null],
  ['excursion.high.critical.sys', 190],
  ['excursion.low.warning.sys', 85],
  ['excursion.low.warning.relativeSys', null],
  ['limits.spo2-low.limit', 87],
])

const began = (options: RunningOptions = {}): Example => running({ chairId: CHAIR, profile: unsupervised, ...options })

/** A high excursion from 5 min on, a low one from 15 min on; a desaturation and a fast heart between them. */
const treated = (own: Protocol): Example => {
  const example = began({ protocol: own })
  example.set(300, 164, 80)
  example.set(420, 184, 80)
  example.set(600, 120, 80)
  example.stream(700, 720, { spo2: 88, hr: 125 })
  example.stream(721, 740, { spo2: 86, hr: 80 })
  example.stream(741, 800, { spo2: 97, hr: 80 })
  example.set(900, 86, 60)
  example.set(1_020, 86, 60)
  example.set(1_200, 120, 80)
  return example
}

const weighed = ({ inputs, facts }: Example, other: Protocol, period = WHOLE): WeighedSession => {
  const one = weighSession({ inputs, facts, chairId: CHAIR, content: null }, SESSION, other, period)
  if (one === null) throw new Error('no session')
  return one
}
const linesOf = ({ lines }: AlarmLoad): string[] =>
  lines.map(({ kind, name, detail, count, presentMs }) => `${kind} ${name} ${detail}: ${count}, ${presentMs / SECOND_MS} s`)
const told = ({ things }: WeighedSession): string[] => things.map(({ what, name, shift }) => `${what} ${name} ${shift}`)

type Changed<What extends 'alarm' | 'excursion'> = Extract<WhatIfChange, { what: What }>
type Moved = Pick<WhatIfChange, 'shift' | 'at' | 'byMs' | 'sessionId' | 'chairId'>
const of = (shift: Moved['shift'], second: number, bySeconds: number | null): Moved => {
  const byMs = bySeconds === null ? null : bySeconds * SECOND_MS
  return { shift, at: at(second), byMs, sessionId: SESSION, chairId: CHAIR }
}
const alarm = (name: string, moved: Moved, before: Changed<'alarm'>['before'], after: Changed<'alarm'>['after']) =>
  ({ what: 'alarm', name, ...moved, before, after }) as const
type Side = Changed<'excursion'>['before']
const excursion = (name: string, moved: Moved, before: Side, after: Side) => ({ what: 'excursion', name, ...moved, before, after }) as const
const same = (what: 'alarm' | 'excursion', name: string) => ({ what, name, shift: 'same' }) as const

/** What each protocol says of the treated one. */
const HIGH = { text: 'SYS 184 ≥ 180', priority: 'high' } as const
const LAX_HIGH = { text: 'SYS 184 ≥ 170', priority: 'low' } as const
const SPO2 = { text: 'SpO2 88 < 90', priority: 'medium' } as const
const LAX_SPO2 = { text: 'SpO2 86 < 87', priority: 'medium' } as const
const LOW = { text: 'SYS 86 < 90', priority: 'medium' } as const
const CRITICAL = { peak: 'critical', ending: 'recovered' } as const
const LAX_WARNING = { peak: 'warning', ending: 'not-confirmed' } as const
const WARNING = { peak: 'warning', ending: 'recovered' } as const
const LINES = [
  'vital-alarm bp-high high: 1, 300 s',
  'vital-alarm spo2:low medium: 1, 31 s',
  'vital-alarm heart:high medium: 1, 36 s',
  'vital-alarm bp-low medium: 1, 300 s',
  'excursion bp-high critical recovered: 1, 300 s',
  'excursion bp-low warning recovered: 1, 300 s',
]
const LAX_LINES = [
  'vital-alarm bp-high low: 1, 180 s',
  'vital-alarm spo2:low medium: 1, 10 s',
  'vital-alarm heart:high medium: 1, 36 s',
  'excursion bp-high warning not-confirmed: 1, 180 s',
]
const NO_ALARM_MS = { low: 0, medium: 0, high: 0 }

describe('a session weighed by two protocols', () => {
  it('X9: the same one twice is the same things and the same load', () => {
    const one = weighed(treated(DEFAULT_PROTOCOL), DEFAULT_PROTOCOL)
    const alarms = ['bp-high', 'heart:high', 'spo2:low', 'bp-low'].map((name) => same('alarm', name))
    expect(one.things).toEqual([...alarms, same('excursion', 'bp-high'), same('excursion', 'bp-low')])
    expect(one.after).toEqual(one.before)
    expect(linesOf(one.before)).toEqual(LINES)
    expect(one.before.inAlarmMs.vital).toEqual({ low: 240 * SECOND_MS, medium: 216 * SECOND_MS, high: 180 * SECOND_MS })
  })

  it('X9: a laxer one tells what came later or not at all, with its words, priorities, peaks and endings', () => {
    const one = weighed(treated(DEFAULT_PROTOCOL), LAX)
    expect(one.things).toEqual([
      alarm('bp-high', of('later', 300, 120), HIGH, LAX_HIGH),
      same('alarm', 'heart:high'),
      alarm('spo2:low', of('later', 715, 21), SPO2, LAX_SPO2),
      alarm('bp-low', of('gone', 900, null), LOW, null),
      excursion('bp-high', of('later', 300, 120), CRITICAL, LAX_WARNING),
      excursion('bp-low', of('gone', 900, null), WARNING, null),
    ])
    expect(linesOf(one.after)).toEqual(LAX_LINES)
    expect(one.after.inAlarmMs.vital).toEqual({ low: 180 * SECOND_MS, medium: 36 * SECOND_MS, high: 0 })
  })

  it('X9: a stricter one tells what came earlier or is new, each at the moment of the first that holds it', () => {
    const one = weighed(treated(LAX), DEFAULT_PROTOCOL)
    expect(one.things).toEqual([
      alarm('bp-high', of('earlier', 420, -120), LAX_HIGH, HIGH),
      same('alarm', 'heart:high'),
      alarm('spo2:low', of('earlier', 736, -21), LAX_SPO2, SPO2),
      alarm('bp-low', of('fresh', 900, null), null, LOW),
      excursion('bp-high', of('earlier', 420, -120), LAX_WARNING, CRITICAL),
      excursion('bp-low', of('fresh', 900, null), null, WARNING),
    ])
    expect([linesOf(one.before), linesOf(one.after)]).toEqual([LAX_LINES, LINES])
  })

  it('X9: what began at the same moment is the same, however high it went and whether or not it is over', () => {
    const example = began()
    example.set(300, 184, 80)
    example.tick(360)
    const one = weighed(example, LAX)
    expect(told(one)).toEqual(['alarm bp-high same', 'excursion bp-high same'])
    expect(linesOf(one.before)).toEqual(['vital-alarm bp-high high: 1, 60 s', 'excursion bp-high critical open: 1, 60 s'])
    expect(linesOf(one.after)).toEqual(['vital-alarm bp-high low: 1, 60 s', 'excursion bp-high warning open: 1, 60 s'])
  })

  it('A1: equipment, and what staff entered, is neither told nor counted', () => {
    const example = running({ chairId: CHAIR })
    example.stream(120, 140, { spo2: 88 })
    example.enter(141, { kind: 'sedation', moaas: 2 })
    example.tick(150)
    expect(example.of('alarm-raised').map(({ cause }) => cause)).toEqual(['source-silent', 'spo2-low', 'sedation'])
    const one = weighed(example, DEFAULT_PROTOCOL)
    expect(told(one)).toEqual(['alarm spo2:low same'])
    expect(linesOf(one.before)).toEqual(['vital-alarm spo2:low medium: 1, 15 s'])
    expect(one.before.inAlarmMs).toEqual({
      vital: { ...NO_ALARM_MS, medium: 15 * SECOND_MS },
      technical: NO_ALARM_MS,
      prompt: NO_ALARM_MS,
    })
  })

  it('X9: a session without an end is weighed up to the newest of its record, one that ended up to its end', () => {
    const example = began()
    example.set(30, 164, 80)
    example.tick(50)
    example.tick(40)
    expect(weighed(example, LAX).before.spanMs).toBe(minutes(12) * SECOND_MS + 50 * SECOND_MS)
    expect(linesOf(weighed(example, LAX).before)[0]).toBe('vital-alarm bp-high low: 1, 20 s')
    example.mustAct(60, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    example.mustAct(90, { kind: 'discharge', overrideReason: 'goes to the ward' })
    example.tick(200)
    const one = weighed(example, LAX)
    expect([one.before.spanMs, one.after.spanMs]).toEqual([810 * SECOND_MS, 810 * SECOND_MS])
    expect(linesOf(one.before)).toEqual(['vital-alarm bp-high low: 1, 60 s', 'excursion bp-high warning session-ended: 1, 60 s'])
    expect(one.things.at(-1)).toMatchObject({ before: { peak: 'warning', ending: 'session-ended' } })
  })

  it('X9: a record without a session weighs nothing', () => {
    const empty = { inputs: [], facts: [], chairId: CHAIR, content: null }
    expect(weighSession(empty, SESSION, LAX, WHOLE)).toBeNull()
    expect(weighSession({ ...empty, inputs: [{ kind: 'tick', takenAt: at(0) }] }, SESSION, LAX, WHOLE)).toBeNull()
  })
})

describe('the period of a weighing', () => {
  const open = (own: Protocol): Example => {
    const example = began({ protocol: own })
    example.set(300, 164, 80)
    example.tick(360)
    return example
  }
  const within = (fromMs: number, untilMs: number) => ({ fromAt: at(300) + fromMs, untilAt: at(300) + untilMs })

  for (const [own, other, shift] of [
    [DEFAULT_PROTOCOL, LAX, 'gone'],
    [LAX, DEFAULT_PROTOCOL, 'fresh'],
  ] as const) {
    const side = shift === 'gone' ? 'before' : 'after'
    it(`X9: what is ${shift} is told in the period in which it began, and timed in each`, () => {
      const example = open(own)
      const both = [`alarm bp-high ${shift}`, `excursion bp-high ${shift}`]
      const first = weighed(example, other, within(0, 1))
      expect(told(first)).toEqual(both)
      expect(first.things.at(-1)).toMatchObject({ [side]: { peak: 'warning', ending: null } })
      expect(first[side].lines).toMatchObject(Array(2).fill({ count: 1, presentMs: 1 }))
      expect(first.before.spanMs).toBe(1)
      const next = weighed(example, other, within(1, MINUTE_MS + 1))
      expect(next.things).toEqual([])
      expect(next[side].lines).toMatchObject(Array(2).fill({ count: 0, presentMs: MINUTE_MS - 1 }))
      expect(next.before.spanMs).toBe(MINUTE_MS - 1)
      const last = weighed(example, other, within(-MINUTE_MS, 0))
      expect([last.things, last[side].lines]).toEqual([[], []])
      expect(told(weighed(example, other, within(-MINUTE_MS, 1)))).toEqual(both)
    })
  }

  it('X9: what only began at another time is told in the period of its own protocol', () => {
    const example = treated(LAX)
    const own = weighed(example, DEFAULT_PROTOCOL, { fromAt: at(420), untilAt: at(421) })
    expect(told(own)).toEqual(['alarm bp-high earlier', 'excursion bp-high earlier'])
    expect([own.before, own.after].map(({ lines }) => lines.map(({ count }) => count).join())).toEqual(['1,1', '0,0'])
    expect(weighed(example, DEFAULT_PROTOCOL, { fromAt: at(300), untilAt: at(420) }).things).toEqual([])
  })
})

const line = (kind: LoadLine['kind'], name: string, detail: string, count: number): LoadLine => {
  return { kind, name, detail, count, presentMs: count * MINUTE_MS, readings: 0 }
}
const load = (spanMs: number, medium: number, ...lines: LoadLine[]): AlarmLoad => {
  return { spanMs, lines, inAlarmMs: { vital: { ...NO_ALARM_MS, medium }, technical: NO_ALARM_MS, prompt: NO_ALARM_MS } }
}
const SAME = same('alarm', 'bp-high')
const GONE = alarm('bp-high', of('gone', 1, null), HIGH, null)
const FRESH = alarm('spo2:low', of('fresh', 2, null), null, SPO2)
const LATER = excursion('bp-high', of('later', 3, 60), WARNING, CRITICAL)

describe('weighed sessions added up', () => {
  it('X9: of none there is nothing over no time', () => {
    const side = { alarms: [], excursions: [], inAlarmMs: NO_ALARM_MS }
    const nothing = { alarms: [], excursions: [], changes: [], changed: 0, refused: [] }
    expect(createWhatIfSum(9).result()).toEqual({ spanMs: 0, sessions: 0, before: side, after: side, ...nothing })
  })

  it('X9: spans, both sides and what became of each name add up; changes beyond the most are counted alone', () => {
    const sum = createWhatIfSum(2)
    const high = line('vital-alarm', 'bp-high', 'low', 1)
    const open = line('excursion', 'bp-high', 'warning open', 1)
    sum.add({ before: load(10, 3, high), after: load(10, 2), things: [SAME, GONE] })
    sum.add({
      before: load(20, 4, high, open),
      after: load(20, 5, line('vital-alarm', 'spo2:low', 'medium', 2), high),
      things: [GONE, FRESH, LATER],
    })
    const none = { same: 0, earlier: 0, later: 0, gone: 0, fresh: 0 }
    expect(sum.result()).toEqual({
      spanMs: 30,
      sessions: 2,
      before: {
        alarms: [{ name: 'bp-high', priority: 'low', count: 2, presentMs: 2 * MINUTE_MS }],
        excursions: [{ name: 'bp-high', peak: 'warning', ending: 'open', count: 1, presentMs: MINUTE_MS }],
        inAlarmMs: { low: 0, medium: 7, high: 0 },
      },
      after: {
        alarms: [
          { name: 'spo2:low', priority: 'medium', count: 2, presentMs: 2 * MINUTE_MS },
          { name: 'bp-high', priority: 'low', count: 1, presentMs: MINUTE_MS },
        ],
        excursions: [],
        inAlarmMs: { low: 0, medium: 7, high: 0 },
      },
      alarms: [
        { name: 'bp-high', ...none, same: 1, gone: 2 },
        { name: 'spo2:low', ...none, fresh: 1 },
      ],
      excursions: [{ name: 'bp-high', ...none, later: 1 }],
      changes: [GONE, GONE],
      changed: 4,
      refused: [],
    })
  })

  it('X9: a session that could not be judged is named with its faults and counts for nothing', () => {
    const sum = createWhatIfSum(2)
    sum.refuse(SESSION, ['excursion.high.warning.sys: above critical'])
    sum.refuse('session-8' as SessionId, [])
    expect(sum.result()).toMatchObject({ sessions: 0, spanMs: 0, changed: 0, changes: [] })
    expect(sum.result().refused).toEqual([
      { sessionId: SESSION, faults: ['excursion.high.warning.sys: above critical'] },
      { sessionId: 'session-8', faults: [] },
    ])
  })
})
