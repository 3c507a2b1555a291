import type { Scenario } from '../scenario.ts'

/** A faint at cannulation: slow pulse and low pressure for two minutes, before any drug. */
export const VASOVAGAL: Scenario = {
  id: 'vasovagal',
  title: 'Vasovagal at cannulation',
  patient: { baselineSys: 118, baselineDia: 72, gainSys: 17, gainDia: 11 },
  events: [{ after: 'cannulation', delayMin: 0.2, lastsSec: 120, rampSec: 20, toSys: 75, toDia: 42, toHr: 40 }],
  unplug: null,
  recoverySlowedBy: 1,
}
