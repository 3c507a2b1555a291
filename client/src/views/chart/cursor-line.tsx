import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { VITALS } from '@chairside/shared/vital'
import { useTranslation } from 'react-i18next'
import { valuesAt } from '../../model/chart-cursor.ts'
import { decimalWords } from '../../words/numbers.ts'
import { clockSecondsOf, rateShown, spanOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'

const SHOWN = ['hr', 'pulse', 'spo2', 'rr', 'etco2', 'temp'] as const

interface CursorPart {
  readonly label: string
  readonly value: string
}

const useCursorParts = (chart: SessionChart): ((at: Moment) => readonly CursorPart[]) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  return (at) => {
    const { set, values, rateMlPerHour, givenMg } = valuesAt(chart, at)
    const setWords =
      set === null
        ? t('plotChart.noSet')
        : `${set.sys}/${set.dia}${set.map === null ? '' : ` (${set.map})`} · ${t(set.at <= at ? 'plotChart.setAge' : 'plotChart.setAfter', { age: spanOf(Math.abs(at - set.at)) })}`
    const vitals = SHOWN.flatMap((vital): readonly CursorPart[] => {
      const found = values[vital]
      if (found === undefined || (vital === 'pulse' && values.hr !== undefined)) return []
      const shown = (value: number): string => decimalWords(value, VITALS[vital].decimals)
      return [
        { label: VITALS[vital].label, value: found.low === found.high ? shown(found.low) : `${shown(found.low)}–${shown(found.high)}` },
      ]
    })
    const pump = rateMlPerHour === null ? t('plotChart.noRate') : t('plotChart.rate', { rate: rateShown(rateMlPerHour) })
    return [
      { label: t('plot.minute'), value: String(Math.floor((at - originAt) / MINUTE_MS)) },
      { label: t('plot.time'), value: clockSecondsOf(at, timeZone) },
      { label: t('plotChart.sysDia'), value: setWords },
      ...vitals,
      {
        label: t('plot.infusion'),
        value: givenMg === null ? pump : `${pump} · ${t('sessions.doseSaid', { mg: decimalWords(givenMg, 1) })}`,
      },
    ]
  }
}

/** All values of a moment in one sentence. */
export const useCursorWords = (chart: SessionChart): ((at: Moment) => string) => {
  const parts = useCursorParts(chart)
  return (at) =>
    parts(at)
      .map(({ label, value }) => `${label} ${value}`)
      .join(', ')
}

/** What the cursor reads; the line keeps its height while there is none. */
export const CursorLine = ({ chart, at }: { readonly chart: SessionChart; readonly at: Moment | null }) => {
  const { t } = useTranslation()
  const parts = useCursorParts(chart)
  return (
    <p className="cursor-line">
      {at === null ? (
        <span className="soft">{t('plotChart.hint')}</span>
      ) : (
        parts(at).map(({ label, value }) => (
          <span key={label}>
            <small>{label}</small> {value}
          </span>
        ))
      )}
    </p>
  )
}
