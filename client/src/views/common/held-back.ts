import type { HoldBackCause } from '@chairside/shared/fact'
import type { CarePicture } from '@chairside/shared/picture'
import { CONTINUOUS_VITALS, type ContinuousVital } from '@chairside/shared/vital'

/** Which numbers a cause keeps from being judged (T3, T5, S7). */
const CONCERNED: Readonly<Record<HoldBackCause, readonly ContinuousVital[]>> = {
  'cuff-same-limb': ['spo2'],
  'oximeter-searching': ['pulse', 'spo2'],
  'capnograph-zeroing': ['rr', 'etco2'],
  'rate-mismatch': ['spo2'],
  'cardiogenic-rr': ['rr'],
  'off-monitor': CONTINUOUS_VITALS,
}

export type HeldBack = CarePicture['heldBack'][number]

/** What keeps this number from being judged now; the time off the monitor before what is shorter. Null: nothing does. */
export const heldBackOf = (care: CarePicture, vital: ContinuousVital): HeldBack | null => {
  const found = care.heldBack.filter(({ what }) => CONCERNED[what].includes(vital))
  return found.find(({ what }) => what === 'off-monitor') ?? found[0] ?? null
}
