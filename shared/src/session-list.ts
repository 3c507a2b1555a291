import { z } from 'zod'
import type { MissingSignature } from './chart-signature.ts'
import { daySchema } from './clinic-day.ts'
import type { Level } from './excursion.ts'
import { type ChairId, chairIdSchema, patientIdSchema, type SessionId, staffIdSchema } from './identity.ts'
import { type Patient, PHASES, type Phase } from './session.ts'
import type { Moment } from './time.ts'

/** One session as the list shows it. What was judged is the chart's evaluation once the session is over (X9), the live one before. */
export interface SessionLine {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  readonly patient: Patient
  readonly simulated: boolean
  readonly phase: Phase
  readonly checkedInAt: Moment
  readonly startedAt: Moment | null
  readonly endedAt: Moment | null
  readonly doseMg: number
  readonly mgPerKg: number
  /** The set with the highest SYS since the start, and its minute of the infusion's clock; null: no set. */
  readonly peak: { readonly sys: number; readonly dia: number; readonly minute: number } | null
  /** Confirmed ones. */
  readonly excursions: number
  readonly worst: Level | null
  /** Null: none was measured, or the session still goes on. */
  readonly lowestSpo2: number | null
  /** Who acted in it as a physician. */
  readonly physicians: readonly SessionPhysician[]
  /** By everybody who has to; the last of them. */
  readonly signed: { readonly by: string; readonly at: Moment } | null
  /** R3: signed by one, and who signs as the second; absent: nobody is waited for beside the first. */
  readonly waitsFor?: MissingSignature
  /** What was added or corrected after the signature. */
  readonly amendments: number
}

export interface SessionPhysician {
  readonly staffId: string
  readonly name: string
}

/** Phases by which a list is asked for, beside single ones. */
export const SESSION_STATES = ['open', 'over', ...PHASES] as const
export type SessionState = (typeof SESSION_STATES)[number]

export const SESSIONS_AT_MOST = 100
const USUAL_PAGE = 50

const yes = z.union([z.literal('yes').transform(() => true as const), z.literal(true)])
const given = z.union([z.literal('yes').transform(() => true), z.literal('no').transform(() => false), z.boolean()])

/** What a list is asked for; days are the clinic's, both included. `after`: the `next` of the page before. */
export const sessionQuerySchema = z.strictObject({
  patientId: patientIdSchema.optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  chair: chairIdSchema.optional(),
  physician: staffIdSchema.optional(),
  state: z.enum(SESSION_STATES).optional(),
  /** Over, begun, and not signed since its last change. */
  unsigned: yes.optional(),
  excursion: yes.optional(),
  simulated: given.optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(SESSIONS_AT_MOST).default(USUAL_PAGE),
})
export type SessionQuery = z.infer<typeof sessionQuerySchema>

/** The same with words of a patient's name or number: they travel in a body alone, never in an address. */
export const findSessionsSchema = sessionQuerySchema.extend({ patient: z.string().trim().max(120).optional() })
export type FindSessions = z.input<typeof findSessionsSchema>

/** Newest first. `next`: asks for what follows; null: nothing does. */
export interface SessionPage {
  readonly sessions: readonly SessionLine[]
  readonly next: string | null
  /** False: sessions that are over are still being drawn from the record, and some may be missing here. */
  readonly complete: boolean
}
