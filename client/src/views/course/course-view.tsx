import './course.css'
import './course-plot.css'
import type { PatientCourse } from '@chairside/shared/patient-course'
import { isEnded } from '@chairside/shared/session'
import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams } from 'react-router'
import { courseAxes } from '../../model/course-shape.ts'
import { Chips } from '../common/chips.tsx'
import { dateWords } from '../common/day-words.ts'
import { Icon } from '../common/icon.tsx'
import { OutcomeEntry } from '../common/outcome-entry.tsx'
import { OutcomeHistory } from '../common/outcome-history.tsx'
import { useChartScheme } from '../common/page-scheme.ts'
import { useIsPerson, useMayAct, useServices } from '../common/services.tsx'
import { ChangePanel } from './change-panel.tsx'
import { CourseTable } from './course-table.tsx'
import { isInfused } from './course-words.ts'
import { DosePanel } from './dose-panel.tsx'
import { EachPanel } from './each-panel.tsx'
import { NextPanel } from './next-panel.tsx'
import { TracksPanel } from './tracks-panel.tsx'
import { useCourse } from './use-course.ts'

const ALL = 0
const SHOWN_FIRST = 12

const CourseHead = ({ course }: { readonly course: PatientCourse }) => {
  const { t } = useTranslation()
  const { patient, courses, sessions } = course
  const present = courses.at(-1)
  return (
    <div className="course-head">
      <Link to="/sessions" className="back-link" aria-label={t('course.back')} title={t('course.back')}>
        <Icon name="back" />
      </Link>
      <h1>
        {patient.name} <small className="course-number soft">{patient.identifier}</small>
      </h1>
      {sessions.some(({ simulated }) => simulated) && (
        <span className="pill" data-kind="simulated" title={t('app.simulatedLong')}>
          {t('course.simulated')}
        </span>
      )}
      <p className="course-facts">
        {[
          ...(patient.bornOn === null ? [] : [t('patient.born', { day: dateWords(patient.bornOn) })]),
          ...(present === undefined ? [] : [t('course.given', { given: present.given, length: present.length })]),
        ].join(' · ')}
      </p>
    </div>
  )
}

/** What cannot be said of this course, and why. */
const CourseNotes = ({ course, onReload }: { readonly course: PatientCourse; readonly onReload: () => void }) => {
  const { t } = useTranslation()
  const { sessions, undrawn, unplaced, removed } = course
  const notes = [
    ...(undrawn > 0 ? [t('course.undrawn', { count: undrawn })] : []),
    ...(removed > 0 ? [t('course.removed', { count: removed })] : []),
    ...(unplaced > 0 ? [t('course.unplaced', { count: unplaced })] : []),
  ]
  const running = sessions.some(({ phase }) => !isEnded(phase))
  if (notes.length === 0 && !running) return null
  return (
    <div className="course-note" role="note">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {running && (
        <p>
          {t('course.running')}{' '}
          <button type="button" className="text-button" onClick={onReload}>
            {t('course.reload')}
          </button>
        </p>
      )}
    </div>
  )
}

/** The sessions of one course, or of all, drawn over each other and listed. */
const CourseSessions = ({ course }: { readonly course: PatientCourse }) => {
  const { t } = useTranslation()
  const present = course.courses.at(-1)?.courseNo ?? 1
  const [shown, setShown] = useState(present)
  const [picked, setPicked] = useState<string | null>(null)
  const sessions = useMemo(() => course.sessions.filter(({ courseNo }) => shown === ALL || courseNo === shown), [course.sessions, shown])
  const infused = useMemo(() => sessions.filter(isInfused), [sessions])
  const drawn = useMemo(() => infused.filter(({ points }) => points.length > 0), [infused])
  const axes = useMemo(() => courseAxes(drawn), [drawn])
  const [whole, setWhole] = useState(false)
  const last = <Item,>(list: readonly Item[]): readonly Item[] => (whole ? list : list.slice(-SHOWN_FIRST))
  const more = (list: readonly unknown[]) =>
    list.length > SHOWN_FIRST && (
      <button type="button" className="chip-button course-more" aria-pressed={whole} onClick={() => setWhole(!whole)}>
        {whole ? t('course.showLast', { count: SHOWN_FIRST }) : t('course.showAll', { count: list.length })}
      </button>
    )
  const bare = infused.filter(({ baseline }) => baseline === null)
  return (
    <>
      {course.courses.length > 1 && (
        <nav className="course-which" aria-label={t('course.which')}>
          <Chips
            chips={[
              ...course.courses.map(({ courseNo }) => ({
                value: courseNo,
                label: t(courseNo === present ? 'course.nthPresent' : 'course.nth', { number: courseNo }),
                pressed: shown === courseNo,
              })),
              { value: ALL, label: t('course.all'), pressed: shown === ALL },
            ]}
            onPick={(value) => {
              setShown(value)
              setPicked(null)
            }}
          />
        </nav>
      )}
      {sessions.length === 0 && <p className="course-panel course-none">{t('course.none')}</p>}
      {sessions.length > 0 && infused.length === 0 && <p className="course-panel course-none">{t('course.noneInfused')}</p>}
      {infused.length === 1 && <p className="soft">{t('course.first')}</p>}
      {bare.length > 0 && (
        <p className="soft">{t('course.noBaseline', { list: bare.map(({ infusionNumber }) => infusionNumber).join(', ') })}</p>
      )}
      {drawn.length > 0 && (
        <>
          <ChangePanel sessions={drawn} axes={axes} picked={picked} onPick={setPicked} />
          <EachPanel sessions={last(drawn)} axes={axes} picked={picked} more={more(drawn)} />
        </>
      )}
      {sessions.length > 0 && <CourseTable sessions={last(sessions)} picked={picked} more={more(sessions)} />}
      {drawn.length > 0 && (
        <div className="course-halves">
          <DosePanel sessions={drawn} picked={picked} />
          <TracksPanel sessions={infused} />
        </div>
      )}
    </>
  )
}

const Course = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation()
  const mayAct = useMayAct()
  const { value: course, state, reload } = useCourse(patientId)
  if (course === null)
    return (
      <main className="plain-page">
        <p role={state === 'reading' ? 'status' : 'alert'}>
          {state === 'reading' ? t('course.loading') : state === 'unknown' ? t('course.unknown') : t('course.failed')}
        </p>
        {state !== 'reading' && (
          <>
            <Button variant="default" onClick={reload}>
              {t('course.reload')}
            </Button>
            <Link to="/sessions">{t('course.back')}</Link>
          </>
        )}
      </main>
    )
  return (
    <main className="course-page">
      <CourseHead course={course} />
      {state === 'failed' && (
        <p className="strong" role="alert">
          {t('course.failed')}
        </p>
      )}
      <CourseNotes course={course} onReload={reload} />
      <NextPanel course={course} />
      <CourseSessions course={course} />
      <section className="course-panel" aria-labelledby="course-scores">
        <h2 id="course-scores">{t('scores.title')}</h2>
        <p className="soft">{mayAct ? t('scores.hint') : t('scores.mayNot')}</p>
        {mayAct && <OutcomeEntry known={course} onSaved={reload} />}
        <OutcomeHistory patientId={patientId} scores={course.scores} mayAct={mayAct} onChanged={reload} />
      </section>
    </main>
  )
}

const NotForYou = () => {
  const { t } = useTranslation()
  return (
    <main className="plain-page">
      <p>{t('sessions.notForYou')}</p>
    </main>
  )
}

/** The sessions of one patient beside each other, by our own id of the patient. */
export const CourseView = () => {
  const { patientId = '' } = useParams()
  useChartScheme()
  return useIsPerson() ? <Course key={patientId} patientId={patientId} /> : <NotForYou />
}

/** Finds whose session it is, and goes there. */
const CourseOf = ({ sessionId }: { readonly sessionId: string }) => {
  const { t } = useTranslation()
  const { courses } = useServices()
  const [found, setFound] = useState<{ readonly patientId: string } | 'reading' | 'failed' | 'nobody'>('reading')
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await courses.patientOf(sessionId)
      if (over) return
      setFound(answer.ok ? answer.value : answer.problem.code === 'unknown-patient' ? 'nobody' : 'failed')
    }
    void read()
    return () => {
      over = true
    }
  }, [courses, sessionId])
  if (typeof found !== 'string') return <Navigate to={`/patients/${found.patientId}`} replace />
  return (
    <main className="plain-page">
      <p role={found === 'reading' ? 'status' : 'alert'}>
        {found === 'reading' ? t('course.loading') : found === 'nobody' ? t('course.unplacedSession') : t('course.failed')}
      </p>
      {found !== 'reading' && <Link to="/sessions">{t('course.back')}</Link>}
    </main>
  )
}

export const CourseOfView = () => {
  const { sessionId = '' } = useParams()
  return useIsPerson() ? <CourseOf key={sessionId} sessionId={sessionId} /> : <NotForYou />
}
