import { dayOf } from './clinic-day.ts'
import { HOUR_MS, MINUTE_MS, type Moment } from './time.ts'

/** Zones differ from UTC by whole quarters of an hour, and by less than this. */
const FAR_MS = 15 * HOUR_MS
const STEP_MS = 15 * MINUTE_MS

/** The first moment of this day in the clinic's zone. */
export const startOfDay = (day: string, timeZone: string): Moment => {
  const from = Date.parse(`${day}T00:00:00Z`) - FAR_MS
  let low = 0
  let high = (2 * FAR_MS) / STEP_MS
  while (low < high) {
    const middle = (low + high) >> 1
    if (dayOf(from + middle * STEP_MS, timeZone) >= day) high = middle
    else low = middle + 1
  }
  return from + low * STEP_MS
}
