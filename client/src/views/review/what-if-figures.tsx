import { SHIFTS, type Shifts, type WhatIfChange, type WhatIfResult, type WhatIfSide } from '@chairside/shared/alarm-what-if'
import { dayOf } from '@chairside/shared/clinic-day'
import { HOUR_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { decimalWords } from '../../words/numbers.ts'
import { useShortData } from '../common/data-words.ts'
import { dateWords } from '../common/day-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import { ChartLink } from './chart-link.tsx'
import { ofNumbers, ReviewTable } from './review-table.tsx'
import { graverThanLow, rateWords, shareWords, useNameWords } from './review-words.ts'

const countOf = (lines: readonly { readonly count: number }[]): number => lines.reduce((sum, { count }) => sum + count, 0)
const graver = ({ alarms }: WhatIfSide): number => countOf(alarms.filter(({ priority }) => priority !== 'low'))
const low = ({ alarms }: WhatIfSide): number => countOf(alarms.filter(({ priority }) => priority === 'low'))
const confirmed = ({ excursions }: WhatIfSide): number =>
  countOf(excursions.filter(({ ending }) => ending !== 'not-confirmed' && ending !== 'not-reproduced'))

/** `+0.12`, `−0.30`, `0`. */
const changeWords = (difference: number): string => {
  const text = decimalWords(Math.abs(difference), 2)
  return Math.abs(difference) < 0.005 ? '0' : `${difference > 0 ? '+' : '−'}${text}`
}

const SideBySide = ({ result }: { readonly result: WhatIfResult }) => {
  const { t } = useTranslation()
  const { before, after, spanMs } = result
  const rows = [
    { key: 'perHour', count: graver },
    { key: 'lowPerHour', count: low },
    { key: 'excursions', count: (side: WhatIfSide) => countOf(side.excursions) },
    { key: 'confirmed', count: confirmed },
  ] as const
  const inAlarm = (side: WhatIfSide): number => graverThanLow(side.inAlarmMs)
  return (
    <ReviewTable columns={[t('whatIf.title'), ofNumbers(t('whatIf.before')), ofNumbers(t('whatIf.after')), ofNumbers(t('whatIf.change'))]}>
      <tbody>
        {rows.map(({ key, count }) => (
          <tr key={key}>
            <th scope="row" className="review-words">
              {t(`whatIf.${key}`)}
            </th>
            {[before, after].map((side) => (
              <td key={side === before ? 'before' : 'after'} className="number">
                <b>{rateWords(count(side), spanMs)}</b> <small className="soft">{count(side)}</small>
              </td>
            ))}
            <td className="number">{spanMs <= 0 ? '–' : changeWords(((count(after) - count(before)) * HOUR_MS) / spanMs)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row" className="review-words">
            {t('whatIf.inAlarm')}
          </th>
          <td className="number">
            <b>{shareWords(inAlarm(before), spanMs)}</b> <small className="soft">{spanOf(inAlarm(before))}</small>
          </td>
          <td className="number">
            <b>{shareWords(inAlarm(after), spanMs)}</b> <small className="soft">{spanOf(inAlarm(after))}</small>
          </td>
          <td className="number">
            {inAlarm(after) < inAlarm(before) ? '−' : '+'}
            {spanOf(Math.abs(inAlarm(after) - inAlarm(before)))}
          </td>
        </tr>
      </tbody>
    </ReviewTable>
  )
}

const ShiftRows = ({ title, lines }: { readonly title: string; readonly lines: readonly ({ readonly name: string } & Shifts)[] }) => {
  const nameWords = useNameWords()
  return (
    <tbody>
      <tr className="review-group">
        <th colSpan={SHIFTS.length + 1} scope="rowgroup">
          {title}
        </th>
      </tr>
      {lines.map((line) => (
        <tr key={line.name}>
          <th scope="row">{nameWords(line.name)}</th>
          {SHIFTS.map((shift) => (
            <td key={shift} className="number">
              {line[shift]}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

const useChangeWords = () => {
  const { t } = useTranslation()
  const { value: valueWords } = useShortData()
  const side = (change: WhatIfChange, which: 'before' | 'after'): string => {
    if (change.what === 'alarm') {
      const alarm = change[which]
      return alarm === null ? t('review.nothing') : `${t(`priority.${alarm.priority}`)} · ${valueWords(alarm.text)}`
    }
    const excursion = change[which]
    if (excursion === null) return t('review.nothing')
    return `${t(`level.${excursion.peak}`)}, ${excursion.ending === null ? t('review.stillOpen') : t(`ending.${excursion.ending}`)}`
  }
  const shift = ({ shift: kind, byMs }: WhatIfChange): string =>
    (kind === 'earlier' || kind === 'later') && byMs !== null
      ? t(`again.${kind}`, { span: spanOf(Math.abs(byMs)) })
      : t(`whatIf.shift.${kind}`)
  return { side, shift }
}

const Changes = ({ result }: { readonly result: WhatIfResult }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const nameWords = useNameWords()
  const { side, shift } = useChangeWords()
  if (result.changed === 0) return <p className="soft">{t('whatIf.noChange')}</p>
  return (
    <details className="review-details">
      <summary>
        {t('whatIf.changes')}{' '}
        <small className="soft">{t('whatIf.changesShown', { count: result.changes.length, total: result.changed })}</small>
      </summary>
      <ReviewTable
        columns={[
          t('review.began'),
          ofNumbers(t('review.chair')),
          t('review.what'),
          t('whatIf.before'),
          t('whatIf.change'),
          t('whatIf.after'),
          t('review.chart'),
        ]}
      >
        <tbody>
          {result.changes.map((change) => {
            const { sessionId, chairId, at, what, name } = change
            const time = clockOf(at, timeZone)
            return (
              <tr key={`${sessionId} ${what} ${name} ${at} ${side(change, 'before')} ${side(change, 'after')}`}>
                <td>
                  <span className="soft">{dateWords(dayOf(at, timeZone))}</span> {time}
                </td>
                <td className="number">{chairId}</td>
                <th scope="row" className="review-words">
                  {nameWords(name)} <small className="soft">{t(what === 'alarm' ? 'whatIf.alarms' : 'whatIf.excursionRows')}</small>
                </th>
                <td className="review-words">{side(change, 'before')}</td>
                <td className="strong">{shift(change)}</td>
                <td className="review-words">{side(change, 'after')}</td>
                <td>
                  <ChartLink sessionId={sessionId} chairId={chairId} time={time} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </ReviewTable>
    </details>
  )
}

/** Both judgements of a period side by side: rates, what becomes of what there was, and the sessions in which it changes. */
export const WhatIfFigures = ({ result }: { readonly result: WhatIfResult }) => {
  const { t } = useTranslation()
  const gone = [...result.alarms, ...result.excursions].some((line) => line.gone > 0)
  return (
    <div className="review-result">
      <div className="review-sides">
        <SideBySide result={result} />
        {result.alarms.length + result.excursions.length > 0 && (
          <ReviewTable columns={[t('whatIf.moved'), ...SHIFTS.map((shift) => ofNumbers(t(`whatIf.shift.${shift}`)))]}>
            <ShiftRows title={t('whatIf.alarms')} lines={result.alarms} />
            <ShiftRows title={t('whatIf.excursionRows')} lines={result.excursions} />
          </ReviewTable>
        )}
      </div>
      {gone && <p>{t('whatIf.missed')}</p>}
      <Changes result={result} />
      {result.refused.length > 0 && (
        <>
          <p>{t('whatIf.refused', { count: result.refused.length })}</p>
          <ul className="review-notes">
            {result.refused.slice(0, 8).map(({ sessionId, faults }) => (
              <li key={sessionId}>
                <Link to={`/sessions/${encodeURIComponent(sessionId)}`}>{t('review.chart')}</Link> {faults.join('; ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
