import { z } from 'zod'
import { chairIdSchema, sessionIdSchema } from './identity.ts'

/** R2: what a screen is about to print. The instructions are of one session on its chair, the chart and a strip of stored waves of any; the downtime sheet is of the whole room. */
export const printSchema = z.discriminatedUnion('sheet', [
  z.strictObject({ sheet: z.literal('instructions'), chairId: chairIdSchema, sessionId: sessionIdSchema }),
  z.strictObject({ sheet: z.literal('downtime') }),
  /** The chart of any session, as its page shows it. */
  z.strictObject({ sheet: z.literal('chart'), sessionId: sessionIdSchema }),
  z.strictObject({ sheet: z.literal('strip'), sessionId: sessionIdSchema }),
])
export type Print = z.infer<typeof printSchema>
