import type { Phase } from '@chairside/shared/session'
import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import type { Declaration } from '@chairside/shared/wire'
import type { Course } from './course.ts'
import { type Cuff, type CuffResult, createCuff, occlusionOf } from './cuff.ts'
import type { EntryBody } from './devices/outbox.ts'
import { createOximeter } from './devices/oximeter.ts'
import type { Patient, Physiology } from './patient.ts'
import { chanceOf } from './random.ts'
import type { Scenario, Trouble } from './scenario.ts'
import { createSignalFaults, type SignalState } from './signal-faults.ts'
import { momentOf, troublesOf } from './story-events.ts'
import { createWaveforms, type WaveChunk, type Waveforms, type WaveSensors } from './waveforms/generator.ts'
import { drawEctopy } from './waveforms/heart.ts'

/** What the monitor is told by those around it. */
export interface BedsideState {
  readonly phase: Phase
  /** When the phase began. */
  readonly since: Moment
  /** A moment by which staff want another set; null: none. */
  readonly setAskedAt: Moment | null
  /** What an instructor makes fail now, beside what the scenario has. */
  readonly troubles?: readonly Trouble[]
}

/** A bedside monitor on a simulated patient. */
export interface BedsideMonitor {
  /** What it measured since the last call, up to `now`, in order. */
  readUpTo(now: Moment, course: Course, bedside: BedsideState): readonly EntryBody[]
  /** Its traces since the last call; null: nothing yet. To be called after `readUpTo`, which knows what the cuff did. */
  wavesUpTo(now: Moment, course: Course, bedside: BedsideState): WaveChunk | null
  /** Somebody presses the cuff's button. */
  measureNow(): void
  /** Whether the cable is out at this moment, as the scenario has it. */
  unpluggedAt(moment: Moment, course: Course): boolean
}

const MOST_PER_WALL_SECOND = 10
/** In a fast room its period is longer, and it says so: nobody is served by more than `MOST_PER_WALL_SECOND`. */
export const periodMsAt = (speed: number): number => Math.max(SECOND_MS, Math.ceil(speed / MOST_PER_WALL_SECOND) * SECOND_MS)

/** What a simulated monitor says of itself. `canMeasure`: somebody listens for `measure`. */
export const declarationAt = (speed: number, patientIdentifier: string | null, canMeasure = false): Declaration => ({
  vendor: 'Chairside',
  model: 'Simulated monitor',
  patientIdentifier,
  periodMs: periodMsAt(speed),
  rrZeroMeans: 'no-breath',
  simulated: true,
  replayed: false,
  speed,
  ...(canMeasure ? { canMeasure } : {}),
})

const CUFF_EVERY_MS = { baseline: 2.5 * MINUTE_MS, infusing: 5 * MINUTE_MS, recovering: 10 * MINUTE_MS } as const
/** So long the cuff keeps its pace after the infusion. */
const EARLY_RECOVERY_MS = 15 * MINUTE_MS

/** The monitor's own cuff cycle. Before the infusion it is short, so that a baseline of two sets is soon there. */
const cuffIntervalMs = (bedside: BedsideState, now: Moment): number | null => {
  if (bedside.phase === 'baseline') return CUFF_EVERY_MS.baseline
  if (bedside.phase === 'infusing' || bedside.phase === 'paused') return CUFF_EVERY_MS.infusing
  if (bedside.phase !== 'recovering') return null
  return now - bedside.since < EARLY_RECOVERY_MS ? CUFF_EVERY_MS.infusing : CUFF_EVERY_MS.recovering
}

export interface MonitorOptions {
  readonly seed: string
  readonly patient: Patient
  readonly scenario: Scenario
  readonly periodMs: () => number
  readonly capnograph: boolean
}

const AVERAGING_SEC = 8

const entryOf = (result: CuffResult): EntryBody => {
  const { kind, at } = result
  if (kind === 'failed') return { kind: 'cuff-failed', at, code: result.code }
  if (kind === 'started') return { kind: 'cuff-started', at }
  return { kind: 'set', at, sys: result.sys, dia: result.dia, map: result.map, pulse: result.pulse, unit: 'mmHg' }
}

export const createMonitor = ({ seed, patient, scenario, periodMs, capnograph }: MonitorOptions): BedsideMonitor => {
  const cuff: Cuff = createCuff(chanceOf(`${seed}/cuff`))
  const oximeter = createOximeter({ seed: `${seed}/oximeter`, averagingSec: AVERAGING_SEC })
  const faults = createSignalFaults(`${seed}/signal`)
  let waveforms: Waveforms | null = null
  let nextAt: Moment | null = null
  const unplug = scenario.unplug
  const unpluggedForMs =
    unplug === null ? 0 : chanceOf(`${seed}/unplug`).between(unplug.shortestSec * SECOND_MS, unplug.longestSec * SECOND_MS)

  /** What is so at any moment up to now: the patient, the sensors, the arm with the cuff. */
  const lookingAt = (course: Course, bedside: BedsideState) => {
    let last: { readonly moment: Moment; readonly truth: Physiology } | null = null
    const truthAt = (moment: Moment): Physiology => {
      if (last?.moment !== moment) last = { moment, truth: patient.at(moment, course) }
      return last.truth
    }
    const fails = (trouble: Trouble, moment: Moment): boolean =>
      bedside.troubles?.includes(trouble) === true || troublesOf(scenario, moment, course).includes(trouble)
    const signalAt = (moment: Moment): SignalState => {
      const { motion, probeOff, leadOff } = faults(moment - course.checkedInAt)
      return { motion, probeOff: probeOff || fails('probe-off', moment), leadOff: leadOff || fails('lead-off', moment) }
    }
    /** How much of the flow to the probe's finger the cuff holds back. */
    const occlusionAt = (moment: Moment): number => {
      const pressure = fails('cuff-on-probe-arm', moment) ? cuff.pressureAt(moment) : 0
      return pressure === 0 ? 0 : occlusionOf(pressure, truthAt(moment))
    }
    return { truthAt, fails, signalAt, occlusionAt }
  }

  const numericsAt = (at: Moment, look: ReturnType<typeof lookingAt>): EntryBody => {
    const { probeOff, leadOff } = look.signalAt(at)
    const shown = oximeter.read(at, (moment) => {
      const { motion, probeOff } = look.signalAt(moment)
      const { spo2, hr } = look.truthAt(moment)
      return { spo2, hr, perfusion: 1 - look.occlusionAt(moment), motion, probeOff }
    })
    const { hr, rr, etco2 } = look.truthAt(at)
    const breaths = Math.round(rr)
    // Without a capnograph the electrodes count the breaths too.
    const breathsSeen = capnograph || !leadOff
    const readings: { vital: string; value: number; unit: string }[] = []
    if (!leadOff) readings.push({ vital: 'hr', value: Math.round(hr), unit: '/min' })
    if (shown.pulse !== null) readings.push({ vital: 'pulse', value: shown.pulse, unit: '/min' })
    if (shown.spo2 !== null) readings.push({ vital: 'spo2', value: shown.spo2, unit: '%' })
    if (breathsSeen) readings.push({ vital: 'rr', value: breaths, unit: '/min' })
    // Nobody breathes out: there is no end-tidal gas.
    if (capnograph) readings.push({ vital: 'etco2', value: breaths === 0 ? 0 : Math.round(etco2), unit: 'mmHg' })
    const off = [...(leadOff ? ['hr'] : []), ...(breathsSeen ? [] : ['rr']), ...(probeOff ? ['pulse', 'spo2'] : [])]
    return { kind: 'numerics', at, readings, off }
  }

  const readUpTo: BedsideMonitor['readUpTo'] = (now, course, bedside) => {
    const look = lookingAt(course, bedside)
    const circumstancesAt = (moment: Moment) => ({ moving: look.signalAt(moment).motion, leaks: look.fails('cuff-fails', moment) })
    const results = cuff.step(now, cuffIntervalMs(bedside, now), bedside.setAskedAt, look.truthAt, circumstancesAt)
    const entries = results.map(entryOf)
    // Its period is shorter in a slower room: what it planned in a fast one must not keep it silent.
    nextAt = Math.min(nextAt ?? now, now + periodMs())
    for (; nextAt <= now; nextAt += periodMs()) entries.push(numericsAt(nextAt, look))
    return entries.sort((a, b) => a.at - b.at)
  }

  const wavesUpTo: BedsideMonitor['wavesUpTo'] = (now, course, bedside) => {
    waveforms ??= createWaveforms({ seed: `${seed}/waves`, startAt: now, ectopy: drawEctopy(seed), capnograph })
    const look = lookingAt(course, bedside)
    const sensorsAt = (moment: Moment): WaveSensors => ({ ...look.signalAt(moment), occlusion: look.occlusionAt(moment) })
    return waveforms.readUpTo(now, look.truthAt, sensorsAt)
  }

  const unpluggedAt = (moment: Moment, course: Course): boolean => {
    const beginsAt = unplug === null ? null : momentOf(unplug, course)
    return beginsAt !== null && moment >= beginsAt && moment < beginsAt + unpluggedForMs
  }
  return { readUpTo, wavesUpTo, measureNow: cuff.press, unpluggedAt }
}
