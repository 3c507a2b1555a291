import { z } from 'zod'
import { between } from './protocol-number.ts'
import { gateQuestionIdSchema } from './session.ts'

/** S2: the numbers that hold a start. */
export const holdsSchema = z.strictObject({
  softSys: between(110, 180),
  softDia: between(70, 110),
  hardSys: between(120, 200),
  hardDia: between(75, 130),
  softHrHigh: between(80, 140),
  softHrLow: between(40, 70),
  hardHrHigh: between(90, 180),
  hardHrLow: between(30, 60),
  spo2Low: between(85, 98),
  doseReasonMgPerKg: between(0.1, 2),
  doseRefusedMgPerKg: between(0.5, 3),
  drugScreenRequired: z.boolean(),
  /** Further from the last weight a start takes a reason; absent: `USUAL_WEIGHT_CHANGE_PERCENT`. */
  weightChangePercent: between(1, 50).optional(),
})

export const USUAL_WEIGHT_CHANGE_PERCENT = 10

/** S2: how far a weight is from the last one, in percent of that. */
export const weightChangeOf = (weightKg: number, lastWeightKg: number): number => ((weightKg - lastWeightKg) / lastWeightKg) * 100

/**
 * How a question answered with yes, or an item that nobody confirmed, holds the start: `block` refuses it until a physician reviewed
 * the answer, and is theirs to override afterwards; `review` takes a physician's override, `warn` a nurse's reason, `note` nothing.
 */
const GATE_CLASSES = ['block', 'review', 'warn', 'note'] as const

const questionSchema = z.strictObject({
  id: gateQuestionIdSchema,
  /** As it is asked; yes is the answer that speaks against a start. */
  words: z.string().trim().min(3).max(200),
  class: z.enum(GATE_CLASSES),
  /** Answered with yes, it asks for a drug screen. */
  asksDrugScreen: z.boolean().optional(),
})
export type GateQuestion = z.infer<typeof questionSchema>

const itemClass = z.enum(['review', 'warn', 'note']).optional()

/** S2: what a practice asks before it infuses. */
export const gateSchema = z.strictObject({
  /** Empty: the one item `contraindications` stands for all of them. */
  questions: z.array(questionSchema).max(40),
  /** Items of the gate that hold otherwise than by `review` while nobody confirmed them. */
  items: z.strictObject({ fasting: itemClass, escort: itemClass }),
  /** Orders outside this take a nurse's reason; null: whatever can be ordered. */
  durationMin: z.strictObject({ low: between(40, 60), high: between(40, 60) }).nullable(),
})
export type GateRules = z.infer<typeof gateSchema>
