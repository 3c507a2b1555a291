import type { VisitCard } from '@chairside/shared/visit'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { lateMinutes, nextVisits } from '../../model/next-visits.ts'
import { chairsOf, runningSession } from '../../model/selectors.ts'
import { clockOf } from '../common/format.ts'
import { useIsPerson, useRoom, useTimeZone } from '../common/services.tsx'
import { useDayList } from '../common/use-day-list.ts'
import { useNaming } from '../common/use-naming.ts'

const NextVisits = createContext<ReadonlyMap<string, VisitCard>>(new Map())

/** Reads today's list once for all free chairs of the board, for persons, and only while there is such a chair. */
export const NextVisitsProvider = ({ children }: { readonly children: ReactNode }) => {
  const isPerson = useIsPerson()
  const free = useRoom(
    useShallow((state) =>
      chairsOf(state)
        .filter((chair) => runningSession(chair) === null)
        .map(({ chairId }) => chairId),
    ),
  )
  const { list } = useDayList(null, isPerson && free.length > 0)
  const next = useMemo(() => (list === null ? new Map<string, VisitCard>() : nextVisits(list, free)), [list, free])
  return <NextVisits value={next}>{children}</NextVisits>
}

/** Who comes next to this chair; null: nobody, or not for this screen to say. */
export const useNextVisit = (chairId: string): VisitCard | null => useContext(NextVisits).get(chairId) ?? null

/** Who comes next, as this screen may name patients. */
export const NextVisit = ({ visit }: { readonly visit: VisitCard }) => {
  const { t } = useTranslation()
  const naming = useNaming()
  const timeZone = useTimeZone()
  const wallTime = useRoom((state) => clockOf(state.now, timeZone))
  const who = naming(visit.patient.name)
  const late = lateMinutes(visit, visit.day, wallTime)
  return (
    <span className="tile-next-visit">
      <span>
        <span className="soft">{t('expected.next')}</span> <b>{visit.arrival}</b> {who !== '' && <b>{who}</b>}
      </span>
      <span className="tile-next-course">
        {t('today.course', { number: visit.infusionNumber, length: visit.patient.course.length })}
        {late > 0 && <b> · {t('today.late', { minutes: late })}</b>}
      </span>
    </span>
  )
}
