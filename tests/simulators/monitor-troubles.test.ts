import { WAVE_CHANNELS } from '@chairside/shared/waveform'
import type { EntryBody } from '@chairside/simulators/devices/outbox'
import { POPULATION } from '@chairside/simulators/population'
import type { Scenario, Trouble } from '@chairside/simulators/scenario'
import { describe, expect, it } from 'vitest'
import { MINUTE, type SessionStep, sessionSteps } from './simulated-session.ts'
import { highest, peaksOf, perMinute } from './wave-reading.ts'

const troubled = (trouble: Trouble, delayMin: number, lastsSec: number): Scenario => ({
  ...POPULATION,
  patient: { baselineSys: 124, baselineDia: 76, baselineHr: 70, gainSys: 14, gainDia: 9 },
  troubles: [{ trouble, after: 'check-in', delayMin, lastsSec }],
})
const entriesOf = (steps: Iterable<SessionStep>): readonly EntryBody[] => [...steps].flatMap(({ entries }) => entries)
const numerics = (entries: readonly EntryBody[], from: number, to: number) =>
  entries.filter((entry) => entry.kind === 'numerics').filter(({ at }) => at >= from && at < to)
const valuesOf = (entries: ReturnType<typeof numerics>, vital: string): readonly number[] =>
  entries.flatMap(({ readings }) => readings.filter((one) => one.vital === vital).map(({ value }) => value))

describe('a monitor on which something fails', () => {
  it('says that the probe is off, shows no saturation, and takes some seconds to find the pulse again', () => {
    const entries = entriesOf(sessionSteps(troubled('probe-off', 3, 60), 'probe', 6))
    const off = numerics(entries, 3 * MINUTE, 4 * MINUTE)
    expect(off.every((entry) => entry.off.includes('spo2') && entry.off.includes('pulse'))).toBe(true)
    expect(valuesOf(off, 'spo2')).toEqual([])
    expect(valuesOf(off, 'hr')).toHaveLength(60)
    expect(valuesOf(numerics(entries, 4 * MINUTE, 4 * MINUTE + 3_000), 'spo2')).toEqual([])
    expect(valuesOf(numerics(entries, 4 * MINUTE + 10_000, 5 * MINUTE), 'spo2').length).toBeGreaterThan(20)
  })

  it('has no heart rate where a lead is off, and no breathing rate either where the electrodes count the breaths', () => {
    const scenario = troubled('lead-off', 3, 60)
    const withCapnograph = numerics(entriesOf(sessionSteps(scenario, 'lead', 5)), 3 * MINUTE, 4 * MINUTE)
    expect(new Set(withCapnograph.map(({ off }) => off.join()))).toEqual(new Set(['hr']))
    expect(valuesOf(withCapnograph, 'rr')).toHaveLength(60)
    const without = numerics(entriesOf(sessionSteps(scenario, 'lead', 5, false)), 3 * MINUTE, 4 * MINUTE)
    expect(new Set(without.map(({ off }) => off.join()))).toEqual(new Set(['hr,rr']))
    expect(valuesOf(without, 'rr')).toEqual([])
  })

  it('G4: gives one failure with its code after the other where the cuff leaks, each after two inflations', () => {
    const entries = entriesOf(sessionSteps(troubled('cuff-fails', 12, 20 * 60), 'leak', 40)).filter(
      ({ at }) => at > 13 * MINUTE && at < 32 * MINUTE,
    )
    const failed = entries.filter((entry) => entry.kind === 'cuff-failed')
    expect(failed.length).toBeGreaterThan(5)
    expect(new Set(failed.map((entry) => entry.code))).toEqual(new Set(['leak']))
    expect(entries.some(({ kind }) => kind === 'set')).toBe(false)
    const started = entries.filter(({ kind }) => kind === 'cuff-started').length
    expect(Math.abs(started - 2 * failed.length)).toBeLessThanOrEqual(2)
  })

  it('T5: tells when the cuff begins, and loses the pulse of a finger beyond it', () => {
    const lost = (trouble: Trouble): number => {
      const entries = entriesOf(sessionSteps(troubled(trouble, 0, 1e6), 'arm', 40))
      return entries
        .filter(({ kind }) => kind === 'cuff-started')
        .filter(({ at }) => {
          const during = numerics(entries, at, at + 40_000)
          return valuesOf(during, 'spo2').length < during.length - 5 || valuesOf(during, 'spo2').some((value) => value < 93)
        }).length
    }
    expect(lost('cuff-on-probe-arm')).toBeGreaterThan(5)
    // A movement may come with a set.
    expect(lost('pump-stops')).toBeLessThanOrEqual(2)
  })

  it('shows no end-tidal gas where nobody breathes', () => {
    const apnoeic: Scenario = {
      ...POPULATION,
      events: [{ after: 'check-in', delayMin: 3, lastsSec: 30, rampSec: 1, toRr: 0 }],
    }
    const still = numerics(entriesOf(sessionSteps(apnoeic, 'still', 5)), 3 * MINUTE + 5_000, 3 * MINUTE + 25_000)
    expect(new Set(valuesOf(still, 'rr'))).toEqual(new Set([0]))
    expect(new Set(valuesOf(still, 'etco2'))).toEqual(new Set([0]))
  })

  it('measures when somebody presses the button', () => {
    const sets: number[] = []
    for (const { now, monitor, entries } of sessionSteps(POPULATION, 'press', 20)) {
      if (now === 17 * MINUTE) monitor.measureNow()
      sets.push(...entries.filter(({ kind }) => kind === 'cuff-started').map(({ at }) => at))
    }
    expect(sets.filter((at) => Math.abs(at - 17 * MINUTE) <= 1_000)).toHaveLength(1)
  })
})

describe('its traces', () => {
  /** The samples of a channel over some minutes, and the numbers beside them. */
  const traced = (scenario: Scenario, seed: string, minutes: number) => {
    const ecg: number[] = []
    const pleth: number[] = []
    const entries: EntryBody[] = []
    let startAt: number | null = null
    for (const step of sessionSteps(scenario, seed, minutes)) {
      const chunk = step.monitor.wavesUpTo(step.now, step.course, step.bedside)
      if (chunk !== null) startAt ??= chunk.startAt
      ecg.push(...(chunk?.samples.ecg ?? []))
      pleth.push(...(chunk?.samples.pleth ?? []))
      entries.push(...step.entries)
    }
    return { ecg: Int16Array.from(ecg), pleth: Int16Array.from(pleth), entries, startAt: startAt ?? 0 }
  }

  it('beat as often as the numbers beside them say, minute by minute, within one', () => {
    const { ecg, entries, startAt } = traced(troubled('pump-stops', 0, 1e6), 'beats', 14)
    for (let minute = 1; minute < 13; minute += 1) {
      const [from, to] = [minute * MINUTE, (minute + 1) * MINUTE]
      const hr = valuesOf(numerics(entries, from, to), 'hr')
      if (hr.length < 60) continue
      const samples = ecg.subarray((from - startAt) / 4, (to - startAt) / 4)
      const rate = perMinute(peaksOf(samples, 4, 0.7 * WAVE_CHANNELS.ecg.perUnit, 250))
      expect(Math.abs(rate - hr.reduce((sum, value) => sum + value, 0) / hr.length)).toBeLessThan(1)
    }
  })

  it('lose the pulse of the finger while the cuff on its arm is up', () => {
    const { pleth, entries, startAt } = traced(troubled('cuff-on-probe-arm', 0, 1e6), 'finger', 12)
    const starts = entries.filter(({ kind, at }) => kind === 'cuff-started' && at > MINUTE).map(({ at }) => at)
    expect(starts.length).toBeGreaterThan(2)
    for (const at of starts) {
      const before = pleth.subarray((at - 6_000 - startAt) / 8, (at - startAt) / 8)
      const up = pleth.subarray((at + 6_000 - startAt) / 8, (at + 9_000 - startAt) / 8)
      expect(highest(up)).toBeLessThan(0.25 * highest(before))
    }
  })
})
