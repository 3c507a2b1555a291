/** One stretch of running pump, in minutes from any common zero. `toMin` null: still running. */
export interface PumpStretch {
  readonly fromMin: number
  readonly toMin: number | null
  readonly rateMgPerMin: number
}

/** Concentrations in ng/mL. */
export interface DrugLevels {
  readonly plasma: number
  readonly effectSite: number
  /** Slow average of the effect site: acute tolerance. */
  readonly tolerance: number
}

/** Clements 1981: two compartments, 250 ug/kg. Rates per minute, volume in L/kg. */
const CLEMENTS = { k10: 0.0109, k12: 0.0186, k21: 0.0137, v1LPerKg: 1.7522 } as const
const EFFECT_SITE_PER_MIN = 0.238
const TOLERANCE_PER_MIN = 0.01

/** mmHg, mmHg and beats/min at full effect, for the typical patient: 16.0, 11.0 and 5.0 at the end of 0.5 mg/kg over 40 min. */
export const FULL_EFFECT = { sys: 43.0, dia: 29.6, hr: 13.4 } as const
/** The rises that the typical patient shows at the end of the standard dose. */
export const TYPICAL_PEAK = { sys: 16, dia: 11, hr: 5 } as const

type Vector = readonly number[]
type Matrix = readonly Vector[]

const SIZE = 5

/** Linear in [central mg/kg, peripheral mg/kg, effect site, tolerance, pump mg/kg/min]: a constant rate makes each stretch exact. */
const SYSTEM: Matrix = [
  [-(CLEMENTS.k10 + CLEMENTS.k12), CLEMENTS.k21, 0, 0, 1],
  [CLEMENTS.k12, -CLEMENTS.k21, 0, 0, 0],
  [(EFFECT_SITE_PER_MIN * 1_000) / CLEMENTS.v1LPerKg, 0, -EFFECT_SITE_PER_MIN, 0, 0],
  [0, 0, TOLERANCE_PER_MIN, -TOLERANCE_PER_MIN, 0],
  [0, 0, 0, 0, 0],
]

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => Array.from({ length: SIZE }, (_, column) => row.reduce((sum, value, k) => sum + value * (b[k]?.[column] ?? 0), 0)))

const apply = (matrix: Matrix, vector: Vector): Vector =>
  matrix.map((row) => row.reduce((sum, value, k) => sum + value * (vector[k] ?? 0), 0))

/** exp(SYSTEM * minutes) * state by its series; exact to rounding for up to one step. */
const shortly = (state: Vector, minutes: number): Vector => {
  let term = state
  let sum = state
  for (let order = 1; order <= 8; order += 1) {
    term = apply(SYSTEM, term).map((value) => (value * minutes) / order)
    sum = sum.map((value, index) => value + (term[index] ?? 0))
  }
  return sum
}

const STEP_MIN = 1 / 64
const UNIT: Matrix = Array.from({ length: SIZE }, (_, i) => Array.from({ length: SIZE }, (__, j) => (i === j ? 1 : 0)))
const transposed = (matrix: Matrix): Matrix => UNIT.map((_, i) => matrix.map((row) => row[i] ?? 0))

/** What 1, 2, 4, 8 ... steps do to a state. The last alone is more than a year. */
const POWERS: readonly Matrix[] = Array.from({ length: 25 }).reduce<Matrix[]>((powers) => {
  const last = powers.at(-1)
  powers.push(last === undefined ? transposed(UNIT.map((column) => shortly(column, STEP_MIN))) : product(last, last))
  return powers
}, [])

/** The state so many minutes later under a constant rate. */
const later = (state: Vector, minutes: number): Vector => {
  const steps = Math.floor(minutes / STEP_MIN)
  let now = shortly(state, minutes - steps * STEP_MIN)
  for (const [bit, power] of POWERS.entries()) if (Math.floor(steps / 2 ** bit) % 2 === 1) now = apply(power, now)
  return now
}

/**
 * The drug in the body at `atMin`: a pure, exact function of what the pump did until then, so that pause, stop and resume work.
 * Stretches are in order and do not overlap.
 */
export const drugLevelsAt = (pump: readonly PumpStretch[], atMin: number, weightKg: number): DrugLevels => {
  let state: Vector = [0, 0, 0, 0, 0]
  let now: number | null = null
  const advance = (untilMin: number, rateMgPerMin: number): void => {
    const minutes = now === null ? 0 : untilMin - now
    if (minutes > 0) state = later([...state.slice(0, SIZE - 1), rateMgPerMin / weightKg], minutes)
    now = untilMin
  }
  for (const stretch of pump) {
    if (stretch.fromMin >= atMin) break
    advance(stretch.fromMin, 0)
    advance(Math.min(stretch.toMin ?? atMin, atMin), stretch.rateMgPerMin)
  }
  if (now !== null) advance(atMin, 0)
  const [central = 0, , effectSite = 0, tolerance = 0] = state
  return { plasma: (1_000 * central) / CLEMENTS.v1LPerKg, effectSite, tolerance }
}

const hill = (value: number, half: number, power: number): number => {
  const raised = Math.max(0, value) ** power
  return raised / (half ** power + raised)
}

/** The share of the full haemodynamic effect, 0 to 1: 0.372 at the end of the standard dose. */
export const haemodynamicEffect = (levels: DrugLevels): number => hill(levels.effectSite, 150, 2.5) / (1 + levels.tolerance / 60)

/** Dissociation, 0 to 1; CADSS total is about 27 times this. */
export const dissociation = (levels: DrugLevels): number => hill(levels.effectSite, 135, 7)
