import type { ClinicProfile } from './clinic-profile.ts'
import { GATE_QUESTIONS as ask } from './gate-questions.ts'
import { firstProtocol, usualProtocol } from './profile-protocols.ts'

const RULES = {
  id: 'tapered-course',
  version: 2,
  name: 'Tapered course',
  durationMin: { low: 40, high: 40, usual: 40 },
  minimumStayMin: 30,
  questions: [
    ask.reaction,
    ask.stroke,
    ask.strokeEver,
    ask.heart,
    ask.psychosis,
    ask.psychosisEver,
    ask.mania,
    ask.liver,
    ask.pregnancy,
    ask.substances,
    ask.other,
  ],
} as const

/** Three in the first week, two in the second, one in the third; afterwards about monthly. */
export const TAPERED_COURSE_PROFILE: ClinicProfile = {
  id: RULES.id,
  name: RULES.name,
  durationMin: RULES.durationMin,
  course: { infusions: 6, perWeek: [3, 2, 1], weeks: { low: 3, high: 3 }, maintenanceWeeks: { low: 4, high: 4 } },
  fasting: null,
  driver: 'when-leaving',
  restrictions: { until: 'next-morning', items: ['driving'], advice: [] },
  protocols: [usualProtocol(RULES), firstProtocol(RULES)],
  firstInfusionProtocolId: `${RULES.id}-first`,
}
