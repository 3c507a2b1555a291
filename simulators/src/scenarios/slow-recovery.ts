import type { Scenario } from '../scenario.ts'

/** Dissociation leaves at half the usual pace: scores fail at first, and the patient stays longer. */
export const SLOW_RECOVERY: Scenario = {
  id: 'slow-recovery',
  title: 'Slow recovery',
  patient: { baselineSys: 115, baselineDia: 70, gainSys: 13, gainDia: 9 },
  events: [],
  unplug: null,
  recoverySlowedBy: 2,
}
