import { z } from 'zod'
import { between, lasting } from './protocol-number.ts'

/** A relative arm: baseline changed by `percent`, bounded by mmHg, counting only where `floorMmHg` holds too. */
const relativeArmSchema = z.strictObject({
  percent: between(5, 60),
  /** The change is at most this: min(30 %, 40). */
  atMostMmHg: between(10, 100).nullable(),
  /** The change is at least this: max(30 %, 25). */
  atLeastMmHg: between(5, 60).nullable(),
  /** The second number: on the high side the value must reach it, on the low side stay below it. */
  floorMmHg: between(40, 220).nullable(),
})

/** The arms of one level; any one suffices (X). Null: there is no such arm. */
const levelArms = (sys: z.ZodNumber, dia: z.ZodNumber, map: z.ZodNumber) =>
  z.strictObject({
    sys: sys.nullable(),
    dia: dia.nullable(),
    map: map.nullable(),
    relativeSys: relativeArmSchema.nullable(),
    relativeDia: relativeArmSchema.nullable(),
  })
const highArms = levelArms(between(110, 260), between(60, 180), between(70, 200))
const lowArms = levelArms(between(50, 130), between(20, 90), between(30, 100))

/** X: what makes an excursion, and how it ends. */
export const excursionSchema = z.strictObject({
  high: z.strictObject({ advisory: highArms, warning: highArms, critical: highArms, emergency: highArms }),
  low: z.strictObject({ warning: lowArms, critical: lowArms }),
  /** X5: a level clears only this far inside its limit. */
  marginMmHg: between(0, 15),
  /** X3: a warning this soon after a not-confirmed close opens confirmed. */
  reopenConfirmedMs: lasting(0, 30),
  /** X5: a normal set this soon after a critical opening ends as not-reproduced. */
  notReproducedMs: lasting(0, 10),
})
