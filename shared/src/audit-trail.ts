import { z } from 'zod'
import { daySchema } from './clinic-day.ts'
import { patientIdSchema, sessionIdSchema, staffIdSchema } from './identity.ts'
import type { Role } from './staff.ts'
import type { Moment } from './time.ts'

/** What an entry of the trail is: a look, an act on a patient, planning, something that left the clinic, coming in, a refusal, running the clinic. */
export const TRAIL_KINDS = ['look', 'act', 'plan', 'out', 'access', 'refused', 'admin'] as const
export type TrailKind = (typeof TRAIL_KINDS)[number]

/** Those who run the clinic, and those who answer for what is done to patients there. */
export const AUDIT_READERS: ReadonlySet<Role> = new Set(['manager', 'physician'])

export const TRAIL_AT_MOST = 200
const USUAL_PAGE = 100

/** What is asked of the trail; days are the clinic's, both included. `after`: the `next` of the page before. Ids alone, never names. */
export const trailQuerySchema = z.strictObject({
  person: staffIdSchema.optional(),
  patient: patientIdSchema.optional(),
  session: sessionIdSchema.optional(),
  kind: z.enum(TRAIL_KINDS).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(TRAIL_AT_MOST).default(USUAL_PAGE),
})
export type TrailQuery = z.input<typeof trailQuerySchema>

/** One thing that somebody did or saw. `at` by the wall. */
export interface TrailLine {
  readonly trailNo: number
  readonly at: Moment
  readonly kind: TrailKind
  readonly action: string
  /** Null: the server itself, or nobody who was known. */
  readonly by: { readonly staffId: string; readonly name: string | null; readonly role: Role | null } | null
  /** Null: not known. */
  readonly station: string | null
  readonly object: string
  /** Entry of the audit, or input of the session's record. */
  readonly entry: { readonly chain: 'audit' | 'record'; readonly number: number }
  readonly reason: string | null
  readonly details: readonly { readonly name: string; readonly was?: string | null; readonly value: string | null }[]
}

/** How far the chain of the audit goes, and when it was last walked. */
export interface TrailState {
  readonly entries: number
  /** Hash of the newest entry, hex; null: there is none. */
  readonly head: string | null
  readonly lastVerified: { readonly at: Moment; readonly faults: number; readonly entries: number } | null
}

/** Newest first. */
export interface TrailPage {
  readonly lines: readonly TrailLine[]
  readonly next: string | null
  readonly state: TrailState
}

export interface TrailPerson {
  readonly staffId: string
  readonly name: string
  readonly role: Role
}
