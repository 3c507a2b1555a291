import { z } from 'zod'
import { LIMIT_CONDITIONS } from './alarm.ts'

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
})
/** What a session is judged by: limits, delays, schedules, criteria. A session keeps one version for life. */
export type Protocol = z.infer<typeof protocolSchema>
