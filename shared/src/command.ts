import { z } from 'zod'
import { ACKNOWLEDGEMENT_PLANS } from './alarm.ts'
import { entrySchema, manualReadingSchema } from './entry.ts'
import { alarmIdSchema, chairIdSchema, sessionIdSchema, sourceIdSchema } from './identity.ts'
import { GATE_ITEMS, orderSchema, patientSchema } from './session.ts'

const reason = z.string().trim().min(3).max(300)
const gateItem = z.enum(GATE_ITEMS.map((item) => item.id))

/** What a person may do at a chair. Who may is decided where the act is carried out; whether it makes sense now, by the judge. */
export const actSchema = z.discriminatedUnion('kind', [
  /** S1: begins a session. `simulated` is for its whole life (S5). */
  z.strictObject({ kind: z.literal('check-in'), patient: patientSchema, order: orderSchema, simulated: z.boolean() }),
  z.strictObject({ kind: z.literal('bind-monitor'), sourceId: sourceIdSchema }),
  z.strictObject({ kind: z.literal('release-monitor') }),
  z.strictObject({ kind: z.literal('resolve-wrong-patient'), reason }),
  z.strictObject({ kind: z.literal('answer-gate'), item: gateItem, passed: z.boolean() }),
  z.strictObject({ kind: z.literal('begin-baseline') }),
  z.strictObject({ kind: z.literal('record-cannulation') }),
  /** Holds are named by the reason that overrides them: the nurse's for soft ones, a physician's for hard ones. */
  z.strictObject({ kind: z.literal('start-infusion'), overrideReason: reason.nullable() }),
  z.strictObject({ kind: z.literal('pause-infusion'), reason: reason.nullable() }),
  z.strictObject({ kind: z.literal('resume-infusion') }),
  z.strictObject({ kind: z.literal('change-rate'), rateMlPerHour: z.number().positive().max(1_200), reason }),
  /** `early` false: complete. */
  z.strictObject({ kind: z.literal('stop-infusion'), early: z.boolean(), reason: reason.nullable() }),
  z.strictObject({ kind: z.literal('acknowledge'), alarmId: alarmIdSchema, plan: z.enum(ACKNOWLEDGEMENT_PLANS).nullable() }),
  z.strictObject({ kind: z.literal('enter'), entry: entrySchema }),
  z.strictObject({ kind: z.literal('enter-vitals'), reading: manualReadingSchema }),
  z.strictObject({ kind: z.literal('discharge'), overrideReason: reason.nullable() }),
  z.strictObject({ kind: z.literal('leave-against-advice'), reason, witness: z.string().trim().min(2).max(120) }),
  z.strictObject({ kind: z.literal('transfer'), destination: reason }),
  z.strictObject({ kind: z.literal('cancel'), reason }),
])
export type Act = z.infer<typeof actSchema>
export type ActKind = Act['kind']

/** A command of a screen. `commandId` makes a repeat harmless; `sessionId` says which session the person saw (null: an empty chair). */
export const commandSchema = z.strictObject({
  commandId: z.string().min(8).max(64),
  chairId: chairIdSchema,
  sessionId: sessionIdSchema.nullable(),
  act: actSchema,
})
export type Command = z.infer<typeof commandSchema>
