import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { at, chartOf, type Example, profile, running, ZERO } from '../support/judge-harness.ts'
import { SteppedMonitor } from '../support/stepped-monitor.ts'

const WELL = { hr: 70, spo2: 97, rr: 14 }
const LOW = { hr: 70, spo2: 84, rr: 14 }

const { clockStep, ...technical } = DEFAULT_PROTOCOL.technical
/** As protocols from before this rule. */
const BEFORE: Protocol = { ...DEFAULT_PROTOCOL, version: 2, technical }

const monitored = (protocol = DEFAULT_PROTOCOL): { readonly example: Example; readonly monitor: SteppedMonitor } => {
  const example = running({ protocol })
  return { example, monitor: new SteppedMonitor(example) }
}

const declaresAnew = (example: Example, second: number): void => {
  example.feed({ kind: 'source-declared', takenAt: at(second), profile: profile() })
}

/** Well for a minute, then the clock is set back and the patient desaturates at once. */
const setBack = (byS: number, protocol = DEFAULT_PROTOCOL): Example => {
  const { example, monitor } = monitored(protocol)
  monitor.stream(1, 60, WELL)
  monitor.aheadS = -byS
  monitor.stream(61, 120, LOW)
  return example
}

describe('V6: a clock that is set back', () => {
  it('V6: without a step every reading of the next minutes would be late, and no alarm of them', () => {
    const example = setBack(45, BEFORE)
    expect(example.conditionLines('spo2-low', 'spo2-desat')).toEqual([])
    expect(example.of('happened-while-away')).not.toEqual([])
  })

  it.each([4, 5, 11, 45, 120, 3_600])('V6: set back by %d s, the alarms begin as after any other minute', (byS) => {
    const example = setBack(byS)
    // 2 s until the new time is believed, then 5 and 15 s.
    expect(example.conditionLines('spo2-desat', 'spo2-low')).toEqual(['68 began spo2-desat high', '78 began spo2-low medium'])
    expect(example.picture.numerics.spo2).toMatchObject({ value: 84, at: at(120) })
    expect(example.picture.source?.clockOffsetMs).toBe(byS * 1_000)
  })

  it('V6: staff are told to look at the clock for 5 min after it was set back, however little', () => {
    const example = setBack(12)
    expect(example.conditionLines('clock-skew')).toEqual(['63 began clock-skew low'])
    for (let second = 121; second <= 364; second += 1) example.deliver(second, [], at(second - 12))
    expect(example.conditionLines('clock-skew')).toEqual(['63 began clock-skew low', '364 ended clock-skew low'])
  })

  it('V6: set back by less than is looked for, the readings stay as old as they seem', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -3.999
    monitor.stream(61, 120, LOW)
    expect(example.picture.source?.clockOffsetMs).toBe(0)
    expect(example.conditionLines('clock-skew')).toEqual([])
    expect(example.alarm('spo2-desat')).toBeDefined()
  })

  it('V4: the same time on the clock is another reading after the step, and a repeat stays a repeat', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -30
    monitor.stream(61, 85, WELL)
    // Second 55 of the clock came before and after; every value was the same.
    expect(example.picture.numerics.spo2?.at).toBe(at(85))
    const set = monitor.cuff(86, 165, 85)
    monitor.send([set], 86)
    monitor.send([set], 87)
    expect(example.excursionLines()).toEqual(['86 opened high warning'])
  })

  it('V4: a set from before the step that is sent again after it does not confirm itself', () => {
    const { example, monitor } = monitored()
    const set = monitor.cuff(50, 165, 85)
    monitor.stream(1, 49, WELL)
    monitor.send([set], 50)
    monitor.stream(51, 60, WELL)
    monitor.aheadS = -45
    monitor.stream(61, 70, WELL)
    monitor.send([set], 71)
    expect(example.excursionLines()).toEqual(['50 opened high warning'])
    declaresAnew(example, 72)
    monitor.send([set, monitor.measured(73, WELL)], 73)
    expect(example.excursionLines()).toEqual(['50 opened high warning'])
  })

  it('X4: a set after a step of half an hour is judged live', () => {
    const { example, monitor } = monitored()
    monitor.send([monitor.cuff(30, 120, 80)], 30)
    monitor.stream(31, 60, WELL)
    monitor.aheadS = -1_800
    monitor.stream(61, 70, WELL)
    monitor.send([monitor.cuff(71, 185, 95)], 71)
    expect(example.excursionLines()).toEqual(['71 opened high critical confirmed'])
    expect(example.picture.alarms.map(({ priority }) => priority)).toContain('high')
  })

  it('X9: the chart holds each reading once, at the time when it was measured', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -30
    monitor.stream(61, 120, LOW)
    const spans = chartOf(example).facts.filter((fact) => fact.kind === 'condition-began' && fact.condition.startsWith('spo2'))
    expect(spans.map((fact) => (fact.at - ZERO) / 1_000)).toEqual([68, 78])
  })
})

describe('V6: a step while the monitor was away', () => {
  const away = (reconnects: boolean, byS: number): Example => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -byS
    if (reconnects) declaresAnew(example, 120)
    monitor.stream(121, 200, LOW)
    return example
  }

  it.each([
    [true, 20],
    [false, 20],
    [true, 59],
  ])('V6: with a new connection %s, set back by %d s in a silence of 60: believed after 10 s', (reconnects, byS) => {
    expect(away(reconnects, byS).conditionLines('spo2-desat')).toEqual(['136 began spo2-desat high'])
  })

  it('V6: a clock set forward is believed at once', () => {
    expect(away(true, -600).conditionLines('spo2-desat')).toEqual(['126 began spo2-desat high'])
  })
})

describe('V5: what is late stays late', () => {
  /** A minute of good readings, a desaturation that nobody heard of, and good ones again; as the monitor keeps them. */
  const kept = (monitor: SteppedMonitor, from: number) =>
    Array.from({ length: 60 }, (_, second) => monitor.measured(from + second, second < 20 || second >= 50 ? WELL : LOW))

  const nothingLive = (example: Example): void => {
    expect(example.conditionLines('spo2-low', 'spo2-desat')).toEqual([])
    expect(example.of('happened-while-away').map(({ condition }) => condition)).toContain('spo2-desat')
  }

  it('V5: a queue that is let go at once is no step of the clock', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    for (const [second, entry] of kept(monitor, 61).entries()) monitor.send([entry], 61 + second, 135 + second / 100)
    monitor.stream(136, 180, WELL)
    nothingLive(example)
    expect(example.picture.source?.clockOffsetMs).toBe(0)
  })

  it('V5: a queue that passes on one message a second goes on being late', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    for (const [second, entry] of kept(monitor, 61).entries()) monitor.send([entry], 61 + second, 106 + second)
    nothingLive(example)
    expect(example.picture.source?.clockOffsetMs).toBe(0)
  })

  it('V5: a queue that drains slowly after a new connection is no step either', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    declaresAnew(example, 100)
    for (const [second, entry] of kept(monitor, 61).entries()) monitor.send([entry], 61 + second, 106 + second * 0.7)
    nothingLive(example)
  })

  it.each([45, 30, 58])('V5: what was kept from before a step of %d s stays late, also where the new clock would make it young', (byS) => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    const backlog = kept(monitor, 61)
    monitor.aheadS = -byS
    declaresAnew(example, 121)
    for (let second = 122; second <= 140; second += 1) monitor.send([monitor.measured(second, { hr: 70 })], second)
    // SpO2 comes from the backlog alone: no newer one makes it late.
    monitor.send(backlog, 141)
    nothingLive(example)
  })

  it('V5: one message that was overtaken by the next shows nothing of the clock', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    const overtaken = monitor.measured(61, WELL)
    monitor.stream(62, 70, WELL)
    for (let second = 71; second <= 80; second += 1) monitor.send([overtaken], 61, second)
    expect(example.picture.source?.clockOffsetMs).toBe(0)
  })

  it('V6: a single message with a wrong time leaves the clock where it was', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -45
    monitor.stream(61, 61, WELL)
    monitor.aheadS = 0
    monitor.stream(62, 90, LOW)
    expect(example.picture.source?.clockOffsetMs).toBe(0)
    expect(example.conditionLines('clock-skew')).toEqual([])
    expect(example.conditionLines('spo2-desat')).toEqual(['67 began spo2-desat high'])
  })

  it('V6: a single message an hour ahead makes nothing late for longer than it takes to see it', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = 3_600
    monitor.stream(61, 61, WELL)
    monitor.aheadS = 0
    monitor.stream(62, 90, LOW)
    expect(example.conditionLines('spo2-desat')).toEqual(['69 began spo2-desat high'])
  })
})

describe('V6: numbers', () => {
  it('V6: a monitor that counts from 1 after a restart is live within seconds', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -45
    monitor.stream(61, 80, WELL)
    monitor.restart()
    declaresAnew(example, 90)
    monitor.stream(91, 120, LOW)
    expect(example.conditionLines('spo2-desat')).toEqual(['98 began spo2-desat high'])
  })

  it('V6: in a fast room the network counts by the wall', () => {
    const { example, monitor } = monitored()
    example.feed({ kind: 'clock', takenAt: at(0.5), speed: 60 })
    monitor.stream(1, 60, WELL)
    declaresAnew(example, 61)
    // A tenth of a second on the way is 6 s of the room.
    for (let second = 61; second <= 120; second += 1) monitor.send([monitor.measured(second, WELL)], second, second + 6)
    expect(example.picture.source?.clockOffsetMs).toBe(0)
  })

  it('R4: a protocol without the rule judges as before, and the rule can be left out', () => {
    expect(clockStep).toEqual({ shiftMs: 4_000, provenMs: 2_000, awayMs: 10_000 })
    const example = setBack(45, BEFORE)
    expect(example.picture.source?.clockOffsetMs).toBe(0)
    expect(example.conditionLines('clock-skew')).toEqual([])
  })
})

describe('V6: what a row of messages shows', () => {
  const offset = (example: Example): number | undefined => example.picture.source?.clockOffsetMs

  it('V6: a message that the network held up says nothing against the row, and is not what is adopted', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -45
    monitor.send([monitor.measured(61, WELL)], 61)
    monitor.send([monitor.measured(61.5, WELL)], 61.5, 64.1)
    expect(offset(example)).toBe(45_000)
    expect(example.conditionLines('clock-skew')).toEqual(['64.1 began clock-skew low'])
  })

  it('V6: the smallest difference of the row is the new offset', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -45
    for (const [sent, delayS] of [
      [61, 1.5],
      [62, 0.2],
      [63, 1.7],
    ] as const)
      monitor.send([monitor.measured(sent, WELL)], sent, sent + delayS)
    expect(offset(example)).toBe(45_200)
  })

  it('V6: the order of entries in a message is without meaning', () => {
    for (const newestFirst of [true, false]) {
      const { example, monitor } = monitored()
      monitor.stream(1, 60, WELL)
      const kept = Array.from({ length: 10 }, (_, index) => monitor.measured(61 + index, WELL))
      monitor.aheadS = -45
      for (let second = 71; second <= 74; second += 1) {
        const live = monitor.measured(second, WELL)
        const old = kept.splice(0, 1)
        monitor.send(newestFirst ? [live, ...old] : [...old, live], second)
      }
      expect(offset(example)).toBe(45_000)
      // Second 71 was heard when its clock had been set, 73 showed it; what was kept has its own time all the same.
      expect(example.picture.numerics.spo2?.at).toBe(at(74))
    }
  })

  it('V4: two steps back pass the same time thrice, and each reading counts', () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    monitor.aheadS = -30
    monitor.stream(61, 80, WELL)
    monitor.aheadS = -60
    monitor.stream(81, 100, WELL)
    expect(offset(example)).toBe(60_000)
    expect(example.picture.numerics.spo2?.at).toBe(at(100))
    expect(example.conditionLines('signal-lost')).toEqual([])
  })

  it('V5: of a slow monitor a queue that passes on one message a period goes on being late', () => {
    const example = running({ profile: profile({ periodMs: 5_000 }) })
    const monitor = new SteppedMonitor(example)
    for (let second = 5; second <= 60; second += 5) monitor.send([monitor.measured(second, WELL)], second)
    for (let second = 65; second <= 200; second += 5) monitor.send([monitor.measured(second, LOW)], second, second + 25)
    expect(offset(example)).toBe(0)
  })

  it('V6: in a fast room a step is as much of the wall, and takes as long', () => {
    const stepped = (backS: number, untilS: number): number | undefined => {
      const { example, monitor } = monitored()
      example.feed({ kind: 'clock', takenAt: at(0.5), speed: 60 })
      for (let second = 10; second <= 600; second += 10) monitor.send([monitor.measured(second, WELL)], second)
      monitor.aheadS = -backS
      for (let second = 610; second <= untilS; second += 10) monitor.send([monitor.measured(second, WELL)], second)
      return offset(example)
    }
    expect(stepped(230, 900)).toBe(0)
    expect(stepped(240, 720)).toBe(0)
    expect(stepped(240, 730)).toBe(240_000)
  })
})

describe('V5: numbers from before a step', () => {
  /** Set back by 45 s with ten readings of before still to come. */
  const leftOver = () => {
    const { example, monitor } = monitored()
    monitor.stream(1, 60, WELL)
    const kept = Array.from({ length: 50 }, (_, index) => monitor.measured(61 + index, { spo2: 80 }))
    monitor.aheadS = -45
    declaresAnew(example, 111)
    for (let second = 112; second <= 130; second += 1) monitor.send([monitor.measured(second, { hr: 70 })], second)
    expect(example.picture.source?.clockOffsetMs).toBe(45_000)
    return { example, monitor, kept }
  }

  it.each([
    // By the new clock the first are old, the last not even measured yet.
    { what: 'old', from: 0 },
    { what: 'ahead', from: 45 },
  ])('V5: however many come that look $what, they are not taken for a monitor that counts anew', ({ from }) => {
    const { example, monitor, kept } = leftOver()
    for (const [index, entry] of kept.slice(from, from + 4).entries()) monitor.send([entry], 131 + index / 10)
    monitor.send(kept.slice(10, 45), 132)
    expect(example.conditionLines('spo2-low', 'spo2-desat')).toEqual([])
    expect(example.picture.numerics.spo2?.at).toBeLessThanOrEqual(at(110))
  })
})
