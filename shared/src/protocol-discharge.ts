import { z } from 'zod'
import { between, lasting } from './protocol-number.ts'

/** D2 to D18. Windows and holds of streams are bounded by what the judge keeps of them. */
export const dischargeSchema = z.strictObject({
  minimumStayMs: lasting(20, 240),
  extraAfterRescueMs: lasting(0, 240),
  /** An infusion that was stopped early has its reason: the stay after it may be longer. Absent: it is not. */
  extraAfterEarlyStopMs: lasting(0, 120).optional(),
  /** D20 at every session, by the clinic's policy. Absent: where the session gave a reason. */
  prescriberAlways: z.boolean().optional(),
  bp: z.strictObject({
    percent: between(5, 50),
    diaAtLeastMmHg: between(0, 30),
    sysBelow: between(110, 200),
    diaBelow: between(70, 120),
    sysAtLeast: between(60, 120),
    diaAtLeast: between(30, 80),
    spacingMs: lasting(1, 30),
    maxAgeMs: lasting(1, 30),
  }),
  hr: z.strictObject({
    low: between(35, 70),
    high: between(80, 150),
    percent: between(5, 50),
    bpm: between(5, 50),
    windowMs: lasting(1, 5),
    maxAgeMs: lasting(1 / 6, 10),
  }),
  spo2: z.strictObject({
    low: between(85, 99),
    belowBaseline: between(0, 10),
    holdMs: lasting(1, 5),
    goodShare: between(0.5, 1),
    oxygenOffMs: lasting(0, 60),
    maxAgeMs: lasting(1 / 6, 10),
  }),
  /** `maxGapMs`: a longer stretch without a reading begins the hold anew. */
  rr: z.strictObject({
    low: between(4, 14),
    high: between(15, 40),
    holdMs: lasting(1, 5),
    maxGapMs: lasting(1 / 6, 5),
    maxAgeMs: lasting(1, 30),
  }),
  /** A RASS of 0 passes as well as the MOAA/S asked for. */
  sedation: z.strictObject({ moaas: between(4, 5), earliestAfterEndMs: lasting(0, 60), maxAgeMs: lasting(5, 60) }),
  orientation: z.strictObject({ correct: between(3, 4), maxAgeMs: lasting(5, 60) }),
  /** `cadssAboveBefore`: a CADSS-6 passes too if it is at most this above the patient's own value before the infusion. */
  dissociation: z.strictObject({
    scaleMax: between(0, 5),
    cadssTotalMax: between(0, 12),
    cadssItemMax: between(0, 4),
    cadssAboveBefore: between(0, 4),
    maxAgeMs: lasting(5, 60),
  }),
  gaitMaxAgeMs: lasting(5, 60),
  nauseaMaxAgeMs: lasting(5, 60),
  painMaxAgeMs: lasting(5, 60),
  safetyMaxAgeMs: lasting(5, 60),
  escortMaxAgeMs: lasting(5, 60),
  /** D17: whether a confirmed excursion that nobody acknowledged blocks at low priority too; not, where absent. */
  unseenBlocks: z.boolean().optional(),
  /** `padssAssessments`: how many times running a modified PADSS must pass; a modified Aldrete passes once. */
  score: z.strictObject({ pass: between(8, 10), padssAssessments: between(1, 3).int(), maxAgeMs: lasting(5, 60) }),
})
