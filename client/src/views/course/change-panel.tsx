import type { PlacedSession } from '@chairside/shared/patient-course'
import { useTranslation } from 'react-i18next'
import type { CourseAxes } from '../../model/course-shape.ts'
import { signedOf } from '../common/format.ts'
import { CourseFrame } from './course-frame.tsx'
import { framedAxes, SessionLine } from './course-lines.tsx'

interface Props {
  /** Those with a baseline and sets, oldest first. */
  readonly sessions: readonly PlacedSession[]
  readonly axes: CourseAxes
  readonly picked: string | null
  readonly onPick: (sessionId: string | null) => void
}

const CHIPS_AT_MOST = 12
const HEIGHT_PX = 300
const LIGHTEST = 42
const DARKEST = 68

/** Older sessions fade, down to where they still stand out from their ground. */
const strokeOf = (index: number, count: number): string => {
  if (index === count - 1) return 'var(--ink)'
  const share = count < 3 ? LIGHTEST : LIGHTEST + ((DARKEST - LIGHTEST) * index) / (count - 2)
  return `color-mix(in srgb, var(--ink) ${Math.round(share)}%, var(--panel))`
}

const Pick = ({ sessions, picked, onPick }: Omit<Props, 'axes'>) => {
  const { t } = useTranslation()
  if (sessions.length > CHIPS_AT_MOST)
    return (
      <label className="course-pick">
        <span>{t('course.pick')}</span>
        <select value={picked ?? ''} onChange={(event) => onPick(event.currentTarget.value === '' ? null : event.currentTarget.value)}>
          <option value="">{t('course.newest')}</option>
          {[...sessions].reverse().map(({ sessionId, infusionNumber, day }) => (
            <option key={sessionId} value={sessionId}>{`${infusionNumber} · ${day}`}</option>
          ))}
        </select>
      </label>
    )
  return (
    <fieldset className="course-pick">
      <legend>{t('course.pick')}</legend>
      {sessions.map(({ sessionId, infusionNumber, rise }) => (
        <button
          key={sessionId}
          type="button"
          className="chip-button"
          aria-pressed={sessionId === picked}
          aria-label={t('course.lineOf', {
            number: infusionNumber,
            sys: rise === null ? '–' : signedOf(rise.sys.by),
            dia: rise === null ? '–' : signedOf(rise.dia.by),
          })}
          onClick={() => onPick(sessionId === picked ? null : sessionId)}
        >
          {infusionNumber}
        </button>
      ))}
    </fieldset>
  )
}

/** All sessions over each other, as change from each one's own baseline. */
export const ChangePanel = ({ sessions, axes, picked, onPick }: Props) => {
  const { t } = useTranslation()
  const framed = framedAxes(axes)
  // What is brought forward is drawn last.
  const ordered = [...sessions.entries()].sort(([, a], [, b]) => Number(a.sessionId === picked) - Number(b.sessionId === picked))
  return (
    <section className="course-panel" aria-labelledby="course-change">
      <h2 id="course-change">
        {t('course.change')} <small className="soft">{t('course.changeUnit')}</small>
      </h2>
      {sessions.length > 1 && <Pick sessions={sessions} picked={picked} onPick={onPick} />}
      <div className="course-pair">
        {(['sys', 'dia'] as const).map((vital) => (
          <figure key={vital}>
            <figcaption>{t(vital === 'sys' ? 'course.changeSys' : 'course.changeDia')}</figcaption>
            <CourseFrame
              label={`${t('course.change')}, ${t(vital === 'sys' ? 'course.changeSys' : 'course.changeDia')}`}
              heightPx={HEIGHT_PX}
              {...framed}
              level={0}
            >
              {(scales) =>
                ordered.map(([index, session]) => {
                  const isPicked = session.sessionId === picked
                  return (
                    <g
                      key={session.sessionId}
                      data-session={session.sessionId}
                      data-forward={isPicked || (picked === null && index === sessions.length - 1)}
                    >
                      <SessionLine
                        session={session}
                        vital={vital}
                        toMinute={axes.toMinute}
                        scales={scales}
                        dotPx={isPicked || index === sessions.length - 1 ? 3 : 2}
                        stroke={isPicked ? 'var(--accent)' : strokeOf(index, sessions.length)}
                      />
                    </g>
                  )
                })
              }
            </CourseFrame>
          </figure>
        ))}
      </div>
      <p className="course-key soft">
        {sessions.length > 1 && (
          <>
            <i style={{ background: 'var(--ink)' }} /> {t('course.newest')} <i style={{ background: strokeOf(0, 9) }} /> {t('course.older')}{' '}
            <i style={{ background: 'var(--accent)' }} /> {t('course.picked')} ·{' '}
          </>
        )}
        {t('course.parted')}
        {axes.beyond > 0 && ` ${t('course.beyond', { count: axes.beyond, minute: axes.toMinute })}`}
      </p>
    </section>
  )
}
