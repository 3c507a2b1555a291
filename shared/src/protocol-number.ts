import { z } from 'zod'
import { MINUTE_MS } from './time.ts'

/** A number of a protocol with what is allowed for it, both ends included. */
export const between = (low: number, high: number) => z.number().min(low).max(high)

/** A duration in whole milliseconds, bounded in minutes. */
export const lasting = (lowMin: number, highMin: number) =>
  z
    .number()
    .int()
    .min(lowMin * MINUTE_MS)
    .max(highMin * MINUTE_MS)
