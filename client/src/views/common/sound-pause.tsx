import './sound-pause.css'
import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { pauseLeftMs } from '../../model/sound-state.ts'
import { spanOf } from './format.ts'
import { Icon } from './icon.tsx'
import { OutcomeLine } from './outcome-line.tsx'
import { useNow, useSpeed } from './services.tsx'
import { type Acting, useAct } from './use-act.ts'

const PAUSES_MS = [60_000, 120_000] as const

/** A5: how long this chair stays silent, and who paused it; nothing where its sound is on. */
export const SoundPaused = ({ chair, full = false }: { readonly chair: ChairPicture; readonly full?: boolean }) => {
  const { t } = useTranslation()
  const leftMs = pauseLeftMs(chair.care, useNow(), useSpeed())
  const by = chair.care.soundPaused?.by ?? ''
  if (leftMs === null) return null
  // A second that has begun counts: 60 s begin as 1:00.
  const time = spanOf(Math.ceil(leftMs / 1_000) * 1_000)
  return (
    <span className="sound-paused" title={t('sound.pause.left', { time, by })}>
      <Icon name="soundOff" size={16} />
      <span className={full ? '' : 'visually-hidden'}>{t('sound.pause.paused')}</span>
      <b>{time}</b>
      <span className={full ? '' : 'visually-hidden'}>{t('sound.pause.by', { by })}</span>
    </span>
  )
}

interface ButtonsProps {
  readonly chairId: string
  readonly acting: Acting
  readonly onDone?: () => void
}

/** A5: 60 or 120 s for one chair. There is no other pause. */
export const PauseButtons = ({ chairId, acting, onDone }: ButtonsProps) => {
  const { t } = useTranslation()
  const pause = async (pauseMs: (typeof PAUSES_MS)[number]): Promise<void> => {
    if (await acting.run({ kind: 'pause-sound', pauseMs })) onDone?.()
  }
  return (
    <span className="pause-buttons">
      {PAUSES_MS.map((pauseMs) => (
        <button
          type="button"
          key={pauseMs}
          className="chip-button"
          disabled={acting.sending}
          aria-label={t('sound.pause.long', { chair: chairId, seconds: pauseMs / 1_000 })}
          onClick={() => void pause(pauseMs)}
        >
          <Icon name="soundOff" size={16} /> {t('sound.pause.seconds', { seconds: pauseMs / 1_000 })}
        </button>
      ))}
    </span>
  )
}

interface PauseProps {
  readonly chair: ChairPicture
  readonly mayAct: boolean
  /** Stands before the buttons where nothing around them says what they pause. */
  readonly label?: string
}

/** The pause of one chair where it runs, else the way to it. */
export const SoundPause = ({ chair, mayAct, label = '' }: PauseProps) => {
  const acting = useAct(chair.chairId, chair.session?.sessionId ?? null)
  const leftMs = pauseLeftMs(chair.care, useNow(), useSpeed())
  if (leftMs !== null) return <SoundPaused chair={chair} full />
  if (!mayAct) return null
  return (
    <span className="sound-pause">
      {label !== '' && <span className="soft">{label}</span>}
      <PauseButtons chairId={chair.chairId} acting={acting} />
      {(acting.sending || (acting.state.kind === 'answered' && !acting.state.outcome.ok)) && <OutcomeLine state={acting.state} />}
    </span>
  )
}
