import '../common/bar-panel.css'
import './sound.css'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { chairsOf, runningSession } from '../../model/selectors.ts'
import { mayBeSilent, pauseLeftMs, STATION_KINDS, stationOf, troubleOf } from '../../model/sound-state.ts'
import { AlarmMark, useAlarmText } from '../common/alarm-mark.tsx'
import { Icon } from '../common/icon.tsx'
import { useMayAct, useNow, useRoom, useServices, useSpeed } from '../common/services.tsx'
import { SoundPause } from '../common/sound-pause.tsx'
import { usePanel } from '../common/use-panel.ts'
import { SoundTest } from './sound-test.tsx'
import { useSound } from './use-sound.ts'

/** What the header says of the sound, in a few words. */
const useSaid = (): string => {
  const { t } = useTranslation()
  const trouble = useSound(troubleOf)
  const voice = useSound((state) => state.voice)
  const carries = useSound((state) => state.station.carries)
  if (trouble !== null && (trouble !== 'untested' || voice === null)) return t(`sound.trouble.${trouble}`)
  if (voice !== null) return voice.chairId === null ? t('sound.soundingScreen') : t('sound.sounding', { chair: voice.chairId })
  return carries ? t('sound.on') : t('sound.offHere')
}

/** Where this screen stands, and whether it is heard there (A8). */
export const StationChoice = () => {
  const { t } = useTranslation()
  const { sound, device } = useServices()
  const station = useSound((state) => state.station)
  const name = useId()
  const says = station.kind === 'desk' ? 'desk' : station.carries ? 'on' : 'off'
  const own = useStore(device, (preferences) => preferences.chairId)
  return (
    <fieldset className="sound-station">
      <legend>{t('sound.station.title')}</legend>
      <div className="sound-kinds">
        {STATION_KINDS.map((kind) => (
          <label key={kind} data-chosen={kind === station.kind}>
            <input type="radio" name={name} checked={kind === station.kind} onChange={() => sound.setStation(stationOf(kind))} />
            {t(`sound.station.${kind}`)}
          </label>
        ))}
      </div>
      {mayBeSilent(station.kind) && (
        <label className="sound-carries">
          <input
            type="checkbox"
            checked={station.carries}
            onChange={(event) => sound.setStation({ kind: station.kind, carries: event.currentTarget.checked })}
          />
          {t('sound.station.carries')}
        </label>
      )}
      <p>
        {station.kind === 'chairside' && station.carries && own !== null
          ? t('screen.ownChairHeard', { chair: own })
          : t(`sound.station.says.${says}`)}
      </p>
    </fieldset>
  )
}

/** The chairs that ask to be heard, each with its own pause (A5): there is none for the room. */
const PauseList = () => {
  const { t } = useTranslation()
  const text = useAlarmText()
  const chairs = useRoom(chairsOf)
  const now = useNow()
  const speed = useSpeed()
  const mayAct = useMayAct()
  const worstOf = (chair: ChairPicture) => worstFirst(chair.alarms).find((alarm) => alarm.acknowledgement === null)
  const asking = chairs.filter(
    (chair) => runningSession(chair) !== null && (worstOf(chair) !== undefined || pauseLeftMs(chair.care, now, speed) !== null),
  )
  return (
    <section className="sound-chairs" aria-label={t('sound.pause.title')}>
      <h3>{t('sound.pause.title')}</h3>
      {asking.length === 0 && <p>{t('sound.pause.none')}</p>}
      <ul>
        {asking.map((chair) => {
          const worst = worstOf(chair)
          return (
            <li key={chair.chairId}>
              <span className="sound-chair">
                <b>{t('strip.chair', { chair: chair.chairId })}</b>
                {worst !== undefined && (
                  <span className="sound-alarm">
                    <AlarmMark priority={worst.presentedAs} /> {text(worst)}
                  </span>
                )}
              </span>
              <SoundPause chair={chair} mayAct={mayAct} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What the sound of this screen is, in the words of the header. */
export const SoundPill = () => {
  const said = useSaid()
  const trouble = useSound(troubleOf)
  const audible = useSound(
    (state) => state.output === 'running' && state.test !== 'not-heard' && (state.station.carries || state.voice !== null),
  )
  return (
    <span className="pill" data-kind={trouble === null || trouble === 'untested' ? 'sound' : 'not-live'}>
      <Icon name={audible ? 'sound' : 'soundOff'} size={16} />
      {said}
    </span>
  )
}

/** The state of the sound in the header, always visible (A8); opens what can be done about it. */
export const SoundControl = () => {
  const { t } = useTranslation()
  const trouble = useSound(troubleOf)
  const { open, toggle, id: panelId, root, button } = usePanel<HTMLDivElement>()

  return (
    <div className="sound-control" ref={root}>
      <button type="button" className="sound-button" ref={button} aria-expanded={open} aria-controls={panelId} onClick={toggle}>
        <SoundPill />
      </button>
      {open && (
        <section className="bar-panel sound-panel" id={panelId} aria-label={t('sound.title')}>
          <h2>{t('sound.title')}</h2>
          {trouble !== null && (
            <p>
              <b>{t(`sound.banner.${trouble}`)}</b> {t(`sound.advice.${trouble}`)}
            </p>
          )}
          <SoundTest />
          <PauseList />
          <StationChoice />
        </section>
      )}
    </div>
  )
}
