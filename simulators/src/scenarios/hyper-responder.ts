import type { Scenario } from '../scenario.ts'

/** High normal pressure and a strong rise: a warning in mid-infusion, critical near its end, slow to come down. */
export const HYPER_RESPONDER: Scenario = {
  id: 'hyper-responder',
  title: 'Hyper-responder with a critical excursion',
  patient: { baselineSys: 138, baselineDia: 86, gainSys: 44, gainDia: 27, gainHr: 14 },
  events: [],
  unplug: null,
  recoverySlowedBy: 1,
}
