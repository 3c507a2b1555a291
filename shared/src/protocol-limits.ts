import { z } from 'zod'
import type { LimitCondition } from './alarm.ts'
import { between, lasting } from './protocol-number.ts'

const limitRule = (low: number, high: number, hysteresis: number) =>
  z.strictObject({
    enabled: z.boolean(),
    /** Holds beyond this: above on high conditions, below on low ones; `apnoea` holds at exactly 0. */
    limit: between(low, high),
    delayMs: lasting(0, 2),
    hysteresis: between(0, hysteresis),
    clearMs: lasting(0, 5),
    priority: z.enum(['low', 'medium', 'high']),
  })

/** T: the continuous limits, by condition. */
export const limitsSchema = z.strictObject({
  'spo2-low': limitRule(80, 97, 5),
  'spo2-desat': limitRule(60, 92, 5),
  'hr-high': limitRule(80, 180, 20),
  'hr-low': limitRule(35, 70, 20),
  'hr-extreme-high': limitRule(100, 220, 20),
  'hr-extreme-low': limitRule(20, 60, 20),
  'no-pulse': limitRule(5, 30, 20),
  'rr-high': limitRule(15, 60, 5),
  'rr-low': limitRule(3, 14, 5),
  apnoea: limitRule(0, 0, 5),
  'etco2-high': limitRule(35, 80, 10),
  'etco2-low': limitRule(10, 40, 10),
} satisfies Record<LimitCondition, z.ZodType>)
