import type { ClinicProfile } from './clinic-profile.ts'
import { GATE_QUESTIONS as ask } from './gate-questions.ts'
import { firstProtocol, usualProtocol } from './profile-protocols.ts'

const RULES = {
  id: 'observed-recovery',
  version: 2,
  name: 'Observed recovery',
  durationMin: { low: 40, high: 60, usual: 40 },
  minimumStayMin: 20,
  questions: [ask.heart, ask.psychosis, ask.mania, ask.minor, ask.other],
} as const

/** 40 to 60 min, two or three a week, at least 20 min under the monitor afterwards, and a day of rest. */
export const OBSERVED_RECOVERY_PROFILE: ClinicProfile = {
  id: RULES.id,
  name: RULES.name,
  durationMin: RULES.durationMin,
  course: { infusions: 6, perWeek: [3, 3], weeks: { low: 2, high: 3 }, maintenanceWeeks: { low: 3, high: 4 }, reviewAfter: 6 },
  fasting: 'as-directed',
  driver: 'when-leaving',
  restrictions: {
    until: 'rest-of-day',
    items: ['driving', 'machinery', 'strenuous-activity'],
    advice: ['rest', 'fluids', 'meal'],
  },
  protocols: [usualProtocol(RULES), firstProtocol(RULES)],
  firstInfusionProtocolId: `${RULES.id}-first`,
}
