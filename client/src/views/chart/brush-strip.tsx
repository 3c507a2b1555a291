import type { SessionChart } from '@chairside/shared/session-chart'
import { type PointerEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChartAxis, fitView, moved, type View } from '../../model/chart-axis.ts'

interface Props {
  readonly chart: SessionChart
  readonly axis: ChartAxis
  readonly view: View
  readonly onView: (view: View) => void
}

const HEIGHT = 36
/** So near to an edge, in % of the strip, the edge is moved and not the window. */
const EDGE = 2.5

/** The whole session, small, with the shown part as a window: drag it, or its edges. The buttons above do the same. */
export const BrushStrip = ({ chart, axis, view, onView }: Props) => {
  const { t } = useTranslation()
  const [drag, setDrag] = useState<{ readonly kind: 'move' | 'left' | 'right'; readonly fromShare: number; readonly view: View } | null>(
    null,
  )
  const whole = axis.toX - axis.fromX
  const share = (x: number): number => ((x - axis.fromX) / whole) * 100
  const path = useMemo(() => {
    const sets = chart.sets.filter((set) => set.state !== 'rejected' && set.artefact === null && set.sys !== null)
    return sets
      .map((set, index) => {
        const x = ((axis.xOf(set.at) - axis.fromX) / (axis.toX - axis.fromX)) * 100
        const y = HEIGHT - Math.min(HEIGHT - 2, Math.max(2, (((set.sys as number) - 80) / 120) * HEIGHT))
        return `${index === 0 ? 'M' : 'L'}${Math.round(x * 100) / 100} ${Math.round(y * 10) / 10}`
      })
      .join('')
  }, [chart, axis])
  const placeOf = (event: PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect()
    return ((event.clientX - box.left) / box.width) * 100
  }
  const left = share(view.fromX)
  const right = share(view.toX)
  const down = (event: PointerEvent<HTMLDivElement>): void => {
    const at = placeOf(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    const kind = Math.abs(at - left) < EDGE ? 'left' : Math.abs(at - right) < EDGE ? 'right' : 'move'
    if (kind === 'move' && (at < left || at > right)) {
      const middle = axis.fromX + (at / 100) * whole
      const half = (view.toX - view.fromX) / 2
      const next = fitView(axis, { fromX: middle - half, toX: middle + half })
      onView(next)
      setDrag({ kind, fromShare: at, view: next })
    } else setDrag({ kind, fromShare: at, view })
  }
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    if (drag === null) return
    const by = ((placeOf(event) - drag.fromShare) / 100) * whole
    if (drag.kind === 'move') onView(moved(axis, drag.view, by))
    else if (drag.kind === 'left')
      onView(fitView(axis, { fromX: Math.max(axis.fromX, Math.min(drag.view.fromX + by, drag.view.toX - 5)), toX: drag.view.toX }))
    else onView(fitView(axis, { fromX: drag.view.fromX, toX: Math.min(axis.toX, Math.max(drag.view.toX + by, drag.view.fromX + 5)) }))
  }
  return (
    <div
      className="brush"
      role="img"
      aria-label={t('plotChart.brush')}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => setDrag(null)}
      onPointerCancel={() => setDrag(null)}
    >
      <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} fill="none" stroke="var(--rest)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="brush-window" style={{ left: `${left}%`, width: `${right - left}%` }} />
    </div>
  )
}
