import { WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import { createPatient } from '@chairside/simulators/patient'
import { TYPICAL_TRAITS } from '@chairside/simulators/population'
import { scenarioCalled } from '@chairside/simulators/scenario-library'
import { createWaveforms, type WaveChunk, type WaveSensors, type WaveTruth } from '@chairside/simulators/waveforms/generator'
import { drawEctopy, type Ectopy, NO_ECTOPY } from '@chairside/simulators/waveforms/heart'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highest, lowest, peaksOf, perMinute, risesOf } from './wave-reading.ts'

const UNEVENTFUL = scenarioCalled('uneventful')

const MINUTE = 60_000
const CALM: WaveTruth = { hr: 72, rr: 15, etco2: 38, sys: 122, dia: 74 }
const WELL: WaveSensors = { motion: false, probeOff: false, leadOff: false, occlusion: 0 }
const FREQUENT: Ectopy = { ventricularPerMin: 6, atrialPerMin: 4 }

interface Run {
  readonly seed?: string
  readonly lastsMs?: number
  readonly startAt?: number
  readonly ectopy?: Ectopy
  readonly truth?: (ms: number) => WaveTruth
  readonly sensors?: (ms: number) => WaveSensors
}

const waves = ({ seed = 'waves', lastsMs = 2 * MINUTE, startAt = 1_000_003, ectopy = NO_ECTOPY, truth, sensors }: Run = {}): WaveChunk => {
  const chunk = createWaveforms({ seed, startAt, ectopy, capnograph: true }).readUpTo(
    startAt + lastsMs,
    (at) => truth?.(at - startAt) ?? CALM,
    (at) => sensors?.(at - startAt) ?? WELL,
  )
  if (chunk === null) throw new Error('nothing was traced')
  return chunk
}
const channel = (chunk: WaveChunk, name: WaveChannel): Int16Array => chunk.samples[name] ?? new Int16Array()
const between = (chunk: WaveChunk, name: WaveChannel, fromMs: number, toMs: number): Int16Array =>
  channel(chunk, name).subarray(fromMs / WAVE_CHANNELS[name].stepMs, toMs / WAVE_CHANNELS[name].stepMs)
const mv = (value: number): number => value * WAVE_CHANNELS.ecg.perUnit
const rPeaks = (chunk: WaveChunk): readonly number[] => peaksOf(channel(chunk, 'ecg'), 4, mv(0.7), 200)
/** Fast pulses stand on the end of those before: the levels are relative to the trace. */
const pulseFeet = (chunk: WaveChunk): readonly number[] => {
  const pleth = channel(chunk, 'pleth')
  const settled = pleth.subarray(500)
  const [low, range] = [lowest(settled), highest(settled) - lowest(settled)]
  return risesOf(pleth, 8, low + 0.35 * range, low + 0.2 * range)
}
const breaths = (chunk: WaveChunk): readonly number[] => risesOf(channel(chunk, 'resp'), 16, 500, 200)

describe('the traces and the numbers', () => {
  it.each([40, 58, 72, 96, 130, 170])('beats %i times a minute where the heart rate says so', (hr) => {
    const chunk = waves({ truth: () => ({ ...CALM, hr }) })
    expect(Math.abs(perMinute(rPeaks(chunk)) - hr)).toBeLessThan(1)
    expect(Math.abs(perMinute(pulseFeet(chunk)) - hr)).toBeLessThan(1)
  })

  it.each([6, 10, 15, 24, 32])('breathes %i times a minute where the breathing rate says so, in chest and CO2 alike', (rr) => {
    const chunk = waves({ lastsMs: 5 * MINUTE, truth: () => ({ ...CALM, rr }) })
    expect(Math.abs(perMinute(breaths(chunk)) - rr)).toBeLessThan(0.6)
    expect(Math.abs(perMinute(risesOf(channel(chunk, 'co2'), 16, 15 * 50, 3 * 50)) - rr)).toBeLessThan(0.6)
  })

  it('follows the model patient through an infusion: beats and breaths of each minute are those of its numbers', () => {
    const patient = createPatient('coherent', TYPICAL_TRAITS, UNEVENTFUL)
    const course = {
      checkedInAt: 0,
      cannulatedAt: MINUTE,
      pump: [{ fromAt: 5 * MINUTE, toAt: null, rateMgPerMin: 0.875 }],
      infusionEndedAt: null,
    }
    const lastsMs = 30 * MINUTE
    const chunk = waves({ startAt: 0, lastsMs, ectopy: FREQUENT, truth: (ms) => patient.at(ms, course) })
    const beats = peaksOf(channel(chunk, 'ecg'), 4, mv(0.7), 200)
    const taken = breaths(chunk)
    for (let minute = 1; minute < 29; minute += 1) {
      const within = (at: number): boolean => at >= minute * MINUTE && at < (minute + 1) * MINUTE
      const numbers = Array.from({ length: 60 }, (_, second) => patient.at(minute * MINUTE + second * 1_000, course))
      const mean = (vital: 'hr' | 'rr'): number => numbers.reduce((sum, one) => sum + one[vital], 0) / numbers.length
      expect(Math.abs(beats.filter(within).length - mean('hr'))).toBeLessThanOrEqual(1.5)
      expect(Math.abs(taken.filter(within).length - mean('rr'))).toBeLessThanOrEqual(1.5)
    }
  })

  it.each([20, 38, 55])('ends each breath at the EtCO2 of %i mmHg and comes back to none', (etco2) => {
    const co2 = channel(waves({ truth: () => ({ ...CALM, etco2 }) }), 'co2').subarray(10 * 62)
    const begins = risesOf(co2, 16, 15 * 50, 3 * 50).map((at) => at / 16)
    expect(begins.length).toBeGreaterThan(20)
    for (const [index, from] of begins.slice(0, -1).entries())
      expect(Math.abs(highest(co2.subarray(from, begins[index + 1])) / 50 - etco2)).toBeLessThan(1)
    expect(lowest(co2)).toBeGreaterThanOrEqual(0)
    expect(co2.filter((value) => value < 25).length / co2.length).toBeGreaterThan(0.3)
  })
})

describe('the pulse', () => {
  it('comes at the finger 160 to 400 ms after each R, and only after one', () => {
    const chunk = waves({ ectopy: { ventricularPerMin: 0, atrialPerMin: 6 } })
    const beats = rPeaks(chunk)
    const feet = pulseFeet(chunk).filter((at) => at > (beats[0] as number) + 400)
    expect(feet.length).toBeGreaterThan(130)
    for (const foot of feet) {
      const beat = beats.findLast((at) => at < foot - 100) as number
      expect(foot - beat).toBeGreaterThanOrEqual(160)
      expect(foot - beat).toBeLessThanOrEqual(450)
    }
  })

  it('comes sooner where the pressure is high', () => {
    const delay = (sys: number): number => {
      const chunk = waves({ truth: () => ({ ...CALM, sys, dia: sys - 48 }) })
      const [beats, feet] = [rPeaks(chunk), pulseFeet(chunk)]
      const delays = feet.slice(2).map((foot) => foot - (beats.findLast((at) => at < foot - 100) as number))
      return delays.reduce((sum, one) => sum + one, 0) / delays.length
    }
    expect(delay(90) - delay(180)).toBeGreaterThan(40)
  })

  it('has a systolic peak, a dicrotic notch and a diastolic wave', () => {
    const chunk = waves({ truth: () => ({ ...CALM, hr: 60 }) })
    const pleth = channel(chunk, 'pleth')
    const foot = (pulseFeet(chunk)[20] as number) / 8
    const one = pleth.subarray(foot, foot + 100)
    const top = one.indexOf(highest(one))
    expect(top * 8).toBeLessThan(250)
    const notch = top + one.subarray(top, top + 30).indexOf(lowest(one.subarray(top, top + 30)))
    const second = highest(one.subarray(notch, notch + 30))
    expect(second - (one[notch] as number)).toBeGreaterThan(30)
    expect(second).toBeLessThan(0.6 * highest(one))
  })

  it('is as high as the pulse pressure', () => {
    const height = (pulse: number): number => highest(channel(waves({ truth: () => ({ ...CALM, sys: 122, dia: 122 - pulse }) }), 'pleth'))
    expect(height(48)).toBeGreaterThan(900)
    expect(height(14) / height(48)).toBeLessThan(0.36)
    expect(height(0)).toBeLessThan(40)
  })

  it('is weak after a premature beat and strong after the pause; the pause makes up for it', () => {
    const chunk = waves({ lastsMs: 10 * MINUTE, ectopy: { ventricularPerMin: 5, atrialPerMin: 0 } })
    const beats = rPeaks(chunk)
    const steps = beats.slice(1).map((at, index) => at - (beats[index] as number))
    const early = steps.flatMap((step, index) => (step < 600 ? [index] : []))
    expect(early.length).toBeGreaterThan(25)
    for (const index of early) {
      expect(steps[index + 1] ?? 1_150).toBeGreaterThan(1_000)
      expect(Math.abs((steps[index] as number) + (steps[index + 1] ?? 1_167) - 1_667)).toBeLessThan(120)
    }
    expect(Math.abs(perMinute(beats) - CALM.hr)).toBeLessThan(1)
  })

  it('goes while a cuff holds the arm, and comes back', () => {
    const occlusion = (ms: number): number => (ms >= 30_000 && ms < 60_000 ? 1 : 0)
    const chunk = waves({ sensors: (ms) => ({ ...WELL, occlusion: occlusion(ms) }) })
    expect(highest(between(chunk, 'pleth', 20_000, 29_984))).toBeGreaterThan(900)
    expect(highest(between(chunk, 'pleth', 31_008, 59_008))).toBeLessThan(40)
    expect(highest(between(chunk, 'pleth', 62_000, 80_000))).toBeGreaterThan(900)
    expect(rPeaks(chunk).filter((at) => at >= 30_000 && at < 60_000).length).toBeGreaterThan(33)
  })
})

describe('what is not there draws no life', () => {
  it('is flat in ECG and pulse where the heart stands still', () => {
    const chunk = waves({ truth: (ms) => ({ ...CALM, hr: ms < 30_000 ? 72 : 0 }) })
    expect(highest(between(chunk, 'ecg', 20_000, 29_008))).toBeGreaterThan(mv(0.9))
    const still = between(chunk, 'ecg', 32_000, 90_000)
    expect(Math.max(highest(still), -lowest(still))).toBeLessThan(mv(0.15))
    expect(highest(between(chunk, 'pleth', 33_008, 90_000))).toBeLessThan(40)
  })

  it('is exactly flat where a lead is off, in the chest too, and says so; the finger goes on', () => {
    const off = { ...WELL, leadOff: true }
    const chunk = waves({ lastsMs: MINUTE, sensors: (ms) => (ms >= 30_000 ? off : WELL) })
    expect(chunk.off).toEqual(['ecg', 'resp'])
    for (const name of ['ecg', 'resp'] as const) {
      expect(new Set(between(chunk, name, 31_008, MINUTE))).toEqual(new Set([0]))
      expect(new Set(between(chunk, name, 0, 29_008)).size).toBeGreaterThan(50)
    }
    expect(highest(between(chunk, 'pleth', 32_000, MINUTE))).toBeGreaterThan(900)
  })

  it('is exactly flat where the probe is off, and says so; the ECG goes on', () => {
    const chunk = waves({ lastsMs: MINUTE, sensors: (ms) => ({ ...WELL, motion: true, probeOff: ms >= 30_000 }) })
    expect(chunk.off).toEqual(['pleth'])
    expect(new Set(between(chunk, 'pleth', 31_008, MINUTE))).toEqual(new Set([0]))
    expect(rPeaks(chunk).filter((at) => at > 31_000).length).toBeGreaterThan(30)
  })

  it('has no breath in apnoea: the chest lies still and CO2 is washed out', () => {
    const chunk = waves({ truth: (ms) => ({ ...CALM, rr: ms < 30_000 ? 15 : 0 }) })
    expect(breaths(chunk).filter((at) => at > 31_000)).toEqual([])
    expect(highest(between(chunk, 'resp', 36_000, 2 * MINUTE))).toBeLessThan(60)
    expect(highest(between(chunk, 'co2', 46_000, 2 * MINUTE))).toBeLessThan(40)
  })

  it('hides the pulse in the swings of a hand that moves', () => {
    const calm = channel(waves({ lastsMs: MINUTE }), 'pleth')
    const moved = channel(waves({ lastsMs: MINUTE, sensors: () => ({ ...WELL, motion: true }) }), 'pleth')
    expect(lowest(calm)).toBeGreaterThan(-100)
    expect(lowest(moved)).toBeLessThan(-1_000)
  })
})

describe('the same seed', () => {
  const busy: Run = {
    lastsMs: 3 * MINUTE,
    ectopy: FREQUENT,
    truth: (ms) => ({ ...CALM, hr: 70 + 30 * Math.sin(ms / 20_000), rr: ms > 100_000 && ms < 130_000 ? 0 : 16 }),
    sensors: (ms) => ({ motion: ms % 40_000 > 33_000, probeOff: ms % 70_000 > 66_000, leadOff: ms % 90_000 > 85_000, occlusion: 0.3 }),
  }

  it('gives the same samples, and another seed others', () => {
    expect(waves(busy)).toEqual(waves(busy))
    expect(waves({ ...busy, seed: 'other' }).samples).not.toEqual(waves(busy).samples)
  })

  it('gives the same samples however often one reads', () => {
    const whole = waves(busy)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 40 }), (steps) => {
        const traced = createWaveforms({ seed: 'waves', startAt: 1_000_003, ectopy: FREQUENT, capnograph: true })
        const parts: WaveChunk[] = []
        let now = 0
        for (const step of [...steps, 3 * MINUTE]) {
          now = Math.min(3 * MINUTE, now + step)
          const part = traced.readUpTo(
            1_000_003 + now,
            (at) => (busy.truth as (ms: number) => WaveTruth)(at - 1_000_003),
            (at) => (busy.sensors as (ms: number) => WaveSensors)(at - 1_000_003),
          )
          if (part !== null) parts.push(part)
        }
        for (const name of Object.keys(WAVE_CHANNELS) as readonly WaveChannel[])
          expect(
            Buffer.concat(parts.map((part) => Buffer.from(channel(part, name).buffer))).equals(Buffer.from(channel(whole, name).buffer)),
          ).toBe(true)
        for (const [index, part] of parts.entries())
          expect(part.startAt).toBe(
            index === 0 ? 1_000_003 : (parts[index - 1] as WaveChunk).startAt + (parts[index - 1] as WaveChunk).lastsMs,
          )
      }),
      { numRuns: 25 },
    )
  })

  it('gives each channel its rate, and none more than was measured', () => {
    const { samples, lastsMs } = waves({ lastsMs: 10_007 })
    expect(lastsMs).toBe(10_000)
    expect(samples).toMatchObject({ ecg: { length: 2_500 }, pleth: { length: 1_250 }, resp: { length: 625 }, co2: { length: 625 } })
    const without = createWaveforms({ seed: 'a', startAt: 0, ectopy: NO_ECTOPY, capnograph: false }).readUpTo(
      1_000,
      () => CALM,
      () => WELL,
    )
    expect(Object.keys(without?.samples ?? {})).toEqual(['ecg', 'pleth', 'resp'])
    expect(
      createWaveforms({ seed: 'a', startAt: 0, ectopy: NO_ECTOPY, capnograph: false }).readUpTo(
        15,
        () => CALM,
        () => WELL,
      ),
    ).toBeNull()
  })

  it('gives few people premature beats', () => {
    const some = Array.from({ length: 2_000 }, (_, index) => drawEctopy(`person-${index}`)).filter(
      ({ ventricularPerMin }) => ventricularPerMin > 0,
    )
    expect(some.length / 2_000).toBeGreaterThan(0.09)
    expect(some.length / 2_000).toBeLessThan(0.16)
  })
})
