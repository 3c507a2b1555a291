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

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => Array.from({ length: SIZE }, (_, column) => row.reduce((sum, value, k) => sum + value * (b[k]?.[column] ?? 0), 0)))

const apply = (matrix: Matrix, vector: Vector): number[] =>
  matrix.map((row) => row.reduce((sum, value, k) => sum + value * (vector[k] ?? 0), 0))

/** exp(matrix) by scaling, a Taylor series, and squaring. */
const exponential = (matrix: Matrix): Matrix => {
  const norm = Math.max(...matrix.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0)))
  const squarings = Math.max(0, Math.ceil(Math.log2(Math.max(norm, 1e-12))) + 2)
  const scaled = matrix.map((row) => row.map((value) => value / 2 ** squarings))
  const identity = matrix.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)))
  let term: Matrix = identity
  let sum: Matrix = identity
  for (let order = 1; order <= 12; order += 1) {
    term = product(term, scaled).map((row) => row.map((value) => value / order))
    sum = sum.map((row, i) => row.map((value, j) => value + (term[i]?.[j] ?? 0)))
  }
  for (let squaring = 0; squaring < squarings; squaring += 1) sum = product(sum, sum)
  return sum
}

/** Linear in [central mg, peripheral mg, effect site, tolerance, pump rate]: a constant rate makes each stretch exact. */
const systemOf = (weightKg: number): Matrix => {
  const { k10, k12, k21, v1LPerKg } = CLEMENTS
  const plasmaPerMg = 1_000 / (v1LPerKg * weightKg)
  return [
    [-(k10 + k12), k21, 0, 0, 1],
    [k12, -k21, 0, 0, 0],
    [EFFECT_SITE_PER_MIN * plasmaPerMg, 0, -EFFECT_SITE_PER_MIN, 0, 0],
    [0, 0, TOLERANCE_PER_MIN, -TOLERANCE_PER_MIN, 0],
    [0, 0, 0, 0, 0],
  ]
}

/**
 * The drug in the body at `atMin`: a pure, exact function of what the pump did until then, so that pause, stop and resume work.
 * Stretches are in order and do not overlap.
 */
export const drugLevelsAt = (pump: readonly PumpStretch[], atMin: number, weightKg: number): DrugLevels => {
  const system = systemOf(weightKg)
  let state: number[] = [0, 0, 0, 0, 0]
  let now: number | null = null
  const advance = (untilMin: number, rateMgPerMin: number): void => {
    const minutes = now === null ? 0 : untilMin - now
    if (minutes > 0) {
      state[4] = rateMgPerMin
      state = apply(exponential(system.map((row) => row.map((value) => value * minutes))), state)
    }
    now = untilMin
  }
  for (const stretch of pump) {
    if (stretch.fromMin >= atMin) break
    advance(stretch.fromMin, 0)
    advance(Math.min(stretch.toMin ?? atMin, atMin), stretch.rateMgPerMin)
  }
  if (now !== null) advance(atMin, 0)
  const [central = 0, , effectSite = 0, tolerance = 0] = state
  return { plasma: (1_000 * central) / (CLEMENTS.v1LPerKg * weightKg), effectSite, tolerance }
}

const hill = (value: number, half: number, power: number): number => {
  const raised = Math.max(0, value) ** power
  return raised / (half ** power + raised)
}

/** The share of the full haemodynamic effect, 0 to 1: 0.372 at the end of the standard dose. */
export const haemodynamicEffect = (levels: DrugLevels): number => hill(levels.effectSite, 150, 2.5) / (1 + levels.tolerance / 60)

/** Dissociation, 0 to 1; CADSS total is about 27 times this. */
export const dissociation = (levels: DrugLevels): number => hill(levels.effectSite, 135, 7)
