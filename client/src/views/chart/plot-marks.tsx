import type { Excursion } from '@chairside/shared/excursion'
import type { GapPicture, LimitsPicture } from '@chairside/shared/picture'
import type { ChartSet, PhaseSpan, SessionChart } from '@chairside/shared/session-chart'
import { useTranslation } from 'react-i18next'
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import { type ChartAxis, FOLD_MIN } from '../../model/chart-axis.ts'
import { HollowMark, SetMark, useHatching } from '../common/set-mark.tsx'
import { useFoldWords } from './chart-words.ts'

interface SetsProps {
  readonly sets: readonly ChartSet[]
  readonly axis: ChartAxis
  readonly limits: LimitsPicture | null
}

/** Cuff sets as on paper: v at SYS, ^ at DIA, a dash at MAP, joined; by hand in a box, late in grey, rejected and artefact as a hollow ring. */
export const ChartSetMarks = ({ sets, axis, limits }: SetsProps) => {
  const xOf = useXAxisScale()
  const yOf = useYAxisScale()
  const area = usePlotArea()
  if (xOf === undefined || yOf === undefined || area === undefined) return null
  return (
    <g className="set-marks">
      {sets.map((set) => {
        const x = xOf(axis.xOf(set.at))
        const sys = set.sys === null ? undefined : yOf(set.sys)
        const dia = set.dia === null ? undefined : yOf(set.dia)
        const key = `${set.at} ${set.sys} ${set.dia}`
        if (x === undefined || x < area.x || x > area.x + area.width) return null
        if (set.state === 'rejected' || set.artefact !== null) {
          const found = sys ?? dia ?? area.y + 10
          // A rejected value may lie outside the picture: it is drawn at its edge.
          const y = Math.min(area.y + area.height - 8, Math.max(area.y + 8, found))
          return (
            <g key={key} className="set-rejected" data-kind={set.artefact === null ? 'rejected' : 'artefact'}>
              <HollowMark x={x} y={y} />
              {set.artefact !== null && <path d={`M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8`} />}
            </g>
          )
        }
        if (sys === undefined || dia === undefined) return null
        const map = set.map === null ? undefined : yOf(set.map)
        return (
          <SetMark key={key} set={set} limits={limits} x={x} sys={sys} dia={dia} map={map}>
            {set.origin === 'manual' && (
              <rect x={x - 10} y={sys - 14} width={20} height={dia - sys + 28} rx={3} fill="none" strokeWidth={1} />
            )}
          </SetMark>
        )
      })}
    </g>
  )
}

interface SpanProps {
  readonly axis: ChartAxis
  readonly phases: readonly PhaseSpan[]
  readonly excursions: readonly Excursion[]
  readonly endAt: number
}

/** Phases as quiet ground, and confirmed excursions over it. */
export const ChartGround = ({ axis, phases, excursions, endAt }: SpanProps) => {
  const xOf = useXAxisScale()
  const area = usePlotArea()
  if (xOf === undefined || area === undefined) return null
  const clamp = (x: number | undefined): number => Math.min(area.x + area.width, Math.max(area.x, x ?? area.x))
  const placed = (fromAt: number, toAt: number | null) => {
    const from = clamp(xOf(axis.xOf(fromAt)))
    return { x: from, width: Math.max(0, clamp(xOf(axis.xOf(toAt ?? endAt))) - from) }
  }
  return (
    <g>
      {phases.map(({ phase, fromAt, toAt }) => (
        <rect key={fromAt} className="phase-ground" data-phase={phase} y={area.y} height={area.height} {...placed(fromAt, toAt)} />
      ))}
      {excursions.map((excursion) => (
        <rect
          key={excursion.id}
          className="excursion-ground"
          data-level={excursion.peakLevel}
          data-confirmed={excursion.confirmed}
          y={area.y}
          height={area.height}
          {...placed(excursion.openedAt, excursion.closedAt)}
        />
      ))}
    </g>
  )
}

interface GridProps {
  readonly axis: ChartAxis
  readonly ticks: readonly { readonly x: number; readonly minute: number }[]
}

/** The grid of an anaesthesia record: every quarter of an hour heavier. */
export const ChartGrid = ({ ticks }: GridProps) => {
  const xOf = useXAxisScale()
  const area = usePlotArea()
  if (xOf === undefined || area === undefined) return null
  return (
    <g className="chart-grid">
      {ticks.map(({ x, minute }) => {
        const at = xOf(x)
        return at === undefined ? null : (
          <line key={x} x1={at} x2={at} y1={area.y} y2={area.y + area.height} data-heavy={minute % 15 === 0} />
        )
      })}
    </g>
  )
}

interface GapsProps {
  readonly gaps: readonly GapPicture[]
  readonly axis: ChartAxis
  readonly endAt: number
  readonly named: boolean
  /** Of the whole monitor, or of this vital too. */
  readonly vital: GapPicture['vital']
}

const NOTE_WIDTH = 120

/** Stretches without data, hatched with their cause and never bridged; long silences folded, with their true length. */
export const ChartGaps = ({ gaps, axis, endAt, named, vital }: GapsProps) => {
  const { t } = useTranslation()
  const foldWords = useFoldWords()
  const { defs, fill } = useHatching()
  const xOf = useXAxisScale()
  const area = usePlotArea()
  if (xOf === undefined || area === undefined) return null
  const clamp = (x: number | undefined): number => Math.min(area.x + area.width, Math.max(area.x, x ?? area.x))
  const shown = [
    ...gaps
      .filter((gap) => gap.vital === null || gap.vital === vital)
      .map((gap) => ({
        key: `${gap.fromAt} ${gap.vital}`,
        from: clamp(xOf(axis.xOf(gap.fromAt))),
        to: clamp(xOf(axis.xOf(gap.toAt ?? endAt))),
        words: t(`gap.${gap.cause}`),
      })),
    ...axis.folds.map(({ x, fromAt, toAt }) => ({
      key: `fold ${fromAt}`,
      from: clamp(xOf(x)),
      to: clamp(xOf(x + FOLD_MIN)),
      words: foldWords(toAt - fromAt),
    })),
  ]
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from)
  return (
    <g>
      {defs}
      {shown.map(({ key, from, to, words }, index) => (
        <g key={key}>
          <rect x={from} y={area.y} width={Math.max(3, to - from)} height={area.height} fill={fill} />
          {named && (index === shown.length - 1 || (shown[index + 1]?.from ?? 0) - to > NOTE_WIDTH) && (
            <text x={Math.min(to + 5, area.x + area.width - NOTE_WIDTH)} y={area.y + 13} className="plot-note">
              {words}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

/** Late and rejected readings of one vital, and what was entered by hand: never part of the line. */
export const LooseMarks = ({
  chart,
  axis,
  vital,
}: {
  readonly chart: SessionChart
  readonly axis: ChartAxis
  readonly vital: 'hr' | 'spo2'
}) => {
  const xOf = useXAxisScale()
  const yOf = useYAxisScale()
  const area = usePlotArea()
  if (xOf === undefined || yOf === undefined || area === undefined) return null
  const at = (moment: number, value: number): { readonly x: number; readonly y: number } | null => {
    const x = xOf(axis.xOf(moment))
    const y = yOf(value)
    if (x === undefined || y === undefined || x < area.x || x > area.x + area.width) return null
    return { x, y: Math.min(area.y + area.height - 3, Math.max(area.y + 3, y)) }
  }
  const late = chart.lateSeries[vital] ?? (vital === 'hr' ? chart.lateSeries.pulse : undefined) ?? []
  return (
    <g className="loose-marks">
      {late.flatMap(([moment, low, high]) => {
        const top = at(moment, high)
        const bottom = at(moment, low)
        return top === null || bottom === null
          ? []
          : [<line key={moment} className="late-mark" x1={top.x} x2={top.x} y1={top.y - 1.5} y2={bottom.y + 1.5} />]
      })}
      {(chart.rejectedSeries[vital] ?? []).flatMap(([moment, , high]) => {
        const place = at(moment, high)
        return place === null ? [] : [<circle key={moment} className="rejected-mark" cx={place.x} cy={place.y} r={3.5} fill="none" />]
      })}
      {chart.byHand.flatMap(({ at: moment, reading }) => {
        const value = reading[vital]
        const place = value === undefined ? null : at(moment, value)
        return place === null
          ? []
          : [<rect key={moment} className="hand-mark" x={place.x - 4} y={place.y - 4} width={8} height={8} fill="none" />]
      })}
    </g>
  )
}
