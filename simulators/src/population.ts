import { type KineticFactors, TYPICAL_KINETICS, TYPICAL_PEAK } from './pharmacology.ts'
import { type Chance, chanceOf } from './random.ts'
import type { Scenario } from './scenario.ts'

/** No story of its own: whatever the population gives. */
export const POPULATION: Scenario = {
  id: 'population',
  title: 'As the population gives',
  patient: {},
  events: [],
  troubles: [],
  faults: [],
  staff: [],
  expectations: [],
  unplug: null,
  recoverySlowedBy: 1,
}

/** What makes one patient in one session differ from the typical one. Pressures in mmHg, rates per minute, saturation in %. */
export interface Traits {
  readonly ageYears: number
  readonly weightKg: number
  readonly hypertensive: boolean
  readonly betaBlocked: boolean
  /** Takes an SSRI. */
  readonly onSsri: boolean
  /** Hears music during the infusion. */
  readonly music: boolean
  readonly baseline: {
    readonly sys: number
    readonly dia: number
    readonly hr: number
    readonly spo2: number
    readonly rr: number
    readonly etco2: number
  }
  /** Peak rises at the standard dose, with typical kinetics. */
  readonly gain: { readonly sys: number; readonly dia: number; readonly hr: number }
  readonly kinetics: KineticFactors
  /** How strongly this person dissociates, of the typical. */
  readonly dissociates: number
  /** How easily nausea comes, 0 to 1. */
  readonly nausea: number
  /** How far the heart rate swings with the breath, /min. */
  readonly sinusArrhythmiaBpm: number
}

const BETWEEN_PATIENTS = Math.sqrt(0.6)
const BETWEEN_SESSIONS = Math.sqrt(0.4)
/** The spread of the peak rise beyond what covariates, kinetics and drift explain: all together come to the published 8.7 and 6.2 mmHg. */
const OWN_GAIN_SD = { sys: 7.2, dia: 5.2 } as const
const KINETICS_CV = { clearance: 0.25, volume: 0.3 } as const

/** The mean peak rise of SYS, mmHg, that published clinics span. */
export const EFFECT_SIZES = { low: 5, typical: TYPICAL_PEAK.sys, high: 20 } as const

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Two standard normals with the given correlation. */
const correlated = (chance: Chance, correlation: number): readonly [number, number] => {
  const first = chance.normal(0, 1)
  return [first, correlation * first + Math.sqrt(1 - correlation ** 2) * chance.normal(0, 1)]
}

/** Log-normal around 1 with the given coefficient of variation. */
const factorOf = (chance: Chance, variation: number): number => {
  const sd = Math.sqrt(Math.log(1 + variation ** 2))
  return clamp(Math.exp(chance.normal(0, sd)), 0.5, 2)
}

/** A first infusion dissociates more, from the third on less. */
export const dissociatesInInfusion = (infusionNumber: number): number => (infusionNumber <= 1 ? 1.2 : infusionNumber === 2 ? 1 : 0.85)

/** Most people feel none; one in four some, few much. */
const nauseaOf = (chance: Chance): number => {
  const place = chance.uniform()
  if (place < 0.74) return 0.2 * chance.uniform()
  return place < 0.94 ? chance.between(0.35, 0.6) : chance.between(0.6, 1)
}

/** The typical patient, on whom the model's target table stands. */
export const TYPICAL_TRAITS: Traits = {
  ageYears: 45,
  weightKg: 70,
  hypertensive: false,
  betaBlocked: false,
  onSsri: false,
  music: false,
  baseline: { sys: 122, dia: 74, hr: 74, spo2: 97.5, rr: 15, etco2: 38 },
  gain: TYPICAL_PEAK,
  kinetics: TYPICAL_KINETICS,
  dissociates: 1,
  nausea: 0,
  sinusArrhythmiaBpm: 3,
}

/**
 * Draws a patient and a session from the population; what the scenario names replaces the draw. `effectMmHg` is the mean peak
 * rise of SYS in this clinic.
 */
export const drawTraits = (seed: string, scenario: Scenario, effectMmHg: number = EFFECT_SIZES.typical): Traits => {
  const person = chanceOf(`${seed}/person`)
  const day = chanceOf(`${seed}/day`)
  const body = chanceOf(`${seed}/body`)
  const own = scenario.patient
  const ageYears = own.ageYears ?? Math.round(clamp(person.normal(45, 12), 19, 78))
  const weightKg = Math.round(clamp(person.normal(76, 14), 48, 130))
  const drawn = { hypertensive: person.happens(0.15), betaBlocked: person.happens(0.08) }
  const [hypertensive, betaBlocked] = [own.hypertensive ?? drawn.hypertensive, own.betaBlocked ?? drawn.betaBlocked]
  const onSsri = body.happens(0.4)
  const music = own.music ?? body.happens(0.3)
  const [sysOfPerson, diaOfPerson] = correlated(person, 0.65)
  const [gainSysOfPerson, gainDiaOfPerson] = correlated(person, 0.6)
  const [gainSysOfDay, gainDiaOfDay] = correlated(day, 0.6)
  const sys = clamp(122 + 12 * sysOfPerson + day.normal(0, 7), 94, 168)
  const dia = clamp(74 + 8 * diaOfPerson + day.normal(0, 4.5), 52, sys - 22)
  const covariates = (1 + 0.01 * (ageYears - 45)) * (hypertensive ? 1.3 : 1) * (betaBlocked ? 0.6 : 1) * (onSsri ? 1.15 : 1)
  const effect = effectMmHg / EFFECT_SIZES.typical
  const heartFactor = effect * (hypertensive ? 0.5 : 1) * (betaBlocked ? 0.3 : 1)
  const drawnKinetics: KineticFactors = {
    clearance: factorOf(body, KINETICS_CV.clearance),
    volume: factorOf(body, KINETICS_CV.volume),
  }
  return {
    ageYears,
    weightKg,
    hypertensive,
    betaBlocked,
    onSsri,
    music,
    baseline: {
      sys: own.baselineSys ?? sys,
      dia: own.baselineDia ?? dia,
      hr: own.baselineHr ?? clamp(person.normal(74, 10), 52, 98),
      spo2: own.baselineSpo2 ?? clamp(person.normal(97.5, 1), 95, 99.4),
      rr: own.baselineRr ?? clamp(person.normal(15, 2), 12, 20),
      etco2: clamp(person.normal(38, 3), 31, 45),
    },
    gain: {
      sys:
        own.gainSys ??
        effect * (covariates * TYPICAL_PEAK.sys + OWN_GAIN_SD.sys * (BETWEEN_PATIENTS * gainSysOfPerson + BETWEEN_SESSIONS * gainSysOfDay)),
      dia:
        own.gainDia ??
        effect * (covariates * TYPICAL_PEAK.dia + OWN_GAIN_SD.dia * (BETWEEN_PATIENTS * gainDiaOfPerson + BETWEEN_SESSIONS * gainDiaOfDay)),
      hr: own.gainHr ?? heartFactor * person.normal(TYPICAL_PEAK.hr, 6),
    },
    // A story that states how far the pressure rises means the rise that is seen.
    kinetics: own.gainSys === undefined ? drawnKinetics : TYPICAL_KINETICS,
    dissociates: own.gainSys === undefined ? clamp(body.normal(1, 0.15), 0.6, 1.4) : 1,
    nausea: own.nausea ?? nauseaOf(body),
    sinusArrhythmiaBpm: body.between(2, 4),
  }
}
