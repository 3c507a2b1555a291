import type { ClinicProfile } from './clinic-profile.ts'
import { GATE_QUESTIONS as ask } from './gate-questions.ts'
import { firstProtocol, usualProtocol } from './profile-protocols.ts'

const RULES = {
  id: 'weekly-course',
  version: 2,
  name: 'Weekly course',
  durationMin: { low: 40, high: 60, usual: 40 },
  minimumStayMin: 30,
  questions: [ask.reaction, ask.infarction, ask.stroke, ask.interfering, ask.other],
} as const

/** Six once a week, fasting laid down by the hour, a driver, and nothing that needs judgement until the next morning. */
export const WEEKLY_COURSE_PROFILE: ClinicProfile = {
  id: RULES.id,
  name: RULES.name,
  durationMin: RULES.durationMin,
  // Monthly for the first year, then every six weeks.
  course: {
    infusions: 6,
    perWeek: [1, 1, 1, 1, 1, 1],
    weeks: { low: 6, high: 6 },
    maintenanceWeeks: { low: 4, high: 4 },
    maintenanceLater: { afterWeeks: 52, weeks: { low: 6, high: 6 } },
  },
  fasting: { solidsHours: 6, clearLiquidsHours: 2 },
  driver: 'when-leaving',
  restrictions: { until: 'next-morning', items: ['driving', 'machinery', 'contracts'], advice: [] },
  protocols: [usualProtocol(RULES), firstProtocol(RULES)],
  firstInfusionProtocolId: `${RULES.id}-first`,
}
