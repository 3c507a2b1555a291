/** One tone: when it begins in its burst, how long it lasts, how high it is. */
export interface Pulse {
  readonly atMs: number
  readonly lengthMs: number
  readonly frequencyHz: number
}

export const PATTERN_NAMES = ['test', 'low', 'medium', 'not-live', 'not-live-urgent', 'high', 'escalated'] as const
/** In rising order of what is cut for what. `escalated` is `high`, louder (A6); `not-live` says that this screen knows nothing any more (G7). */
export type PatternName = (typeof PATTERN_NAMES)[number]

export interface SoundPattern {
  readonly pulses: readonly Pulse[]
  /** From the beginning of one burst to the beginning of the next, wall time. */
  readonly everyMs: number
  /** Peak level below full scale. */
  readonly levelDb: number
}

/** Pulses of one length at these moments; several frequencies are taken in turn. */
const pulses = (lengthMs: number, frequenciesHz: readonly number[], startsMs: readonly number[]): readonly Pulse[] =>
  startsMs.map((atMs, index) => ({ atMs, lengthMs, frequencyHz: frequenciesHz[index % frequenciesHz.length] ?? 0 }))

// clinical-reference 5.1: high 3+2, 3+2 pulses of 75 to 200 ms; medium 3, low 1 or 2 pulses of 125 to 250 ms.
const HIGH = pulses(140, [660], [0, 240, 480, 960, 1_200, 1_940, 2_180, 2_420, 2_900, 3_140])
const MEDIUM = pulses(180, [523], [0, 380, 760])
const LOW = pulses(180, [392], [0, 380])
/** Three falling tones: no patient's alarm falls. */
const NOT_LIVE = pulses(220, [523, 392, 294], [0, 320, 640])

export const SOUND_PATTERNS: Readonly<Record<PatternName, SoundPattern>> = {
  escalated: { pulses: HIGH, everyMs: 10_000, levelDb: -2 },
  high: { pulses: HIGH, everyMs: 10_000, levelDb: -8 },
  medium: { pulses: MEDIUM, everyMs: 25_000, levelDb: -11 },
  low: { pulses: LOW, everyMs: 30_000, levelDb: -14 },
  'not-live': { pulses: NOT_LIVE, everyMs: 25_000, levelDb: -8 },
  'not-live-urgent': { pulses: NOT_LIVE, everyMs: 10_000, levelDb: -2 },
  test: { pulses: MEDIUM, everyMs: 0, levelDb: -11 },
}

/**
 * Amplitudes of the fundamental and its harmonics, linear. With fundamentals of 294 to 660 Hz at least four harmonics lie within
 * 300 to 4000 Hz and within 15 dB of each other (5.1): a tone of several is found by ear more easily than a pure one.
 */
export const HARMONICS: readonly number[] = [1, 0.7, 0.55, 0.45, 0.36, 0.28]

/** From the first sound of a burst to its last, in ms. */
export const burstLengthMs = (name: PatternName): number => {
  const last = SOUND_PATTERNS[name].pulses.at(-1)
  return last === undefined ? 0 : last.atMs + last.lengthMs
}

export const patternRank = (name: PatternName): number => PATTERN_NAMES.indexOf(name)
