import './waves.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { FASTEST_WITH_WAVES } from '@chairside/shared/waveform'
import { useTranslation } from 'react-i18next'
import { useRoom, useSpeed } from '../common/services.tsx'
import { wavesCode } from './waves-on-demand.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

/** The live traces of a chair, as a monitor shows them; where there are none, why. */
export const WavesPanel = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const speed = useSpeed()
  const connected = useRoom((state) => state.liveness === 'live')
  const code = wavesCode.useCode(connected)
  const note = (): string | null => {
    if (speed > FASTEST_WITH_WAVES) return t('wave.tooFast', { most: FASTEST_WITH_WAVES, speed })
    if (code === 'failed') return t('wave.absent')
    return code === 'loading' ? t('wave.opening') : null
  }
  const said = note()
  return (
    <section className="panel waves-panel" aria-label={t('wave.title')}>
      {said !== null && (
        <p className="waves-note">
          <strong>{t('wave.title')}</strong> {said}
        </p>
      )}
      {said === null && typeof code !== 'string' && <code.WaveLanes chair={chair} session={session} />}
    </section>
  )
}
