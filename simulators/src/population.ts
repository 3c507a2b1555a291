import { TYPICAL_PEAK } from './pharmacology.ts'
import { type Chance, chanceOf } from './random.ts'
import type { Scenario } from './scenario.ts'

/** What makes one patient in one session differ from the typical one. Pressures in mmHg, rates per minute, saturation in %. */
export interface Traits {
  readonly ageYears: number
  readonly weightKg: number
  readonly hypertensive: boolean
  readonly betaBlocked: boolean
  readonly baseline: {
    readonly sys: number
    readonly dia: number
    readonly hr: number
    readonly spo2: number
    readonly rr: number
    readonly etco2: number
  }
  /** Peak rises at the standard dose. */
  readonly gain: { readonly sys: number; readonly dia: number; readonly hr: number }
}

const BETWEEN_PATIENTS = Math.sqrt(0.6)
const BETWEEN_SESSIONS = Math.sqrt(0.4)
/** The spread of the peak rise beyond what age, history and drift explain: all together come to the published 8.7 and 6.2 mmHg. */
const OWN_GAIN_SD = { sys: 7.6, dia: 5.5 } as const

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Two standard normals with the given correlation. */
const correlated = (chance: Chance, correlation: number): readonly [number, number] => {
  const first = chance.normal(0, 1)
  return [first, correlation * first + Math.sqrt(1 - correlation ** 2) * chance.normal(0, 1)]
}

/** The typical patient, on whom the model's target table stands. */
export const TYPICAL_TRAITS: Traits = {
  ageYears: 45,
  weightKg: 70,
  hypertensive: false,
  betaBlocked: false,
  baseline: { sys: 122, dia: 74, hr: 74, spo2: 97.5, rr: 15, etco2: 38 },
  gain: TYPICAL_PEAK,
}

/** Draws a patient and a session from the population; what the scenario names replaces the draw. */
export const drawTraits = (seed: string, scenario: Scenario): Traits => {
  const person = chanceOf(`${seed}/person`)
  const day = chanceOf(`${seed}/day`)
  const ageYears = Math.round(clamp(person.normal(45, 12), 19, 78))
  const weightKg = Math.round(clamp(person.normal(76, 14), 48, 130))
  const hypertensive = person.happens(0.15)
  const betaBlocked = person.happens(0.08)
  const [sysOfPerson, diaOfPerson] = correlated(person, 0.65)
  const [gainSysOfPerson, gainDiaOfPerson] = correlated(person, 0.6)
  const [gainSysOfDay, gainDiaOfDay] = correlated(day, 0.6)
  const sys = clamp(122 + 12 * sysOfPerson + day.normal(0, 7), 94, 168)
  const dia = clamp(74 + 8 * diaOfPerson + day.normal(0, 4.5), 52, sys - 22)
  const gainFactor = (1 + 0.01 * (ageYears - 45)) * (hypertensive ? 1.3 : 1) * (betaBlocked ? 0.6 : 1)
  const heartFactor = (hypertensive ? 0.5 : 1) * (betaBlocked ? 0.3 : 1)
  const own = scenario.patient
  return {
    ageYears,
    weightKg,
    hypertensive,
    betaBlocked,
    baseline: {
      sys: own.baselineSys ?? sys,
      dia: own.baselineDia ?? dia,
      hr: own.baselineHr ?? clamp(person.normal(74, 10), 52, 98),
      spo2: clamp(person.normal(97.5, 1), 95, 99.4),
      rr: clamp(person.normal(15, 2), 11, 20),
      etco2: clamp(person.normal(38, 3), 31, 45),
    },
    gain: {
      sys:
        own.gainSys ??
        gainFactor * (TYPICAL_PEAK.sys + OWN_GAIN_SD.sys * (BETWEEN_PATIENTS * gainSysOfPerson + BETWEEN_SESSIONS * gainSysOfDay)),
      dia:
        own.gainDia ??
        gainFactor * (TYPICAL_PEAK.dia + OWN_GAIN_SD.dia * (BETWEEN_PATIENTS * gainDiaOfPerson + BETWEEN_SESSIONS * gainDiaOfDay)),
      hr: own.gainHr ?? heartFactor * person.normal(TYPICAL_PEAK.hr, 6),
    },
  }
}
