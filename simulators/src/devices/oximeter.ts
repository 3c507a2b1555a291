import { type Moment, SECOND_MS } from '@chairside/shared/time'
import { chanceOf } from '../random.ts'

/** What the probe meets at a moment. */
export interface ProbeTruth {
  readonly spo2: number
  readonly hr: number
  /** How much of a usual pulse reaches the finger. */
  readonly perfusion: number
  readonly motion: boolean
  readonly probeOff: boolean
}

/** What the display shows: whole numbers, or null for dashes. */
export interface OximeterReading {
  readonly spo2: number | null
  readonly pulse: number | null
}

export interface Oximeter {
  /** What it shows at `at`; it looks at the probe every second since the last call. */
  read(at: Moment, truthAt: (moment: Moment) => ProbeTruth): OximeterReading
}

export interface OximeterOptions {
  readonly seed: string
  /** 4, 8 or 16 on most monitors. */
  readonly averagingSec: number
}

/** Under this share of a usual pulse there is nothing to measure; under the second one it reads too low. */
const NO_PULSE = 0.15
const WEAK_PULSE = 0.5
const TOO_LOW_PER_SHARE = 30
/** It goes on showing its average for so long, then dashes; and needs so long to find the pulse again. */
const HOLDS_SEC = 6
const ACQUIRES_SEC = 4
/** On finding the pulse some show a rate of 0 for a moment, the saturation already being there. */
const ZERO_PULSE = { probability: 0.25, shortestSec: 1, longestSec: 3 } as const
/** What is longer ago than this no longer shows. */
const MEMORY_SEC = 30

/**
 * A pulse oximeter: averages over some seconds, so that a fall shows late and a short one less deep; holds its numbers through a
 * short loss, then shows dashes; reads too low with little flow, as beyond an inflating cuff.
 */
export const createOximeter = ({ seed, averagingSec }: OximeterOptions): Oximeter => {
  const chance = chanceOf(seed)
  let seen: { readonly spo2: number; readonly hr: number }[] = []
  let lastAt: Moment | null = null
  let lostSec = 0
  let acquiringSec = 0
  let zeroPulseSec = 0

  const look = ({ spo2, hr, perfusion, motion, probeOff }: ProbeTruth): void => {
    const found = !probeOff && !motion && perfusion >= NO_PULSE && hr >= 1
    if (probeOff) lostSec = Math.max(lostSec, HOLDS_SEC)
    if (!found) {
      lostSec += 1
      if (lostSec > HOLDS_SEC) {
        seen = []
        acquiringSec = ACQUIRES_SEC
      }
      return
    }
    lostSec = 0
    if (acquiringSec > 0) {
      acquiringSec -= 1
      if (acquiringSec > 0) return
      zeroPulseSec = chance.happens(ZERO_PULSE.probability) ? Math.round(chance.between(ZERO_PULSE.shortestSec, ZERO_PULSE.longestSec)) : 0
    } else if (zeroPulseSec > 0) zeroPulseSec -= 1
    seen.push({ spo2: spo2 - TOO_LOW_PER_SHARE * Math.max(0, WEAK_PULSE - perfusion), hr })
    if (seen.length > averagingSec) seen.shift()
  }

  const meanOf = (vital: 'spo2' | 'hr'): number => Math.round(seen.reduce((sum, one) => sum + one[vital], 0) / seen.length)

  const read: Oximeter['read'] = (at, truthAt) => {
    const from = lastAt === null ? at - (averagingSec - 1) * SECOND_MS : Math.max(lastAt + SECOND_MS, at - MEMORY_SEC * SECOND_MS)
    for (let moment = from; moment <= at; moment += SECOND_MS) {
      look(truthAt(moment))
      lastAt = moment
    }
    if (seen.length === 0) return { spo2: null, pulse: null }
    return { spo2: Math.min(100, Math.max(1, meanOf('spo2'))), pulse: zeroPulseSec > 0 ? 0 : meanOf('hr') }
  }
  return { read }
}
