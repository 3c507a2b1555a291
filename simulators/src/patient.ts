import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import { type Course, flowing, type PumpStop } from './course.ts'
import { driftOf } from './drift.ts'
import { type Findings, findingsOf } from './findings.ts'
import {
  type DrugLevels,
  dissociation,
  drugLevelsAt,
  FULL_EFFECT,
  haemodynamicEffect,
  hill,
  kineticModes,
  TYPICAL_PEAK,
} from './pharmacology.ts'
import type { Traits } from './population.ts'
import { indexedChanceOf } from './random.ts'
import { rescueStrength } from './rescue-drugs.ts'
import type { Scenario, ScenarioEvent } from './scenario.ts'
import { forced, momentOf, steeringStrength, strengthOf, type Vitals } from './story-events.ts'

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
  /** What staff would find then. */
  findingsAt(moment: Moment, course: Course): Findings
  readonly levelsAt: (moment: Moment, course: Course) => DrugLevels
}

const ANTICIPATION = { sys: 5, dia: 3, hr: 6, halfLifeMin: 6 } as const
const MUSIC = { sys: -2, dia: -1 } as const
/** Pressure and heart rate swing at 0.1 Hz: 2.5 mmHg, of which a cuff that takes some waves to measure still shows this much. */
const SLOW_WAVE = { sys: 1, dia: 0.6, hr: 1.2, periodMs: 10 * SECOND_MS } as const
/** What a rate averaged over some beats still shows of the swing with the breath. */
const BREATH_SHARE = 0.4
/** At the peak of one dose; `together` with ketamine at the end of the standard dose. */
const BENZODIAZEPINE = { sys: -7, dia: -4, hr: -2, rr: -2.5, spo2: -0.6, together: { rr: -3, spo2: -3 } } as const
const ANTIHYPERTENSIVE = { sys: -22, dia: -12, hr: -7 } as const
const PEAK_EFFECT_SITE = 165
const APNOEA = { fromTogether: 0.5, perMin: 0.03, shortestSec: 10, longestSec: 20 } as const
const NAUSEA_LAG_MS = 12 * MINUTE_MS
/** About one session in twenty has a drowsy dip: from minute 15 of the infusion, for some seconds, by 1 to 3 %. */
const DROWSY_DIP = { share: 0.05, fromMin: 15, withinMin: 25, shortestSec: 20, longerSec: 40, rampSec: 15, least: 1, more: 2 } as const
const REMEMBERED_VOMIT_MS = 15 * MINUTE_MS

/**
 * A patient for one session. `noise` false leaves out drift, anticipation and the variation from beat to beat, for comparison with
 * the model's table.
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
  const own = noise ? 1 : 0
  const modes = kineticModes(traits.kinetics)
  const fate = indexedChanceOf(`${seed}/fate`)
  const breathless = indexedChanceOf(`${seed}/breathless`)
  const phase = fate.uniformAt(0) * 2 * Math.PI
  const dip: ScenarioEvent | null =
    fate.uniformAt(1) < DROWSY_DIP.share
      ? {
          after: 'infusion-start',
          delayMin: DROWSY_DIP.fromMin + DROWSY_DIP.withinMin * fate.uniformAt(2),
          lastsSec: DROWSY_DIP.shortestSec + DROWSY_DIP.longerSec * fate.uniformAt(3),
          rampSec: DROWSY_DIP.rampSec,
          toSpo2: traits.baseline.spo2 - DROWSY_DIP.least - DROWSY_DIP.more * fate.uniformAt(4),
        }
      : null
  const events = noise && dip !== null ? [...scenario.events, dip] : scenario.events
  const share = {
    sys: (FULL_EFFECT.sys * traits.gain.sys) / TYPICAL_PEAK.sys,
    dia: (FULL_EFFECT.dia * traits.gain.dia) / TYPICAL_PEAK.dia,
    hr: (FULL_EFFECT.hr * traits.gain.hr) / TYPICAL_PEAK.hr,
  }
  const standstills = scenario.troubles.filter(({ trouble }) => trouble === 'pump-stops')

  /** A pump that stands still gives nothing, whatever it shows. */
  const levelsAt = (moment: Moment, course: Course): DrugLevels => {
    const stops = standstills.flatMap((still): readonly PumpStop[] => {
      const fromAt = momentOf(still, course)
      return fromAt === null ? [] : [{ fromAt, toAt: fromAt + still.lastsSec * SECOND_MS }]
    })
    return drugLevelsAt(flowing(course.pump, [...stops, ...(course.pumpStops ?? [])]), moment, traits.weightKg, modes)
  }

  /** A slow recovery is the same course told more slowly from the end of the infusion on. */
  const dissociationAt = (moment: Moment, course: Course, levels: DrugLevels): number => {
    const end = course.infusionEndedAt
    const isSlow = scenario.recoverySlowedBy !== 1 && end !== null && moment > end
    const told = isSlow ? levelsAt(end + (moment - end) / scenario.recoverySlowedBy, course) : levels
    return Math.min(1, traits.dissociates * dissociation(told))
  }

  /** Breath held for some seconds, now and then, under two sedating drugs. */
  const isBreathless = (since: number, together: number): boolean => {
    const minute = Math.floor(since / MINUTE_MS)
    if (own === 0 || together < APNOEA.fromTogether || breathless.uniformAt(minute) >= APNOEA.perMin) return false
    const lastsMs = (APNOEA.shortestSec + (APNOEA.longestSec - APNOEA.shortestSec) * breathless.uniformAt(minute, 1)) * SECOND_MS
    const begin = breathless.uniformAt(minute, 2) * (MINUTE_MS - lastsMs)
    const within = since - minute * MINUTE_MS
    return within >= begin && within < begin + lastsMs
  }

  const at = (moment: Moment, course: Course): Physiology => {
    const since = moment - course.checkedInAt
    const levels = levelsAt(moment, course)
    const effect = haemodynamicEffect(levels)
    const { cannulatedAt, given } = course
    const anticipation =
      cannulatedAt === null || moment < cannulatedAt ? 0 : own * 0.5 ** ((moment - cannulatedAt) / MINUTE_MS / ANTICIPATION.halfLifeMin)
    const musicPlays = traits.music && course.pump[0] !== undefined && moment >= course.pump[0].fromAt ? own : 0
    const wave = own * Math.sin((2 * Math.PI * since) / SLOW_WAVE.periodMs + phase)
    const breath = own * BREATH_SHARE * traits.sinusArrhythmiaBpm * Math.sin((2 * Math.PI * since * traits.baseline.rr) / MINUTE_MS + phase)
    const pressure = own * drift.pressure(since)
    const calm = rescueStrength(given, 'benzodiazepine', moment)
    const lowered = rescueStrength(given, 'iv-antihypertensive', moment)
    const together = (calm * levels.effectSite) / PEAK_EFFECT_SITE
    let vitals: Vitals = {
      sys:
        traits.baseline.sys +
        share.sys * effect +
        ANTICIPATION.sys * anticipation +
        MUSIC.sys * musicPlays +
        3 * pressure +
        SLOW_WAVE.sys * wave +
        BENZODIAZEPINE.sys * calm +
        ANTIHYPERTENSIVE.sys * lowered,
      dia:
        traits.baseline.dia +
        share.dia * effect +
        ANTICIPATION.dia * anticipation +
        MUSIC.dia * musicPlays +
        1.5 * pressure +
        own * drift.dia(since) +
        SLOW_WAVE.dia * wave +
        BENZODIAZEPINE.dia * calm +
        ANTIHYPERTENSIVE.dia * lowered,
      hr:
        traits.baseline.hr +
        share.hr * effect +
        ANTICIPATION.hr * anticipation +
        own * (2 * drift.hr(since) + 1.2 * drift.beat(since)) +
        SLOW_WAVE.hr * wave +
        breath +
        BENZODIAZEPINE.hr * calm +
        (traits.betaBlocked ? 0.4 : 1) * ANTIHYPERTENSIVE.hr * lowered,
      spo2: traits.baseline.spo2 + own * 0.6 * drift.spo2(since) + BENZODIAZEPINE.spo2 * calm + BENZODIAZEPINE.together.spo2 * together,
      rr:
        traits.baseline.rr + 0.8 * effect + own * 1.5 * drift.rr(since) + BENZODIAZEPINE.rr * calm + BENZODIAZEPINE.together.rr * together,
    }
    for (const event of events) vitals = forced(vitals, event, strengthOf(event, moment, course))
    for (const steering of course.steered ?? []) vitals = forced(vitals, steering, steeringStrength(steering, moment))
    const rr = isBreathless(since, together) ? 0 : Math.max(0, vitals.rr)
    const sys = Math.max(40, vitals.sys)
    const dia = Math.min(sys - 10, Math.max(20, vitals.dia))
    return {
      sys,
      dia,
      map: dia + 0.35 * (sys - dia),
      hr: Math.max(0, vitals.hr),
      spo2: Math.min(100, Math.max(30, vitals.spo2)),
      rr,
      // Without a breath there is nothing to measure.
      etco2: rr < 0.5 ? 0 : traits.baseline.etco2 - 0.5 * (rr - traits.baseline.rr) + own * drift.etco2(since),
      dissociation: dissociationAt(moment, course, levels) * (1 - 0.4 * Math.min(1, calm)),
    }
  }

  /** It follows the drug and stays behind it. */
  const nauseaAt = (moment: Moment, course: Course, levels: DrugLevels): number => {
    const before = levelsAt(moment - NAUSEA_LAG_MS, course)
    const drive = (hill(levels.effectSite, 100, 4) + hill(before.effectSite, 100, 4)) / 2
    return Math.max(0, traits.nausea * drive * (1 - 0.85 * Math.min(1, rescueStrength(course.given, 'antiemetic', moment))))
  }

  const findingsAt: Patient['findingsAt'] = (moment, course) => {
    const levels = levelsAt(moment, course)
    const calm = rescueStrength(course.given, 'benzodiazepine', moment)
    const vomits = [
      ...events.filter((event) => event.vomits === true).map((event) => momentOf(event, course)),
      ...(course.steered ?? []).filter((steering) => steering.vomits === true).map(({ fromAt }) => fromAt),
    ]
    return findingsOf({
      dissociation: dissociationAt(moment, course, levels) * (1 - 0.4 * Math.min(1, calm)),
      sedation: 0.4 * calm + (0.6 * calm * levels.effectSite) / PEAK_EFFECT_SITE,
      nausea: nauseaAt(moment, course, levels),
      vomitedWithin15Min: vomits.some(
        (vomitedAt) => vomitedAt !== null && moment >= vomitedAt && moment - vomitedAt <= REMEMBERED_VOMIT_MS,
      ),
      pain: events.some((event) => event.pain === true && strengthOf(event, moment, course) > 0.5),
      minutesSinceEnd: course.infusionEndedAt === null ? null : (moment - course.infusionEndedAt) / MINUTE_MS,
    })
  }
  return { traits, at, findingsAt, levelsAt }
}
