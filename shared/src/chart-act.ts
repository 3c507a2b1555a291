import { z } from 'zod'
import { CHART_ISSUES, SIGNATURE_MEANINGS } from './chart-signature.ts'
import { actSchema } from './command.ts'
import { entrySchema } from './entry.ts'

const reason = z.string().trim().min(3).max(300)
const happenedAt = z.number().int()

/** What is done to a chart and to no patient: beside the acts of a chair, and never sent over its socket. */
const chartActs = [
  /** R1: entered after it happened, with its own time. */
  z.strictObject({ kind: z.literal('enter-late'), entry: entrySchema, happenedAt, reason }),
  /** R1: an entry was made at another time than it says; the record keeps both. */
  z.strictObject({ kind: z.literal('retime-entry'), factSeq: z.number().int().min(1), happenedAt, reason }),
  /** R3: what is to be added in words. */
  z.strictObject({ kind: z.literal('amend-chart'), text: z.string().trim().min(3).max(2_000), reason }),
] as const

const signChartSchema = z.strictObject({
  kind: z.literal('sign-chart'),
  meaning: z.enum(SIGNATURE_MEANINGS),
  /** The entry of the chain, and its hash, that the person saw. */
  content: z.strictObject({ entry: z.number().int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  seen: z.array(z.enum(CHART_ISSUES)).max(CHART_ISSUES.length),
})

export type ChartAct = z.infer<(typeof chartActs)[number]> | z.infer<typeof signChartSchema>

/** Acts of a chair that a chart takes too, whether its session sits there or not. */
const OF_CHAIR: ReadonlySet<string> = new Set(['mark-set', 'correct-entry', 'amend-infusion-time', 'countersign'])

/** What a person may do to the chart of a session, running or over. A signature has a door of its own. */
export const chartCommandSchema = z.strictObject({
  commandId: z.string().min(8).max(64),
  act: z.union([z.discriminatedUnion('kind', chartActs), actSchema.refine((act) => OF_CHAIR.has(act.kind))]),
  /** A witness proved themselves (`POST /api/confirm-person`); good for one act. */
  proof: z.string().min(16).max(200).optional(),
})
export type ChartCommand = z.infer<typeof chartCommandSchema>

/** A signature is asked for with the proof that the person confirmed who they are, just now and for this chart. */
export const signRequestSchema = z.strictObject({
  commandId: z.string().min(8).max(64),
  proof: z.string().min(16).max(200),
  meaning: signChartSchema.shape.meaning,
  content: signChartSchema.shape.content,
  seen: signChartSchema.shape.seen,
})
export type SignRequest = z.infer<typeof signRequestSchema>

/** What a person confirms who they are for. */
export const SIGN_PURPOSE = 'sign-chart'
