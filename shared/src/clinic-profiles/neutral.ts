import { BUILT_IN_PROTOCOLS } from '../built-in-protocols/all.ts'
import { DEFAULT_PROTOCOL } from '../default-protocol.ts'
import { ENTERED, USUAL_COURSE_LENGTH, USUAL_ORDER } from '../session.ts'
import type { ClinicProfile } from './clinic-profile.ts'

/** A practice that has laid nothing down of its own: the built-in protocols, the default for everybody. */
export const NEUTRAL_PROFILE: ClinicProfile = {
  id: 'neutral',
  name: 'Neutral',
  durationMin: { low: ENTERED.durationMin.low, high: ENTERED.durationMin.high, usual: USUAL_ORDER.durationMin },
  course: { infusions: USUAL_COURSE_LENGTH, perWeek: null, weeks: null, maintenanceWeeks: null },
  fasting: null,
  driver: 'with-patient',
  restrictions: {
    until: 'next-morning',
    items: ['driving', 'machinery', 'contracts', 'alcohol-and-sedatives'],
    advice: ['rest', 'fluids', 'meal'],
  },
  protocols: [DEFAULT_PROTOCOL, ...BUILT_IN_PROTOCOLS.filter((protocol) => protocol !== DEFAULT_PROTOCOL)],
  firstInfusionProtocolId: null,
}
