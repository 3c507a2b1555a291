import type { InfusionOrder, Patient as PatientCard } from '@chairside/shared/session'
import { drawTraits, POPULATION } from './population.ts'
import { chanceOf } from './random.ts'
import type { Scenario } from './scenario.ts'
import { SCENARIOS } from './scenario-library.ts'

/** Who comes to a chair, and what will happen to them. The same seed plans the same room. */
export interface Visit {
  readonly seed: string
  readonly card: PatientCard
  readonly order: InfusionOrder
  readonly scenario: Scenario
}

/** Plainly not people. */
const NAMES = ['Alder', 'Birch', 'Cedar', 'Elm', 'Fir', 'Hazel', 'Juniper', 'Larch', 'Maple', 'Oak', 'Pine', 'Rowan', 'Spruce', 'Willow']

const DOSE_MG_PER_KG = 0.5
const identifierOf = (chair: number, visit: number): string => `SIM-${chair}-${visit}`

/** The visit of that number (from 1) to a chair (from 1). The first visits take one scenario each; later ones mix. */
export const planVisit = (seed: string, chair: number, visit: number): Visit => {
  const identifier = identifierOf(chair, visit)
  const own = `${seed}/${identifier}`
  const chance = chanceOf(own)
  const mixed = chance.happens(0.4) ? SCENARIOS[Math.floor(chance.uniform() * SCENARIOS.length)] : POPULATION
  const scenario = (visit === 1 ? SCENARIOS[(chair - 1) % SCENARIOS.length] : mixed) ?? POPULATION
  const { weightKg } = drawTraits(own, scenario)
  const infusionNumber = 1 + Math.floor(chance.uniform() * 6)
  return {
    seed: own,
    card: {
      identifier,
      name: `Demo ${NAMES[(chair * 5 + visit * 3) % NAMES.length] ?? 'Ash'}`,
      infusionNumber,
      courseLength: 6,
    },
    order: {
      drug: 'ketamine',
      weightKg,
      doseMg: Math.round(weightKg * DOSE_MG_PER_KG * 10) / 10,
      durationMin: 40,
      concentrationMgPerMl: 1,
    },
    scenario,
  }
}

/** The number of a visit from the identifier that it was checked in with; null: not one of ours. */
export const visitNumberOf = (identifier: string): number | null => {
  const match = /^SIM-\d+-(\d+)$/.exec(identifier)
  return match === null ? null : Number(match[1])
}

/** Where the first patient of each chair stands when a demo opens, in minutes since check-in: six chairs, six phases. */
const OPENING_MINUTES = [79, 35, 26, 64, 30, 2] as const

/** How many minutes ago the first patient of this chair (from 1) came, when the demo opens. */
export const openingMinutesOf = (chair: number): number => {
  const round = Math.floor((chair - 1) / OPENING_MINUTES.length)
  return Math.max(1, (OPENING_MINUTES[(chair - 1) % OPENING_MINUTES.length] ?? 0) - round * 4)
}

/** The longest of them. */
export const OPENING_LONGEST_MIN = Math.max(...OPENING_MINUTES)
