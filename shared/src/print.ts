import { z } from 'zod'
import { chairIdSchema, sessionIdSchema } from './identity.ts'

/** R2: what a screen is about to print. The instructions are of one session; the downtime sheet is of the whole room. */
export const printSchema = z.discriminatedUnion('sheet', [
  z.strictObject({ sheet: z.literal('instructions'), chairId: chairIdSchema, sessionId: sessionIdSchema }),
  z.strictObject({ sheet: z.literal('downtime') }),
])
export type Print = z.infer<typeof printSchema>
