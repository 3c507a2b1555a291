import { MINUTE_MS } from '@chairside/shared/time'
import { indexedChanceOf } from '../random.ts'

/** One breath; times in ms since the origin of the traces. */
export interface Breath {
  readonly beginsAtMs: number
  readonly inspirationMs: number
  readonly expirationMs: number
  /** At the breathing rate of the moment. */
  readonly periodMs: number
  /** Relative to a usual breath. */
  readonly depth: number
  /** What it ends with, mmHg. */
  readonly etco2: number
}

export interface Breathing {
  /** The breath that begins within [fromMs, fromMs + lastsMs), or null; to be called for one stretch after the other. */
  advance(fromMs: number, lastsMs: number, rrPerMin: number, etco2: number): Breath | null
  /** -1 to 1: above 0 while the chest fills; 0 where nobody breathes. */
  swingAt(ms: number): number
}

const JITTER_SD = 0.03
const DEPTH_SD = 0.1
const LONGEST = { inspirationMs: 1_700, expirationMs: 2_600 } as const
/** Below this rate nobody breathes. */
const APNOEA_PER_MIN = 1

/** Breath by breath; the sum of the periods keeps to the breathing rate. A breath that has begun is finished. */
export const createBreathing = (seed: string): Breathing => {
  const chance = indexedChanceOf(`${seed}/breaths`)
  let index = 0
  let done = chance.uniformAt(0, 5)
  let last: Breath | null = null
  const jitterAt = (breath: number): number => JITTER_SD * Math.max(-2.5, Math.min(2.5, chance.normalAt(breath)))

  const advance: Breathing['advance'] = (fromMs, lastsMs, rrPerMin, etco2) => {
    if (rrPerMin < APNOEA_PER_MIN) return null
    const periodMs = MINUTE_MS / rrPerMin
    const left = 1 + jitterAt(index + 1) - jitterAt(index) - done
    const beginsAtMs = fromMs + Math.max(0, left) * periodMs
    if (beginsAtMs >= fromMs + lastsMs) {
      done += lastsMs / periodMs
      return null
    }
    index += 1
    done = (fromMs + lastsMs - beginsAtMs) / periodMs + Math.max(0, -left)
    last = {
      beginsAtMs,
      inspirationMs: Math.min(LONGEST.inspirationMs, 0.4 * periodMs),
      expirationMs: Math.min(LONGEST.expirationMs, 0.48 * periodMs),
      periodMs,
      depth: 1 + DEPTH_SD * Math.max(-2, Math.min(2, chance.normalAt(index + 500_000))),
      etco2,
    }
    return last
  }

  const swingAt = (ms: number): number => {
    const since = last === null ? Number.POSITIVE_INFINITY : ms - last.beginsAtMs
    return last === null || since < 0 || since >= last.periodMs ? 0 : Math.sin((2 * Math.PI * since) / last.periodMs)
  }
  return { advance, swingAt }
}

const eased = (share: number): number => 0.5 - 0.5 * Math.cos(Math.PI * share)

/** How full the chest is `ms` into a breath, 0 to 1. */
export const fillingAt = ({ inspirationMs, expirationMs }: Breath, ms: number): number => {
  if (ms <= 0 || ms >= inspirationMs + expirationMs) return 0
  if (ms < inspirationMs) return eased(ms / inspirationMs)
  const left = 1 - (ms - inspirationMs) / expirationMs
  return left * left * (3 - 2 * left) * (0.4 + 0.6 * left)
}

const DOWNSTROKE_MS = 160
const DEAD_SPACE = 0.1
const UPSTROKE = 0.3
const PLATEAU_BEGINS = 0.9
const HOLDS_MS = 2_500
const WASHOUT_MS = 1_500

/**
 * CO2 at the airway `ms` into a breath, mmHg. `levelBefore` is what it was when the breath began. The plateau rises to EtCO2 at
 * the end of expiration; where no breath follows, fresh gas washes it out.
 */
export const co2At = ({ inspirationMs, expirationMs, etco2 }: Breath, ms: number, levelBefore: number): number => {
  if (ms < inspirationMs) return ms >= DOWNSTROKE_MS ? 0 : levelBefore * (1 - eased(Math.max(0, ms) / DOWNSTROKE_MS))
  const share = (ms - inspirationMs) / expirationMs
  if (share < DEAD_SPACE) return 0
  if (share < UPSTROKE) return etco2 * PLATEAU_BEGINS * eased((share - DEAD_SPACE) / (UPSTROKE - DEAD_SPACE))
  if (share < 1) return etco2 * (PLATEAU_BEGINS + (1 - PLATEAU_BEGINS) * ((share - UPSTROKE) / (1 - UPSTROKE)))
  const held = ms - inspirationMs - expirationMs - HOLDS_MS
  return held <= 0 ? etco2 : etco2 * Math.exp(-held / WASHOUT_MS)
}
