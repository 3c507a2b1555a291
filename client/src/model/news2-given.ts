import { freshnessOf } from '@chairside/shared/freshness'
import type { News2Given } from '@chairside/shared/news2'
import type { ChairPicture } from '@chairside/shared/picture'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { ContinuousVital } from '@chairside/shared/vital'
import { oxygenIsOn, standingEntries } from './standing-entries.ts'

/** Older values of the cuff, and older assessments, say nothing of now. For this display alone; no rule rests on it. */
const SPOT_MAX_AGE_MS = 15 * MINUTE_MS

const shownNow = (chair: ChairPicture, vital: ContinuousVital, now: Moment): number | null => {
  const numeric = chair.numerics[vital]
  if (numeric === undefined || numeric.flagged || numeric.rejected) return null
  return freshnessOf(Math.max(0, now - numeric.at), numeric.periodMs) === 'lost' ? null : numeric.value
}

/** A scale of sedation in the words of NEWS2; agitation is no new confusion by itself. */
const consciousnessOf = (chair: ChairPicture, now: Moment): News2Given['consciousness'] => {
  const assessed = standingEntries(chair.events).findLast(({ entry }) => entry.kind === 'sedation' || entry.kind === 'rass')
  if (assessed === undefined || now - assessed.at > SPOT_MAX_AGE_MS) return null
  const { entry } = assessed
  if (entry.kind === 'sedation') {
    if (entry.moaas === 5) return 'alert'
    return entry.moaas >= 3 ? 'voice' : entry.moaas >= 1 ? 'pain' : 'unresponsive'
  }
  if (entry.kind !== 'rass') return null
  if (entry.value >= 0) return 'alert'
  return entry.value >= -3 ? 'voice' : entry.value === -4 ? 'pain' : 'unresponsive'
}

/** What NEWS2 takes from the numbers of this moment; null is missing, never normal (V8). */
export const news2Given = (chair: ChairPicture, now: Moment): News2Given => {
  const set = chair.cuff.latest
  return {
    rr: shownNow(chair, 'rr', now),
    spo2: shownNow(chair, 'spo2', now),
    oxygen: oxygenIsOn(chair.events),
    sys: set === null || now - set.at > SPOT_MAX_AGE_MS ? null : set.sys,
    pulse: shownNow(chair, chair.heartRateFrom ?? 'pulse', now),
    consciousness: consciousnessOf(chair, now),
    temp: shownNow(chair, 'temp', now),
  }
}
