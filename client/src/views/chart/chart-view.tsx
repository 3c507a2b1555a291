import { decimalWords } from '../../words/numbers.ts'
import './chart.css'
import './chart-forms.css'
import './plot.css'
import { dayOf } from '@chairside/shared/clinic-day'
import { isEnded } from '@chairside/shared/session'
import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { CourseLink } from '../common/course-link.tsx'
import { useShortData } from '../common/data-words.ts'
import { dateWords } from '../common/day-words.ts'
import { clockOf, zoneOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useChartScheme } from '../common/page-scheme.ts'
import { useIsPerson, useMayAct, useTimeZone } from '../common/services.tsx'
import { AlarmsPanel } from './alarms-panel.tsx'
import { AmendForm, LateEntryForm } from './chart-forms.tsx'
import { EventsPanel } from './events-panel.tsx'
import { ExportPanel } from './export-panel.tsx'
import { JudgeAgainPanel } from './judge-again-panel.tsx'
import { ExcursionsPanel, ReadinessPanel } from './judged-panels.tsx'
import { PrintHead, usePrintedChart } from './print-head.tsx'
import { QualityPanel } from './quality-panel.tsx'
import { RecordPanel } from './record-panel.tsx'
import { RemovedChart } from './removed-chart.tsx'
import { SetsPanel } from './sets-panel.tsx'
import { SignPanel } from './sign-panel.tsx'
import { SignaturesPanel } from './signatures-panel.tsx'
import { StripPanel } from './strip-panel.tsx'
import { useStrips } from './strip-shown.ts'
import { SummaryStrip } from './summary-strip.tsx'
import { useChart } from './use-chart.ts'

type Open = 'again' | 'sign' | 'late' | 'amend' | 'export' | null

const ChartHead = ({
  chart,
  open,
  onOpen,
}: {
  readonly chart: SessionChart
  readonly open: Open
  readonly onOpen: (open: Open) => void
}) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const mayAct = useMayAct()
  const data = useShortData()
  const { patient, order, protocol, checkedInAt, endedAt } = chart
  const button = (which: Exclude<Open, null>, words: string, filled = false) => (
    <Button variant={filled ? 'filled' : 'default'} aria-expanded={open === which} onClick={() => onOpen(open === which ? null : which)}>
      {words}
    </Button>
  )
  return (
    <div className="chart-head">
      <Link to="/sessions" className="back-link" aria-label={t('chart.back')} title={t('chart.back')}>
        <Icon name="back" />
      </Link>
      <h1>
        {t('chart.title', { name: patient.name, number: patient.infusionNumber, length: patient.courseLength })}{' '}
        <small className="chart-number soft">{patient.identifier}</small>
      </h1>
      {chart.simulated && (
        <span className="pill" data-kind="simulated" title={t('app.simulatedLong')}>
          {t('chart.simulated')}
        </span>
      )}
      <span className="chart-phase">{t(`phase.${chart.phase}`)}</span>
      <CourseLink sessionId={chart.sessionId} />
      <span className="chart-acts">
        {button('export', t('chartExport.open'))}
        {button('again', t('chart.judgeAgain'))}
        {mayAct && button('late', t('chart.lateEntry'))}
        {mayAct && chart.signatures.length > 0 && button('amend', t('chart.amend'))}
        {button('sign', t('chart.sign'), true)}
      </span>
      <p className="chart-facts">
        {t('chart.facts', {
          day: dateWords(dayOf(checkedInAt, timeZone)),
          from: clockOf(checkedInAt, timeZone),
          to: endedAt === null ? t('chart.now') : clockOf(endedAt, timeZone),
          zone: zoneOf(checkedInAt, timeZone),
          chair: chart.chairId,
          dose: Math.round(order.doseMg * 10) / 10,
          perKg: decimalWords(order.doseMg / order.weightKg, 2),
          minutes: Math.round(chart.infusion.plannedDurationMs / MINUTE_MS),
          protocol: data.protocol(protocol.name),
          version: protocol.version,
        })}
      </p>
    </div>
  )
}

/** What goes together: a strip is opened from the tables, and stands beside the record. */
const RecordAndTables = ({ chart, onChanged }: { readonly chart: SessionChart; readonly onChanged: () => void }) => {
  const strips = useStrips(chart)
  return (
    <>
      <RecordPanel key={chart.sessionId} chart={chart} />
      <StripPanel chart={chart} strips={strips} />
      <div className="chart-columns">
        <EventsPanel chart={chart} onChanged={onChanged} />
        <div className="chart-column">
          <ExcursionsPanel chart={chart} strips={strips} />
          <AlarmsPanel chart={chart} strips={strips} />
          <ReadinessPanel chart={chart} />
        </div>
        <div className="chart-column">
          <QualityPanel chart={chart} />
          <SetsPanel chart={chart} onChanged={onChanged} />
        </div>
      </div>
    </>
  )
}

const Chart = ({ sessionId }: { readonly sessionId: string }) => {
  const { t } = useTranslation()
  const { value: chart, state, problem, reload } = useChart(sessionId)
  const [open, setOpen] = useState<Open>(null)
  const page = useRef<HTMLElement>(null)
  const { print } = usePrintedChart(sessionId, chart === null ? '' : `${chart.patient.name} · ${chart.patient.identifier}`, page)
  // Also where it was open: what is gone from the record stays on no screen.
  if (problem?.removed !== undefined) return <RemovedChart removed={problem.removed} />
  if (chart === null)
    return (
      <main className="plain-page">
        <p role={state === 'reading' ? 'status' : 'alert'}>
          {state === 'reading' ? t('chart.loading') : state === 'unknown' ? t('chart.unknown') : t('chart.failed')}
        </p>
        {state !== 'reading' && (
          <>
            <Button variant="default" onClick={reload}>
              {t('chart.reload')}
            </Button>
            <Link to="/sessions">{t('chart.back')}</Link>
          </>
        )}
      </main>
    )
  const changed = (): void => {
    setOpen(null)
    reload()
  }
  const form = { chart, onDone: changed, onBack: () => setOpen(null) }
  return (
    <main className="chart-page" ref={page}>
      <PrintHead chart={chart} />
      <ChartHead chart={chart} open={open} onOpen={setOpen} />
      {state === 'failed' && (
        <p className="strong" role="alert">
          {t('chart.failed')}
        </p>
      )}
      {!isEnded(chart.phase) && (
        <p className="chart-note" role="note">
          {t('chart.open')}{' '}
          <button type="button" className="text-button" onClick={reload}>
            {t('chart.reload')}
          </button>
        </p>
      )}
      <SignaturesPanel chart={chart} />
      {open === 'sign' && <SignPanel {...form} />}
      {open === 'late' && <LateEntryForm {...form} />}
      {open === 'amend' && <AmendForm {...form} />}
      {open === 'export' && <ExportPanel chart={chart} onPrint={print} onBack={() => setOpen(null)} />}
      {open === 'again' && <JudgeAgainPanel chart={chart} onBack={() => setOpen(null)} />}
      <SummaryStrip chart={chart} />
      <RecordAndTables chart={chart} onChanged={reload} />
    </main>
  )
}

/** One session on one page: read, corrected, judged again, signed. */
export const ChartView = () => {
  const { t } = useTranslation()
  const { sessionId } = useParams()
  useChartScheme()
  if (useIsPerson()) return <Chart key={sessionId} sessionId={sessionId ?? ''} />
  return (
    <main className="plain-page">
      <p>{t('sessions.notForYou')}</p>
    </main>
  )
}
