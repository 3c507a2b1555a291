import type { Role } from '@chairside/shared/staff'
import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { Rest } from '../../feed/rest.ts'
import type { RoomFeed } from '../../feed/room-feed.ts'
import type { Sound } from '../../feed/sound-station.ts'
import type { Visits } from '../../feed/visits.ts'
import type { RoomState, RoomStore } from '../../model/room-store.ts'

/** What every view stands on. */
export interface Services {
  readonly store: RoomStore
  readonly feed: RoomFeed
  readonly rest: Rest
  readonly visits: Visits
  readonly sound: Sound
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

/** Whether this person may act on a patient: a manager runs the clinic and a viewer is a screen on the wall. */
export const useMayAct = (): boolean => {
  const role = useRole()
  return role === 'nurse' || role === 'physician'
}

/** A person, not a screen on the wall: may read what holds names. */
export const useIsPerson = (): boolean => useRole() !== 'viewer'

export const useIsPhysician = (): boolean => useRole() === 'physician'

/** G7: the numbers are covered. */
export const useCovered = (): boolean => useRoom((state) => state.liveness === 'covered')

export const useTimeZone = (): string => useRoom((state) => state.picture?.clinic.timeZone ?? 'UTC')

export const useSpeed = (): number => useRoom((state) => state.roomBase?.speed ?? 1)
