import type { ClinicProfile } from './clinic-profile.ts'
import { GATE_QUESTIONS as ask } from './gate-questions.ts'
import { firstProtocol, usualProtocol } from './profile-protocols.ts'

const RULES = {
  id: 'short-stay',
  version: 2,
  name: 'Short stay',
  durationMin: { low: 40, high: 40, usual: 40 },
  minimumStayMin: 30,
  questions: [ask.opioidUse, ask.opioidForPain, ask.other],
} as const

/** 40 min, six within two to four weeks; patients leave within half an hour as the course proceeds, the first time takes longer. */
export const SHORT_STAY_PROFILE: ClinicProfile = {
  id: RULES.id,
  name: RULES.name,
  durationMin: RULES.durationMin,
  course: {
    infusions: 6,
    perWeek: null,
    weeks: { low: 2, high: 4 },
    maintenanceWeeks: { low: 1, high: 4 },
    maintenanceAsNeeded: true,
    reviewAfter: 6,
  },
  fasting: null,
  driver: 'when-leaving',
  restrictions: { until: 'next-morning', items: ['driving', 'machinery', 'contracts', 'alcohol-and-sedatives'], advice: [] },
  protocols: [usualProtocol(RULES), firstProtocol(RULES)],
  firstInfusionProtocolId: `${RULES.id}-first`,
}
