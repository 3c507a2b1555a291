import type { Config } from '../config/read-config.ts'
import type { CourseParts } from '../http/course.ts'
import { createCourseReader } from '../monitor/course-reader.ts'
import type { SessionKeeper } from '../monitor/session-list.ts'
import type { Log } from '../ports/log.ts'
import type { SessionRecord } from '../ports/record.ts'

interface Given extends Omit<CourseParts, 'reader'> {
  readonly keeper: SessionKeeper
  readonly record: SessionRecord
  readonly config: Config
  readonly log: Log
}

/** What the routes of courses stand on. */
export const courseParts = ({ keeper, record, config, log, ...parts }: Given): CourseParts => ({
  ...parts,
  reader: createCourseReader({
    courses: parts.courses,
    record,
    keeper,
    timeZone: config.timeZone,
    profile: config.practice.profile,
    log,
  }),
})
