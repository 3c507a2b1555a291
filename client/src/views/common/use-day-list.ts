import type { DayList } from '@chairside/shared/visit'
import { useEffect, useState } from 'react'
import type { RoomState } from '../../model/room-store.ts'
import { useNow, useRoom, useServices, useSpeed } from './services.tsx'

/** How often the list is read again, by the wall: somebody at another screen may have changed it. */
const EVERY_MS = 15_000

/** What of the room the list depends on: who sits where, and how far they are. */
const seatsOf = (state: RoomState): string =>
  (state.picture?.chairs ?? []).map(({ session }) => (session === null ? '-' : `${session.sessionId} ${session.phase}`)).join('|')

export interface KeptDayList {
  /** The newest that was read of this day; null: none yet. */
  readonly list: DayList | null
  /** The last reading failed. */
  readonly failed: boolean
  readonly reload: () => void
}

/** The visits of a day (null: of today), kept up to date for as long as they are `wanted`. */
export const useDayList = (day: string | null, wanted = true): KeptDayList => {
  const { visits } = useServices()
  const seats = useRoom(seatsOf)
  const round = Math.floor(useNow() / (EVERY_MS * useSpeed()))
  const [asked, setAsked] = useState(0)
  const [kept, setKept] = useState<{ readonly day: string | null; readonly list: DayList | null; readonly failed: boolean }>({
    day,
    list: null,
    failed: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: seats, round and asked say when to read again.
  useEffect(() => {
    if (!wanted) return
    let over = false
    const read = async (): Promise<void> => {
      const answer = await visits.dayList(day)
      if (over) return
      setKept((before) =>
        answer.ok ? { day, list: answer.value, failed: false } : { day, list: before.day === day ? before.list : null, failed: true },
      )
    }
    void read()
    return () => {
      over = true
    }
  }, [visits, day, wanted, seats, round, asked])
  const isThis = wanted && kept.day === day
  return { list: isThis ? kept.list : null, failed: isThis && kept.failed, reload: () => setAsked(asked + 1) }
}
