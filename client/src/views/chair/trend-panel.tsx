import './trend.css'
import type { SessionId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import type { Trend } from '@chairside/shared/trend'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appendLive, emptyTrend, fitTrend } from '../../model/trend-series.ts'
import { useNow, useRoom, useServices } from '../common/services.tsx'
import { axisOf, linePoints, minuteOf } from '../common/trend-scale.ts'
import { plotsCode } from './plots-on-demand.ts'
import { EventsLane, InfusionLane } from './trend-lanes.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly sessionId: SessionId
}

/**
 * History once, again after each time the server was away. What arrives meanwhile is kept beside it and comes into the picture with the
 * next step, so that a number a second draws nothing anew.
 */
const useTrend = (
  chair: ChairPicture,
  sessionId: SessionId,
  connected: boolean,
  stepAt: number,
): { readonly trend: Trend; readonly state: 'reading' | 'read' | 'failed' } => {
  const { rest } = useServices()
  const [trend, setTrend] = useState<Trend>(() => emptyTrend(sessionId))
  const [state, setState] = useState<'reading' | 'read' | 'failed'>('reading')
  const { chairId, numerics } = chair
  const whole = useRef(trend)

  useEffect(() => {
    if (!connected) return
    let over = false
    const read = async (): Promise<void> => {
      const found = await rest.trend(chairId, sessionId)
      if (over) return
      setState(found === null ? 'failed' : 'read')
      if (found === null || found.sessionId !== sessionId) return
      whole.current = fitTrend(found)
      setTrend(whole.current)
    }
    void read()
    return () => {
      over = true
    }
  }, [rest, chairId, sessionId, connected])

  useEffect(() => {
    whole.current = appendLive(whole.current, numerics)
  }, [numerics])

  useEffect(() => {
    if (stepAt > 0) setTrend(whole.current)
  }, [stepAt])

  return { trend, state }
}

/** The picture is drawn anew this often, in room time, and when a set or a fact arrived; the numbers above it go on every second. */
const STEP_MS = 5_000

/** The session as an anaesthesia record: pressure, heart rate, saturation, infusion, events. */
export const TrendPanel = ({ chair, sessionId }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const connected = useRoom((state) => state.liveness === 'live')
  const stepAt = Math.ceil(now / STEP_MS) * STEP_MS
  const { trend, state } = useTrend(chair, sessionId, connected, stepAt)
  const plots = plotsCode.useCode(connected)
  // One drawing with the curves rather than two; without a server what is known here is drawn at once.
  const waiting = plots === 'loading' || (plots !== 'failed' && state === 'reading' && connected)
  const drawn = waiting || plots === 'failed' ? null : plots
  const { sets, infusion } = chair
  const checkedInAt = chair.session?.checkedInAt ?? now
  const axis = useMemo(() => axisOf(sets, infusion, checkedInAt, stepAt), [sets, infusion, checkedInAt, stepAt])
  const periodMs = chair.source?.periodMs ?? 0
  const { gaps } = chair
  const heart = trend.series[chair.heartRateFrom === 'pulse' ? 'pulse' : 'hr']
  const heartPoints = useMemo(
    () => linePoints(heart, trend.bucketMs, axis.originAt, periodMs, gaps),
    [heart, trend.bucketMs, axis.originAt, periodMs, gaps],
  )
  const saturation = trend.series.spo2
  const saturationPoints = useMemo(
    () => linePoints(saturation, trend.bucketMs, axis.originAt, periodMs, gaps),
    [saturation, trend.bucketMs, axis.originAt, periodMs, gaps],
  )
  const shown = {
    axis,
    sets: chair.sets,
    gaps: chair.gaps,
    excursions: chair.excursions,
    baseline: chair.baseline?.bp ?? null,
    limits: chair.limits,
    artefacts: chair.care.artefactSets,
    nowMinute: minuteOf(stepAt, axis.originAt),
  }
  return (
    <>
      <div className="trend-head">
        <h2>{t('chair.trend')}</h2>
        <span className="soft">{t('axis.key')}</span>
        {state === 'failed' && <span className="strong">{t('plot.failed')}</span>}
      </div>
      <div className="plot" role="img" aria-label={t('plot.label')}>
        <div className="plot-pressure">
          {drawn !== null && <span className="plot-unit">{t('axis.pressure')}</span>}
          {waiting && <p className="plot-wait">{t('plot.loading')}</p>}
          {plots === 'failed' && <p className="plot-wait">{t('plot.absent')}</p>}
          {drawn !== null && <drawn.PressurePlot {...shown} heart={heartPoints} />}
        </div>
        <div className="plot-saturation">
          {drawn !== null && <span className="plot-unit">{t('axis.saturation')}</span>}
          {drawn !== null && (
            <drawn.SaturationPlot
              axis={axis}
              points={saturationPoints}
              limit={chair.limits?.spo2Low ?? null}
              gaps={chair.gaps}
              nowMinute={shown.nowMinute}
            />
          )}
        </div>
        <InfusionLane infusion={chair.infusion} axis={axis} now={now} />
        <EventsLane events={chair.events} axis={axis} />
        <div className="plot-axis-title">{t(infusion?.startedAt == null ? 'time.minuteOfSession' : 'time.minuteOfInfusion')}</div>
      </div>
    </>
  )
}
