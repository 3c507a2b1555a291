import { z } from 'zod'
import type { CoursePlan } from './clinic-profiles/clinic-profile.ts'
import { courseNumbersSchema, USUAL_COURSE_NUMBERS } from './course-numbers.ts'

const count = z.number().int().min(1).max(60)
const weeks = (most: number) =>
  z
    .strictObject({ low: z.number().int().min(1).max(most), high: z.number().int().min(1).max(most) })
    .refine(({ low, high }) => low <= high, { path: ['high'], message: 'is below the low one' })

/** The parts of a plan as a clinic writes them. */
const clinicCourseSchema = z
  .strictObject({
    infusions: count,
    perWeek: z.array(z.number().int().min(1).max(7)).min(1).max(60).nullable(),
    weeks: weeks(60).nullable(),
    maintenanceWeeks: weeks(104).nullable(),
    maintenanceLater: z.strictObject({ afterWeeks: z.number().int().min(1).max(520), weeks: weeks(104) }),
    maintenanceAsNeeded: z.boolean(),
    reviewAfter: count,
    numbers: courseNumbersSchema.partial(),
  })
  .partial()

export interface CourseFault {
  readonly path: string
  readonly message: string
}

/** A clinic's own course plan: what it leaves out stays as in `base`. Or every fault by its path. */
export const readClinicCourse = (
  written: unknown,
  base: CoursePlan,
): { readonly ok: true; readonly course: CoursePlan } | { readonly ok: false; readonly faults: readonly CourseFault[] } => {
  const parsed = clinicCourseSchema.safeParse(written)
  if (!parsed.success) {
    return { ok: false, faults: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'course', message })) }
  }
  const { numbers, maintenanceAsNeeded, maintenanceLater, reviewAfter, ...own } = parsed.data
  const { maintenanceAsNeeded: asNeeded, ...rest } = base
  const isAsNeeded = maintenanceAsNeeded ?? asNeeded === true
  const course: CoursePlan = {
    ...rest,
    ...(own.infusions === undefined ? {} : { infusions: own.infusions }),
    ...(own.perWeek === undefined ? {} : { perWeek: own.perWeek }),
    ...(own.weeks === undefined ? {} : { weeks: own.weeks }),
    ...(own.maintenanceWeeks === undefined ? {} : { maintenanceWeeks: own.maintenanceWeeks }),
    ...(maintenanceLater === undefined ? {} : { maintenanceLater }),
    ...(isAsNeeded ? { maintenanceAsNeeded: true } : {}),
    ...(reviewAfter === undefined ? {} : { reviewAfter }),
    ...(numbers === undefined ? {} : { numbers: { ...(base.numbers ?? USUAL_COURSE_NUMBERS), ...present(numbers) } }),
  }
  const { perWeek, infusions } = course
  const planned = perWeek === null ? infusions : perWeek.reduce((sum, one) => sum + one, 0)
  return planned === infusions
    ? { ok: true, course }
    : { ok: false, faults: [{ path: 'perWeek', message: `adds up to ${planned} infusions, not to ${infusions}` }] }
}

/** Without what was left out. */
const present = <Fields extends object>(fields: Fields): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
