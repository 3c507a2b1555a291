import type { Phase } from '@chairside/shared/session'
import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import type { Declaration } from '@chairside/shared/wire'
import { type Cuff, createCuff } from './cuff.ts'
import type { EntryBody } from './devices/outbox.ts'
import { anchorOf, type Course, type Patient } from './patient.ts'
import { chanceOf } from './random.ts'
import type { Scenario } from './scenario.ts'
import { createSignalFaults } from './signal-faults.ts'

/** What the monitor is told by those around it. */
export interface BedsideState {
  readonly phase: Phase
  /** When the phase began. */
  readonly since: Moment
  /** A moment by which staff want another set; null: none. */
  readonly setAskedAt: Moment | null
}

/** A bedside monitor on a simulated patient. */
export interface BedsideMonitor {
  /** What it measured since the last call, up to `now`, in order. */
  readUpTo(now: Moment, course: Course, bedside: BedsideState): readonly EntryBody[]
  /** Whether the cable is out at this moment, as the scenario has it. */
  unpluggedAt(moment: Moment, course: Course): boolean
}

/** A monitor speaks at most ten times a wall second: in a fast room its period is longer, and it says so. */
export const periodMsAt = (speed: number): number => Math.max(SECOND_MS, Math.ceil(speed / 10) * SECOND_MS)

/** What a simulated monitor says of itself. */
export const declarationAt = (speed: number, patientIdentifier: string | null): Declaration => ({
  vendor: 'Chairside',
  model: 'Simulated monitor',
  patientIdentifier,
  periodMs: periodMsAt(speed),
  rrZeroMeans: 'no-breath',
  simulated: true,
  replayed: false,
  speed,
})

/** The monitor's own cuff cycle. Before the infusion it is short, so that a baseline of two sets is soon there. */
const cuffIntervalMs = (bedside: BedsideState, now: Moment): number | null => {
  if (bedside.phase === 'baseline') return 2.5 * MINUTE_MS
  if (bedside.phase === 'infusing' || bedside.phase === 'paused') return 5 * MINUTE_MS
  if (bedside.phase !== 'recovering') return null
  return now - bedside.since < 15 * MINUTE_MS ? 5 * MINUTE_MS : 10 * MINUTE_MS
}

export interface MonitorOptions {
  readonly seed: string
  readonly patient: Patient
  readonly scenario: Scenario
  readonly periodMs: () => number
  readonly capnograph: boolean
}

export const createMonitor = ({ seed, patient, scenario, periodMs, capnograph }: MonitorOptions): BedsideMonitor => {
  const cuff: Cuff = createCuff(chanceOf(`${seed}/cuff`))
  const faults = createSignalFaults(`${seed}/signal`)
  let nextAt: Moment | null = null
  const unplug = scenario.unplug
  const unpluggedForMs =
    unplug === null ? 0 : chanceOf(`${seed}/unplug`).between(unplug.shortestSec * SECOND_MS, unplug.longestSec * SECOND_MS)

  const numericsAt = (at: Moment, course: Course): EntryBody => {
    const { hr, spo2, rr, etco2 } = patient.at(at, course)
    const { motion, probeOff, leadOff } = faults(at - course.checkedInAt)
    const readings: { vital: string; value: number; unit: string }[] = []
    if (!leadOff) readings.push({ vital: 'hr', value: Math.round(hr), unit: '/min' })
    if (!motion && !probeOff) {
      readings.push({ vital: 'pulse', value: Math.round(hr), unit: '/min' }, { vital: 'spo2', value: Math.round(spo2), unit: '%' })
    }
    readings.push({ vital: 'rr', value: Math.round(rr), unit: '/min' })
    if (capnograph) readings.push({ vital: 'etco2', value: Math.round(etco2), unit: 'mmHg' })
    return { kind: 'numerics', at, readings, off: [...(leadOff ? ['hr'] : []), ...(probeOff ? ['pulse', 'spo2'] : [])] }
  }

  const readUpTo: BedsideMonitor['readUpTo'] = (now, course, bedside) => {
    const entries: EntryBody[] = []
    // Its period is shorter in a slower room: what it planned in a fast one must not keep it silent.
    nextAt = Math.min(nextAt ?? now, now + periodMs())
    for (; nextAt <= now; nextAt += periodMs()) entries.push(numericsAt(nextAt, course))
    for (const result of cuff.step(now, cuffIntervalMs(bedside, now), bedside.setAskedAt, (moment) => patient.at(moment, course))) {
      entries.push(
        result.kind === 'failed'
          ? { kind: 'cuff-failed', at: result.at, code: 'no-reading' }
          : { kind: 'set', at: result.at, sys: result.sys, dia: result.dia, map: result.map, pulse: result.pulse, unit: 'mmHg' },
      )
    }
    return entries.sort((a, b) => a.at - b.at)
  }

  const unpluggedAt = (moment: Moment, course: Course): boolean => {
    const anchor = unplug === null ? null : anchorOf(unplug.after, course)
    if (unplug === null || anchor === null) return false
    const since = moment - anchor - unplug.delayMin * MINUTE_MS
    return since >= 0 && since < unpluggedForMs
  }
  return { readUpTo, unpluggedAt }
}
