import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import type { Physiology } from './patient.ts'
import type { Chance } from './random.ts'

/** Why a determination gave no numbers, in the monitor's words. */
type CuffFailureCode = 'leak' | 'motion' | 'over-range' | 'time-out' | 'weak-signal'

/** What the cuff tells. Integer mmHg; the moment of a set or a failure is its end, that of `started` when inflation begins. */
export type CuffResult =
  | {
      readonly kind: 'set'
      readonly at: Moment
      readonly sys: number
      readonly dia: number
      readonly map: number
      readonly pulse: number
    }
  | { readonly kind: 'failed'; readonly at: Moment; readonly code: CuffFailureCode }
  | { readonly kind: 'started'; readonly at: Moment }

/** How often the first inflation of a determination gives nothing, and how often the second one does then. */
const TROUBLED = { first: 0.04, second: 0.4, whileMoving: 0.5 } as const
/** How often a set is far off, by how much (SYS, mmHg; DIA a share of it), and how far its pulse is from the patient's. */
const OUTLIER = { share: 0.015, least: 25, most: 50, shareOfDia: 0.7, pulseLeast: 15, pulseMost: 30 } as const
const PULSE_SD = 2
/** No cuff shows less: mmHg. */
const LOWEST_SHOWN = { sys: 44, dia: 22, pulsePressure: 12 } as const
/** Per reading, mmHg. */
const NOISE_SD = { sys: 5, dia: 4, map: 3.5 } as const
const MEAN_FRACTION = 0.35
/** What the mean's noise has beyond the part it shares with SYS and DIA, so that its SD comes out at 3.5. */
const OWN_MEAN_SD = Math.sqrt(NOISE_SD.map ** 2 - (MEAN_FRACTION * NOISE_SD.sys) ** 2 - ((1 - MEAN_FRACTION) * NOISE_SD.dia) ** 2)

/** One set of a patient as the cuff reads it: with its noise and, rarely, far off with a pulse that does not match. */
export const measure = (truth: Physiology, chance: Chance, at: Moment): Extract<CuffResult, { kind: 'set' }> => {
  const outlier = chance.happens(OUTLIER.share)
  const shift = outlier ? (chance.happens(0.5) ? 1 : -1) * chance.between(OUTLIER.least, OUTLIER.most) : 0
  const dia = Math.max(LOWEST_SHOWN.dia, Math.round(truth.dia + OUTLIER.shareOfDia * shift + chance.normal(0, NOISE_SD.dia)))
  const sys = Math.max(dia + LOWEST_SHOWN.pulsePressure, LOWEST_SHOWN.sys, Math.round(truth.sys + shift + chance.normal(0, NOISE_SD.sys)))
  const mean = Math.round(dia + MEAN_FRACTION * (sys - dia) + chance.normal(0, OWN_MEAN_SD))
  return {
    kind: 'set',
    at,
    sys,
    dia,
    map: Math.min(sys - 1, Math.max(dia + 1, mean)),
    pulse: Math.round(truth.hr + (outlier ? chance.between(OUTLIER.pulseLeast, OUTLIER.pulseMost) : chance.normal(0, PULSE_SD))),
  }
}

/** What besets the cuff at a moment. */
export interface CuffCircumstances {
  readonly moving: boolean
  /** It cannot hold its pressure. */
  readonly leaks: boolean
}

const UNDISTURBED: CuffCircumstances = { moving: false, leaks: false }

/** Beyond these no cuff finds a pulse, or lets anybody go higher. */
const HIGHEST_SYS = 255
const FAINTEST = { sys: 45, hr: 20 } as const

export interface Cuff {
  /**
   * Brings the cuff up to `now` and gives what it did since the last call. `intervalMs` is its cycle now (null: off); `askedAt` a
   * moment by which staff want a set.
   */
  step(
    now: Moment,
    intervalMs: number | null,
    askedAt: Moment | null,
    truthAt: (moment: Moment) => Physiology,
    circumstancesAt?: (moment: Moment) => CuffCircumstances,
  ): readonly CuffResult[]
  /** Presses its button: it begins with the next step, unless it is at work then. */
  press(): void
  /** The pressure in it at a moment up to the last step, mmHg. */
  pressureAt(moment: Moment): number
}

/** How much of an arm's flow a cuff of that pressure holds back, 0 to 1. */
export const occlusionOf = (pressure: number, { sys, dia }: Pick<Physiology, 'sys' | 'dia'>): number =>
  Math.min(1, Math.max(0, (pressure - dia) / Math.max(1, sys - dia)))

const FIRST_AFTER_MS = 10 * SECOND_MS
const RETRY_AFTER_MS = MINUTE_MS
const LONGEST_MS = 45 * SECOND_MS
/** Between two inflations of one determination. */
const REST_MS = 3 * SECOND_MS
const INFLATES_MS = 6 * SECOND_MS
const RELEASES_MS = SECOND_MS
const FIRST_PEAK = 165
const ABOVE_LAST_SYS = 35
const HIGHER_AGAIN = 40
const LAST_STEP = 45
/** Pressures are asked for some seconds back. */
const KEPT = 4

/** From inflation to the end of a determination, and at which share of it the pressure is read. */
const TAKES_SEC = { shortest: 20, longest: 45 } as const
const READ_AT_SHARE = 0.6
/** Nobody presses the button of a cuff that has just let go. */
const LEFT_ALONE_MS = 5 * SECOND_MS
const UNLUCKY_CODES = ['weak-signal', 'motion', 'time-out', 'leak'] as const

/** One inflation. */
interface Inflation {
  readonly beginsAt: Moment
  readonly readAt: Moment
  readonly endsAt: Moment
  readonly peak: number
  readonly again: boolean
}

const pressureIn = ({ beginsAt, endsAt, peak }: Inflation, moment: Moment): number => {
  if (moment <= beginsAt || moment >= endsAt) return 0
  if (moment < beginsAt + INFLATES_MS) return (peak * (moment - beginsAt)) / INFLATES_MS
  const releasesAt = endsAt - RELEASES_MS
  if (moment >= releasesAt) return (LAST_STEP * (endsAt - moment)) / RELEASES_MS
  return peak - ((peak - LAST_STEP) * (moment - beginsAt - INFLATES_MS)) / (releasesAt - beginsAt - INFLATES_MS)
}

/**
 * A cuff with a cycle of its own. A determination takes 20 to 45 s; where it finds nothing it inflates once more, higher, and then
 * gives up with a code, to try again a minute later.
 */
export const createCuff = (chance: Chance): Cuff => {
  let nextAt: Moment | null = null
  let interval: number | null = null
  let lastStartAt: Moment | null = null
  let lastEndAt = Number.NEGATIVE_INFINITY
  let running: Inflation | null = null
  let servedAsk: Moment | null = null
  let steppedTo: Moment | null = null
  let pressed = false
  let againAt: Moment | null = null
  let lastSys: number | null = null
  const inflations: Inflation[] = []

  const inflate = (at: Moment, again: boolean): CuffResult => {
    const takesMs = Math.round(chance.between(TAKES_SEC.shortest, TAKES_SEC.longest) * SECOND_MS)
    const peak = (lastSys === null ? FIRST_PEAK : lastSys + ABOVE_LAST_SYS) + (again ? HIGHER_AGAIN : 0)
    running = { beginsAt: at, readAt: at + Math.round(READ_AT_SHARE * takesMs), endsAt: at + takesMs, peak, again }
    inflations.push(running)
    if (inflations.length > KEPT) inflations.shift()
    if (!again) lastStartAt = at
    return { kind: 'started', at }
  }

  /** Why an inflation found nothing; null: it found a pressure. */
  const troubleOf = (truth: Physiology, { moving, leaks }: CuffCircumstances, again: boolean): CuffFailureCode | null => {
    const unlucky = chance.happens(moving ? TROUBLED.whileMoving : again ? TROUBLED.second : TROUBLED.first)
    const code = UNLUCKY_CODES[Math.floor(chance.uniform() * UNLUCKY_CODES.length)] ?? 'weak-signal'
    if (leaks) return 'leak'
    if (truth.sys > HIGHEST_SYS) return 'over-range'
    if (truth.sys < FAINTEST.sys || truth.hr < FAINTEST.hr) return 'weak-signal'
    return unlucky ? (moving ? 'motion' : code) : null
  }

  const step: Cuff['step'] = (now, intervalMs, askedAt, truthAt, circumstancesAt) => {
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
        const { endsAt, readAt, again }: Inflation = running
        if (endsAt > now) break
        running = null
        const truth = truthAt(readAt)
        const code = troubleOf(truth, circumstancesAt?.(readAt) ?? UNDISTURBED, again)
        if (code !== null && !again) {
          againAt = endsAt + REST_MS
          continue
        }
        lastEndAt = endsAt
        const result = code === null ? measure(truth, chance, endsAt) : { kind: 'failed' as const, at: endsAt, code }
        if (result.kind === 'set') lastSys = result.sys
        results.push(result)
        nextAt = interval === null ? null : code === null ? Math.max(endsAt, (lastStartAt as number) + interval) : endsAt + RETRY_AFTER_MS
        continue
      }
      if (againAt !== null) {
        if (againAt > now) break
        results.push(inflate(againAt, true))
        againAt = null
        continue
      }
      if (pressed) {
        results.push(inflate(Math.max(from, lastEndAt + SECOND_MS), false))
        pressed = false
        continue
      }
      // Staff who want a set at a moment press the button a little earlier, once per moment, never on a cuff that has just let go.
      const pressAt = askedAt === null || askedAt === servedAsk ? null : Math.max(askedAt - LONGEST_MS, lastEndAt + LEFT_ALONE_MS, from)
      if (interval !== null && pressAt !== null && pressAt <= now && (nextAt === null || pressAt <= nextAt)) {
        servedAsk = askedAt
        results.push(inflate(pressAt, false))
        continue
      }
      if (nextAt === null || nextAt > now) break
      results.push(inflate(nextAt, false))
    }
    return results
  }

  return {
    step,
    press: () => {
      pressed = running === null && againAt === null
    },
    pressureAt: (moment) => inflations.reduce((most, one) => Math.max(most, pressureIn(one, moment)), 0),
  }
}
