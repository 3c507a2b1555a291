import { MINUTE_MS } from '@chairside/shared/time'
import type { Course } from '../course.ts'
import { measure } from '../cuff.ts'
import { createPatient } from '../patient.ts'
import { drawTraits, POPULATION } from '../population.ts'
import { chanceOf } from '../random.ts'

/** Mean and standard deviation of what was added. */
interface Spread {
  readonly mean: number
  readonly sd: number
}

class Sum {
  private count = 0
  private total = 0
  private squares = 0
  add(value: number): void {
    this.count += 1
    this.total += value
    this.squares += value ** 2
  }
  get spread(): Spread {
    const mean = this.total / this.count
    return { mean, sd: Math.sqrt(Math.max(0, this.squares / this.count - mean ** 2)) }
  }
}

/** Between the soft hold of a start (140/90) and the hard one (160/100): what clinics let pass differs. */
export const HELD_FROM = { sys: 150, dia: 95 } as const

/** Rises above the session's baseline in mmHg and /min, and the plasma level in ng/mL. */
export interface MinuteSample {
  readonly minute: number
  readonly sys: Spread
  readonly dia: Spread
  readonly hr: Spread
  readonly plasma: Spread
}

/** Shares are of the sessions that were infused: who comes with `HELD_FROM` or more is not. */
export interface SampledSessions {
  readonly sessions: number
  readonly held: number
  readonly minutes: readonly MinuteSample[]
  /** A reading of 160/100 or more between minutes 5 and 120. */
  readonly above160: number
  /** A reading of 180/110 or more there. */
  readonly above180: number
  /** Above 180/110 in one of five readings, every 10 min of the infusion. */
  readonly severe: number
  /** Of the readings 90 min after the end of the infusion, those within 10 % of the baseline's SYS or below. */
  readonly backAtBaseline: number
}

export interface SampleOptions {
  readonly sessions: number
  readonly seed: string
  readonly effectMmHg: number
}

const STEP_MIN = 5
const LAST_MIN = 180
const INFUSION_MIN = 40
/** Check-in, two readings at rest, the cannula ten minutes before the start. */
const START_MIN = 20
const REST_MIN = [-17, -13] as const
const CANNULATED_MIN = -10
const DOSE_MG_PER_KG = 0.5
/** Published figures come from cleaned readings: one whose SYS is so far off is taken again. */
export const FAR_OFF_MMHG = 20
const NEAR_BASELINE = 1.1
const LATE_MIN = INFUSION_MIN + 90

const MINUTES = Array.from({ length: LAST_MIN / STEP_MIN + 1 }, (_, index) => index * STEP_MIN)

/** When sets are looked at for a severe pressure, and when for one that is high. */
const SEVERE_EVERY_MIN = 10
const WATCHED_MIN = { from: 5, to: 120 } as const

/** Plays that many sessions of the population, each read by cuff every 5 min from the start of the infusion on. */
export const sampleSessions = ({ sessions, seed, effectMmHg }: SampleOptions): SampledSessions => {
  const sums = MINUTES.map((minute) => ({ minute, sys: new Sum(), dia: new Sum(), hr: new Sum(), plasma: new Sum() }))
  const counts = { held: 0, above160: 0, above180: 0, severe: 0, back: 0 }
  const startAt = START_MIN * MINUTE_MS
  for (let index = 0; index < sessions; index += 1) {
    const own = `${seed}/session-${index}`
    const patient = createPatient(own, drawTraits(own, POPULATION, effectMmHg), POPULATION)
    const course: Course = {
      checkedInAt: 0,
      cannulatedAt: startAt + CANNULATED_MIN * MINUTE_MS,
      pump: [
        {
          fromAt: startAt,
          toAt: startAt + INFUSION_MIN * MINUTE_MS,
          rateMgPerMin: (DOSE_MG_PER_KG * patient.traits.weightKg) / INFUSION_MIN,
        },
      ],
      infusionEndedAt: startAt + INFUSION_MIN * MINUTE_MS,
    }
    const chance = chanceOf(`${own}/readings`)
    const read = (minute: number): { readonly sys: number; readonly dia: number; readonly hr: number } => {
      const at = startAt + minute * MINUTE_MS
      const truth = patient.at(at, course)
      const set = measure(truth, chance, at)
      return Math.abs(set.sys - truth.sys) > FAR_OFF_MMHG ? read(minute) : { sys: set.sys, dia: set.dia, hr: truth.hr }
    }
    const [first, second] = [read(REST_MIN[0]), read(REST_MIN[1])]
    const baseline = { sys: (first.sys + second.sys) / 2, dia: (first.dia + second.dia) / 2, hr: (first.hr + second.hr) / 2 }
    const readings = MINUTES.map((minute) => ({ minute, ...read(minute) }))
    for (const [place, { minute, sys, dia, hr }] of readings.entries()) {
      const sum = sums[place]
      sum?.sys.add(sys - baseline.sys)
      sum?.dia.add(dia - baseline.dia)
      sum?.hr.add(hr - baseline.hr)
      sum?.plasma.add(patient.levelsAt(startAt + minute * MINUTE_MS, course).plasma)
    }
    if (baseline.sys >= HELD_FROM.sys || baseline.dia >= HELD_FROM.dia) {
      counts.held += 1
      continue
    }
    const watched = readings.filter(({ minute }) => minute >= WATCHED_MIN.from && minute <= WATCHED_MIN.to)
    if (watched.some(({ sys, dia }) => sys >= 160 || dia >= 100)) counts.above160 += 1
    if (watched.some(({ sys, dia }) => sys >= 180 || dia >= 110)) counts.above180 += 1
    if (readings.some(({ minute, sys, dia }) => minute <= INFUSION_MIN && minute % SEVERE_EVERY_MIN === 0 && (sys > 180 || dia > 110)))
      counts.severe += 1
    if (readings.some(({ minute, sys }) => minute === LATE_MIN && sys <= NEAR_BASELINE * baseline.sys)) counts.back += 1
  }
  const infused = Math.max(1, sessions - counts.held)
  return {
    sessions,
    held: counts.held / sessions,
    minutes: sums.map(({ minute, sys, dia, hr, plasma }) => ({
      minute,
      sys: sys.spread,
      dia: dia.spread,
      hr: hr.spread,
      plasma: plasma.spread,
    })),
    above160: counts.above160 / infused,
    above180: counts.above180 / infused,
    severe: counts.severe / infused,
    backAtBaseline: counts.back / infused,
  }
}
