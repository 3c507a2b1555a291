import { z } from 'zod'

/** R3: whether one signature is enough for a chart. */
export const signingSchema = z.strictObject({
  /** Which charts want a second person: none, those of sessions with a confirmed excursion, all. */
  cosign: z.enum(['never', 'excursion', 'always']),
  /** Who that may be: another physician, or anybody else who treats patients. */
  by: z.enum(['physician', 'nurse-or-physician']),
})
export type SigningRules = z.infer<typeof signingSchema>
