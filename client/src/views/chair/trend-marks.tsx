import type { GapPicture, LimitsPicture, SetPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import { HollowMark, SetMark, useHatching } from '../common/set-mark.tsx'
import { minuteOf, type TrendAxis } from '../common/trend-scale.ts'

interface SetsProps {
  readonly sets: readonly SetPicture[]
  readonly axis: TrendAxis
  readonly limits: LimitsPicture | null
  readonly artefacts: readonly number[]
}

/** Cuff sets as on paper: v at SYS, ^ at DIA, a dash at MAP, joined. Rejected ones and artefacts are hollow and grey, late ones marked. */
export const SetMarks = ({ sets, axis, limits, artefacts }: SetsProps) => {
  const { t } = useTranslation()
  const xOf = useXAxisScale()
  const yOf = useYAxisScale()
  const area = usePlotArea()
  if (xOf === undefined || yOf === undefined) return null
  return (
    <g className="set-marks">
      {sets.map((set) => {
        const x = xOf(minuteOf(set.at, axis.originAt))
        const sys = set.sys === null ? undefined : yOf(set.sys)
        const dia = set.dia === null ? undefined : yOf(set.dia)
        const key = `${set.at} ${set.sys} ${set.dia}`
        if (x === undefined) return null
        const artefact = artefacts.includes(set.at)
        if (set.state === 'rejected' || artefact) {
          const found = sys ?? dia
          // A rejected value may lie outside the picture: it is drawn at its edge.
          const y = found === undefined || area === undefined ? found : Math.min(area.y + area.height - 8, Math.max(area.y + 8, found))
          return y === undefined ? null : (
            <g key={key} className="set-rejected">
              <HollowMark x={x} y={y} />
              <text x={x + 9} y={y + 4}>
                {t(artefact ? 'axis.artefact' : 'plot.rejected')}
              </text>
            </g>
          )
        }
        if (sys === undefined || dia === undefined) return null
        const map = set.map === null ? undefined : yOf(set.map)
        return (
          <SetMark key={key} set={set} limits={limits} x={x} sys={sys} dia={dia} map={map}>
            {set.state === 'late' && (
              <text x={x + 8} y={sys - 4}>
                {t('plot.late')}
              </text>
            )}
          </SetMark>
        )
      })}
    </g>
  )
}

interface GapsProps {
  readonly gaps: readonly GapPicture[]
  readonly axis: TrendAxis
  readonly nowMinute: number
  readonly labelled: boolean
}

/** Room in px that the cause of a gap takes; of gaps nearer than that the last alone is named. */
const NOTE_WIDTH = 100

/** Stretches without any data, hatched, with their cause. */
export const GapMarks = ({ gaps, axis, nowMinute, labelled }: GapsProps) => {
  const { t } = useTranslation()
  const { defs, fill } = useHatching()
  const xOf = useXAxisScale()
  const area = usePlotArea()
  if (xOf === undefined || area === undefined) return null
  const placed = gaps
    .filter((gap) => gap.vital === null)
    .map((gap) => {
      const from = xOf(minuteOf(gap.fromAt, axis.originAt)) ?? area.x
      return { gap, from, to: xOf(gap.toAt === null ? nowMinute : minuteOf(gap.toAt, axis.originAt)) ?? from }
    })
  return (
    <g>
      {defs}
      {placed.map(({ gap, from, to }, index) => {
        const named = index === placed.length - 1 || (placed[index + 1]?.from ?? 0) - to > NOTE_WIDTH
        return (
          <g key={gap.fromAt}>
            <rect x={from} y={area.y} width={Math.max(3, to - from)} height={area.height} fill={fill} />
            {labelled && named && (
              <text x={to + 5} y={area.y + 13} className="plot-note">
                {t(`gap.${gap.cause}`)}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
