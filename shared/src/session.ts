import { z } from 'zod'
import type { Moment } from './time.ts'

export const PHASES = [
  'checked-in',
  'baseline',
  'infusing',
  'paused',
  'recovering',
  'discharged',
  'left-against-advice',
  'transferred',
  'cancelled',
] as const
export type Phase = (typeof PHASES)[number]

export const isEnded = (phase: Phase): boolean =>
  phase === 'discharged' || phase === 'left-against-advice' || phase === 'transferred' || phase === 'cancelled'

/** Phases in which G1 to G3 and T apply. */
export const isMonitored = (phase: Phase): boolean => !isEnded(phase) && phase !== 'checked-in'

/**
 * What may be entered of an order, a patient and a course, both ends included. The wire takes any positive dose and concentration up to
 * these; forms begin where a number is no slip of the hand.
 */
export const ENTERED = {
  weightKg: { low: 30, high: 250, decimals: true },
  doseMg: { low: 1, high: 500, decimals: true },
  mgPerKg: { low: 0.05, high: 5, decimals: true },
  durationMin: { low: 40, high: 60, decimals: false },
  concentrationMgPerMl: { low: 0.1, high: 100, decimals: true },
  infusionNumber: { low: 1, high: 200, decimals: false },
  courseLength: { low: 1, high: 200, decimals: false },
  courseGiven: { low: 0, high: 199, decimals: false },
} as const
export type EnteredField = keyof typeof ENTERED

/** What a form begins with where neither a prescription nor the practice says otherwise. */
export const USUAL_ORDER = { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 } as const
export const USUAL_COURSE_LENGTH = 6

const between = ({ low, high }: { readonly low: number; readonly high: number }) => z.number().min(low).max(high)

export const orderSchema = z.strictObject({
  drug: z.literal('ketamine'),
  weightKg: between(ENTERED.weightKg),
  doseMg: z.number().positive().max(ENTERED.doseMg.high),
  durationMin: between(ENTERED.durationMin),
  concentrationMgPerMl: z.number().positive().max(ENTERED.concentrationMgPerMl.high),
  /** S2: what the patient weighed the last time; absent: not known here. */
  lastWeightKg: between(ENTERED.weightKg).optional(),
  /** S2: why the weight is so far from the last one. */
  weightReason: z.string().trim().min(3).max(300).optional(),
})
/** What the physician ordered for this session. */
export type InfusionOrder = z.infer<typeof orderSchema>

export const patientSchema = z.strictObject({
  /** The clinic's own number for the patient, as it is written (case counts); compared with what the monitor says (S4). */
  identifier: z.string().trim().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  infusionNumber: between(ENTERED.infusionNumber).int(),
  courseLength: between(ENTERED.courseLength).int(),
})
export type Patient = z.infer<typeof patientSchema>

/** S2: the gate before infusing, as data. `kind` says how an item passes. */
export const GATE_ITEMS = [
  { id: 'identity', kind: 'confirm' },
  { id: 'monitor', kind: 'derived' },
  { id: 'consent', kind: 'confirm' },
  { id: 'allergies', kind: 'confirm' },
  { id: 'fasting', kind: 'confirm' },
  { id: 'escort', kind: 'confirm' },
  { id: 'contraindications', kind: 'confirm' },
  { id: 'last-benzodiazepine', kind: 'confirm' },
  { id: 'last-antihypertensive', kind: 'confirm' },
  { id: 'drug-screen', kind: 'where-required' },
  { id: 'order', kind: 'derived' },
  { id: 'second-person', kind: 'confirm' },
  { id: 'baseline', kind: 'derived' },
] as const satisfies readonly { id: string; kind: 'confirm' | 'derived' | 'where-required' }[]
export type GateItemId = (typeof GATE_ITEMS)[number]['id']
export const isGateItem = (id: string): id is GateItemId => GATE_ITEMS.some((item) => item.id === id)

/** S2: a question of the protocol's gate. Its prefix tells it from the items. */
export type GateQuestionId = `ask.${string}`
export const gateQuestionIdSchema = z
  .string()
  .regex(/^ask\.[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(64)
  .transform((text) => text as GateQuestionId)

/** Why a start is held (S2): soft holds take a nurse's reason, hard ones a physician's override, a refusal nothing. */
export type HoldStrength = 'soft' | 'hard' | 'refused'
export interface Hold {
  readonly id: 'bp' | 'hr' | 'spo2' | 'baseline' | 'gate' | 'dose' | 'order' | 'weight'
  readonly strength: HoldStrength
  /** The item or value that holds, for the person: `SYS 152 ≥ 140`, or a gate item id. */
  readonly detail: string
}

/** S7: why a patient is off the monitor for a while. */
export const OFF_MONITOR_REASONS = ['toilet', 'walking-test', 'leaving', 'other'] as const
export type OffMonitorReason = (typeof OFF_MONITOR_REASONS)[number]

/** S2: an answered item of the gate. */
export interface GateAnswer {
  readonly passed: boolean
  readonly by: string
  readonly at: Moment
  /** Whose answer it is: names may be alike. */
  readonly staffId?: string
}

/** S2: who checks as the second person is not who confirmed the patient's identity, in either order. Says whether this answer would be. */
export const isOwnSecond = (gate: Readonly<Partial<Record<GateItemId, GateAnswer>>>, item: GateItemId, staffId: string): boolean => {
  const other: GateItemId | null = item === 'second-person' ? 'identity' : item === 'identity' ? 'second-person' : null
  const answer = other === null ? undefined : gate[other]
  return answer?.passed === true && answer.staffId === staffId
}
