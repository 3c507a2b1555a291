import { createChairTraces } from '@chairside/client/model/chair-traces.ts'
import { freezeTraces } from '@chairside/client/model/frozen-traces.ts'
import { lostCause } from '@chairside/client/model/lost-trace.ts'
import { BEHIND_MS, createPlayhead } from '@chairside/client/model/playhead.ts'
import { GAINS, heightOf, mmPerUnit, nextGain, speedOf } from '@chairside/client/model/wave-scale.ts'
import { createWaveTrace } from '@chairside/client/model/wave-trace.ts'
import { chairIdSchema, sessionIdSchema } from '@chairside/shared/identity'
import { MISSING_SAMPLE } from '@chairside/shared/waveform'
import { describe, expect, it } from 'vitest'
import { alarmOf } from './support/chair-fixture.ts'

const NOW = 1_767_225_600_000
const SESSION = sessionIdSchema.parse('session-1')
const ones = (count: number, value = 1): Int16Array => new Int16Array(count).fill(value)

describe('a trace', () => {
  it('P2: holds what came, a gap as a gap, and nothing of a minute ago in place of now', () => {
    const trace = createWaveTrace('resp')
    trace.put(NOW, ones(10, 5))
    trace.put(NOW + 320, ones(10, 7))
    const place = NOW / 16
    expect([0, 9, 10, 19, 20, 29, 30].map((index) => trace.valueAt(place + index))).toEqual([
      5,
      5,
      MISSING_SAMPLE,
      MISSING_SAMPLE,
      7,
      7,
      MISSING_SAMPLE,
    ])
    // So much later that it all would lie in the same places of the ring.
    trace.put(NOW + 70_000, ones(1, 9))
    expect(trace.valueAt(place)).toBe(MISSING_SAMPLE)
    const kept = Array.from({ length: 4_096 }, (_, index) => trace.valueAt(trace.end - 4_096 + index))
    expect(kept.filter((value) => value !== MISSING_SAMPLE)).toEqual([9])
  })

  it('P2: what comes late takes its own place, and what is older than the ring takes none', () => {
    const trace = createWaveTrace('resp')
    trace.put(NOW + 320, ones(10, 7))
    trace.put(NOW, ones(10, 5))
    expect(trace.valueAt(NOW / 16)).toBe(5)
    expect(trace.end).toBe(NOW / 16 + 30)
    trace.put(NOW - 3_600_000, ones(10, 3))
    expect(trace.valueAt(NOW / 16 + 20)).toBe(7)
  })

  it('P2: a past that reaches back beyond the ring leaves the newest as it was', () => {
    const trace = createWaveTrace('resp')
    trace.put(NOW, ones(10, 7))
    const end = trace.end
    trace.put(NOW - 70_000, ones(4_375, 3))
    const kept = Array.from({ length: 4_096 }, (_, index) => trace.valueAt(end - 4_096 + index))
    expect(kept.slice(-10)).toEqual(Array.from({ length: 10 }, () => 7))
    expect(new Set(kept.slice(0, -10))).toEqual(new Set([3]))
    expect(trace.end).toBe(end)
  })

  it('P2: a packet of missing samples moves its end, and not what was heard', () => {
    const trace = createWaveTrace('resp')
    trace.put(NOW, ones(10))
    trace.put(NOW + 160, ones(10, MISSING_SAMPLE))
    expect([trace.end - NOW / 16, trace.heard - NOW / 16]).toEqual([20, 10])
  })
})

describe('the playhead', () => {
  const base = (atMs: number, roomNow = NOW + atMs) => ({ roomNow, atMs, speed: 1 })

  it('P2: runs behind the room evenly, however the pings correct the clock', () => {
    const playhead = createPlayhead()
    expect(playhead.moveTo(0, base(0))).toEqual({ at: NOW - BEHIND_MS, jumped: true })
    let last = NOW - BEHIND_MS
    for (let ms = 16; ms < 4_000; ms += 16) {
      const { at, jumped } = playhead.moveTo(ms, base(ms, NOW + ms + (ms % 64 === 0 ? 40 : -40)))
      expect(jumped).toBe(false)
      expect(at - last).toBeGreaterThan(15)
      expect(at - last).toBeLessThan(17)
      last = at
    }
  })

  it('P2: makes up a small difference unseen, and a tab that was away is where it belongs at once', () => {
    const playhead = createPlayhead()
    playhead.moveTo(0, base(0))
    let at = 0
    for (let ms = 16; ms <= 16_000; ms += 16) at = playhead.moveTo(ms, base(0, NOW + 300)).at
    expect(Math.abs(at - (NOW + 300 + 16_000 - BEHIND_MS))).toBeLessThan(2)
    expect(playhead.moveTo(60_000, base(0, NOW + 300))).toEqual({ at: NOW + 300 + 60_000 - BEHIND_MS, jumped: true })
  })
})

describe('a lost trace', () => {
  const chair = { source: { sourceId: 'm' } as never, alarms: [] }
  const around = { chair, link: 'open', speed: 1, since: NOW - 60_000 } as const
  const traced = () => {
    const traces = createChairTraces(SESSION)
    const stretch = { at: NOW, lastsMs: 1_600, channels: ['resp'] as const, off: ['ecg'] as const }
    const samples = ones(100)
    traces.take({ chairId: chairIdSchema.parse('1'), sessionId: SESSION, stretches: [stretch] }, new DataView(samples.buffer), 0)
    return traces
  }

  it('G2: says why: off by word of the monitor at once, anything else when it is away for longer than a late packet', () => {
    const traces = traced()
    const at = NOW + 1_600
    expect(lostCause(traces, 'ecg', at, around)).toBe('off')
    expect(lostCause(traces, 'resp', at, around)).toBeNull()
    expect(lostCause(traces, 'resp', at + 1_499, around)).toBeNull()
    expect(lostCause(traces, 'resp', at + 1_500, around)).toBe('silent')
    expect(lostCause(traces, 'resp', at + 1_500, { ...around, link: 'lost' })).toBe('link')
    expect(lostCause(traces, 'resp', at + 1_500, { ...around, link: 'slowed' })).toBe('slowed')
    expect(lostCause(traces, 'resp', at + 1_500, { ...around, chair: { ...chair, source: null } })).toBe('unbound')
    const alarm = alarmOf('A1', { cause: 'wrong-patient', priority: 'high', beganAt: NOW })
    expect(lostCause(traces, 'resp', at + 1_500, { ...around, chair: { ...chair, alarms: [alarm] } })).toBe('question')
    expect(lostCause(traces, 'ecg', at + 1_500, around)).toBe('silent')
    // Of a channel that was never heard a screen that just began to look has missed nothing; what the past shows lost is lost.
    expect(lostCause(traces, 'pleth', at + 1_500, { ...around, since: at + 1_400 })).toBeNull()
    expect(lostCause(traces, 'pleth', at + 2_900, { ...around, since: at + 1_400 })).toBe('silent')
    expect(lostCause(traces, 'resp', at + 1_500, { ...around, since: at + 1_400 })).toBe('silent')
  })

  it('P2: what was frozen stays as it was, whatever comes afterwards', () => {
    const traces = traced()
    const frozen = freezeTraces(traces, NOW + 1_600)
    traces.traces.get('resp')?.put(NOW, ones(100, 77))
    expect(frozen.valueAt('resp', NOW + 160)).toBe(1)
    expect(frozen.valueAt('resp', NOW - 16)).toBe(MISSING_SAMPLE)
    expect(frozen.valueAt('resp', NOW + 1_601)).toBe(MISSING_SAMPLE)
    expect(frozen.channels).toEqual(['ecg', 'resp'])
  })
})

describe('the scale', () => {
  it('draws 10 mm a millivolt, breathing at a quarter of the sweep, and nothing beyond its lane', () => {
    expect([speedOf('ecg', 25), speedOf('pleth', 50), speedOf('resp', 25), speedOf('co2', 12.5)]).toEqual([25, 50, 6.25, 3.125])
    expect(mmPerUnit('ecg', 2)).toBe(20)
    expect(heightOf('ecg', 0, 1, 100) - heightOf('ecg', 200, 1, 100)).toBeCloseTo(37.8, 1)
    expect([heightOf('ecg', 32_767, 4, 100), heightOf('ecg', -32_767, 4, 100)]).toEqual([1, 99])
    expect(GAINS.map(nextGain)).toEqual([1, 2, 4, 0.5])
  })
})
