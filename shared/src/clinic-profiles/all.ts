import type { ClinicProfile } from './clinic-profile.ts'
import { NEUTRAL_PROFILE } from './neutral.ts'
import { NINETY_MINUTE_VISIT_PROFILE } from './ninety-minute-visit.ts'
import { OBSERVED_RECOVERY_PROFILE } from './observed-recovery.ts'
import { SHORT_STAY_PROFILE } from './short-stay.ts'
import { TAPERED_COURSE_PROFILE } from './tapered-course.ts'
import { WEEKLY_COURSE_PROFILE } from './weekly-course.ts'

/** The practices that the product knows, the neutral one first. */
export const CLINIC_PROFILES: readonly ClinicProfile[] = [
  NEUTRAL_PROFILE,
  SHORT_STAY_PROFILE,
  WEEKLY_COURSE_PROFILE,
  TAPERED_COURSE_PROFILE,
  NINETY_MINUTE_VISIT_PROFILE,
  OBSERVED_RECOVERY_PROFILE,
]
