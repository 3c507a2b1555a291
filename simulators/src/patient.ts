import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import { type DrugLevels, dissociation, drugLevelsAt, FULL_EFFECT, haemodynamicEffect, TYPICAL_PEAK } from './pharmacology.ts'
import type { Traits } from './population.ts'
import { indexedChanceOf } from './random.ts'
import type { Scenario, ScenarioEvent } from './scenario.ts'

/** What was done to the patient so far, in room time: all that the physiology depends on beside the seed. */
export interface Course {
  readonly checkedInAt: Moment
  readonly cannulatedAt: Moment | null
  /** In order, not overlapping; `toAt` null: still running. */
  readonly pump: readonly { readonly fromAt: Moment; readonly toAt: Moment | null; readonly rateMgPerMin: number }[]
  readonly infusionEndedAt: Moment | null
}

/** Pressures and CO2 in mmHg, rates per minute, saturation in %, unrounded; dissociation 0 to 1. */
export interface Physiology {
  readonly sys: number
  readonly dia: number
  readonly map: number
  readonly hr: number
  readonly spo2: number
  readonly rr: number
  readonly etco2: number
  readonly dissociation: number
}

export interface Patient {
  readonly traits: Traits
  /** The patient at a moment: a pure function of seed, scenario and course, whatever else was asked before. */
  at(moment: Moment, course: Course): Physiology
  readonly levelsAt: (moment: Moment, course: Course) => DrugLevels
}

const ANTICIPATION = { sys: 5, dia: 3, hr: 6, halfLifeMin: 6 } as const

/** The moment from which an event of a scenario counts, or null where that has not happened. */
export const anchorOf = (after: ScenarioEvent['after'], course: Course): Moment | null => {
  if (after === 'check-in') return course.checkedInAt
  if (after === 'cannulation') return course.cannulatedAt
  return after === 'infusion-start' ? (course.pump[0]?.fromAt ?? null) : course.infusionEndedAt
}

/** How far an event has come, 0 to 1. */
const strengthOf = (event: ScenarioEvent, moment: Moment, course: Course): number => {
  const anchor = anchorOf(event.after, course)
  if (anchor === null) return 0
  const seconds = (moment - anchor) / SECOND_MS - event.delayMin * 60
  if (seconds <= 0) return 0
  if (seconds < event.rampSec) return seconds / event.rampSec
  const after = seconds - event.rampSec - event.lastsSec
  return after <= 0 ? 1 : Math.max(0, 1 - after / event.rampSec)
}

const towards = (value: number, target: number | undefined, strength: number): number =>
  target === undefined ? value : value + (target - value) * strength

/** Slow drift of SD 1 with the given memory, at any moment since check-in; remembered, since each value builds on the one before. */
const driftOf = (seed: string, memoryMs: number): ((sinceMs: number) => number) => {
  const chance = indexedChanceOf(seed)
  const stepMs = memoryMs / 10
  const keep = Math.exp(-0.1)
  const values: number[] = []
  const valueAt = (index: number): number => {
    while (values.length <= index) {
      const fresh = chance.normalAt(values.length)
      values.push(values.length === 0 ? fresh : keep * (values.at(-1) as number) + Math.sqrt(1 - keep ** 2) * fresh)
    }
    return values[index] as number
  }
  return (sinceMs) => {
    const position = Math.max(0, sinceMs) / stepMs
    const index = Math.floor(position)
    const low = valueAt(index)
    return low + (valueAt(index + 1) - low) * (position - index)
  }
}

/**
 * A patient for one session. `noise` false leaves out drift, anticipation and beat-to-beat variation, for comparison with the
 * model's table.
 */
export const createPatient = (seed: string, traits: Traits, scenario: Scenario, noise = true): Patient => {
  const drift = {
    pressure: driftOf(`${seed}/pressure`, 5 * MINUTE_MS),
    dia: driftOf(`${seed}/dia`, 5 * MINUTE_MS),
    hr: driftOf(`${seed}/hr`, 2 * MINUTE_MS),
    beat: driftOf(`${seed}/beat`, 8 * SECOND_MS),
    spo2: driftOf(`${seed}/spo2`, MINUTE_MS),
    rr: driftOf(`${seed}/rr`, 20 * SECOND_MS),
    etco2: driftOf(`${seed}/etco2`, MINUTE_MS),
  }
  const fate = indexedChanceOf(`${seed}/fate`)
  const phase = fate.uniformAt(0) * 2 * Math.PI
  /** About one session in twenty has a drowsy dip. */
  const dip: ScenarioEvent | null =
    fate.uniformAt(1) < 0.05
      ? {
          after: 'infusion-start',
          delayMin: 15 + 25 * fate.uniformAt(2),
          lastsSec: 20 + 40 * fate.uniformAt(3),
          rampSec: 15,
          toSpo2: traits.baseline.spo2 - 1 - 2 * fate.uniformAt(4),
        }
      : null
  const events = noise && dip !== null ? [...scenario.events, dip] : scenario.events
  const share = {
    sys: (FULL_EFFECT.sys * traits.gain.sys) / TYPICAL_PEAK.sys,
    dia: (FULL_EFFECT.dia * traits.gain.dia) / TYPICAL_PEAK.dia,
    hr: (FULL_EFFECT.hr * traits.gain.hr) / TYPICAL_PEAK.hr,
  }

  const levelsAt = (moment: Moment, course: Course): DrugLevels =>
    drugLevelsAt(
      course.pump.map(({ fromAt, toAt, rateMgPerMin }) => ({
        fromMin: (fromAt - course.checkedInAt) / MINUTE_MS,
        toMin: toAt === null ? null : (toAt - course.checkedInAt) / MINUTE_MS,
        rateMgPerMin,
      })),
      (moment - course.checkedInAt) / MINUTE_MS,
      traits.weightKg,
    )

  /** A slow recovery is the same course told more slowly from the end of the infusion on. */
  const dissociationAt = (moment: Moment, course: Course, levels: DrugLevels): number => {
    const end = course.infusionEndedAt
    if (scenario.recoverySlowedBy === 1 || end === null || moment <= end) return dissociation(levels)
    return dissociation(levelsAt(end + (moment - end) / scenario.recoverySlowedBy, course))
  }

  const at = (moment: Moment, course: Course): Physiology => {
    const since = moment - course.checkedInAt
    const levels = levelsAt(moment, course)
    const effect = haemodynamicEffect(levels)
    const cannulated = course.cannulatedAt
    const anticipation =
      noise && cannulated !== null && moment >= cannulated ? 0.5 ** ((moment - cannulated) / MINUTE_MS / ANTICIPATION.halfLifeMin) : 0
    const own = noise ? 1 : 0
    const wave = Math.sin((2 * Math.PI * since) / (10 * SECOND_MS) + phase)
    const pressure = own * drift.pressure(since)
    const breathing = own * drift.rr(since)
    let sys = traits.baseline.sys + share.sys * effect + ANTICIPATION.sys * anticipation + 3 * pressure
    let dia = traits.baseline.dia + share.dia * effect + ANTICIPATION.dia * anticipation + 1.5 * pressure + own * 1.2 * drift.dia(since)
    let hr =
      traits.baseline.hr +
      share.hr * effect +
      ANTICIPATION.hr * anticipation +
      own * (2 * drift.hr(since) + 1.2 * drift.beat(since) + 1.2 * wave)
    let spo2 = traits.baseline.spo2 + own * 0.6 * drift.spo2(since)
    let rr = traits.baseline.rr + 0.8 * effect + 1.5 * breathing
    for (const event of events) {
      const strength = strengthOf(event, moment, course)
      if (strength === 0) continue
      sys = towards(sys, event.toSys, strength)
      dia = towards(dia, event.toDia, strength)
      hr = towards(hr, event.toHr, strength)
      spo2 = towards(spo2, event.toSpo2, strength)
      rr = towards(rr, event.toRr, strength)
    }
    rr = Math.max(0, rr)
    return {
      sys,
      dia,
      map: dia + 0.35 * (sys - dia),
      hr,
      spo2: Math.min(100, spo2),
      rr,
      etco2: traits.baseline.etco2 - 0.5 * (rr - traits.baseline.rr) + own * drift.etco2(since),
      dissociation: dissociationAt(moment, course, levels),
    }
  }
  return { traits, at, levelsAt }
}
