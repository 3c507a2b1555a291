import { z } from 'zod'
import { daySchema, wallTimeSchema } from './clinic-day.ts'
import { chairIdSchema, type PatientId, patientIdSchema, type SourceId } from './identity.ts'
import { ENTERED, orderSchema, type Phase, patientSchema } from './session.ts'
import type { Moment } from './time.ts'
import type { ContinuousVital, VitalValues } from './vital.ts'

const revision = z.number().int().min(1)
const reason = z.string().trim().min(3).max(300)
const { identifier, name } = patientSchema.shape
const course = z
  .strictObject({
    /** Infusions of the course. */
    length: patientSchema.shape.courseLength,
    /** How many of them were given. */
    given: z.number().int().min(ENTERED.courseGiven.low).max(ENTERED.courseGiven.high),
  })
  .refine(({ length, given }) => given <= length, { path: ['given'], message: 'is more than the course has' })

/** A patient as somebody adds one. `course` absent: the practice's, from its beginning. */
export const newPatientSchema = z.strictObject({
  identifier,
  name,
  bornOn: daySchema.nullable(),
  weightKg: orderSchema.shape.weightKg.nullable(),
  course: course.optional(),
})
export type NewPatient = z.infer<typeof newPatientSchema>

/** What is to be otherwise about a patient; `revision` says which state the person saw. `newCourse`: the present one ends here. */
export const patientChangeSchema = z.strictObject({
  revision,
  identifier: identifier.optional(),
  name: name.optional(),
  bornOn: daySchema.nullable().optional(),
  course: course.optional(),
  newCourse: z.literal(true).optional(),
})
export type PatientChange = z.infer<typeof patientChangeSchema>

/** Travels in the body of a POST: a name never stands in an address. */
export const findPatientsSchema = z.strictObject({ text: z.string().trim().min(1).max(120) })

/** What was prescribed for a visit; the dose in mg follows from the weight of the day. */
export const visitOrderSchema = z.strictObject({
  mgPerKg: z.number().min(ENTERED.mgPerKg.low).max(ENTERED.mgPerKg.high),
  durationMin: orderSchema.shape.durationMin,
  concentrationMgPerMl: orderSchema.shape.concentrationMgPerMl,
})
export type VisitOrder = z.infer<typeof visitOrderSchema>

const visitFields = {
  /** When the patient was told to come, by the clinic's wall. */
  arrival: wallTimeSchema,
  infusionNumber: patientSchema.shape.infusionNumber,
  /** Where the patient is planned to sit; null: wherever there is room. */
  chairId: chairIdSchema.nullable(),
  order: visitOrderSchema,
}

/** A visit that is expected on a day of the clinic. */
export const newVisitSchema = z.strictObject({ patientId: patientIdSchema, day: daySchema, ...visitFields })
export type NewVisit = z.infer<typeof newVisitSchema>

export const visitChangeSchema = z.strictObject({
  revision,
  arrival: visitFields.arrival.optional(),
  infusionNumber: visitFields.infusionNumber.optional(),
  chairId: visitFields.chairId.optional(),
  order: visitFields.order.optional(),
})
export type VisitChange = z.infer<typeof visitChangeSchema>

/** Takes a visit off the day: cancelled with a reason, or the patient did not come. `expected` takes that back. */
export const visitOutcomeSchema = z.strictObject({
  revision,
  status: z.enum(['expected', 'not-come', 'cancelled']),
  reason: reason.nullable(),
})
export type VisitOutcome = z.infer<typeof visitOutcomeSchema>
export type VisitStatus = VisitOutcome['status']

/** A patient as staff see one. */
export interface PatientCard {
  readonly patientId: PatientId
  readonly revision: number
  readonly identifier: string
  readonly name: string
  readonly bornOn: string | null
  /** Newest first. */
  readonly weights: readonly { readonly kg: number; readonly at: Moment }[]
  /** `profileId`: the practice whose plan it follows. */
  readonly course: { readonly profileId: string; readonly length: number; readonly given: number }
}

/** `arrived`: sits in a chair; `done`: has left it. */
export type VisitState = 'expected' | 'arrived' | 'done' | 'not-come' | 'cancelled'

export interface VisitCard {
  readonly visitId: string
  readonly revision: number
  readonly patient: PatientCard
  readonly day: string
  readonly arrival: string
  readonly infusionNumber: number
  /** Planned; null: open. */
  readonly chairId: string | null
  readonly order: VisitOrder
  readonly state: VisitState
  /** Why the visit was cancelled. */
  readonly reason: string | null
  /** The chair and the phase of the session, from the check-in on. */
  readonly seat: { readonly chairId: string; readonly phase: Phase } | null
}

/** The visits of one day by their arrival, and which day it is in the clinic now. */
export interface DayList {
  readonly day: string
  readonly today: string
  readonly visits: readonly VisitCard[]
}

export type VitalMoments = { readonly [vital in ContinuousVital]?: Moment }

/** What a monitor that is bound to nobody shows now, so that it can be told from the others before it is bound. */
export interface MonitorPreview {
  readonly sourceId: SourceId
  /** Whom it names (S4); null: nobody. */
  readonly patientIdentifier: string | null
  readonly canMeasure: boolean
  readonly heardAt: Moment | null
  /** What is no older than V7 lets it be shown, and was measured after the monitor was bound to somebody last. */
  readonly values: VitalValues
  /** When each of them was measured, in room time. */
  readonly measuredAt?: VitalMoments
  /** V7: how often it speaks, and of single vitals where they differ, in ms; absent: once a second. */
  readonly periodMs?: number
  readonly periodsMs?: { readonly [vital in ContinuousVital]?: number }
  readonly set: { readonly at: Moment; readonly sys: number; readonly dia: number } | null
}
