import type { SourceEntry } from '@chairside/server/domain/chair-input'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { LATER_RULES } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { cuff, holdLines, withArtefact } from '../support/held-back.ts'
import { at, type Example, factsOf, minutes, profile, running } from '../support/judge-harness.ts'

const SPO2 = ['spo2-low', 'spo2-desat'] as const

describe('T5: a cuff on the limb of the oximeter', () => {
  it('T5: SpO2 is held back from the start of an inflation to its set, and what was held back is counted', () => {
    const example = running({ sameLimb: true })
    example.stream(0, 9, { hr: 70, spo2: 97 })
    cuff(example, 10, 'cuff-started')
    expect(example.picture.care.heldBack).toEqual([{ what: 'cuff-same-limb', since: at(10), untilAt: at(70) }])
    example.stream(11, 40, { hr: 70, spo2: 60 })
    cuff(example, 40, 'set')
    expect(example.picture.care.heldBack).toEqual([])
    example.stream(41, 80, { hr: 70, spo2: 97 })
    expect(holdLines(example)).toEqual(['10 began cuff-same-limb until 70', '40 ended cuff-same-limb 30'])
    expect(example.conditionLines(...SPO2)).toEqual([])
    expect(example.picture.numerics.spo2?.value).toBe(97)
  })

  it('T5: without the word at the binding, or where the protocol has it off, the same readings alarm', () => {
    const off: Protocol = {
      ...DEFAULT_PROTOCOL,
      artefact: { ...DEFAULT_PROTOCOL.artefact, sameLimb: { ...DEFAULT_PROTOCOL.artefact.sameLimb, enabled: false } },
    }
    for (const example of [running(), running({ sameLimb: false }), running({ sameLimb: true, protocol: off })]) {
      cuff(example, 10, 'cuff-started')
      example.stream(11, 40, { hr: 70, spo2: 60 })
      expect(example.conditionLines('spo2-desat')).toEqual(['16 began spo2-desat high'])
      expect(holdLines(example, 'cuff-same-limb')).toEqual([])
    }
  })

  it('T5: a failure ends it too', () => {
    const example = running({ sameLimb: true })
    cuff(example, 10, 'cuff-started')
    example.stream(11, 30, { spo2: 60 })
    cuff(example, 30, 'cuff-failed')
    expect(holdLines(example)).toEqual(['10 began cuff-same-limb until 70', '30 ended cuff-same-limb 20'])
  })

  it('T5: for 60 s at most, the reading at exactly 60 s included', () => {
    const example = running({ sameLimb: true })
    example.stream(0, 10, { spo2: 97 })
    cuff(example, 10, 'cuff-started')
    example.stream(11, 70, { spo2: 60 })
    expect(holdLines(example)).toEqual(['10 began cuff-same-limb until 70'])
    example.numerics(71, { spo2: 60 })
    expect(holdLines(example)).toEqual(['10 began cuff-same-limb until 70', '70 ended cuff-same-limb 60'])
    example.stream(72, 76, { spo2: 60 })
    // 71 is the first that is judged.
    expect(example.conditionLines('spo2-desat')).toEqual(['76 began spo2-desat high'])
  })

  it('T5: it ends at its time where nothing more comes', () => {
    const example = running({ sameLimb: true })
    cuff(example, 10, 'cuff-started')
    example.tick(70)
    expect(example.picture.care.heldBack).toHaveLength(1)
    example.tick(70.001)
    expect(example.picture.care.heldBack).toEqual([])
    expect(holdLines(example)).toEqual(['10 began cuff-same-limb until 70', '70 ended cuff-same-limb 0'])
  })

  it('T5: a real desaturation that goes on after the cuff let go is found', () => {
    const example = running({ sameLimb: true })
    example.stream(0, 10, { spo2: 97 })
    cuff(example, 10, 'cuff-started')
    example.stream(11, 39, { spo2: 82 })
    cuff(example, 39.5, 'set')
    example.stream(40, 60, { spo2: 82 })
    expect(example.conditionLines(...SPO2)).toEqual(['45 began spo2-desat high', '55 began spo2-low medium'])
  })

  it('T5: what was an alarm before stays one (V8), and a normal value beyond the cuff does not end it', () => {
    const example = running({ sameLimb: true })
    example.stream(0, 20, { spo2: 82 })
    cuff(example, 20, 'cuff-started')
    example.stream(21, 49, { spo2: 98 })
    expect(example.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium'])
    cuff(example, 49.5, 'set')
    example.stream(50, 60, { spo2: 98 })
    expect(example.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium', '55 ended spo2-low medium'])
  })

  it('T1: held back readings neither break nor bridge: a short inflation leaves the row whole, a long one does not', () => {
    const short = running({ sameLimb: true })
    short.stream(0, 10, { spo2: 88 })
    cuff(short, 10.2, 'cuff-started')
    short.stream(11, 14, { spo2: 99 })
    cuff(short, 14.5, 'set')
    short.stream(15, 16, { spo2: 88 })
    expect(short.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium'])

    const long = running({ sameLimb: true })
    long.stream(0, 10, { spo2: 88 })
    cuff(long, 10.2, 'cuff-started')
    long.stream(11, 34, { spo2: 88 })
    cuff(long, 34.5, 'set')
    long.stream(35, 49, { spo2: 88 })
    expect(long.conditionLines('spo2-low')).toEqual([])
    long.numerics(50, { spo2: 88 })
    expect(long.conditionLines('spo2-low')).toEqual(['50 began spo2-low medium'])
  })

  it('T5: a cuff that inflates over and over hides no desaturation: SpO2 is judged for a whole row between two times', () => {
    const example = running({ sameLimb: true })
    example.stream(-5, 0, { spo2: 97 })
    for (let second = 0; second < 200; second += 1) {
      // 30 s of inflation, 5 s of rest.
      if (second % 35 === 0) cuff(example, second + 0.1, 'cuff-started')
      if (second % 35 === 30) cuff(example, second + 0.1, 'set')
      example.numerics(second + 0.5, { spo2: 80 })
    }
    expect(example.conditionLines(...SPO2)[0]).toBe('35.5 began spo2-desat high')
    expect(holdLines(example).filter((line) => line.includes('began'))).toEqual([
      '0.1 began cuff-same-limb until 60.1',
      '70.1 began cuff-same-limb until 130.1',
      '140.1 began cuff-same-limb until 200.1',
    ])
  })

  it('T5: the next may begin 25 s after the last, not a millisecond sooner', () => {
    for (const [second, expected] of [
      [54.999, 1],
      [55, 2],
    ] as const) {
      const example = running({ sameLimb: true })
      cuff(example, 10, 'cuff-started')
      cuff(example, 30, 'set')
      cuff(example, second, 'cuff-started')
      expect(holdLines(example).filter((line) => line.includes('began'))).toHaveLength(expected)
    }
  })

  it('T5: a second inflation of one determination gets no second time', () => {
    const example = running({ sameLimb: true })
    cuff(example, 10, 'cuff-started')
    cuff(example, 58, 'cuff-started')
    example.stream(59, 90, { spo2: 80 })
    expect(example.conditionLines('spo2-desat')).toEqual(['76 began spo2-desat high'])
    expect(holdLines(example)).toEqual(['10 began cuff-same-limb until 70', '70 ended cuff-same-limb 12'])
  })

  it('T5: a start that is told late holds back what is left of its time, one that is over nothing', () => {
    const example = running({ sameLimb: true })
    example.stream(0, 40, { spo2: 97 })
    cuff(example, 40, 'cuff-started', 20)
    expect(holdLines(example)).toEqual(['40 began cuff-same-limb until 80'])
    const over = running({ sameLimb: true })
    over.stream(0, 80, { spo2: 97 })
    cuff(over, 80, 'cuff-started', 20)
    expect(holdLines(over)).toEqual([])
    // And it takes nothing from the next.
    cuff(over, 85, 'cuff-started')
    expect(holdLines(over)).toEqual(['85 began cuff-same-limb until 145'])
  })

  it('T5: an inflation whose set came first is over; a set by hand is not its set', () => {
    const example = running({ sameLimb: true })
    cuff(example, 20, 'set', 18)
    cuff(example, 20, 'cuff-started', 10)
    expect(holdLines(example)).toEqual([])
    example.stream(20, 25, { spo2: 60 })
    expect(example.conditionLines('spo2-desat')).toEqual(['25 began spo2-desat high'])
    const byHand = running({ sameLimb: true })
    byHand.mustAct(15, { kind: 'enter-vitals', reading: { sys: 120, dia: 80 } })
    cuff(byHand, 20, 'cuff-started', 10)
    expect(holdLines(byHand)).toEqual(['20 began cuff-same-limb until 70'])
  })

  it('T5: what is measured at the start is judged, what is measured at the end is not', () => {
    const start = running({ sameLimb: true })
    cuff(start, 10, 'cuff-started')
    start.stream(10, 14, { spo2: 60 })
    cuff(start, 14.5, 'set')
    start.numerics(15, { spo2: 60 })
    expect(start.conditionLines('spo2-desat')).toEqual(['15 began spo2-desat high'])
    const end = running({ sameLimb: true })
    cuff(end, 10, 'cuff-started')
    cuff(end, 40, 'set')
    end.stream(40, 46, { spo2: 60 })
    expect(end.conditionLines('spo2-desat')).toEqual(['46 began spo2-desat high'])
  })

  it('T5: readings that come late, of an inflation that came late, are not told as missed', () => {
    const lines = (started: boolean): number => {
      const example = running({ sameLimb: true })
      example.stream(0, 100, { spo2: 97 })
      const late: SourceEntry[] = []
      if (started) late.push({ kind: 'cuff-started', seq: example.nextSeq(), at: at(10.1) })
      for (let second = 11; second <= 39; second += 1)
        late.push({ kind: 'numerics', seq: example.nextSeq(), at: at(second + 0.5), values: { spo2: 60 }, off: [], unmapped: [] })
      example.deliver(101, late)
      return example.of('happened-while-away').length
    }
    expect(lines(false)).toBe(2)
    expect(lines(true)).toBe(0)
  })

  it('T5: a set entered by hand ends no inflation, a released monitor does', () => {
    const example = running({ sameLimb: true })
    cuff(example, 10, 'cuff-started')
    example.mustAct(20, { kind: 'enter-vitals', reading: { sys: 120, dia: 80 } })
    expect(example.picture.care.heldBack).toHaveLength(1)
    example.mustAct(30, { kind: 'release-monitor' })
    expect(example.picture.care.heldBack).toEqual([])
    expect(holdLines(example)).toEqual(['10 began cuff-same-limb until 70', '30 ended cuff-same-limb 0'])
    expect(example.bind(31)).toBeNull()
    example.stream(32, 37, { spo2: 60 })
    expect(example.conditionLines('spo2-desat')).toEqual(['37 began spo2-desat high'])
    cuff(example, 38, 'cuff-started')
    expect(example.picture.care.heldBack).toHaveLength(1)
  })

  it('T5: only SpO2 is held back', () => {
    const example = running({ sameLimb: true })
    cuff(example, 10, 'cuff-started')
    example.stream(11, 40, { hr: 150, spo2: 60, rr: 0 })
    expect(example.conditionLines('hr-extreme-high', 'apnoea')).toEqual(['16 began hr-extreme-high high', '16 began apnoea high'])
  })

  it('D5: readings beyond the cuff are no evidence, and none that is missed', () => {
    const example = running({ sameLimb: true })
    example.mustAct(minutes(1), { kind: 'stop-infusion', early: false, reason: null })
    const spo2 = () => example.picture.readiness?.criteria.find(({ id }) => id === 'D5')?.state
    const from = minutes(2)
    example.stream(from, from + minutes(5), { spo2: 98 })
    expect(spo2()).toBe('met')
    cuff(example, from + minutes(5) + 0.1, 'cuff-started')
    example.stream(from + minutes(5) + 1, from + minutes(5) + 40, { spo2: 70 })
    cuff(example, from + minutes(5) + 40.1, 'set')
    example.stream(from + minutes(5) + 41, from + minutes(7), { spo2: 98 })
    expect(spo2()).toBe('met')
  })
})

describe('T3: what is passed over is told', () => {
  it('T3: an oximeter that searches is on the tile until it has found its signal', () => {
    const example = running()
    example.stream(0, 5, { pulse: 70, spo2: 97 })
    example.stream(6, 15, { pulse: 0, spo2: 97 })
    expect(example.picture.care.heldBack).toEqual([{ what: 'oximeter-searching', since: at(6), untilAt: at(36) }])
    example.numerics(16, { pulse: 70, spo2: 97 })
    expect(holdLines(example)).toEqual(['6 began oximeter-searching until 36', '16 ended oximeter-searching 10'])
    expect(example.conditionLines('no-pulse', 'hr-extreme-low')).toEqual([])
  })

  it('T3: a search that goes on is told anew, and nobody is told an end that does not come', () => {
    const example = running()
    example.stream(0, 5, { pulse: 70, spo2: 97 })
    example.stream(6, 50, { pulse: 0, spo2: 97 })
    expect(holdLines(example)).toEqual([
      '6 began oximeter-searching until 36',
      '36 ended oximeter-searching 31',
      '37 began oximeter-searching until 67',
    ])
  })

  it('T3: with an ECG the pulse is not what is judged, and nothing is held back', () => {
    const example = running()
    example.stream(0, 20, { hr: 70, pulse: 0, spo2: 97 })
    for (let second = 21; second <= 30; second += 1) {
      example.numerics(second, { hr: 70 })
      example.numerics(second + 0.5, { pulse: 0, spo2: 97 })
    }
    expect(holdLines(example)).toEqual([])
  })

  it('T3: a capnograph that zeroes itself is on the tile for as long as RR 0 is passed over', () => {
    const example = running()
    example.stream(0, 10, { rr: 14, etco2: 38 })
    example.stream(11, 20, { etco2: 38 })
    example.stream(21, 30, { rr: 0, etco2: 38 })
    expect(example.picture.care.heldBack).toEqual([{ what: 'capnograph-zeroing', since: at(21), untilAt: at(51) }])
    example.numerics(31, { rr: 14, etco2: 38 })
    expect(holdLines(example)).toEqual(['21 began capnograph-zeroing until 51', '31 ended capnograph-zeroing 10'])
  })

  it('T3: after its 30 s the zeroing is over and the apnoea is judged', () => {
    const example = running()
    example.stream(0, 10, { rr: 14, etco2: 38 })
    example.stream(11, 20, { etco2: 38 })
    example.stream(21, 60, { rr: 0, etco2: 38 })
    expect(holdLines(example)).toEqual(['21 began capnograph-zeroing until 51', '51 ended capnograph-zeroing 31'])
    expect(example.conditionLines('apnoea')).toEqual(['57 began apnoea high'])
  })

  it('T3: a reading that arrives after the end that was told begins nothing', () => {
    const example = running()
    example.stream(0, 10, { rr: 14, etco2: 38 })
    example.stream(11, 20, { etco2: 38 })
    example.stream(21, 50, { rr: 0, etco2: 38 })
    example.numerics(51.5, { rr: 0, etco2: 38 }, [], 51)
    expect(holdLines(example)).toEqual(['21 began capnograph-zeroing until 51', '51 ended capnograph-zeroing 30'])
  })

  it('T3: a protocol from before says nothing of it and judges the same', () => {
    const story = (protocol: Protocol): Example => {
      const example = running({ protocol })
      example.stream(0, 10, { rr: 14, etco2: 38, pulse: 70, spo2: 97 })
      example.stream(11, 20, { etco2: 38, pulse: 0, spo2: 97 })
      example.stream(21, 70, { rr: 0, etco2: 38, pulse: 0, spo2: 97 })
      return example
    }
    const { tellPassedOver, ...technical } = DEFAULT_PROTOCOL.technical
    expect(tellPassedOver).toBe(true)
    const before = story({ ...DEFAULT_PROTOCOL, ...LATER_RULES, technical, version: 1 })
    expect(holdLines(before)).toEqual([])
    expect(before.picture.care.heldBack).toEqual([])
    const now = story(DEFAULT_PROTOCOL)
    expect(holdLines(now).length).toBeGreaterThan(2)
    const judged = (example: Example): string[] => example.conditionLines('apnoea', 'no-pulse', 'signal-lost', 'hr-extreme-low')
    expect(judged(now)).toEqual(judged(before))
  })
})

describe('T5: electrodes that count heartbeats as breaths', () => {
  const protocol = withArtefact({ cardiogenicRr: { enabled: true, bpm: 2, forMs: 30_000, maxMs: 60_000 } })

  it('T5: after 30 s of RR equal to HR, RR is held back for 60 s at most', () => {
    const example = running({ protocol })
    example.stream(0, 100, { hr: 28, rr: 26 })
    expect(holdLines(example)).toEqual(['30 began cardiogenic-rr until 90', '90 ended cardiogenic-rr 61'])
    const other = running({ protocol })
    other.stream(0, 100, { hr: 29, rr: 26 })
    expect(holdLines(other)).toEqual([])
  })

  it('T5: held back is what would be an alarm', () => {
    const example = running({ protocol })
    example.stream(0, 29, { hr: 28, rr: 28 })
    example.stream(30, 60, { hr: 32, rr: 32 })
    expect(example.conditionLines('rr-high')).toEqual([])
    const plain = running()
    plain.stream(0, 29, { hr: 28, rr: 28 })
    plain.stream(30, 60, { hr: 32, rr: 32 })
    expect(plain.conditionLines('rr-high')).toEqual(['45 began rr-high medium'])
  })

  it('T5: RR 0 is never a heartbeat, a capnograph counts none, and another RR or a gap begins the row anew', () => {
    const apnoea = running({ protocol })
    apnoea.stream(0, 40, { hr: 1, rr: 0 })
    expect(apnoea.conditionLines('apnoea')).toEqual(['5 began apnoea high'])
    expect(holdLines(apnoea)).toEqual([])
    const capnograph = running({ protocol })
    capnograph.stream(0, 60, { hr: 28, rr: 28, etco2: 38 })
    expect(holdLines(capnograph)).toEqual([])
    const broken = running({ protocol })
    broken.stream(0, 29, { hr: 28, rr: 28 })
    broken.numerics(30, { hr: 28, rr: 14 })
    broken.stream(31, 60, { hr: 28, rr: 28 })
    expect(holdLines(broken)).toEqual([])
    const gap = running({ protocol })
    gap.stream(0, 25, { hr: 28, rr: 28 })
    gap.stream(36, 65, { hr: 28, rr: 28 })
    expect(holdLines(gap)).toEqual([])
  })
})

describe('the record of what was held back', () => {
  it('R4: fed again, and with a tick at every half second, it gives the same facts', () => {
    const example = running({ sameLimb: true, profile: profile({ canMeasure: true }) })
    example.stream(0, 5, { pulse: 70, spo2: 97, rr: 14, etco2: 38 })
    cuff(example, 6.1, 'cuff-started')
    example.stream(7, 80, { pulse: 0, spo2: 70 })
    cuff(example, 85, 'set')
    example.tick(400)
    const ticked = example.inputs.flatMap((input, index) => {
      const next = example.inputs[index + 1]?.takenAt ?? input.takenAt
      const ticks = []
      for (let takenAt = input.takenAt; takenAt < next && next - input.takenAt < 600_000; takenAt += 500)
        ticks.push({ kind: 'tick' as const, takenAt })
      return [input, ...ticks]
    })
    expect(factsOf(example.inputs)).toEqual(example.facts)
    expect(factsOf(ticked)).toEqual(example.facts)
  })

  it('T5: with the session it ends, and the facts say so before they say that it is over', () => {
    const example = running({ sameLimb: true })
    cuff(example, 10, 'cuff-started')
    example.mustAct(20, { kind: 'transfer', destination: 'ward' })
    expect(holdLines(example)).toEqual(['10 began cuff-same-limb until 70', '20 ended cuff-same-limb 0'])
    expect(example.facts.at(-1)?.kind).toBe('left')
    expect(example.picture.care.heldBack).toEqual([])
  })
})
