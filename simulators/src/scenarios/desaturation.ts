import type { Scenario } from '../scenario.ts'

/** Drowsy in mid-infusion: slow breathing and a saturation in the low eighties for a minute; a touch wakes the patient. */
export const DESATURATION: Scenario = {
  id: 'desaturation',
  title: 'Desaturation in mid-infusion',
  patient: { baselineSys: 124, baselineDia: 76, gainSys: 16, gainDia: 10 },
  events: [
    { after: 'infusion-start', delayMin: 24, lastsSec: 75, rampSec: 25, toSpo2: 83, toRr: 6 },
    { after: 'infusion-start', delayMin: 33, lastsSec: 40, rampSec: 20, toSpo2: 89, toRr: 9 },
  ],
  unplug: null,
  recoverySlowedBy: 1,
}
