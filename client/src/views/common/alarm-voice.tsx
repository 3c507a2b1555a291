import type { Alarm } from '@chairside/shared/alarm'
import { heardAlarm } from '@chairside/shared/heard-alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { alarmedChairs, runningSession } from '../../model/selectors.ts'
import { useAlarmText } from './alarm-mark.tsx'
import { useRoom } from './services.tsx'

interface Said {
  readonly chair: ChairPicture
  readonly alarm: Alarm
  /** One announcement; the same one is read once, however often it comes back to the front. */
  readonly key: string
}

/** What each chair is heard with: the worst alone, the rest is a number (A9). */
const announced = (chairs: readonly ChairPicture[]): readonly Said[] =>
  chairs.flatMap((chair) => {
    const alarm = heardAlarm(chair)
    const session = runningSession(chair)
    if (alarm === null || session === null) return []
    return [{ chair, alarm, key: `${session.sessionId} ${alarm.id} ${alarm.announcedAt} ${alarm.presentedAs}` }]
  })

/** Every announcement that stands at a chair, heard or behind a worse one. */
const standing = (chairs: readonly ChairPicture[]): readonly string[] =>
  chairs.flatMap((chair) =>
    chair.alarms.map(({ id, announcedAt, presentedAs }) => `${chair.session?.sessionId} ${id} ${announcedAt} ${presentedAs}`),
  )

/** Reads the worst alarm of a chair to a screen reader, once. What was known at the start or after a reconnection is no news (A9). */
export const AlarmVoice = () => {
  const { t } = useTranslation()
  const text = useAlarmText()
  const chairs = useRoom(useShallow(alarmedChairs))
  const epoch = useRoom((state) => state.picture?.epoch ?? null)
  const known = useRef<{ epoch: string | null; keys: ReadonlySet<string> }>({ epoch: null, keys: new Set() })
  const [said, setSaid] = useState({ words: '', count: 0 })

  useEffect(() => {
    const now = announced(chairs)
    const before = known.current
    const begins = before.epoch !== epoch
    const fresh = begins ? [] : now.filter(({ key }) => !before.keys.has(key))
    const there = standing(chairs)
    // At the start all that stands is known; later what was read, for as long as it stands.
    const kept = begins ? there : there.filter((key) => before.keys.has(key))
    known.current = { epoch, keys: new Set([...kept, ...now.map(({ key }) => key)]) }
    if (fresh.length === 0) return
    const words = fresh
      .map(({ chair, alarm }) => {
        const more = chair.alarms.length - 1
        const worst = `${t('strip.chair', { chair: chair.chairId })}: ${t(`priority.${alarm.presentedAs}`)}, ${text(alarm)}`
        return more === 0 ? worst : `${worst}, ${t('alarm.more', { count: more })}`
      })
      .join('. ')
    setSaid(({ count }) => ({ words, count: count + 1 }))
  }, [chairs, epoch, t, text])

  return (
    <div className="visually-hidden" aria-live="assertive" aria-atomic="true" data-testid="alarm-voice">
      {/* A line of its own each time: the same words twice are two announcements, and a line that did not change is not read. */}
      {said.words !== '' && <span key={said.count}>{said.words}</span>}
    </div>
  )
}
