/** Lookup tables of one beat and one pulse, computed once: drawing a beat is then additions alone. */

const gauss = (at: number, centre: number, width: number): number => Math.exp(-0.5 * ((at - centre) / width) ** 2)

interface Bump {
  readonly centreMs: number
  readonly beforeMs: number
  readonly afterMs: number
  readonly height: number
}

const bumpAt = ({ centreMs, beforeMs, afterMs, height }: Bump, ms: number): number =>
  height * gauss(ms, centreMs, ms < centreMs ? beforeMs : afterMs)

/** Values at whole milliseconds from `fromMs` on. */
export interface Shape {
  readonly fromMs: number
  readonly values: Float64Array
}

/** The bumps' sum, drawn to zero over the first and last `edgeMs`. */
const shapeOf = (fromMs: number, toMs: number, edgeMs: number, bumps: readonly Bump[]): Shape => {
  const values = new Float64Array(toMs - fromMs)
  for (let index = 0; index < values.length; index += 1) {
    const edge = Math.min(1, index / edgeMs, (values.length - 1 - index) / edgeMs)
    values[index] = edge * bumps.reduce((sum, bump) => sum + bumpAt(bump, fromMs + index), 0)
  }
  return { fromMs, values }
}

const P_WAVE: Bump = { centreMs: -160, beforeMs: 20, afterMs: 20, height: 0.12 }
const QRS: readonly Bump[] = [
  { centreMs: -28, beforeMs: 9, afterMs: 8, height: -0.09 },
  { centreMs: 0, beforeMs: 10, afterMs: 10, height: 1.1 },
  { centreMs: 30, beforeMs: 9, afterMs: 11, height: -0.22 },
]

/** From the onset of P to R, and so from the beginning of a beat to its R peak. */
export const R_AFTER_MS = 240

/** mV of lead II around R at 0. `atrial`: an early P of another form; `ventricular`: wide, without P. */
export const DEPOLARISATION = {
  sinus: shapeOf(-R_AFTER_MS, 120, 12, [P_WAVE, ...QRS]),
  atrial: shapeOf(-R_AFTER_MS, 120, 12, [{ ...P_WAVE, centreMs: -135, height: -0.07 }, ...QRS]),
  ventricular: shapeOf(-150, 260, 12, [
    { centreMs: 0, beforeMs: 34, afterMs: 30, height: 1.45 },
    { centreMs: 95, beforeMs: 28, afterMs: 40, height: -0.5 },
  ]),
} as const

/** The T wave at a cycle of 800 ms, from 120 ms after R on; it stretches with the cycle. */
export const T_WAVE = {
  sinus: shapeOf(120, 420, 12, [{ centreMs: 275, beforeMs: 48, afterMs: 32, height: 0.3 }]),
  ventricular: shapeOf(120, 460, 12, [{ centreMs: 290, beforeMs: 60, afterMs: 50, height: -0.4 }]),
} as const

/** A pulse at the finger from its foot on, height 1, at a cycle of 800 ms: systolic peak, dicrotic notch, diastolic wave. */
export const PULSE: Shape = shapeOf(0, 1_100, 40, [
  { centreMs: 160, beforeMs: 55, afterMs: 75, height: 1 },
  { centreMs: 430, beforeMs: 100, afterMs: 170, height: 0.4 },
])

/** How much longer repolarisation and pulse take in a cycle of this length (ms) than in one of 800 ms. */
export const stretchOf = (cycleMs: number): number => Math.sqrt(Math.min(1_500, Math.max(350, cycleMs)) / 800)
