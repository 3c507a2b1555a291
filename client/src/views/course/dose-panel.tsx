import type { PlacedSession } from '@chairside/shared/patient-course'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { roundAxis } from '../../model/course-shape.ts'
import { numberWords } from '../../words/numbers.ts'
import { Chips } from '../common/chips.tsx'
import { signedOf } from '../common/format.ts'
import { CourseFrame } from './course-frame.tsx'

const HEIGHT_PX = 260
const UNITS = ['perKg', 'mg'] as const

/** What was given against the largest rise that followed. */
export const DosePanel = ({ sessions, picked }: { readonly sessions: readonly PlacedSession[]; readonly picked: string | null }) => {
  const { t } = useTranslation()
  const [unit, setUnit] = useState<(typeof UNITS)[number]>('perKg')
  const points = sessions.flatMap(({ sessionId, infusionNumber, rise, givenMg, orderedMg, weightKg }) => {
    const mg = givenMg ?? orderedMg
    return rise === null ? [] : [{ sessionId, infusionNumber, rise, dose: unit === 'mg' ? mg : mg / weightKg }]
  })
  const doses = points.map(({ dose }) => dose)
  const apart = unit === 'mg' ? 2 : 0.05
  const x = roundAxis([Math.min(...doses) - apart, Math.max(...doses) + apart])
  const y = roundAxis(
    points.flatMap(({ rise }) => [rise.sys.by, rise.dia.by]),
    0,
  )
  const shown = (value: number): string => numberWords(Math.round(value * 100) / 100)
  return (
    <section className="course-panel" aria-labelledby="course-dose">
      <h2 id="course-dose">
        {t('course.dosePeak')} <small className="soft">{t('course.doseKey')}</small>
      </h2>
      <fieldset className="course-pick">
        <legend>{t('course.doseBy')}</legend>
        <Chips chips={UNITS.map((value) => ({ value, label: t(`course.${value}`), pressed: value === unit }))} onPick={setUnit} />
      </fieldset>
      <CourseFrame
        label={t('course.dosePeak')}
        heightPx={HEIGHT_PX}
        x={{ from: x.low, to: x.high, ticks: x.ticks.map((at) => ({ at, words: shown(at) })) }}
        y={{ from: y.low, to: y.high, ticks: y.ticks.map((at) => ({ at, words: signedOf(at) })) }}
        level={0}
      >
        {({ xOf, yOf }) =>
          points.map(({ sessionId, infusionNumber, rise, dose }) => (
            <g key={sessionId} className="course-dot" data-picked={sessionId === picked}>
              <circle cx={xOf(dose)} cy={yOf(rise.dia.by)} r={4} data-vital="dia" />
              <circle cx={xOf(dose)} cy={yOf(rise.sys.by)} r={5} />
              <text x={xOf(dose) + 8} y={yOf(rise.sys.by) + 4}>
                {infusionNumber}
              </text>
            </g>
          ))
        }
      </CourseFrame>
    </section>
  )
}
