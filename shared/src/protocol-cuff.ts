import { z } from 'zod'
import { between, lasting } from './protocol-number.ts'

/** G1, G2, G5, V5, V6, and the gaps of T. */
export const technicalSchema = z.strictObject({
  silentMs: lasting(1 / 12, 1),
  silentHighMs: lasting(1 / 6, 5),
  signalLostMediumMs: lasting(1 / 12, 5),
  clockSkewMs: lasting(1 / 12, 10),
  offsetWindowMs: lasting(1, 30),
  lateContinuousMs: lasting(1 / 12, 1),
  /** T1 and T2: a gap over max(this, 2.5 periods) breaks a run. */
  runGapMs: lasting(1 / 12, 1),
  /** A day: nothing is taken for a capnograph that zeroes itself. */
  zeroingAfterMs: lasting(1 / 60, 1_440),
  zeroingMaxMs: lasting(1 / 12, 1),
  /** Whether what T3 passes over (an oximeter that searches, a capnograph that zeroes itself) is told and counted; not, where absent. */
  tellPassedOver: z.boolean().optional(),
  /**
   * V6, a clock that was set back by `shiftMs` or more: how long its messages must show the new time, where the old one is disproved
   * by their order, and where the monitor was away meanwhile. Not looked for where absent.
   */
  clockStep: z.strictObject({ shiftMs: lasting(1 / 30, 0.5), provenMs: lasting(1 / 60, 1), awayMs: lasting(1 / 12, 2) }).optional(),
})

/** G3 and G4, and the rechecks of X and V3. */
export const cuffRulesSchema = z.strictObject({
  intervalInfusingMs: lasting(1, 20),
  intervalRecoveryEarlyMs: lasting(1, 20),
  recoveryEarlyMs: lasting(0, 60),
  intervalRecoveryLateMs: lasting(1, 30),
  overdueLowMs: lasting(0.5, 10),
  overdueMediumMs: lasting(1, 20),
  dimAfterMs: lasting(0.5, 10),
  strikeAfterMs: lasting(1, 20),
  recheckAfterWarningMs: lasting(0.5, 10),
  recheckWarningOverdueLowMs: lasting(0.5, 10),
  recheckOverdueMs: lasting(2, 20),
  recheckAfterCriticalMs: lasting(0.5, 5),
  recheckCriticalOverdueMediumMs: lasting(0.5, 5),
  recheckCriticalOverdueHighMs: lasting(1, 10),
  recheckAfterFailureMs: lasting(0.5, 10),
  recheckAfterExtremeRejectedMs: lasting(0.5, 5),
  extremeRejectedSysHigh: between(140, 260),
  extremeRejectedSysLow: between(50, 110),
  failuresForMedium: between(1, 10).int(),
  /** A newest set older than this is not judged live (V5). */
  liveAgeMs: lasting(1, 30),
})

/** B1. The median looks back on what the judge keeps of the streams. */
export const baselineSchema = z.strictObject({
  spacingMs: lasting(1, 10),
  afterCannulationMs: lasting(0, 15),
  maxAgeMs: lasting(2, 30),
  agreementMmHg: between(2, 30),
  medianWindowMs: lasting(0.5, 5),
})
