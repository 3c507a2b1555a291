import { type InfusionState, infusedMg } from '@chairside/shared/infusion'
import type { Moment } from '@chairside/shared/time'

/** What has gone in by rate and clock, in mg: an estimate, and never more than the pump was given. */
export const givenMg = (infusion: InfusionState, now: Moment): number => Math.min(infusion.doseMg, infusedMg(infusion, now))
