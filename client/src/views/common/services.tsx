import type { Role } from '@chairside/shared/staff'
import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { AlarmReviews } from '../../feed/alarm-reviews.ts'
import type { AuditReader } from '../../feed/audit.ts'
import type { Charts } from '../../feed/charts.ts'
import type { Courses } from '../../feed/courses.ts'
import type { IdleWatch } from '../../feed/idle-watch.ts'
import type { Printed } from '../../feed/printed.ts'
import type { Rest } from '../../feed/rest.ts'
import type { RoomFeed } from '../../feed/room-feed.ts'
import type { Sound } from '../../feed/sound-station.ts'
import type { StaffDoor } from '../../feed/staff-door.ts'
import type { Visits } from '../../feed/visits.ts'
import type { Waves } from '../../feed/wave-feed.ts'
import type { DeviceStore } from '../../model/device.ts'
import type { RoomState, RoomStore } from '../../model/room-store.ts'

/** What every view stands on. */
export interface Services {
  readonly store: RoomStore
  readonly feed: RoomFeed
  readonly rest: Rest
  readonly visits: Visits
  readonly staff: StaffDoor
  readonly idle: Pick<IdleWatch, 'lockNow'>
  readonly charts: Charts
  readonly courses: Courses
  readonly reviews: AlarmReviews
  readonly audit: AuditReader
  readonly sound: Sound
  /** R2: tells the server that a sheet is printed. */
  readonly printed: Printed
  readonly device: DeviceStore
  readonly waves: Waves
}

const Context = createContext<Services | null>(null)

export const ServicesProvider = ({ services, children }: { readonly services: Services; readonly children: ReactNode }) => (
  <Context value={services}>{children}</Context>
)

export const useServices = (): Services => {
  const services = useContext(Context)
  if (services === null) throw new Error('A view stands outside its services.')
  return services
}

/** What a selector finds in the store; drawn again only when that changes. */
export const useRoom = <Found,>(select: (state: RoomState) => Found): Found => useStore(useServices().store, select)

/** The shown room time; moves at most once a second. */
export const useNow = (): number => useRoom((state) => state.now)

/** Whoever sits here; a page without a person only looks. */
export const useRole = (): Role => useRoom((state) => (typeof state.person === 'string' ? 'viewer' : state.person.role))

/** A wall is only looked at, whoever signed in there. */
const Wall = createContext(false)
export const WallProvider = ({ children }: { readonly children: ReactNode }) => <Wall value={true}>{children}</Wall>
export const useIsWall = (): boolean => useContext(Wall)

/** Whether this person may act on a patient: a manager runs the clinic and a viewer is a screen on the wall. */
export const useMayAct = (): boolean => {
  const role = useRole()
  const wall = useIsWall()
  if (wall) return false
  return role === 'nurse' || role === 'physician'
}

/** A person, not a screen on the wall: may read what holds names. */
export const useIsPerson = (): boolean => useRole() !== 'viewer'

export const useIsPhysician = (): boolean => useRole() === 'physician'

/** G7: the numbers are covered. */
export const useCovered = (): boolean => useRoom((state) => state.liveness === 'covered')

export const useTimeZone = (): string => useRoom((state) => state.picture?.clinic.timeZone ?? 'UTC')

export const useSpeed = (): number => useRoom((state) => state.roomBase?.speed ?? 1)
