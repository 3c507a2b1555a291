import type { Alarm } from '@chairside/shared/alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import { CONTINUOUS_VITALS, type ContinuousVital, VITALS } from '@chairside/shared/vital'
import { currentSet } from './cuff-shown.ts'
import { shownFreshness } from './room-time.ts'

/** What an alarm text of A2 names: `SYS 184 ≥ 180`. */
export interface NamedValue {
  readonly vital: 'sys' | 'dia' | 'map' | ContinuousVital
  readonly worst: number
  readonly side: 'high' | 'low'
}

const PATTERN = /^(\S+) (\d+(?:\.\d+)?)(?: ([≥>≤<]) \d+(?:\.\d+)?)?$/

/** The vital and the worst value that an alarm text names; null for one that names none (a symptom, a subject). */
export const namedValue = (text: string): NamedValue | null => {
  const [, label, worst, sign] = PATTERN.exec(text) ?? []
  if (label === undefined || worst === undefined) return null
  const side = sign === '≥' || sign === '>' ? 'high' : 'low'
  if (label === 'SYS' || label === 'DIA' || label === 'MAP') {
    return { vital: label.toLowerCase() as 'sys' | 'dia' | 'map', worst: Number(worst), side }
  }
  const vital = CONTINUOUS_VITALS.find((candidate) => VITALS[candidate].label === label)
  return vital === undefined ? null : { vital, worst: Number(worst), side }
}

const continuousNow = (chair: ChairPicture, vital: ContinuousVital, now: Moment, speed: number): number | null => {
  const shown = vital === 'hr' && chair.heartRateFrom === 'pulse' ? 'pulse' : vital
  const numeric = chair.numerics[shown]
  if (numeric === undefined || numeric.flagged || numeric.rejected) return null
  return shownFreshness(now, numeric.at, numeric.periodMs, speed) === 'live' ? Number(numeric.value.toFixed(VITALS[shown].decimals)) : null
}

/**
 * What the number of an alarm is now, where it is better than the worst that the text names (A2); null: it is no better, is not named,
 * or is not current any more (V7), since missing is never normal (V8). `now` is room time.
 */
export const easedTo = (chair: ChairPicture, alarm: Alarm, now: Moment, speed: number): number | null => {
  const named = alarm.kind === 'physiological' ? namedValue(alarm.text) : null
  if (named === null) return null
  const { vital, worst, side } = named
  const ofCuff = vital === 'sys' || vital === 'dia' || vital === 'map'
  const value = ofCuff ? (currentSet(chair.cuff, now)?.[vital] ?? null) : continuousNow(chair, vital, now, speed)
  if (value === null) return null
  return (side === 'high' ? value < worst : value > worst) ? value : null
}
