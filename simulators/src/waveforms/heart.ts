import { MINUTE_MS } from '@chairside/shared/time'
import { type IndexedChance, indexedChanceOf } from '../random.ts'
import { R_AFTER_MS } from './shapes.ts'

/** Premature beats a minute, on average. */
export interface Ectopy {
  readonly ventricularPerMin: number
  readonly atrialPerMin: number
}

export const NO_ECTOPY: Ectopy = { ventricularPerMin: 0, atrialPerMin: 0 }

/** One patient in eight has premature beats, most of them few. */
export const drawEctopy = (seed: string): Ectopy => {
  const chance = indexedChanceOf(`${seed}/ectopy`)
  const share = (lane: number): number => (chance.uniformAt(0, lane) < 1 / 8 ? 4 * chance.uniformAt(1, lane) ** 2 : 0)
  return { ventricularPerMin: share(0), atrialPerMin: share(1) }
}

type BeatKind = 'sinus' | 'atrial' | 'ventricular'

/** Times in ms since the origin of the traces, fractional. */
export interface Beat {
  readonly kind: BeatKind
  readonly rAtMs: number
  /** The cycle at the heart rate of the moment. */
  readonly cycleMs: number
  /** What the beat throws out, 1 for a usual one: early beats less, the one after a pause more. */
  readonly output: number
}

/** The heart, beat by beat. The sum of its cycles keeps to the heart rate; single ones vary. */
export interface Heart {
  /**
   * The beats that begin within [fromMs, fromMs + lastsMs), to be called for one stretch after the other. `breathing` is where the
   * breath stands, -1 to 1: inspiration hurries the heart.
   */
  advance(fromMs: number, lastsMs: number, hrPerMin: number, breathing: number): readonly Beat[]
}

/** Of a cycle: beat-to-beat jitter and respiratory variation (bpm). */
const JITTER_SD = 0.006
const RESPIRATORY_BPM = 1.5
/** How early a premature beat comes and how long the pause after it is, in cycles: the two make two cycles, so that the rate holds. */
const PREMATURE = {
  ventricular: { early: 0.62, pause: 1.38, output: 0.3 },
  atrial: { early: 0.75, pause: 1.25, output: 0.7 },
} as const
const AFTER_PAUSE_OUTPUT = 1.18
/** Below this rate nothing beats. */
const STANDSTILL_PER_MIN = 1

export const createHeart = (seed: string, ectopy: Ectopy): Heart => {
  const chance: IndexedChance = indexedChanceOf(`${seed}/beats`)
  const luck = indexedChanceOf(`${seed}/premature`)
  let index = 0
  let done = chance.uniformAt(0, 5)
  let previous: BeatKind = 'sinus'

  /** The jitter of a beat's place; a cycle gets the difference of two, so that it never adds up. */
  const jitterAt = (beat: number): number => JITTER_SD * Math.max(-3, Math.min(3, chance.normalAt(beat)))

  const kindOf = (hrPerMin: number): BeatKind => {
    if (previous !== 'sinus' || ectopy === NO_ECTOPY) return 'sinus'
    const roll = luck.uniformAt(index)
    const ventricular = ectopy.ventricularPerMin / Math.max(30, hrPerMin)
    if (roll < ventricular) return 'ventricular'
    return roll < ventricular + ectopy.atrialPerMin / Math.max(30, hrPerMin) ? 'atrial' : 'sinus'
  }

  const advance: Heart['advance'] = (fromMs, lastsMs, hrPerMin, breathing) => {
    if (hrPerMin < STANDSTILL_PER_MIN) return []
    const beats: Beat[] = []
    const cycleMs = MINUTE_MS / hrPerMin
    let at = fromMs
    for (;;) {
      const kind = kindOf(hrPerMin)
      const paused = previous === 'sinus' ? 1 : PREMATURE[previous].pause
      const length = kind === 'sinus' ? paused : PREMATURE[kind].early
      const needed = length + jitterAt(index + 1) - jitterAt(index) - (RESPIRATORY_BPM / hrPerMin) * breathing
      const beginsAt = at + (needed - done) * cycleMs
      if (beginsAt >= fromMs + lastsMs) {
        done += (fromMs + lastsMs - at) / cycleMs
        return beats
      }
      // A rate that rose may find the beat overdue: it comes now, and what is overdue counts for the next one.
      done = Math.max(0, (at - beginsAt) / cycleMs)
      at = Math.max(at, beginsAt)
      const output = kind !== 'sinus' ? PREMATURE[kind].output : previous === 'sinus' ? 1 : AFTER_PAUSE_OUTPUT
      beats.push({ kind, rAtMs: at + R_AFTER_MS, cycleMs, output })
      previous = kind
      index += 1
    }
  }
  return { advance }
}
