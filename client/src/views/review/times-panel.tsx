import type { Priority } from '@chairside/shared/alarm'
import type { AlarmReview, ReviewedStretch } from '@chairside/shared/alarm-review'
import { dayOf } from '@chairside/shared/clinic-day'
import { useTranslation } from 'react-i18next'
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { dateWords } from '../common/day-words.ts'
import { clockOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import { PriorityWord } from './load-table.tsx'
import { ofNumbers, ReviewTable } from './review-table.tsx'
import { allOf, GRAVEST_FIRST, hoursWords } from './review-words.ts'

const FILL: Readonly<Record<Priority, string>> = { high: 'var(--high-line)', medium: 'var(--medium-line)', low: 'var(--low-line)' }
const TICK = { fill: 'var(--soft)', fontSize: 13 }
/** The gravest stands on the axis. */
const STACKED = GRAVEST_FIRST

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000]

/** Whole numbers from none to at least `most`, five lines at the most. */
const ticksTo = (most: number): readonly number[] => {
  const step = STEPS.find((one) => most <= one * 4) ?? most
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, index) => index * step)
}

const useStretchWords = (byHour: boolean): ((stretch: ReviewedStretch) => string) => {
  const timeZone = useTimeZone()
  return ({ fromAt }) => (byHour ? clockOf(fromAt, timeZone) : dateWords(dayOf(fromAt, timeZone)).replace(/ ?\d{4}$/, ''))
}

/** Alarms by hour or by day, stacked by priority; the same numbers stand in the table below. */
export const TimesPanel = ({ review }: { readonly review: AlarmReview }) => {
  const { t } = useTranslation()
  const byHour = review.from === review.to
  const words = useStretchWords(byHour)
  const { stretches } = review
  const title = t(byHour ? 'review.timesDay' : 'review.timesDays')
  // In the hour that the clocks repeat, two bars have one name: places are told apart by their number.
  const bars = stretches.map((stretch, place) => ({ place, ...stretch.vital }))
  const ticks = ticksTo(Math.max(...stretches.map(({ vital }) => allOf(vital))))
  return (
    <section className="review-panel review-wide" aria-labelledby="review-times">
      <div className="review-panel-head">
        <h2 id="review-times">
          {title}
          {byHour && stretches.length !== 24 && <small className="soft"> {t('review.hoursDay', { hours: stretches.length })}</small>}
        </h2>
        {GRAVEST_FIRST.map((priority) => (
          <PriorityWord key={priority} priority={priority} />
        ))}
      </div>
      <div className="review-plot" role="img" aria-label={title}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={bars} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false} barCategoryGap="18%">
            <XAxis
              dataKey="place"
              tick={TICK}
              tickLine={false}
              axisLine={{ stroke: 'var(--line-strong)' }}
              tickFormatter={(place: number) => (stretches[place] === undefined ? '' : words(stretches[place]))}
              minTickGap={14}
            />
            <YAxis
              width={40}
              tick={TICK}
              tickLine={false}
              axisLine={false}
              allowDecimals={false}
              domain={[0, ticks.at(-1) ?? 1]}
              ticks={[...ticks]}
            />
            {STACKED.map((priority) => (
              <Bar key={priority} dataKey={priority} stackId="vital" fill={FILL[priority]} isAnimationActive={false} />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <details className="review-details">
        <summary>{t('review.asTable')}</summary>
        <ReviewTable
          columns={[
            t('review.time'),
            ...GRAVEST_FIRST.map((priority) => ofNumbers(t(`priority.${priority}`))),
            ofNumbers(t('review.technicalCount')),
            ofNumbers(t('review.chairHours')),
          ]}
        >
          <tbody>
            {stretches.map((stretch) => (
              <tr key={stretch.fromAt}>
                <th scope="row">{words(stretch)}</th>
                {GRAVEST_FIRST.map((priority) => (
                  <td key={priority} className="number">
                    {stretch.vital[priority]}
                  </td>
                ))}
                <td className="number">{stretch.technical}</td>
                <td className="number">{hoursWords(stretch.spanMs)}</td>
              </tr>
            ))}
          </tbody>
        </ReviewTable>
      </details>
    </section>
  )
}
