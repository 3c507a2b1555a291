import { z } from 'zod'
import { artefactSchema, escalationSchema, offMonitorSchema, personalSchema, promptsSchema, symptomsSchema } from './protocol-attention.ts'
import { baselineSchema, cuffRulesSchema, technicalSchema } from './protocol-cuff.ts'
import { dischargeSchema } from './protocol-discharge.ts'
import { limitsSchema } from './protocol-limits.ts'
import { excursionSchema } from './protocol-pressure.ts'
import { type SigningRules, signingSchema } from './protocol-signing.ts'
import { type GateRules, gateSchema, holdsSchema } from './protocol-start.ts'

export type ArtefactRules = z.infer<typeof artefactSchema>
export type EscalationRules = z.infer<typeof escalationSchema>
export type PromptRules = z.infer<typeof promptsSchema>
export type OffMonitorRules = z.infer<typeof offMonitorSchema>
export type SymptomRules = z.infer<typeof symptomsSchema>
export type PersonalRules = z.infer<typeof personalSchema>

/** What protocols from before these rules hold: nothing of them is in force. A session keeps what it began with. */
export const LATER_RULES = {
  artefact: {
    jump: { enabled: false, sysMmHg: 40, hrBpm: 10, recheckMs: 60_000 },
    pulseMatch: { enabled: false, percent: 20, bpm: 20 },
    mapShare: { enabled: false, low: 0.2, high: 0.6, narrowMmHg: 20 },
    sameLimb: { enabled: false, maxMs: 60_000 },
    rateMismatch: { enabled: false, bpm: 10, maxMs: 15_000 },
    cardiogenicRr: { enabled: false, bpm: 2, forMs: 30_000, maxMs: 60_000 },
  },
  escalation: { highMs: [], mediumRepeatMs: null, mediumAsHighMs: null, reminderHighMs: null, reminderMediumMs: null },
  prompts: { plannedEndLowMs: null, plannedEndMediumMs: null, measureAnswerMs: 90_000 },
  offMonitor: { infusingMs: 5 * 60_000, recoveringMs: 15 * 60_000, freezeMs: 15 * 60_000 },
  symptoms: { warningSigns: false, moaasHighAtMost: null },
  personal: {},
  gate: { questions: [], items: {}, durationMin: null },
  signing: { cosign: 'never', by: 'physician' },
} satisfies {
  artefact: ArtefactRules
  escalation: EscalationRules
  prompts: PromptRules
  offMonitor: OffMonitorRules
  symptoms: SymptomRules
  personal: PersonalRules
  gate: GateRules
  signing: SigningRules
}

/** The shape of a protocol, with what is allowed for every number. Whether its numbers agree is `protocolFaults`' to say. */
export const protocolSchema = z.strictObject({
  id: z.string().min(1).max(64),
  version: z.number().int().min(1),
  name: z.string().min(1).max(120),
  excursion: excursionSchema,
  limits: limitsSchema,
  technical: technicalSchema,
  cuff: cuffRulesSchema,
  baseline: baselineSchema,
  holds: holdsSchema,
  discharge: dischargeSchema,
  artefact: artefactSchema.default(LATER_RULES.artefact),
  escalation: escalationSchema.default(LATER_RULES.escalation),
  prompts: promptsSchema.default(LATER_RULES.prompts),
  offMonitor: offMonitorSchema.default(LATER_RULES.offMonitor),
  symptoms: symptomsSchema.default(LATER_RULES.symptoms),
  personal: personalSchema.default(LATER_RULES.personal),
  gate: gateSchema.default(LATER_RULES.gate),
  signing: signingSchema.default(LATER_RULES.signing),
})
/** What a session is judged by: limits, delays, schedules, criteria. A session keeps one version for life. */
export type Protocol = z.infer<typeof protocolSchema>

/** The arms of one level on one side; any one suffices (X). */
export type LevelArms = Protocol['excursion']['high']['warning']
export type RelativeArm = NonNullable<LevelArms['relativeSys']>
export type LimitRule = Protocol['limits']['hr-high']
export type CuffRules = Protocol['cuff']

/** A protocol as an older record holds it, with the later rules switched off. */
export const completed = (protocol: Protocol): Protocol => ({ ...LATER_RULES, ...protocol })
