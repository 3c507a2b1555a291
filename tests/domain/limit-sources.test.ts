import { describe, expect, it } from 'vitest'
import { profile, running } from '../support/judge-harness.ts'

describe('T3: which heart rate', () => {
  it('T3: the ECG before the pulse', () => {
    const example = running()
    example.stream(0, 20, { hr: 70, pulse: 130 })
    expect(example.conditionLines('hr-high')).toEqual([])
    expect(example.picture.heartRateFrom).toBe('hr')
  })

  it('T3: the pulse where there is no ECG', () => {
    const example = running()
    example.stream(0, 20, { pulse: 130 })
    expect(example.conditionLines('hr-high')).toEqual(['15 began hr-high medium'])
    expect(example.picture.heartRateFrom).toBe('pulse')
  })

  it('T3: the pulse takes over once the ECG is lost', () => {
    const example = running()
    example.stream(0, 5, { hr: 70, pulse: 130 })
    example.stream(6, 60, { pulse: 130 })
    expect(example.picture.heartRateFrom).toBe('pulse')
    expect(example.conditionLines('hr-high')).toHaveLength(1)
  })

  it('T3: the pulse takes over at once where the lead is off', () => {
    const example = running()
    example.stream(0, 5, { hr: 70, pulse: 130 })
    for (let second = 6; second <= 21; second += 1) example.numerics(second, { pulse: 130 }, ['hr'])
    expect(example.conditionLines('hr-high')).toEqual(['21 began hr-high medium'])
  })

  it('T3: HR below 20 beside a pulse of 40 is check-leads, never asystole', () => {
    const example = running()
    example.stream(0, 20, { hr: 0, pulse: 40, spo2: 97 })
    expect(example.conditionLines('check-leads')).toEqual(['0 began check-leads medium'])
    expect(example.conditionLines('no-pulse', 'hr-extreme-low')).toEqual([])
    expect(example.alarm('check-leads')).toMatchObject({ kind: 'technical', priority: 'medium' })
    example.numerics(21, { hr: 70, pulse: 70, spo2: 97 })
    expect(example.conditionLines('check-leads')).toEqual(['0 began check-leads medium', '21 ended check-leads medium'])
  })

  it('T3: check-leads does not end because the ECG stopped', () => {
    const example = running()
    example.stream(0, 5, { hr: 0, pulse: 40, spo2: 97 })
    example.stream(6, 60, { pulse: 40, spo2: 97 })
    expect(example.conditionLines('check-leads')).toEqual(['0 began check-leads medium'])
  })

  it('T3: a monitor that sends ECG and pulse in messages of their own is no worse off', () => {
    const example = running()
    for (let second = 0; second <= 40; second += 1) {
      example.numerics(second, { pulse: 70, spo2: 97 })
      example.numerics(second + 0.5, { hr: 0 })
    }
    expect(example.conditionLines('no-pulse', 'hr-extreme-low', 'hr-low')).toEqual([])
    expect(example.conditionLines('check-leads')).toEqual(['0.5 began check-leads medium'])
    expect(example.picture.heartRateFrom).toBe('pulse')
  })

  it('T3: while the leads are off the pulse is judged, in messages of its own too', () => {
    const example = running()
    for (let second = 0; second <= 40; second += 1) {
      example.numerics(second, { hr: 0 })
      example.numerics(second + 0.5, { pulse: 130, spo2: 97 })
    }
    expect(example.conditionLines('hr-high')).toHaveLength(1)
  })

  it('T3: HR below 20 beside a pulse below 20 is no pulse', () => {
    const example = running()
    example.stream(0, 10, { hr: 5, pulse: 10 })
    expect(example.conditionLines('no-pulse')).toEqual(['5 began no-pulse high'])
  })

  it('T3: HR below 20 beside a pulse that is lost is no pulse', () => {
    const example = running()
    example.stream(0, 5, { hr: 70, pulse: 70 })
    example.stream(6, 40, { hr: 5 })
    expect(example.conditionLines('no-pulse')).toHaveLength(1)
  })

  it('T3: HR below 20 beside a pulse of 20 to 39 is no asystole, but extremely low', () => {
    const example = running()
    example.stream(0, 30, { hr: 10, pulse: 30 })
    expect(example.conditionLines('no-pulse')).toEqual([])
    expect(example.conditionLines('hr-extreme-low')).toEqual(['5 began hr-extreme-low high'])
  })

  it('T3: an oximeter at 0 that shows a saturation is re-acquiring: signal-lost, and no HR condition', () => {
    const example = running()
    example.stream(0, 5, { pulse: 70, spo2: 97 })
    example.stream(6, 30, { pulse: 0, spo2: 97 })
    expect(example.conditionLines('no-pulse', 'hr-low', 'hr-extreme-low')).toEqual([])
    expect(example.conditionLines('signal-lost')).toEqual(['6 began signal-lost pulse low'])
  })

  it('T3: an oximeter at 0 with an impossible saturation is no pulse', () => {
    const example = running()
    example.stream(0, 10, { pulse: 0, spo2: 0 })
    expect(example.conditionLines('no-pulse')).toEqual(['5 began no-pulse high'])
  })

  it('T3: readings of a re-acquiring oximeter neither break nor bridge a run', () => {
    const example = running()
    for (let second = 0; second <= 15; second += 1) example.numerics(second, { pulse: second === 7 ? 0 : 130, spo2: 97 })
    expect(example.conditionLines('hr-high')).toEqual(['15 began hr-high medium'])
  })
})

describe('T3: breaths', () => {
  it('T3: RR 0 of unknown meaning is signal-lost and never apnoea', () => {
    const example = running({ profile: profile({ rrZeroMeans: 'unknown' }) })
    example.stream(0, 5, { rr: 14 })
    example.stream(6, 30, { rr: 0 })
    expect(example.conditionLines('apnoea', 'rr-low')).toEqual([])
    expect(example.conditionLines('signal-lost')).toEqual(['6 began signal-lost rr low'])
  })

  it('T: the monitor’s own apnoea event begins it at once', () => {
    const example = running({ profile: profile({ rrZeroMeans: 'unknown' }) })
    example.stream(0, 5, { rr: 14 })
    example.deliver(6, [{ kind: 'apnoea', seq: example.nextSeq(), at: example.chair.takenAt + 1_000 }])
    expect(example.conditionLines('apnoea')).toEqual(['6 began apnoea high'])
    expect(example.alarm('apnoea')).toMatchObject({ priority: 'high', latched: true })
  })

  it('T3: a capnograph that zeroes itself after a pause is not judged until RR is above 0', () => {
    const example = running()
    example.stream(0, 5, { rr: 14, etco2: 38 })
    // More than 5 s without RR, then 0 beside EtCO2.
    example.stream(11, 25, { rr: 0, etco2: 38 })
    expect(example.conditionLines('apnoea')).toEqual([])
    example.numerics(26, { rr: 14, etco2: 38 })
    example.stream(27, 40, { rr: 0, etco2: 38 })
    expect(example.conditionLines('apnoea')).toEqual(['32 began apnoea high'])
  })

  it('T3: a capnograph that sends RR and EtCO2 in messages of their own zeroes itself too', () => {
    const example = running()
    for (let second = 0; second <= 25; second += 1) {
      example.numerics(second, { etco2: 38 })
      if (second <= 5) example.numerics(second + 0.5, { rr: 14 })
      if (second > 11) example.numerics(second + 0.5, { rr: 0 })
    }
    expect(example.conditionLines('apnoea')).toEqual([])
  })

  it('T3: zeroing is believed for at most 30 s from the first RR that came back', () => {
    const example = running()
    example.stream(0, 5, { rr: 14, etco2: 38 })
    example.stream(11, 60, { rr: 0, etco2: 38 })
    // 41 is the last one not judged; 42 is the first.
    expect(example.conditionLines('apnoea')).toEqual(['47 began apnoea high'])
  })

  it('T3: 5 s without RR is no pause', () => {
    const example = running()
    example.stream(0, 5, { rr: 14, etco2: 38 })
    example.stream(10, 20, { rr: 0, etco2: 38 })
    expect(example.conditionLines('apnoea')).toEqual(['15 began apnoea high'])
  })

  it('T3: RR 0 without CO2 is no zeroing', () => {
    const example = running()
    example.stream(0, 5, { rr: 14, etco2: 38 })
    example.stream(11, 20, { rr: 0, etco2: 0 })
    expect(example.conditionLines('apnoea')).toEqual(['16 began apnoea high'])
  })
})
