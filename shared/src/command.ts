import { z } from 'zod'
import { ACKNOWLEDGEMENT_PLANS } from './alarm.ts'
import { entrySchema, manualReadingSchema } from './entry.ts'
import { alarmIdSchema, chairIdSchema, sessionIdSchema, sourceIdSchema } from './identity.ts'
import { personalLimitsSchema } from './personal-limits.ts'
import { GATE_ITEMS, gateQuestionIdSchema, OFF_MONITOR_REASONS, orderSchema, patientSchema } from './session.ts'

const reason = z.string().trim().min(3).max(300)
const gateItem = z.enum(GATE_ITEMS.map((item) => item.id))

/** What a person may do at a chair. Who may is decided where the act is carried out; whether it makes sense now, by the judge. */
export const actSchema = z.discriminatedUnion('kind', [
  /**
   * S1: begins a session. `simulated` is for its whole life (S5). `protocolId`: one of the clinic's other than what is due. `samePerson`:
   * the clinic knows this number by another name, and the person who checks in says that both are one.
   */
  z.strictObject({
    kind: z.literal('check-in'),
    patient: patientSchema,
    order: orderSchema,
    simulated: z.boolean(),
    protocolId: z.string().min(1).max(64).optional(),
    samePerson: z.literal(true).optional(),
  }),
  /** T5: `sameLimb`: the oximeter sits on the cuff's limb. */
  z.strictObject({ kind: z.literal('bind-monitor'), sourceId: sourceIdSchema, sameLimb: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('release-monitor') }),
  z.strictObject({ kind: z.literal('resolve-wrong-patient'), reason }),
  /**
   * S2. Of a question of the protocol `passed` false is yes, the answer that speaks against a start. `contraindications` with `passed`
   * says no to every question that is still open.
   */
  z.strictObject({
    kind: z.literal('answer-gate'),
    item: z.union([gateItem, gateQuestionIdSchema]),
    passed: z.boolean(),
    /** When the answer was given that the person saw; null: they saw none. Absent: whatever stands there. */
    sawAt: z.number().int().nullable().optional(),
  }),
  /** S2: a physician looked at a yes that refuses the start; it is theirs to override from then on. */
  z.strictObject({ kind: z.literal('review-answer'), question: gateQuestionIdSchema, reason }),
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
  /** A5: sound of this chair alone, for 60 or 120 s of wall time. */
  z.strictObject({ kind: z.literal('pause-sound'), pauseMs: z.literal([60_000, 120_000]) }),
  /** S8. */
  z.strictObject({ kind: z.literal('call-help') }),
  z.strictObject({ kind: z.literal('end-help') }),
  /** S7. */
  z.strictObject({ kind: z.literal('go-off-monitor'), reason: z.enum(OFF_MONITOR_REASONS) }),
  z.strictObject({ kind: z.literal('return-to-monitor') }),
  /** Asks the bound monitor for a cuff determination now. */
  z.strictObject({ kind: z.literal('measure-now') }),
  /** X9: `readAt` names the set; `artefact` false takes a mark back. The record keeps both. */
  z.strictObject({ kind: z.literal('mark-set'), readAt: z.number().int(), artefact: z.boolean(), reason }),
  /** R1: what was entered stays; `entry` stands in its place, or nothing (null). `factSeq` names the entry's fact. */
  z.strictObject({ kind: z.literal('correct-entry'), factSeq: z.number().int().min(1), entry: entrySchema.nullable(), reason }),
  /** X13: a physician's, within what the protocol allows; null returns to the protocol. */
  z.strictObject({ kind: z.literal('set-personal-limits'), limits: personalLimitsSchema.nullable(), reason }),
  /**
   * X9: when the pump truly started, paused, resumed, changed or stopped. `factSeq` names the fact that stated it live, which stays; what
   * follows from the times (dose, planned end, stay) follows the amended one.
   */
  z.strictObject({
    kind: z.literal('amend-infusion-time'),
    factSeq: z.number().int().min(1),
    happenedAt: z.number().int().min(0).max(8.64e15),
    reason,
  }),
  /** Who acts answers for the chair from now on. `sawStaffId`: whom the screen showed as responsible. */
  z.strictObject({ kind: z.literal('take-over'), sawStaffId: z.string().min(1).max(64) }),
  /** Whoever is responsible offers the chair to the next. */
  z.strictObject({ kind: z.literal('offer-handover'), note: z.string().trim().min(1).max(500).nullable() }),
  z.strictObject({ kind: z.literal('withdraw-handover') }),
  /** `offeredAt` names the offer whose card the person read. */
  z.strictObject({ kind: z.literal('accept-handover'), offeredAt: z.number().int() }),
  /** S6: a physician's, after somebody left against advice. */
  z.strictObject({ kind: z.literal('countersign'), reason: reason.nullable() }),
])
export type Act = z.infer<typeof actSchema>
export type ActKind = Act['kind']

/** A command of a screen. `commandId` makes a repeat harmless; `sessionId` says which session the person saw (null: an empty chair). */
export const commandSchema = z.strictObject({
  commandId: z.string().min(8).max(64),
  chairId: chairIdSchema,
  sessionId: sessionIdSchema.nullable(),
  act: actSchema,
  /** Who signs or witnesses proved themselves (`POST /api/confirm-person`); good for one act. */
  proof: z.string().min(16).max(64).optional(),
})
export type Command = z.infer<typeof commandSchema>
