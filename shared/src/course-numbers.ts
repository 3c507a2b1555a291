import { z } from 'zod'

const between = (low: number, high: number) => z.number().min(low).max(high)

/** By what a course is looked through. They mark a page for a physician's eye: no alarm and no criterion rests on them. */
export const courseNumbersSchema = z.strictObject({
  /** The newest baseline so far above the first of the course, in mmHg, at SYS or at DIA, is told as rising. */
  baselineRiseSys: between(5, 60),
  baselineRiseDia: between(5, 40),
  /** A dose so many mg/kg from the one before is another dose; less is rounding. */
  doseChangeMgPerKg: between(0.01, 1),
  /** Infusions from the first to this one, in which an excursion is told for the whole course. */
  earlyInfusions: z.number().int().min(1).max(20),
  /** Days after the last one of the plan on which the next infusion is not overdue yet: within the course, and afterwards. */
  graceDays: z.strictObject({ course: z.number().int().min(0).max(30), maintenance: z.number().int().min(0).max(60) }),
})
export type CourseNumbers = z.infer<typeof courseNumbersSchema>

export const USUAL_COURSE_NUMBERS: CourseNumbers = {
  baselineRiseSys: 15,
  baselineRiseDia: 10,
  doseChangeMgPerKg: 0.05,
  earlyInfusions: 3,
  graceDays: { course: 1, maintenance: 7 },
}
