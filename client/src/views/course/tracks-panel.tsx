import { INSTRUMENT_IDS, INSTRUMENTS } from '@chairside/shared/outcome-score'
import type { PlacedSession } from '@chairside/shared/patient-course'
import { MINUTE_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { roundAxis, runsOf } from '../../model/course-shape.ts'
import { tenthsShown } from '../common/format.ts'
import { CourseFrame, pathOf } from './course-frame.tsx'

const HEIGHT_PX = 150
/** Series of one track are told apart by their line, and by the word at its end. */
const DASHES = ['', '6 4', '1.5 4', '9 3 2 3']

interface Series {
  readonly name: string
  readonly values: readonly (number | null)[]
}

/** Filled, open, or a square: a value that stands alone has no line to tell it by. */
const Dot = ({ index, x, y }: { readonly index: number; readonly x: number; readonly y: number }) =>
  index === 2 ? <rect x={x - 3} y={y - 3} width={6} height={6} /> : <circle cx={x} cy={y} r={3.2} data-open={index === 1} />

interface TrackProps {
  readonly title: string
  readonly numbers: readonly number[]
  readonly series: readonly Series[]
  /** The axis begins there at the latest. */
  readonly from?: number
}

const Track = ({ title, numbers, series, from }: TrackProps) => {
  const known = series.filter(({ values }) => values.some((value) => value !== null))
  const values = known.flatMap((one) => one.values.filter((value) => value !== null))
  if (values.length === 0) return null
  const y = roundAxis(values, from, 1)
  return (
    <figure>
      <figcaption>
        {title}
        {known.map(({ name }, index) => (
          <span key={name} className="soft">
            <svg width="26" height="8" aria-hidden="true" className="course-track">
              <path d="M1 4H25" strokeDasharray={DASHES[index]} />
              <Dot index={index} x={13} y={4} />
            </svg>{' '}
            {name}
          </span>
        ))}
      </figcaption>
      <CourseFrame
        label={title}
        heightPx={HEIGHT_PX}
        x={{ from: -0.3, to: Math.max(1, numbers.length - 1) + 0.3, ticks: numbers.map((number, at) => ({ at, words: String(number) })) }}
        y={{ from: y.low, to: y.high, ticks: y.ticks.map((at) => ({ at, words: tenthsShown(at) })) }}
      >
        {({ xOf, yOf }) =>
          known.map((one, index) => (
            <g key={one.name} className="course-track">
              {runsOf(one.values).map((run) => (
                <path
                  key={run[0]?.place}
                  strokeDasharray={DASHES[index]}
                  d={pathOf(run.map(({ place, value }) => ({ x: xOf(place), y: yOf(value) })))}
                />
              ))}
              {one.values.map((value, place) =>
                value === null ? null : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place in the course is what it is.
                  <Dot key={place} index={index} x={xOf(place)} y={yOf(value)} />
                ),
              )}
            </g>
          ))
        }
      </CourseFrame>
    </figure>
  )
}

/** What moves from session to session. */
export const TracksPanel = ({ sessions }: { readonly sessions: readonly PlacedSession[] }) => {
  const { t } = useTranslation()
  const numbers = sessions.map(({ infusionNumber }) => infusionNumber)
  const of = (name: string, read: (session: PlacedSession) => number | null): Series => ({ name, values: sessions.map(read) })
  const inMinutes = (ms: number | null): number | null => (ms === null ? null : ms / MINUTE_MS)
  return (
    <section className="course-panel course-tracks" aria-labelledby="course-tracks">
      <h2 id="course-tracks">{t('course.bySession')}</h2>
      <div>
        <Track
          title={t('course.track.baseline')}
          numbers={numbers}
          series={[
            of(t('course.series.sys'), ({ baseline }) => baseline?.sys ?? null),
            of(t('course.series.dia'), ({ baseline }) => baseline?.dia ?? null),
          ]}
        />
        <Track
          title={t('course.track.stay')}
          numbers={numbers}
          from={0}
          series={[
            of(t('course.series.stay'), ({ stayMs }) => inMinutes(stayMs)),
            of(t('course.series.recovery'), ({ recoveryMs }) => inMinutes(recoveryMs)),
          ]}
        />
        <Track
          title={t('course.track.experience')}
          numbers={numbers}
          from={0}
          series={[
            of(t('course.series.cadss'), ({ cadss }) => cadss?.value ?? null),
            of(t('course.series.dissociation'), ({ dissociation }) => dissociation?.value ?? null),
          ]}
        />
        <Track
          title={t('course.track.scores')}
          numbers={numbers}
          from={0}
          series={INSTRUMENT_IDS.filter((instrument) => instrument !== 'c-ssrs').map((instrument) =>
            of(INSTRUMENTS[instrument].label, ({ before }) => before[instrument] ?? null),
          )}
        />
        <Track
          title={t('course.track.screen')}
          numbers={numbers}
          from={0}
          series={[of(INSTRUMENTS['c-ssrs'].label, ({ before }) => before['c-ssrs'] ?? null)]}
        />
      </div>
    </section>
  )
}
