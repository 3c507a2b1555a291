import type { Moment } from '@chairside/shared/time'
import type { Course } from './course.ts'

/** The clock of one patient's story: it may stand still, or run faster than the room's. What staff and devices do is room time. */
export interface StoryClock {
  /** What the story's clock shows at a moment of room time. */
  at(moment: Moment): Moment
  /** From that moment on the story runs at so many times the room's pace; 0: it stands still. */
  run(times: number, from: Moment): void
  readonly times: number
  /** The course as the story's clock has it. */
  course(course: Course): Course
}

interface Stretch {
  readonly room: Moment
  readonly story: Moment
  readonly times: number
}

export const createStoryClock = (): StoryClock => {
  const stretches: Stretch[] = []
  const at = (moment: Moment): Moment => {
    const stretch = stretches.findLast(({ room }) => room <= moment)
    return stretch === undefined ? moment : Math.round(stretch.story + (moment - stretch.room) * stretch.times)
  }
  const orNull = (moment: Moment | null): Moment | null => (moment === null ? null : at(moment))
  return {
    at,
    run: (times, from) => void stretches.push({ room: from, story: at(from), times }),
    get times() {
      return stretches.at(-1)?.times ?? 1
    },
    course: (course) =>
      stretches.length === 0
        ? course
        : {
            checkedInAt: at(course.checkedInAt),
            cannulatedAt: orNull(course.cannulatedAt),
            pump: course.pump.map((stretch) => ({ ...stretch, fromAt: at(stretch.fromAt), toAt: orNull(stretch.toAt) })),
            infusionEndedAt: orNull(course.infusionEndedAt),
            given: (course.given ?? []).map((drug) => ({ ...drug, at: at(drug.at) })),
          },
  }
}
