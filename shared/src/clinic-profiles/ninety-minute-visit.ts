import type { ClinicProfile } from './clinic-profile.ts'
import { GATE_QUESTIONS as ask } from './gate-questions.ts'
import { usualProtocol } from './profile-protocols.ts'

const RULES = {
  id: 'ninety-minute-visit',
  version: 2,
  name: 'Ninety-minute visit',
  durationMin: { low: 40, high: 60, usual: 40 },
  minimumStayMin: 30,
  questions: [ask.heart, ask.psychosis, ask.mania, ask.substances, ask.thyroid, ask.minor, ask.difficultVein, ask.other],
} as const

/** About ninety minutes from door to door, the first time too. It restricts nothing between treatments; on the day itself nobody drives. */
export const NINETY_MINUTE_VISIT_PROFILE: ClinicProfile = {
  id: RULES.id,
  name: RULES.name,
  durationMin: RULES.durationMin,
  course: { infusions: 6, perWeek: null, weeks: null, maintenanceWeeks: null, reviewAfter: 6 },
  fasting: null,
  driver: 'when-leaving',
  restrictions: { until: 'rest-of-day', items: ['driving'], advice: [] },
  protocols: [usualProtocol(RULES)],
  firstInfusionProtocolId: null,
}
