import type { PlacedSession } from '@chairside/shared/patient-course'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CourseAxes } from '../../model/course-shape.ts'
import { dateWords } from '../common/day-words.ts'
import { signedOf } from '../common/format.ts'
import { CourseFrame } from './course-frame.tsx'
import { framedAxes, SessionLine } from './course-lines.tsx'
import { mgShown } from './course-words.ts'

const HEIGHT_PX = 150

interface Props {
  readonly sessions: readonly PlacedSession[]
  readonly axes: CourseAxes
  readonly picked: string | null
  /** The way to those that are not shown. */
  readonly more: ReactNode
}

const One = ({ session, axes, picked }: Omit<Props, 'sessions' | 'more'> & { readonly session: PlacedSession }) => {
  const { t } = useTranslation()
  const { sessionId, infusionNumber, day, orderedMg, givenMg, rise, stoppedMinute } = session
  const mg = t('course.doseSaid', { mg: mgShown(givenMg ?? orderedMg) })
  const said = t('course.lineOf', {
    number: infusionNumber,
    sys: rise === null ? '–' : signedOf(rise.sys.by),
    dia: rise === null ? '–' : signedOf(rise.dia.by),
  })
  return (
    <li data-picked={sessionId === picked}>
      <Link to={`/sessions/${sessionId}`}>
        <b>{infusionNumber}</b> {dateWords(day)} <span className="soft">{mg}</span>
      </Link>
      <CourseFrame
        label={said}
        heightPx={HEIGHT_PX}
        {...framedAxes(axes)}
        level={0}
        ground={({ xOf, yOf }) => (
          <rect
            className="course-infusing"
            x={xOf(0)}
            y={yOf(axes.high)}
            width={xOf(Math.min(stoppedMinute ?? axes.toMinute, axes.toMinute)) - xOf(0)}
            height={yOf(axes.low) - yOf(axes.high)}
          />
        )}
      >
        {(scales) => (
          <>
            <SessionLine session={session} vital="dia" toMinute={axes.toMinute} scales={scales} dotPx={1.6} />
            <SessionLine session={session} vital="sys" toMinute={axes.toMinute} scales={scales} dotPx={1.8} />
          </>
        )}
      </CourseFrame>
    </li>
  )
}

/** Every session by itself, all on the same axes. */
export const EachPanel = ({ sessions, axes, picked, more }: Props) => {
  const { t } = useTranslation()
  return (
    <section className="course-panel" aria-labelledby="course-each">
      <h2 id="course-each">
        {t('course.each')} <small className="soft">{t('course.eachKey')}</small>
      </h2>
      <ul className="course-each">
        {sessions.map((session) => (
          <One key={session.sessionId} session={session} axes={axes} picked={picked} />
        ))}
      </ul>
      {more}
    </section>
  )
}
