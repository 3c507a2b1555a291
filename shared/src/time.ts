/** A moment: UTC milliseconds since 1970. Ages and schedules use the room clock, which may run faster than the wall on simulated data. */
export type Moment = number

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
