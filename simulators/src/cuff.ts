import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import type { Physiology } from './patient.ts'
import type { Chance } from './random.ts'

/** What the cuff makes of one determination. Integer mmHg; `at` is its end. */
export type CuffResult =
  | {
      readonly kind: 'set'
      readonly at: Moment
      readonly sys: number
      readonly dia: number
      readonly map: number
      readonly pulse: number
    }
  | { readonly kind: 'failed'; readonly at: Moment }

const FAILURES = 0.04
const OUTLIERS = 0.015
/** Per reading, mmHg. */
const NOISE_SD = { sys: 5, dia: 4, map: 3.5 } as const
const MEAN_FRACTION = 0.35
/** What the mean's noise has beyond the part it shares with SYS and DIA, so that its SD comes out at 3.5. */
const OWN_MEAN_SD = Math.sqrt(NOISE_SD.map ** 2 - (MEAN_FRACTION * NOISE_SD.sys) ** 2 - ((1 - MEAN_FRACTION) * NOISE_SD.dia) ** 2)

/** One set of a patient as the cuff reads it: with its noise and, rarely, far off with a pulse that does not match. */
export const measure = (truth: Physiology, chance: Chance, at: Moment): Extract<CuffResult, { kind: 'set' }> => {
  const outlier = chance.happens(OUTLIERS)
  const shift = outlier ? (chance.happens(0.5) ? 1 : -1) * chance.between(25, 50) : 0
  const dia = Math.max(22, Math.round(truth.dia + 0.7 * shift + chance.normal(0, NOISE_SD.dia)))
  const sys = Math.max(dia + 12, 44, Math.round(truth.sys + shift + chance.normal(0, NOISE_SD.sys)))
  const mean = Math.round(dia + MEAN_FRACTION * (sys - dia) + chance.normal(0, OWN_MEAN_SD))
  return {
    kind: 'set',
    at,
    sys,
    dia,
    map: Math.min(sys - 1, Math.max(dia + 1, mean)),
    pulse: Math.round(truth.hr + (outlier ? chance.between(15, 30) : chance.normal(0, 2))),
  }
}

export interface Cuff {
  /**
   * Brings the cuff up to `now` and gives what it finished since the last call. `intervalMs` is its cycle now (null: off);
   * `askedAt` a moment by which staff want a set.
   */
  step(now: Moment, intervalMs: number | null, askedAt: Moment | null, truthAt: (moment: Moment) => Physiology): readonly CuffResult[]
}

const FIRST_AFTER_MS = 10 * SECOND_MS
const RETRY_AFTER_MS = MINUTE_MS
const LONGEST_MS = 45 * SECOND_MS

/** A cuff with a cycle of its own that takes 20 to 45 s for a set, fails now and then, and tries again a minute later. */
export const createCuff = (chance: Chance): Cuff => {
  let nextAt: Moment | null = null
  let interval: number | null = null
  let lastStartAt: Moment | null = null
  let lastEndAt = Number.NEGATIVE_INFINITY
  let running: { readonly endsAt: Moment; readonly readAt: Moment } | null = null
  let servedAsk: Moment | null = null
  let steppedTo: Moment | null = null

  const begin = (at: Moment): void => {
    const takesMs = Math.round(chance.between(20, 45) * SECOND_MS)
    running = { endsAt: at + takesMs, readAt: at + Math.round(0.6 * takesMs) }
    lastStartAt = at
  }

  const step: Cuff['step'] = (now, intervalMs, askedAt, truthAt) => {
    const results: CuffResult[] = []
    const from = steppedTo ?? now
    steppedTo = now
    if (intervalMs !== interval) {
      interval = intervalMs
      if (intervalMs === null) nextAt = null
      else nextAt = lastStartAt === null ? now + FIRST_AFTER_MS : Math.max(now, lastStartAt + intervalMs)
    }
    for (;;) {
      if (running !== null) {
        if (running.endsAt > now) return results
        const { endsAt, readAt } = running
        running = null
        lastEndAt = endsAt
        const failed = chance.happens(FAILURES)
        results.push(failed ? { kind: 'failed', at: endsAt } : measure(truthAt(readAt), chance, endsAt))
        nextAt = interval === null ? null : failed ? endsAt + RETRY_AFTER_MS : Math.max(endsAt, (lastStartAt as number) + interval)
        continue
      }
      // Staff who want a set at a moment press the button a little earlier, once per moment, never on a cuff that has just let go.
      const pressAt = askedAt === null || askedAt === servedAsk ? null : Math.max(askedAt - LONGEST_MS, lastEndAt + 5 * SECOND_MS, from)
      if (interval !== null && pressAt !== null && pressAt <= now && (nextAt === null || pressAt <= nextAt)) {
        servedAsk = askedAt
        begin(pressAt)
        continue
      }
      if (nextAt === null || nextAt > now) return results
      begin(nextAt)
    }
  }
  return { step }
}
