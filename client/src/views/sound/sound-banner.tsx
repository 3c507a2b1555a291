import './sound.css'
import { useTranslation } from 'react-i18next'
import { troubleOf } from '../../model/sound-state.ts'
import { AlarmMark } from '../common/alarm-mark.tsx'
import { useIsWall } from '../common/services.tsx'
import { SoundTest } from './sound-test.tsx'
import { useSound } from './use-sound.ts'

/** A8: stands for as long as alarms might not be heard at a station that carries sound. It can't be dismissed, only mended. */
export const SoundBanner = () => {
  const { t } = useTranslation()
  const wall = useIsWall()
  const found = useSound(troubleOf)
  // Nobody is there to say whether a test was heard: the pill says that none was.
  const trouble = wall && (found === 'untested' || found === 'not-heard') ? null : found
  const heard = useSound((state) => state.test === 'heard')
  return (
    <div className="sound-banners" role="alert">
      {trouble !== null && (
        <div className="sound-banner" data-trouble={trouble}>
          {trouble !== 'untested' && <AlarmMark priority="medium" />}
          <strong>{t(`sound.banner.${trouble}`)}</strong>
          <span>{t(`sound.advice.${trouble}`)}</span>
          {!heard && !wall && <SoundTest />}
        </div>
      )}
    </div>
  )
}
