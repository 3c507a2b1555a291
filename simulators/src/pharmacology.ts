import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { PumpStretch } from './course.ts'

/** Concentrations in ng/mL. */
export interface DrugLevels {
  readonly plasma: number
  readonly effectSite: number
  /** Slow average of the effect site: acute tolerance. */
  readonly tolerance: number
}

/** What one person's clearance and central volume are of the typical ones. */
export interface KineticFactors {
  readonly clearance: number
  readonly volume: number
}
export const TYPICAL_KINETICS: KineticFactors = { clearance: 1, volume: 1 }

/** Clements 1981: two compartments, 250 ug/kg. Rates per minute, volume in L/kg. */
const CLEMENTS = { k10: 0.0109, k12: 0.0186, k21: 0.0137, v1LPerKg: 1.7522 } as const
const EFFECT_SITE_PER_MIN = 0.238
const TOLERANCE_PER_MIN = 0.01

/** mmHg, mmHg and beats/min at full effect, for the typical patient: 16.0, 11.0 and 5.0 at the end of 0.5 mg/kg over 40 min. */
export const FULL_EFFECT = { sys: 43.0, dia: 29.6, hr: 13.4 } as const
/** The rises that the typical patient shows at the end of the standard dose. */
export const TYPICAL_PEAK = { sys: 16, dia: 11, hr: 5 } as const

/** One exponential of the answer to a bolus of 1 mg/kg: its rate per minute and what it adds to each level, in ng/mL. */
interface Mode {
  readonly perMin: number
  readonly plasma: number
  readonly effectSite: number
  readonly tolerance: number
}

/**
 * The eigenmodes of the linear system central, peripheral, effect site, tolerance: its matrix exponential, diagonalised. The four
 * rates never coincide for any factor between a half and two.
 */
export const kineticModes = ({ clearance, volume }: KineticFactors = TYPICAL_KINETICS): readonly Mode[] => {
  const k10 = (CLEMENTS.k10 * clearance) / volume
  const k12 = CLEMENTS.k12 / volume
  const { k21 } = CLEMENTS
  const sum = k10 + k12 + k21
  const root = Math.sqrt(sum ** 2 - 4 * k10 * k21)
  const [fast, slow] = [(sum + root) / 2, (sum - root) / 2]
  const perKg = 1_000 / (CLEMENTS.v1LPerKg * volume)
  const plasmas = [
    { perMin: fast, plasma: (perKg * (fast - k21)) / (fast - slow) },
    { perMin: slow, plasma: (perKg * (k21 - slow)) / (fast - slow) },
  ]
  const sites = plasmas.map(({ perMin, plasma }) => ({
    perMin,
    plasma,
    effectSite: (EFFECT_SITE_PER_MIN * plasma) / (EFFECT_SITE_PER_MIN - perMin),
  }))
  const atSite = [
    ...sites,
    { perMin: EFFECT_SITE_PER_MIN, plasma: 0, effectSite: -sites.reduce((total, { effectSite }) => total + effectSite, 0) },
  ]
  const all = atSite.map((mode) => ({ ...mode, tolerance: (TOLERANCE_PER_MIN * mode.effectSite) / (TOLERANCE_PER_MIN - mode.perMin) }))
  return [
    ...all,
    { perMin: TOLERANCE_PER_MIN, plasma: 0, effectSite: 0, tolerance: -all.reduce((total, { tolerance }) => total + tolerance, 0) },
  ]
}

const TYPICAL_MODES = kineticModes()

/**
 * The drug in the body at a moment: a pure, exact function of what the pump did until then, so that pause, stop and resume work.
 * Stretches are in order and do not overlap.
 */
export const drugLevelsAt = (
  pump: readonly PumpStretch[],
  moment: Moment,
  weightKg: number,
  modes: readonly Mode[] = TYPICAL_MODES,
): DrugLevels => {
  let [plasma, effectSite, tolerance] = [0, 0, 0]
  for (const { fromAt, toAt, rateMgPerMin } of pump) {
    if (fromAt >= moment) break
    const [sinceStart, sinceEnd] = [(moment - fromAt) / MINUTE_MS, Math.max(0, moment - (toAt ?? moment)) / MINUTE_MS]
    for (const mode of modes) {
      const share = ((rateMgPerMin / weightKg) * (Math.exp(-mode.perMin * sinceEnd) - Math.exp(-mode.perMin * sinceStart))) / mode.perMin
      plasma += mode.plasma * share
      effectSite += mode.effectSite * share
      tolerance += mode.tolerance * share
    }
  }
  return { plasma: Math.max(0, plasma), effectSite: Math.max(0, effectSite), tolerance: Math.max(0, tolerance) }
}

/** A sigmoid of 0 to 1: a half at `half`, steeper with `power`. */
export const hill = (value: number, half: number, power: number): number => {
  const raised = Math.max(0, value) ** power
  return raised / (half ** power + raised)
}

/** The share of the full haemodynamic effect, 0 to 1: 0.372 at the end of the standard dose. */
export const haemodynamicEffect = (levels: DrugLevels): number => hill(levels.effectSite, 150, 2.5) / (1 + levels.tolerance / 60)

/** Dissociation, 0 to 1; CADSS total is about 27 times this. */
export const dissociation = (levels: DrugLevels): number => hill(levels.effectSite, 135, 7)
