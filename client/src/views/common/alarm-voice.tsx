import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chairsOf, roomAlarms } from '../../model/selectors.ts'
import { useAlarmText } from './alarm-mark.tsx'
import { useRoom } from './services.tsx'

/** Reads new unacknowledged alarms to a screen reader. Those known at the start or after a reconnection are no news (A9). */
export const AlarmVoice = () => {
  const { t } = useTranslation()
  const text = useAlarmText()
  const chairs = useRoom(chairsOf)
  const epoch = useRoom((state) => state.picture?.epoch ?? null)
  const known = useRef<{ epoch: string | null; keys: ReadonlySet<string> }>({ epoch: null, keys: new Set() })
  const [said, setSaid] = useState('')

  useEffect(() => {
    const alarms = roomAlarms(chairs).filter(({ alarm }) => alarm.acknowledgement === null)
    const keyed = new Map(alarms.map((entry) => [`${entry.chairId} ${entry.alarm.id} ${entry.alarm.priority}`, entry]))
    const before = known.current
    const fresh = before.epoch === epoch ? [...keyed].filter(([key]) => !before.keys.has(key)) : []
    known.current = { epoch, keys: new Set(keyed.keys()) }
    if (fresh.length === 0) return
    setSaid(
      fresh
        .map(([, { chairId, alarm }]) => `${t('strip.chair', { chair: chairId })}: ${t(`priority.${alarm.priority}`)}, ${text(alarm)}`)
        .join('. '),
    )
  }, [chairs, epoch, t, text])

  return (
    <div className="visually-hidden" aria-live="assertive" aria-atomic="true" data-testid="alarm-voice">
      {said}
    </div>
  )
}
