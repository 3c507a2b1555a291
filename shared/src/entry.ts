import { z } from 'zod'

const score = (max: number) => z.number().int().min(0).max(max)
const item = score(2)

const SIGNS = ['chest-pain', 'dyspnoea', 'severe-headache', 'neurological-sign'] as const

/** What a patient tells or shows. */
export const SYMPTOMS = [
  ...SIGNS,
  'headache',
  'dizziness',
  'nausea',
  'visual-disturbance',
  'palpitations',
  'anxiety',
  'agitation',
  'rash',
  'other',
] as const
export type Symptom = (typeof SYMPTOMS)[number]
/** X12: each makes a warning an emergency, and is a high alarm by itself. */
export const WARNING_SIGNS: ReadonlySet<Symptom> = new Set(SIGNS)

/** What staff do at the chair, beside medication and the infusion's own commands. */
export const INTERVENTIONS = [
  'reposition-cuff',
  'reassure',
  'music',
  'reposition-patient',
  'jaw-support',
  'suction',
  'warm-blanket',
  'physician-called',
  'physician-at-chair',
  'emergency-services-called',
] as const
export type Intervention = (typeof INTERVENTIONS)[number]

/** How bad a symptom is. */
export const SEVERITIES = ['mild', 'moderate', 'severe'] as const
export type Severity = (typeof SEVERITIES)[number]
export const POSITIONS = ['upright', 'semi-reclined', 'supine', 'left-lateral', 'legs-raised'] as const

export const MEDICATION_GROUPS = ['benzodiazepine', 'iv-antihypertensive', 'antiemetic', 'other'] as const
export type MedicationGroup = (typeof MEDICATION_GROUPS)[number]
/** D2: drugs after which the stay is counted longer. */
export const RESCUE_GROUPS: ReadonlySet<MedicationGroup> = new Set(['benzodiazepine', 'iv-antihypertensive'])

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
    group: z.enum(MEDICATION_GROUPS),
    dose: z.string().max(40),
  }),
  z.strictObject({ kind: z.literal('note'), text: z.string().min(1).max(500) }),
  z.strictObject({ kind: z.literal('symptom'), symptom: z.enum(SYMPTOMS), severity: z.enum(SEVERITIES) }),
  z.strictObject({ kind: z.literal('position'), position: z.enum(POSITIONS) }),
  z.strictObject({ kind: z.literal('intervention'), intervention: z.enum(INTERVENTIONS) }),
  /** S3: what became of the ampoule. */
  z.strictObject({
    kind: z.literal('drug-account'),
    lot: z.string().min(1).max(60),
    drawnMg: z.number().min(0).max(2_000),
    wastedMg: z.number().min(0).max(2_000),
    witness: z.string().trim().min(2).max(120),
  }),
  /** S3: an ampoule that was opened, and a rest that was thrown away: apart, as they happen. `drug-account` says both at once. */
  z.strictObject({ kind: z.literal('drug-drawn'), lot: z.string().trim().min(1).max(60), drawnMg: z.number().positive().max(2_000) }),
  z.strictObject({
    kind: z.literal('drug-wasted'),
    wastedMg: z.number().positive().max(2_000),
    witness: z.string().trim().min(2).max(120),
  }),
  /** What was done at the chair, by the clinic's own list. */
  z.strictObject({ kind: z.literal('step'), name: z.string().trim().min(1).max(80) }),
  z.strictObject({ kind: z.literal('rass'), value: z.number().int().min(-5).max(4) }),
  z.strictObject({ kind: z.literal('nausea-score'), value: score(10) }),
  z.strictObject({ kind: z.literal('pain-score'), value: score(10) }),
  z.strictObject({ kind: z.literal('anxiety-score'), value: score(10) }),
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
