import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { type ContinuousVital, VITALS } from '@chairside/shared/vital'
import type { WaveChannel } from '@chairside/shared/waveform'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FrozenTraces, freezeTraces } from '../../model/frozen-traces.ts'
import type { LostCause } from '../../model/lost-trace.ts'
import { shownFreshness } from '../../model/room-time.ts'
import { mmPerUnit, nextGain, SWEEP_SPEEDS, type SweepSpeed, speedOf } from '../../model/wave-scale.ts'
import { decimalWords } from '../../words/numbers.ts'
import { useCovered, useNow, useSpeed } from '../common/services.tsx'
import { canvasHeight, type Gains, useTraces } from './use-traces.ts'
import { WaveFrozen } from './wave-frozen.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const USUAL_GAINS: Gains = { ecg: 1, pleth: 1, resp: 1, co2: 1 }
/** Which numbers say the same as the traces. */
const NUMBERS = ['hr', 'pulse', 'spo2', 'rr', 'etco2'] as const satisfies readonly ContinuousVital[]

/** The numbers beside the traces, for whoever does not see them: none that is not live. */
const useNumbers = (chair: ChairPicture): string => {
  const { t } = useTranslation()
  const now = useNow()
  const speed = useSpeed()
  const said = NUMBERS.flatMap((vital) => {
    const numeric = chair.numerics[vital]
    if (numeric === undefined || numeric.flagged || shownFreshness(now, numeric.at, numeric.periodMs, speed) !== 'live') return []
    return [`${VITALS[vital].label} ${decimalWords(numeric.value, VITALS[vital].decimals)} ${VITALS[vital].unit}`]
  })
  return said.length === 0 ? t('wave.noNumbers') : said.join(', ')
}

const useLostWords = (): ((channel: WaveChannel, cause: LostCause) => string) => {
  const { t } = useTranslation()
  return (channel, cause) => (cause === 'off' ? t(`wave.lost.off.${channel}`) : t(`wave.lost.${cause}`))
}

/** The channels below each other, one canvas beside their names; frozen, with a calliper over them. */
export const WaveLanes = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const covered = useCovered()
  const canvas = useRef<HTMLCanvasElement>(null)
  const described = useId()
  const [speed, setSpeed] = useState<SweepSpeed>(25)
  const [gains, setGains] = useState<Gains>(USUAL_GAINS)
  const [frozen, setFrozen] = useState<FrozenTraces | null>(null)
  const { channels, lost, isKnown, read } = useTraces({ chair, session, canvas, speed, gains, isStill: frozen !== null || covered })
  const numbers = useNumbers(chair)
  const lostWords = useLostWords()

  if (channels.length === 0) {
    return (
      <p className="waves-note">
        <strong>{t('wave.title')}</strong> {chair.source === null ? t('wave.lost.unbound') : isKnown ? t('wave.none') : t('wave.opening')}
      </p>
    )
  }
  const shownChannels = frozen === null ? channels : frozen.channels
  const gainText = (channel: WaveChannel): string =>
    t(`wave.unit.${channel}`, { mm: mmPerUnit(channel, gains[channel]), gain: gains[channel] })
  const freeze = (): void => {
    const now = read()
    setFrozen(now === null ? null : freezeTraces(now.traces, now.at))
  }
  const height = canvasHeight(shownChannels)
  const label = t('wave.label', {
    channels: shownChannels.map((channel) => t(`wave.channel.${channel}`)).join(', '),
    numbers: covered ? t('wave.noNumbers') : numbers,
  })
  return (
    <>
      <div className="waves-head">
        <h2>{t('wave.title')}</h2>
        <fieldset className="waves-speed">
          <legend className="visually-hidden">{t('wave.speed')}</legend>
          {SWEEP_SPEEDS.map((one) => (
            <button
              key={one}
              type="button"
              className="chip-button"
              aria-pressed={one === speed}
              title={t('wave.speeds', { fast: one, slow: speedOf('resp', one) })}
              onClick={() => setSpeed(one)}
            >
              {t('wave.speedOf', { mm: one })}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="chip-button waves-freeze"
          aria-pressed={frozen !== null}
          onClick={() => (frozen === null ? freeze() : setFrozen(null))}
        >
          {frozen === null ? t('wave.freeze') : t('wave.release')}
        </button>
      </div>
      <div className="waves" data-covered={covered} data-frozen={frozen !== null}>
        <ul className="waves-names">
          {shownChannels.map((channel) => (
            <li key={channel} data-channel={channel}>
              <button
                type="button"
                className="waves-name"
                aria-label={t('wave.gainOf', { channel: t(`wave.channel.${channel}`), gain: gainText(channel) })}
                onClick={() => setGains({ ...gains, [channel]: nextGain(gains[channel]) })}
              >
                <span>{t(`wave.channel.${channel}`)}</span>
                <small>{gainText(channel)}</small>
              </button>
            </li>
          ))}
        </ul>
        <div className="waves-plot">
          {frozen === null ? (
            <div className="waves-stage" style={{ height }}>
              <canvas ref={canvas} className="waves-canvas" role="img" aria-label={label} aria-describedby={described} />
              <ul className="waves-lost" id={described}>
                {!covered &&
                  shownChannels.map((channel, index) => {
                    const cause = lost[channel]
                    return cause === undefined ? null : (
                      <li key={channel} style={{ top: `${((index + 0.5) * 100) / shownChannels.length}%` }}>
                        <span className="visually-hidden">{t(`wave.channel.${channel}`)}: </span>
                        {lostWords(channel, cause)}
                      </li>
                    )
                  })}
              </ul>
            </div>
          ) : (
            <WaveFrozen frozen={frozen} speed={speed} gains={gains} label={label} height={height} />
          )}
          {covered && <p className="waves-cover">{t('wave.covered')}</p>}
        </div>
      </div>
    </>
  )
}
