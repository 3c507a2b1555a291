import type { Scenario } from '../scenario.ts'

/** The monitor's cable is pulled in mid-infusion, and what it kept arrives when it is back. */
export const UNPLUGGED: Scenario = {
  id: 'unplugged',
  title: 'Monitor unplugged in mid-infusion',
  patient: { baselineSys: 126, baselineDia: 77, gainSys: 15, gainDia: 9 },
  events: [],
  unplug: { after: 'infusion-start', delayMin: 18, shortestSec: 45, longestSec: 90 },
  recoverySlowedBy: 1,
}
