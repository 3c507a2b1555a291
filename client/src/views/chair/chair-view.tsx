import './chair.css'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { chairById, initialsOf, runningSession } from '../../model/selectors.ts'
import { Icon } from '../common/icon.tsx'
import { useIsPerson, useMayAct, useRoom } from '../common/services.tsx'
import { ActionsPanel } from './actions-panel.tsx'
import { AlarmsPanel } from './alarms-panel.tsx'
import { ChairHead } from './chair-head.tsx'
import { CountersignBox } from './countersign-box.tsx'
import { DrugPanel } from './drug-panel.tsx'
import { EventsPanel } from './events-panel.tsx'
import { ExcursionCards } from './excursion-card.tsx'
import { MonitorPanel } from './monitor-panel.tsx'
import { News2Card } from './news2-card.tsx'
import { NumericsPanel } from './numerics-panel.tsx'
import { PreparePanel } from './prepare-panel.tsx'
import { ReadinessCard } from './readiness-card.tsx'
import { SetsTable } from './sets-table.tsx'
import { TrendPanel } from './trend-panel.tsx'
import { WavesPanel } from './waves-panel.tsx'

/** One chair from near: everything known of the session, and everything that may be done. */
export const ChairView = () => {
  const { t } = useTranslation()
  const { chairId = '' } = useParams()
  const select = useMemo(() => chairById(chairId), [chairId])
  const chair = useRoom(select)
  const mayAct = useMayAct()
  const isPerson = useIsPerson()
  const session = chair === null ? null : runningSession(chair)

  if (chair === null) {
    return (
      <main className="plain-page">
        <h1>{t('chair.unknown', { chair: chairId })}</h1>
        <Link to="/" className="plain-link">
          {t('app.toBoard')}
        </Link>
      </main>
    )
  }
  if (session === null) {
    return (
      <main className="chair-page">
        <div className="chair-head">
          <Link to="/" className="back-link">
            <Icon name="back" />
            {t('app.toBoard')}
          </Link>
          <h1>{t('chair.title', { chair: chairId })}</h1>
          <span className="soft">{t('chair.empty')}</span>
        </div>
        {chair.session !== null && <CountersignBox key={chair.session.sessionId} chair={chair} session={chair.session} />}
        {mayAct && chair.session !== null && (chair.infusion?.startedAt ?? null) !== null && (
          <Link to={`/chairs/${chairId}/instructions`} className="chip-button chip-link">
            {t('leaving.instructions')} ({initialsOf(chair.session.patient.name)})
          </Link>
        )}
        {isPerson && chair.session !== null && (
          <Link to={`/sessions/${chair.session.sessionId}`} className="chip-button chip-link">
            {t('roomWays.chartOf', { who: initialsOf(chair.session.patient.name) })}
          </Link>
        )}
        {mayAct ? (
          <Link to={`/chairs/${chairId}/check-in`} className="chip-button chip-link chip-strong">
            {t('today.checkIn')}
          </Link>
        ) : (
          <p className="soft">{t('act.viewer')}</p>
        )}
      </main>
    )
  }
  const preparing = session.phase === 'checked-in' || session.phase === 'baseline'
  const recovering = session.phase === 'recovering'
  // Beside the readiness card while that takes the wide column.
  const drug = <DrugPanel chair={chair} session={session} mayAct={mayAct} />
  const events = <EventsPanel chair={chair} session={session} mayAct={mayAct} />
  return (
    // One patient's drafts, open chips and pending answers never become the next one's: ids count anew in every session.
    <main key={session.sessionId} className="chair-page" data-simulated={session.simulated}>
      <ChairHead chair={chair} session={session} />
      <div className="chair-columns">
        <div className="chair-main">
          <NumericsPanel chair={chair} />
          <WavesPanel chair={chair} session={session} />
          {preparing && <PreparePanel chair={chair} session={session} mayAct={mayAct} />}
          <section className="panel trend-panel" aria-label={t('chair.trend')}>
            <TrendPanel chair={chair} sessionId={session.sessionId} />
          </section>
          {!recovering && drug}
          {recovering && <ReadinessCard chair={chair} session={session} mayAct={mayAct} />}
          {!recovering && events}
          <SetsTable chair={chair} />
        </div>
        <aside className="chair-side">
          <AlarmsPanel chair={chair} session={session} mayAct={mayAct} />
          <ExcursionCards chair={chair} session={session} mayAct={mayAct} />
          {mayAct ? <ActionsPanel chair={chair} session={session} /> : <p className="panel soft">{t('act.viewer')}</p>}
          {!preparing && <MonitorPanel chair={chair} session={session} mayAct={mayAct} />}
          {recovering && drug}
          {!recovering && <ReadinessCard chair={chair} session={session} mayAct={mayAct} />}
          <News2Card chair={chair} session={session} />
          {recovering && events}
        </aside>
      </div>
    </main>
  )
}
