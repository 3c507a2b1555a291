import type { ProfilePicture } from '@chairside/shared/clinic-profiles/clinic-profile'
import { USUAL_COURSE_LENGTH, USUAL_ORDER } from '@chairside/shared/session'
import type { VisitOrder } from '@chairside/shared/visit'

/** What a visit is planned with before somebody writes otherwise: as the practice has it. Absent: no practice is told. */
export const usualOrderOf = (profile: ProfilePicture | undefined): VisitOrder => ({
  ...USUAL_ORDER,
  durationMin: profile?.durationMin.usual ?? USUAL_ORDER.durationMin,
})

/** How many infusions a course has by the practice. */
export const usualCourseOf = (profile: ProfilePicture | undefined): number => profile?.course.infusions ?? USUAL_COURSE_LENGTH
