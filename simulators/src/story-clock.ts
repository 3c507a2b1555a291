import type { Moment } from '@chairside/shared/time'
import type { Course, PumpStretch } from './course.ts'

/**
 * The clock of one patient's story: it may stand still, or run faster than the room's. What staff and devices do is room time, and
 * so is the pump's dose.
 */
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
  const timesAt = (moment: Moment): number => stretches.findLast(({ room }) => room <= moment)?.times ?? 1
  const orNull = (moment: Moment | null): Moment | null => (moment === null ? null : at(moment))

  /** What the pump gives in room time comes as much thinner as the story is faster, so that the dose stays; none while it stands still. */
  const told = ({ fromAt, toAt, rateMgPerMin }: PumpStretch): readonly PumpStretch[] => {
    const changes = stretches.map(({ room }) => room).filter((room) => room > fromAt && room < (toAt ?? Number.POSITIVE_INFINITY))
    const edges = [fromAt, ...new Set(changes)]
    return edges.map((from, index) => {
      const times = timesAt(from)
      return { fromAt: at(from), toAt: orNull(edges[index + 1] ?? toAt), rateMgPerMin: times === 0 ? 0 : rateMgPerMin / times }
    })
  }

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
            pump: course.pump.flatMap(told),
            infusionEndedAt: orNull(course.infusionEndedAt),
            given: (course.given ?? []).map((drug) => ({ ...drug, at: at(drug.at) })),
          },
  }
}
