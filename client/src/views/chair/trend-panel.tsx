import type { SessionId } from '@chairside/shared/identity'
import type { ChairPicture, Trend } from '@chairside/shared/picture'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appendLive, emptyTrend, fitTrend } from '../../model/trend-series.ts'
import { useNow, useRoom, useServices } from '../common/services.tsx'
import { EventsLane, InfusionLane } from './trend-lanes.tsx'
import { PressurePlot, SaturationPlot } from './trend-plots.tsx'
import { axisOf, linePoints, minuteOf } from './trend-scale.ts'

interface Props {
  readonly chair: ChairPicture
  readonly sessionId: SessionId
}

/** History once, again after each time the server was away; what arrives meanwhile is added. */
const useTrend = (chair: ChairPicture, sessionId: SessionId): { readonly trend: Trend; readonly state: 'reading' | 'read' | 'failed' } => {
  const { rest } = useServices()
  const connected = useRoom((state) => state.liveness === 'live')
  const [trend, setTrend] = useState<Trend>(() => emptyTrend(sessionId))
  const [state, setState] = useState<'reading' | 'read' | 'failed'>('reading')
  const { chairId, numerics } = chair

  useEffect(() => {
    if (!connected) return
    let over = false
    const read = async (): Promise<void> => {
      const found = await rest.trend(chairId, sessionId)
      if (over) return
      setState(found === null ? 'failed' : 'read')
      if (found !== null && found.sessionId === sessionId) setTrend(fitTrend(found))
    }
    void read()
    return () => {
      over = true
    }
  }, [rest, chairId, sessionId, connected])

  useEffect(() => {
    setTrend((before) => appendLive(before, numerics))
  }, [numerics])

  return { trend, state }
}

/** The session as an anaesthesia record: pressure, heart rate, saturation, infusion, events. */
export const TrendPanel = ({ chair, sessionId }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const { trend, state } = useTrend(chair, sessionId)
  // The picture is drawn anew every 5 s of the room, and when a set or a fact arrived; the numbers above go on every second.
  const { sets, infusion } = chair
  const checkedInAt = chair.session?.checkedInAt ?? now
  const stepAt = Math.ceil(now / 5_000) * 5_000
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
    nowMinute: minuteOf(stepAt, axis.originAt),
  }
  return (
    <>
      <div className="trend-head">
        <h2>{t('chair.trend')}</h2>
        <span className="soft">{t('plot.key')}</span>
        {state === 'failed' && <span className="strong">{t('plot.failed')}</span>}
      </div>
      <div className="plot" role="img" aria-label={t('plot.label')}>
        <PressurePlot {...shown} heart={heartPoints} />
        <SaturationPlot
          axis={axis}
          points={saturationPoints}
          limit={chair.limits?.spo2Low ?? null}
          gaps={chair.gaps}
          nowMinute={shown.nowMinute}
        />
        <InfusionLane infusion={chair.infusion} axis={axis} now={now} />
        <EventsLane events={chair.events} axis={axis} />
        <div className="plot-axis-title">{t(infusion?.startedAt == null ? 'time.minuteOfSession' : 'time.minuteOfInfusion')}</div>
      </div>
    </>
  )
}
