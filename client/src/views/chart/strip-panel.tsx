import './strip.css'
import { dayOf } from '@chairside/shared/clinic-day'
import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { rowMsIn } from '../../model/strip-rows.ts'
import { type Gain, mmPerUnit, nextGain } from '../../model/wave-scale.ts'
import { dateWords } from '../common/day-words.ts'
import { clockOf, clockSecondsOf, zoneOf } from '../common/format.ts'
import { useServices, useTimeZone } from '../common/services.tsx'
import { STRIP_GUTTER_PX, StripPaper } from './strip-paper.tsx'
import type { ShownStrip, Strips } from './strip-shown.ts'

interface Props {
  readonly chart: SessionChart
  readonly strips: Strips
}

/** Of an upright sheet between its margins. */
const PAPER_ROW_MS = 7_000

/** Says what there is, where no strip is open. */
const StoredWords = ({ strips }: Pick<Props, 'strips'>) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { stored } = strips
  if (stored === null) return <p className="soft">{t('waveStrip.reading')}</p>
  if (stored === 'failed') return <p role="alert">{t('waveStrip.failed')}</p>
  const { spans, removedUntil } = stored
  const first = spans[0]
  if (first === undefined)
    return (
      <p className="soft">
        {removedUntil === null
          ? t('waveStrip.nothing')
          : t('waveStrip.removed', { day: dateWords(dayOf(removedUntil, timeZone)), time: clockOf(removedUntil, timeZone) })}
      </p>
    )
  const minutes = Math.round(spans.reduce((sum, { fromAt, toAt }) => sum + toAt - fromAt, 0) / MINUTE_MS)
  return (
    <p className="strip-stored">
      <span className="soft">
        {t(minutes === 0 ? 'waveStrip.storedUnder' : 'waveStrip.stored', {
          minutes,
          from: clockOf(first.fromAt, timeZone),
          to: clockOf(spans.at(-1)?.toAt ?? first.toAt, timeZone),
        })}
        {removedUntil !== null && ` ${t('waveStrip.partlyRemoved', { time: clockOf(removedUntil, timeZone) })}`}
      </span>
      <button type="button" className="chip-button" onClick={() => strips.openMinute(first.fromAt)}>
        {t('waveStrip.lookThrough')}
      </button>
    </p>
  )
}

interface ToolsProps extends Props {
  readonly shown: ShownStrip
  readonly gain: Gain
  readonly onGain: (gain: Gain) => void
  readonly onPrint: () => void
}

const Tools = ({ strips, shown, gain, onGain, onPrint }: ToolsProps) => {
  const { t } = useTranslation()
  const [before, after] = [strips.turn(-1), strips.turn(1)]
  const { stretch, mark } = shown
  const isMinute = stretch.toAt - stretch.fromAt >= MINUTE_MS
  return (
    <div className="strip-tools">
      <button type="button" className="chip-button" disabled={before === null} onClick={() => before !== null && strips.look(before)}>
        {t('wave.earlier')}
      </button>
      <button type="button" className="chip-button" disabled={after === null} onClick={() => after !== null && strips.look(after)}>
        {t('wave.later')}
      </button>
      <button type="button" className="chip-button" aria-pressed={isMinute} onClick={() => strips.openMinute(mark?.at ?? stretch.fromAt)}>
        {t('waveStrip.minute')}
      </button>
      {mark !== null && (
        <button type="button" className="chip-button" aria-pressed={!isMinute} onClick={() => strips.openAt(mark)}>
          {t('waveStrip.around')}
        </button>
      )}
      <button type="button" className="chip-button" onClick={() => onGain(nextGain(gain))}>
        {t('waveStrip.gain', { mm: mmPerUnit('ecg', gain), gain })}
      </button>
      <button type="button" className="chip-button" onClick={onPrint}>
        {t('waveStrip.print')}
      </button>
      <button type="button" className="chip-button" onClick={strips.close}>
        {t('waveStrip.close')}
      </button>
    </div>
  )
}

/** The stored waves of a session: strips around what happened, and minute after minute of all that is there. */
export const StripPanel = ({ chart, strips }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { printed } = useServices()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const heading = useRef<HTMLHeadingElement>(null)
  const [gain, setGain] = useState<Gain>(1)
  const [isPrinting, setPrinting] = useState(false)
  const { shown, stored } = strips
  const markedAt = shown?.mark?.at ?? null
  // Opened from a table further down: whoever asked is taken to it, and a keyboard with them.
  useEffect(() => {
    if (markedAt === null) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView?.({ block: 'start' })
  }, [markedAt])

  const print = (): void => {
    void printed({ sheet: 'strip', sessionId: chart.sessionId })
    document.documentElement.dataset.prints = 'strip'
    flushSync(() => setPrinting(true))
    window.print()
    delete document.documentElement.dataset.prints
    setPrinting(false)
  }
  const said = (): string => {
    if (shown === null) return ''
    const { fromAt, toAt } = shown.stretch
    return t('waveStrip.span', {
      day: dateWords(dayOf(fromAt, timeZone)),
      from: clockSecondsOf(fromAt, timeZone),
      to: clockSecondsOf(toAt, timeZone),
      zone: zoneOf(fromAt, timeZone),
    })
  }
  return (
    <section
      className={`chart-panel strip-panel${isPrinting ? ' paper' : ''}`}
      aria-label={t('waveStrip.title')}
      data-open={shown !== null}
    >
      <h2 ref={heading} tabIndex={-1}>
        {t('waveStrip.title')}
        {shown !== null && shown.mark !== null && (
          <small>
            {' '}
            {shown.mark.words}, {clockSecondsOf(shown.mark.at, timeZone)}
          </small>
        )}
      </h2>
      <p className="strip-whose">
        {t('chart.title', { name: chart.patient.name, number: chart.patient.infusionNumber, length: chart.patient.courseLength })} ·{' '}
        {chart.patient.identifier}
        {chart.simulated && ` · ${t('chart.simulated')}`}
      </p>
      {shown === null && <StoredWords strips={strips} />}
      {shown !== null && (
        <>
          <Tools {...{ chart, strips, shown, gain }} onGain={setGain} onPrint={print} />
          <p className="strip-says">
            {said()} · {t('waveStrip.scale', { mm: mmPerUnit('ecg', gain), gain })}
          </p>
        </>
      )}
      <div className="strip-room" ref={ref}>
        {shown !== null && shown.traces === null && <p className="soft strip-wait">{t('waveStrip.reading')}</p>}
        {shown !== null && shown.traces === 'failed' && (
          <p role="alert" className="strip-wait">
            {t('waveStrip.failed')}
          </p>
        )}
        {shown?.traces != null && shown.traces !== 'failed' && shown.traces.traces.size === 0 && (
          <p className="soft strip-wait">{t('waveStrip.nothingHere')}</p>
        )}
        {shown?.traces != null && shown.traces !== 'failed' && shown.traces.traces.size > 0 && (
          <StripPaper
            strip={shown.traces}
            stretch={shown.stretch}
            gaps={chart.gaps}
            removedUntil={stored === null || stored === 'failed' ? null : stored.removedUntil}
            mark={shown.mark}
            gain={gain}
            mostMs={isPrinting ? PAPER_ROW_MS : rowMsIn(width - STRIP_GUTTER_PX)}
          />
        )}
      </div>
    </section>
  )
}
