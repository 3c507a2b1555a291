import { type ChairPicture, NO_CARE } from '@chairside/shared/picture'

/** A chair at which nobody sits, as screens see it. */
export const EMPTY_CHAIR: Omit<ChairPicture, 'chairId'> = {
  session: null,
  source: null,
  numerics: {},
  heartRateFrom: null,
  cuff: { latest: null, change: null, highLevel: null, lowLevel: null, nextDueAt: null, dueBecause: null, failuresInARow: 0 },
  sets: [],
  baseline: null,
  limits: null,
  excursions: [],
  alarms: [],
  infusion: null,
  readiness: null,
  gaps: [],
  events: [],
  notRecording: false,
  care: NO_CARE,
}
