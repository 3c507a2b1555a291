import { type Moment, SECOND_MS } from '@chairside/shared/time'
import type { Course } from '../course.ts'
import type { Scenario } from '../scenario.ts'
import { momentOf } from '../story-events.ts'
import { createFaultPlan, type FaultPlan } from './fault-plan.ts'
import { joinedPlan } from './joined-plan.ts'

/** How far a story has come. */
export interface StoryNow {
  /** By the room's clock and by the story's own. */
  readonly roomNow: Moment
  readonly storyNow: Moment
  /** How many times faster than the room the story runs. */
  readonly times: number
  /** By the story's clock. */
  readonly course: Course
}

/** The faults of one chair's monitor: those of the whole run, and those of the story that is played there. */
export interface StoryFaults {
  /** Its seconds count from the beginning of the run. */
  readonly plan: FaultPlan
  /** Another story; null: none. What the one before had going wrong is over. */
  begin(seed: string, scenario: Scenario | null): void
  /** A fault begins by the story's clock; its length is the room's, since the wire knows no other. */
  follow(story: StoryNow): void
}

/** `startedAt`: the moment of second 0; null: not yet. */
export const createStoryFaults = (whole: FaultPlan, startedAt: () => Moment | null): StoryFaults => {
  let told: { readonly fault: Scenario['faults'][number]; readonly plan: FaultPlan; beganAt: Moment | null }[] = []
  const ofTheRun = whole.isEmpty ? [] : [{ plan: whole, fromSec: 0 }]
  return {
    plan: joinedPlan(() => {
      const zero = startedAt()
      if (told.length === 0 || zero === null) return ofTheRun
      const begun = told.flatMap(({ plan, beganAt }) => (beganAt === null ? [] : [{ plan, fromSec: (beganAt - zero) / SECOND_MS }]))
      return [...ofTheRun, ...begun]
    }),
    begin: (seed, scenario) => {
      told = (scenario?.faults ?? []).map((fault, place) => ({
        fault,
        plan: createFaultPlan([fault.spec], `${seed}/story-${place}`),
        beganAt: null,
      }))
    },
    follow: ({ roomNow, storyNow, times, course }) => {
      for (const one of told) {
        const beginsAt = one.beganAt === null ? momentOf(one.fault, course) : null
        if (beginsAt === null || storyNow < beginsAt) continue
        // A look comes somewhat late: at a fast speed many seconds.
        one.beganAt = times === 0 ? roomNow : Math.round(roomNow - (storyNow - beginsAt) / times)
      }
    },
  }
}
