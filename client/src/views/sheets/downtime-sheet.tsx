import { useTranslation } from 'react-i18next'
import { chairsOf, runningSession } from '../../model/selectors.ts'
import { useIsPerson, useNow, useRoom } from '../common/services.tsx'
import { DowntimeChair } from './downtime-chair.tsx'
import { NotForYou, SheetPage, useWhenWords } from './sheet-page.tsx'

const Sheet = () => {
  const { t } = useTranslation()
  const now = useNow()
  const when = useWhenWords()
  const chairs = useRoom(chairsOf)
  const live = useRoom((state) => state.liveness === 'live')
  const taken = chairs.flatMap((chair) => {
    const session = runningSession(chair)
    return session === null ? [] : [{ chair, session }]
  })
  const free = chairs.filter((chair) => runningSession(chair) === null).map(({ chairId }) => chairId)
  return (
    <SheetPage
      title={t('downtime.title')}
      back="/"
      print={{ sheet: 'downtime' }}
      simulated={taken.some(({ session }) => session.simulated)}
    >
      <p className="sheet-strong">{live ? t('downtime.known', { time: when(now) }) : t('downtime.lost')}</p>
      <p>{t('downtime.says')}</p>
      {taken.length === 0 && <p>{t('downtime.nobody')}</p>}
      {free.length > 0 && <p>{t('downtime.free', { list: free.join(', ') })}</p>}
      {taken.map(({ chair, session }) => (
        <DowntimeChair key={chair.chairId} chair={chair} session={session} />
      ))}
    </SheetPage>
  )
}

/** For when screens or server are away: what is known of every chair, how old it is, what is due, and lines to write on. */
export const DowntimeView = () => (useIsPerson() ? <Sheet /> : <NotForYou />)
