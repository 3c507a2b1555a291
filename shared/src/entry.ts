import { z } from 'zod'

const score = (max: number) => z.number().int().min(0).max(max)
const item = score(2)

/** What staff enter about a patient: scores, observations and acts that readiness rests on. Each is kept with author and time, never overwritten. */
export const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sedation'), moaas: score(5) }),
  z.strictObject({ kind: z.literal('orientation'), correct: score(4) }),
  // One kind with two scales: nested, since a kind may stand only once in the outer union.
  z.discriminatedUnion('scale', [
    z.strictObject({ kind: z.literal('dissociation'), scale: z.literal('0-10'), value: score(10) }),
    z.strictObject({ kind: z.literal('dissociation'), scale: z.literal('cadss-6'), value: score(24), highestItem: score(4) }),
  ]),
  z.strictObject({ kind: z.literal('gait'), steady: z.boolean(), dizzy: z.boolean() }),
  z.strictObject({ kind: z.literal('nausea'), level: z.enum(['none', 'mild', 'moderate', 'severe']), vomitedWithin15Min: z.boolean() }),
  z.strictObject({ kind: z.literal('pain'), newModerateOrSevere: z.boolean() }),
  z.strictObject({ kind: z.literal('safety'), concern: z.boolean() }),
  z.strictObject({ kind: z.literal('iv-out'), siteClean: z.boolean() }),
  z.strictObject({ kind: z.literal('escort'), present: z.boolean(), name: z.string().max(120), phone: z.string().max(40) }),
  z.strictObject({ kind: z.literal('instructions'), understood: z.boolean() }),
  z.strictObject({
    kind: z.literal('aldrete'),
    activity: item,
    respiration: item,
    circulation: item,
    consciousness: item,
    saturation: item,
  }),
  z.strictObject({ kind: z.literal('padss'), vitals: item, ambulation: item, nausea: item, pain: item, ivSite: item }),
  z.strictObject({ kind: z.literal('oxygen'), on: z.boolean() }),
  z.strictObject({
    kind: z.literal('medication'),
    name: z.string().min(1).max(80),
    group: z.enum(['benzodiazepine', 'iv-antihypertensive', 'antiemetic', 'other']),
    dose: z.string().max(40),
  }),
  z.strictObject({ kind: z.literal('note'), text: z.string().min(1).max(500) }),
])
export type Entry = z.infer<typeof entrySchema>
export type EntryKind = Entry['kind']

/** A reading by hand (V9). A blood pressure needs both SYS and DIA. */
export const manualReadingSchema = z.strictObject({
  sys: z.number().optional(),
  dia: z.number().optional(),
  map: z.number().optional(),
  hr: z.number().optional(),
  spo2: z.number().optional(),
  rr: z.number().optional(),
  temp: z.number().optional(),
})
export type ManualReading = z.infer<typeof manualReadingSchema>
