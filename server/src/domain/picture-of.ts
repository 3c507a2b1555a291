import type { ChairPicture } from '@chairside/shared/picture'
import type { Chair } from './chair.ts'

/** What screens show of a chair. Sections that did not change keep their reference. */
export const pictureOf = (chair: Chair): ChairPicture => ({
  chairId: chair.chairId,
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
})
