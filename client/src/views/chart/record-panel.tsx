import type { SessionChart } from '@chairside/shared/session-chart'
import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chartAxis, fitView, moved, type View, zoomed } from '../../model/chart-axis.ts'
import { LEFT_PX, RIGHT_PX } from '../common/plot-parts.tsx'
import { BrushStrip } from './brush-strip.tsx'
import { ChartLanes } from './chart-lanes.tsx'
import { CursorLine, useCursorWords } from './cursor-line.tsx'
import { RecordPlot, SaturationStrip } from './record-plots.tsx'

const STEP = 1
const LEAP = 5
const NEARER = 0.6
const LEAST_DRAG_PX = 8

interface Drag {
  readonly kind: 'select' | 'pan'
  readonly fromPx: number
  readonly toPx: number
  readonly view: View
}

/** The session as an anaesthesia record: zoomed by mouse, touch, keyboard and buttons, read by a cursor. */
export const RecordPanel = ({ chart }: { readonly chart: SessionChart }) => {
  const { t } = useTranslation()
  const axis = useMemo(() => chartAxis(chart), [chart])
  const endAt = chart.endedAt ?? chart.lastAt
  const whole: View = { fromX: axis.fromX, toX: axis.toX }
  const [view, setView] = useState<View>(whole)
  const [cursor, setCursor] = useState<number | null>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const { ref: sized, width } = useElementSize<HTMLDivElement>()
  const touches = useRef(new Map<number, number>())
  const words = useCursorWords(chart)
  const plotWidth = Math.max(1, width - LEFT_PX - RIGHT_PX)
  const xAt = (px: number): number => view.fromX + ((px - LEFT_PX) / plotWidth) * (view.toX - view.fromX)
  const pxOf = (x: number): number => LEFT_PX + ((x - view.fromX) / (view.toX - view.fromX)) * plotWidth
  const clampX = (x: number): number => Math.min(axis.toX, Math.max(axis.fromX, x))
  const middle = (view.fromX + view.toX) / 2
  const look = (next: View): void => setView(fitView(axis, next))

  const place = (event: PointerEvent<HTMLDivElement>): number => event.clientX - event.currentTarget.getBoundingClientRect().left
  const down = (event: PointerEvent<HTMLDivElement>): void => {
    const px = place(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    if (event.pointerType === 'touch') touches.current.set(event.pointerId, px)
    setDrag({ kind: event.pointerType === 'touch' ? 'pan' : 'select', fromPx: px, toPx: px, view })
  }
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const px = place(event)
    const known = touches.current
    const others = [...known].filter(([id]) => id !== event.pointerId)
    const before = known.get(event.pointerId)
    const [other] = others
    if (event.pointerType === 'touch' && other !== undefined && before !== undefined) {
      // Two fingers: what lies between them stays between them.
      const apart = Math.abs(px - other[1])
      const was = Math.abs(before - other[1])
      known.set(event.pointerId, px)
      if (apart > 10 && was > 10) setView(zoomed(axis, view, was / apart, xAt((px + other[1]) / 2)))
      return
    }
    if (before !== undefined) known.set(event.pointerId, px)
    setCursor(clampX(xAt(px)))
    if (drag === null) return
    setDrag({ ...drag, toPx: px })
    if (drag.kind === 'pan') setView(moved(axis, drag.view, ((drag.fromPx - px) / plotWidth) * (drag.view.toX - drag.view.fromX)))
  }
  const up = (event: PointerEvent<HTMLDivElement>): void => {
    touches.current.delete(event.pointerId)
    if (drag?.kind === 'select' && Math.abs(drag.toPx - drag.fromPx) >= LEAST_DRAG_PX) {
      const [from, to] = [drag.fromPx, drag.toPx].sort((a, b) => a - b) as [number, number]
      look({ fromX: clampX(xAt(from)), toX: clampX(xAt(to)) })
    }
    setDrag(null)
  }
  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = cursor ?? middle
    const step = event.shiftKey ? LEAP : STEP
    const go = (x: number): void => {
      const next = clampX(x)
      setCursor(next)
      // What is read stays in the picture.
      if (next < view.fromX) setView(moved(axis, view, next - view.fromX - step))
      else if (next > view.toX) setView(moved(axis, view, next - view.toX + step))
    }
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => go(at - step),
      ArrowRight: () => go(at + step),
      PageUp: () => go(at - 15),
      PageDown: () => go(at + 15),
      Home: () => go(axis.fromX),
      End: () => go(axis.toX),
      '+': () => setView(zoomed(axis, view, NEARER, at)),
      '=': () => setView(zoomed(axis, view, NEARER, at)),
      '-': () => setView(zoomed(axis, view, 1 / NEARER, at)),
      '0': () => setView(whole),
    }
    const act = acts[event.key]
    if (act === undefined || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }
  const { startedAt, endedAt } = chart.infusion
  const parts = [
    { key: 'whole', words: t('plotChart.whole'), view: whole },
    ...(startedAt === null
      ? []
      : [
          {
            key: 'infusion',
            words: t('plotChart.infusion'),
            view: { fromX: axis.xOf(startedAt) - 2, toX: axis.xOf(endedAt ?? endAt) + 2 },
          },
        ]),
    ...(endedAt === null
      ? []
      : [{ key: 'recovery', words: t('plotChart.recovery'), view: { fromX: axis.xOf(endedAt) - 2, toX: axis.toX } }]),
  ]
  const width10 = (view.toX - view.fromX) / 3
  const tools = [
    { words: t('plotChart.zoomIn'), sign: '+', act: () => setView(zoomed(axis, view, NEARER, cursor ?? middle)) },
    { words: t('plotChart.zoomOut'), sign: '−', act: () => setView(zoomed(axis, view, 1 / NEARER, cursor ?? middle)) },
    { words: t('plotChart.earlier'), sign: '‹', act: () => setView(moved(axis, view, -width10)) },
    { words: t('plotChart.later'), sign: '›', act: () => setView(moved(axis, view, width10)) },
  ]
  const shownAt = cursor === null ? null : axis.toAt(cursor)
  return (
    <section className="chart-panel record-panel" aria-label={t('plotChart.tools')}>
      <div className="record-tools">
        <CursorLine chart={chart} at={shownAt} />
        <span className="record-buttons">
          {tools.map(({ words: label, sign, act }) => (
            <button key={label} type="button" className="icon-button" aria-label={label} title={label} onClick={act}>
              <b>{sign}</b>
            </button>
          ))}
          {parts.map(({ key, words: label, view: part }) => (
            <button key={key} type="button" className="chip-button" onClick={() => look(part)}>
              {label}
            </button>
          ))}
        </span>
      </div>
      <div
        ref={sized}
        className="record-plot"
        role="slider"
        tabIndex={0}
        aria-label={t('plotChart.label')}
        aria-valuemin={Math.round(axis.fromX)}
        aria-valuemax={Math.round(axis.toX)}
        aria-valuenow={Math.round(cursor ?? middle)}
        aria-valuetext={words(axis.toAt(cursor ?? middle))}
        onKeyDown={keys}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onPointerLeave={() => drag === null && setCursor(null)}
        onDoubleClick={() => setView(whole)}
      >
        <div className="record-pressure">
          <span className="plot-unit">{t('axis.pressure')}</span>
          <RecordPlot chart={chart} axis={axis} view={view} endAt={endAt} />
        </div>
        <div className="record-saturation">
          <SaturationStrip chart={chart} axis={axis} view={view} endAt={endAt} />
        </div>
        <p className="record-axis">{t(startedAt === null ? 'time.minuteOfSession' : 'time.minuteOfInfusion')}</p>
        <ChartLanes chart={chart} axis={axis} view={view} />
        {cursor !== null && cursor >= view.fromX && cursor <= view.toX && <span className="record-cursor" style={{ left: pxOf(cursor) }} />}
        {drag?.kind === 'select' && Math.abs(drag.toPx - drag.fromPx) >= LEAST_DRAG_PX && (
          <span className="record-selection" style={{ left: Math.min(drag.fromPx, drag.toPx), width: Math.abs(drag.toPx - drag.fromPx) }} />
        )}
      </div>
      <BrushStrip chart={chart} axis={axis} view={view} onView={setView} />
      <p className="soft record-key">
        {t('plotChart.key')} <span className="record-hint">· {t('plotChart.hint')}</span>
      </p>
    </section>
  )
}
