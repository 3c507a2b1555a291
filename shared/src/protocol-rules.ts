import { z } from 'zod'
import { LIMIT_CONDITIONS } from './alarm.ts'
import { PERSONAL_LIMITS } from './personal-limits.ts'

const mmHg = z.number().min(0).max(300)
const ms = z.number().int().min(0).max(86_400_000)
const percent = z.number().min(0).max(100)

/** A relative arm: baseline changed by `percent`, bounded by mmHg, counting only where `floorMmHg` holds too. */
const relativeArmSchema = z.strictObject({
  percent,
  /** The change is at most this: min(30 %, 40). */
  atMostMmHg: mmHg.nullable(),
  /** The change is at least this: max(30 %, 25). */
  atLeastMmHg: mmHg.nullable(),
  /** The second number: on the high side the value must reach it, on the low side stay below it. */
  floorMmHg: mmHg.nullable(),
})
export type RelativeArm = z.infer<typeof relativeArmSchema>

const levelArmsSchema = z.strictObject({
  sys: mmHg.nullable(),
  dia: mmHg.nullable(),
  map: mmHg.nullable(),
  relativeSys: relativeArmSchema.nullable(),
  relativeDia: relativeArmSchema.nullable(),
})
/** The arms of one level on one side; any one suffices (X). */
export type LevelArms = z.infer<typeof levelArmsSchema>

const limitRuleSchema = z.strictObject({
  enabled: z.boolean(),
  /** Holds beyond this: above on high conditions, below on low ones; `apnoea` holds at exactly 0. */
  limit: z.number(),
  delayMs: ms,
  hysteresis: z.number().min(0),
  clearMs: ms,
  priority: z.enum(['low', 'medium', 'high']),
})
export type LimitRule = z.infer<typeof limitRuleSchema>

const cuffRulesSchema = z.strictObject({
  intervalInfusingMs: ms,
  intervalRecoveryEarlyMs: ms,
  recoveryEarlyMs: ms,
  intervalRecoveryLateMs: ms,
  overdueLowMs: ms,
  overdueMediumMs: ms,
  dimAfterMs: ms,
  strikeAfterMs: ms,
  recheckAfterWarningMs: ms,
  recheckWarningOverdueLowMs: ms,
  recheckOverdueMs: ms,
  recheckAfterCriticalMs: ms,
  recheckCriticalOverdueMediumMs: ms,
  recheckCriticalOverdueHighMs: ms,
  recheckAfterFailureMs: ms,
  recheckAfterExtremeRejectedMs: ms,
  extremeRejectedSysHigh: mmHg,
  extremeRejectedSysLow: mmHg,
  failuresForMedium: z.number().int().min(1),
  /** A newest set older than this is not judged live (V5). */
  liveAgeMs: ms,
})
export type CuffRules = z.infer<typeof cuffRulesSchema>

/** Plausibility beyond V3, and what holds readings back for a bounded time. Each has its switch, so that its cost can be shown. */
const artefactRulesSchema = z.strictObject({
  /** A set whose SYS moved more than this while HR moved less than that wants a second look. */
  jump: z.strictObject({ enabled: z.boolean(), sysMmHg: mmHg, hrBpm: z.number(), recheckMs: ms }),
  /** The cuff's pulse and the heart rate differ by more than the larger of both. */
  pulseMatch: z.strictObject({ enabled: z.boolean(), percent, bpm: z.number() }),
  /** MAP outside DIA + share of the pulse pressure, or a pulse pressure below `narrowMmHg`. */
  mapShare: z.strictObject({ enabled: z.boolean(), low: z.number(), high: z.number(), narrowMmHg: mmHg }),
  /** T5. */
  sameLimb: z.strictObject({ enabled: z.boolean(), maxMs: ms }),
  /** ECG rate and pulse differ by more than `bpm`: SpO2 is not judged for `maxMs` at most, then the mismatch is technical. */
  rateMismatch: z.strictObject({ enabled: z.boolean(), bpm: z.number(), maxMs: ms }),
  /** Impedance RR equals HR within `bpm` for `forMs`: heartbeats are counted as breaths; held back for `maxMs` at most. */
  cardiogenicRr: z.strictObject({ enabled: z.boolean(), bpm: z.number(), forMs: ms, maxMs: ms }),
})
export type ArtefactRules = z.infer<typeof artefactRulesSchema>

/** A5 and A6, in wall time. Empty lists and null switch a step off. */
const escalationRulesSchema = z.strictObject({
  highMs: z.array(ms).max(5),
  mediumRepeatMs: ms.nullable(),
  mediumAsHighMs: ms.nullable(),
  reminderHighMs: ms.nullable(),
  reminderMediumMs: ms.nullable(),
})
export type EscalationRules = z.infer<typeof escalationRulesSchema>

/** S3: after the planned end was reached and nobody ended the infusion. Null: no prompt. */
const promptRulesSchema = z.strictObject({ plannedEndLowMs: ms.nullable(), plannedEndMediumMs: ms.nullable(), measureAnswerMs: ms })
export type PromptRules = z.infer<typeof promptRulesSchema>

/** S7. `freezeMs`: how long the passes of D3 to D6 stand still at most. */
const offMonitorRulesSchema = z.strictObject({ infusingMs: ms, recoveringMs: ms, freezeMs: ms })
export type OffMonitorRules = z.infer<typeof offMonitorRulesSchema>

/** X12. `moaasHighAtMost` null: no alarm. */
const symptomRulesSchema = z.strictObject({ warningSigns: z.boolean(), moaasHighAtMost: z.number().int().min(0).max(5).nullable() })
export type SymptomRules = z.infer<typeof symptomRulesSchema>

/** How often staff are asked for what no monitor measures. Null: not asked. */
const assessmentRulesSchema = z.strictObject({
  sedationInfusingMs: ms.nullable(),
  sedationRecoveringMs: ms.nullable(),
  rrByHandMs: ms.nullable(),
  dissociationAtEnd: z.boolean(),
})
export type AssessmentRules = z.infer<typeof assessmentRulesSchema>

const allowedRangeSchema = z.strictObject({ low: z.number(), high: z.number() })
/** X13: what a physician may set for one patient; a limit that is absent here cannot be personal. */
const personalRulesSchema = z.partialRecord(z.enum(PERSONAL_LIMITS), allowedRangeSchema)
export type PersonalRules = z.infer<typeof personalRulesSchema>

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
  assessments: { sedationInfusingMs: null, sedationRecoveringMs: null, rrByHandMs: null, dissociationAtEnd: false },
  personal: {},
} satisfies {
  artefact: ArtefactRules
  escalation: EscalationRules
  prompts: PromptRules
  offMonitor: OffMonitorRules
  symptoms: SymptomRules
  assessments: AssessmentRules
  personal: PersonalRules
}

export const protocolSchema = z.strictObject({
  id: z.string().min(1).max(64),
  version: z.number().int().min(1),
  name: z.string().min(1).max(120),
  excursion: z.strictObject({
    high: z.strictObject({ advisory: levelArmsSchema, warning: levelArmsSchema, critical: levelArmsSchema, emergency: levelArmsSchema }),
    low: z.strictObject({ warning: levelArmsSchema, critical: levelArmsSchema }),
    /** X5: a level clears only this far inside its limit. */
    marginMmHg: mmHg,
    /** X3: a warning this soon after a not-confirmed close opens confirmed. */
    reopenConfirmedMs: ms,
    /** X5: a normal set this soon after a critical opening ends as not-reproduced. */
    notReproducedMs: ms,
  }),
  limits: z.strictObject(
    Object.fromEntries(LIMIT_CONDITIONS.map((name) => [name, limitRuleSchema])) as Record<
      (typeof LIMIT_CONDITIONS)[number],
      typeof limitRuleSchema
    >,
  ),
  technical: z.strictObject({
    silentMs: ms,
    silentHighMs: ms,
    signalLostMediumMs: ms,
    clockSkewMs: ms,
    offsetWindowMs: ms,
    lateContinuousMs: ms,
    /** T1 and T2: a gap over max(this, 2.5 periods) breaks a run. */
    runGapMs: ms,
    zeroingAfterMs: ms,
    zeroingMaxMs: ms,
  }),
  cuff: cuffRulesSchema,
  baseline: z.strictObject({
    spacingMs: ms,
    afterCannulationMs: ms,
    maxAgeMs: ms,
    agreementMmHg: mmHg,
    medianWindowMs: ms,
  }),
  holds: z.strictObject({
    softSys: mmHg,
    softDia: mmHg,
    hardSys: mmHg,
    hardDia: mmHg,
    softHrHigh: z.number(),
    softHrLow: z.number(),
    hardHrHigh: z.number(),
    hardHrLow: z.number(),
    spo2Low: z.number(),
    doseReasonMgPerKg: z.number(),
    doseRefusedMgPerKg: z.number(),
    drugScreenRequired: z.boolean(),
  }),
  discharge: z.strictObject({
    minimumStayMs: ms,
    extraAfterRescueMs: ms,
    bp: z.strictObject({
      percent,
      diaAtLeastMmHg: mmHg,
      sysBelow: mmHg,
      diaBelow: mmHg,
      sysAtLeast: mmHg,
      diaAtLeast: mmHg,
      spacingMs: ms,
      maxAgeMs: ms,
    }),
    hr: z.strictObject({ low: z.number(), high: z.number(), percent, bpm: z.number(), windowMs: ms, maxAgeMs: ms }),
    spo2: z.strictObject({
      low: z.number(),
      belowBaseline: z.number(),
      holdMs: ms,
      goodShare: z.number().min(0).max(1),
      oxygenOffMs: ms,
      maxAgeMs: ms,
    }),
    /** `maxGapMs`: a longer stretch without a reading begins the hold anew. */
    rr: z.strictObject({ low: z.number(), high: z.number(), holdMs: ms, maxGapMs: ms, maxAgeMs: ms }),
    sedation: z.strictObject({ moaas: z.number(), earliestAfterEndMs: ms, maxAgeMs: ms }),
    orientation: z.strictObject({ correct: z.number(), maxAgeMs: ms }),
    /** `cadssAboveBefore`: a CADSS-6 passes too if it is at most this above the patient's own value before the infusion. */
    dissociation: z.strictObject({
      scaleMax: z.number(),
      cadssTotalMax: z.number(),
      cadssItemMax: z.number(),
      cadssAboveBefore: z.number(),
      maxAgeMs: ms,
    }),
    gaitMaxAgeMs: ms,
    nauseaMaxAgeMs: ms,
    painMaxAgeMs: ms,
    safetyMaxAgeMs: ms,
    escortMaxAgeMs: ms,
    /** `padssAssessments`: how many times running a modified PADSS must pass; a modified Aldrete passes once. */
    score: z.strictObject({ pass: z.number(), padssAssessments: z.number().int().min(1), maxAgeMs: ms }),
  }),
  artefact: artefactRulesSchema.default(LATER_RULES.artefact),
  escalation: escalationRulesSchema.default(LATER_RULES.escalation),
  prompts: promptRulesSchema.default(LATER_RULES.prompts),
  offMonitor: offMonitorRulesSchema.default(LATER_RULES.offMonitor),
  symptoms: symptomRulesSchema.default(LATER_RULES.symptoms),
  assessments: assessmentRulesSchema.default(LATER_RULES.assessments),
  personal: personalRulesSchema.default(LATER_RULES.personal),
})
/** What a session is judged by: limits, delays, schedules, criteria. A session keeps one version for life. */
export type Protocol = z.infer<typeof protocolSchema>

/** A protocol as an older record holds it, with the later rules switched off. */
export const completed = (protocol: Protocol): Protocol => ({ ...LATER_RULES, ...protocol })
