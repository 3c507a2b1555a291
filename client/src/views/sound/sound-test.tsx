import '../common/chips.css'
import './sound.css'
import { useTranslation } from 'react-i18next'
import { Icon } from '../common/icon.tsx'
import { useServices } from '../common/services.tsx'
import { useSound } from './use-sound.ts'

/** A8: plays the test, and asks whether a person heard it: nothing else knows. */
export const SoundTest = () => {
  const { t } = useTranslation()
  const { sound } = useServices()
  const output = useSound((state) => state.output)
  const test = useSound((state) => state.test)
  if (output === 'unavailable') return null
  return (
    <div className="sound-test">
      <div className="sound-said" role="status">
        {test === 'waiting' && t('sound.test.waiting')}
        {test === 'asked' && <b>{t('sound.test.ask')}</b>}
        {test === 'heard' && (
          <>
            <Icon name="check" size={18} /> {t('sound.test.heard')}
          </>
        )}
      </div>
      {test === 'asked' && (
        <>
          <button type="button" className="chip-button" onClick={() => sound.answerTest(true)}>
            {t('sound.test.yes')}
          </button>
          <button type="button" className="chip-button" onClick={() => sound.answerTest(false)}>
            {t('sound.test.no')}
          </button>
        </>
      )}
      <button type="button" className="chip-button" onClick={() => sound.playTest()}>
        <Icon name="sound" size={18} /> {t(test === 'untested' || test === 'waiting' ? 'sound.test.play' : 'sound.test.again')}
      </button>
    </div>
  )
}

/** The test as the door asks for it. */
export const SignInSound = () => {
  const { t } = useTranslation()
  const silent = useSound((state) => !state.station.carries)
  const output = useSound((state) => state.output)
  const test = useSound((state) => state.test)
  return (
    <section className="sign-in-sound" aria-label={t('sound.title')}>
      {output === 'unavailable' ? (
        <p>
          <b>{t('sound.banner.unavailable')}</b> {t('sound.advice.unavailable')}
        </p>
      ) : (
        <p>{t(test === 'not-heard' ? 'sound.advice.not-heard' : silent ? 'sound.station.says.off' : 'sound.test.signIn')}</p>
      )}
      <SoundTest />
    </section>
  )
}
