import type { Scenario } from '../scenario.ts'

/** A typical infusion: a mild rise that follows the drug. */
export const UNEVENTFUL: Scenario = {
  id: 'uneventful',
  title: 'Uneventful',
  patient: { baselineSys: 119, baselineDia: 73, gainSys: 14, gainDia: 8 },
  events: [],
  unplug: null,
  recoverySlowedBy: 1,
}
