import './live-banner.css'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { AlarmMark } from './alarm-mark.tsx'
import { useIsPerson, useRoom } from './services.tsx'

/** G7 and G6: what makes the whole screen doubtful. It goes by itself and can't be dismissed. */
export const LiveBanner = () => {
  const { t } = useTranslation()
  const liveness = useRoom((state) => state.liveness)
  const pictured = useRoom((state) => state.picture !== null)
  const isPerson = useIsPerson()
  const notRecording = useRoom((state) => state.picture?.notRecording === true)
  const dead = liveness === 'not-live' || liveness === 'covered'
  return (
    <div className="banners" role="alert">
      {dead && (
        <div className="banner" data-kind="not-live">
          <strong>{t('live.bannerLost')}</strong>
          <span>{liveness === 'covered' && pictured ? t('live.covered') : ''}</span>
          <span>{t('live.advice')}</span>
          {isPerson && pictured && (
            <Link to="/downtime" className="banner-link">
              {t('downtime.open')}
            </Link>
          )}
        </div>
      )}
      {notRecording && (
        <div className="banner" data-kind="not-recording">
          <AlarmMark priority="high" />
          <strong>{t('live.notRecording')}</strong>
        </div>
      )}
    </div>
  )
}
