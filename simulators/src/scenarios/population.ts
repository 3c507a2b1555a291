import type { Scenario } from '../scenario.ts'

/** Whatever the population gives. */
export const POPULATION: Scenario = {
  id: 'population',
  title: 'As the population gives',
  patient: {},
  events: [],
  troubles: [],
  staff: [],
  expectations: [],
  unplug: null,
  recoverySlowedBy: 1,
}
