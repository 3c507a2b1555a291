import type { Alarm } from '@chairside/shared/alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { callsOf } from '@chairside/shared/staffing'
import { useTranslation } from 'react-i18next'
import { useRoom } from './services.tsx'

type Staffed = Pick<ChairPicture, 'staffing'>

/** Whether this alarm calls whoever is signed in here (A6). */
const useCallsMe = (): ((chair: Staffed, alarm: Alarm) => boolean) => {
  const person = useRoom((state) => state.person)
  return ({ staffing }, { id }) =>
    typeof person !== 'string' &&
    (person.role === 'nurse' || person.role === 'physician') &&
    staffing != null &&
    callsOf(staffing, person).includes(id)
}

/** A6: whom an alarm calls that nobody has answered; null: nobody in particular. */
export const useCalledWords = (): ((chair: Staffed, alarm: Alarm) => string | null) => {
  const { t } = useTranslation()
  const callsMe = useCallsMe()
  return (chair, alarm) => {
    const { staffing } = chair
    const call = staffing?.calls.find(({ alarmId }) => alarmId === alarm.id)
    if (staffing == null || call === undefined) return null
    if (call.calls === 'everybody') return t('handover.calls.everybody')
    if (callsMe(chair, alarm)) return t('handover.calls.you')
    if (call.calls === 'responsible') return t('handover.calls.responsible', { name: staffing.responsible.name })
    return t('handover.calls.second-or-physician')
  }
}

/** In the list of the room's alarms: this one calls whoever looks. */
export const CallsYou = ({ chair, alarm }: { readonly chair: Staffed; readonly alarm: Alarm }) => {
  const { t } = useTranslation()
  const callsMe = useCallsMe()
  return callsMe(chair, alarm) ? <span className="calls-you">{t('handover.calls.you')}</span> : null
}
