import type { ProfilePicture } from './clinic-profiles/clinic-profile.ts'
import type { LockAfter } from './screen-lock.ts'

/** What every screen knows of the clinic. */
export interface ClinicPicture {
  readonly name: string
  readonly timeZone: string
  readonly simulated: boolean
  readonly profile?: ProfilePicture
  /** Absent: screens do not lock by themselves. */
  readonly lockAfter?: LockAfter
}
