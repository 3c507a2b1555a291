import { readConfig } from '@chairside/server/config/read-config'
import { USUAL_COURSE_NUMBERS } from '@chairside/shared/course-numbers'
import { describe, expect, it } from 'vitest'

const read = (written: unknown, profile = 'short-stay') =>
  readConfig({ CHAIRSIDE_PROFILE: profile, CHAIRSIDE_COURSE_FILE: 'course.json' }, () => JSON.stringify(written))
const courseOf = (written: unknown, profile?: string) => {
  const result = read(written, profile)
  if (!result.ok) throw new Error(result.faults.join('; '))
  return result.config.practice.profile.course
}
const faultsOf = (written: unknown): readonly string[] => {
  const result = read(written)
  return result.ok ? [] : result.faults
}

describe("a clinic's own course plan", () => {
  it('S1: stands for what it says, and leaves the rest to the practice', () => {
    expect(courseOf({ weeks: { low: 3, high: 5 }, maintenanceAsNeeded: false })).toEqual({
      infusions: 6,
      perWeek: null,
      weeks: { low: 3, high: 5 },
      maintenanceWeeks: { low: 1, high: 4 },
      reviewAfter: 6,
    })
    expect(courseOf({}, 'tapered-course')).toMatchObject({ perWeek: [3, 2, 1] })
    expect(courseOf({ numbers: { earlyInfusions: 2 } }).numbers).toEqual({ ...USUAL_COURSE_NUMBERS, earlyInfusions: 2 })
  })

  it('I3: is refused with every fault by its path', () => {
    expect(faultsOf({ infusions: 6, perWeek: [2, 2] })).toEqual([
      'CHAIRSIDE_COURSE_FILE: course.json: perWeek: adds up to 4 infusions, not to 6',
    ])
    const faults = faultsOf({ weeks: { low: 4, high: 2 }, numbers: { baselineRiseSys: 1 }, colour: 'red' })
    expect(faults.map((fault) => fault.split(': ')[2])).toEqual(['weeks.high', 'numbers.baselineRiseSys', 'course'])
  })
})
