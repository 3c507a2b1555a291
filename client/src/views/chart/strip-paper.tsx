import type { SessionChart } from '@chairside/shared/session-chart'
import type { Moment } from '@chairside/shared/time'
import type { WaveChannel } from '@chairside/shared/waveform'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { gapsIn, LANE_MM, PX_PER_MS, pathIn, rowsOf, type Stretch, type StripGap, type StripTraces } from '../../model/strip-rows.ts'
import { type Gain, mmPerUnit, PX_PER_MM } from '../../model/wave-scale.ts'
import { clockSecondsOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import type { StripMark } from './strip-shown.ts'

interface Props {
  readonly strip: StripTraces
  /** What was asked for; what was read begins and ends up to 16 ms outside it. */
  readonly stretch: Stretch
  readonly gaps: SessionChart['gaps']
  readonly removedUntil: Moment | null
  readonly mark: StripMark | null
  readonly gain: Gain
  readonly mostMs: number
}

/** Above the lanes of a row: its time, and a mark each second. */
const HEAD_PX = 16
/** Left of the lanes: the bar of one millivolt, and half of a mark at the very beginning. */
export const STRIP_GUTTER_PX = 14
/** The time of a row reaches so far into it. */
const TIME_PX = 42
/** A gap that is narrower is hatched and says nothing. */
const WORDS_FROM_PX = 90
const MM = PX_PER_MM

const Grid = () => (
  <defs>
    <pattern id="strip-mm" width={MM} height={MM} patternUnits="userSpaceOnUse">
      <path className="strip-mm" d={`M${MM} 0H0V${MM}`} />
    </pattern>
    <pattern id="strip-grid" width={5 * MM} height={5 * MM} patternUnits="userSpaceOnUse">
      <rect width={5 * MM} height={5 * MM} fill="url(#strip-mm)" />
      <path className="strip-5mm" d={`M${5 * MM} 0H0V${5 * MM}`} />
    </pattern>
    <pattern id="strip-hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line y2="9" className="strip-hatching" />
    </pattern>
  </defs>
)

const useGapWords = (): ((channel: WaveChannel, cause: StripGap['cause']) => string) => {
  const { t } = useTranslation()
  return (channel, cause) => {
    if (cause === 'off') return t(`wave.lost.off.${channel}`)
    return cause === 'none' || cause === 'removed' ? t(`waveStrip.gap.${cause}`) : t(`gap.${cause}`)
  }
}

interface RowProps extends Omit<Props, 'mostMs' | 'stretch'> {
  readonly row: Stretch
  readonly channels: readonly WaveChannel[]
}

const Row = ({ strip, gaps, removedUntil, mark, gain, row, channels }: RowProps) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const gapWords = useGapWords()
  const width = (row.toAt - row.fromAt) * PX_PER_MS
  const xOf = (at: Moment): number => (at - row.fromAt) * PX_PER_MS
  const tops = channels.map((_, index) => HEAD_PX + channels.slice(0, index).reduce((sum, one) => sum + LANE_MM[one] * MM, 0))
  const height = HEAD_PX + channels.reduce((sum, channel) => sum + LANE_MM[channel] * MM, 0)
  const seconds = Math.ceil(row.fromAt / 1_000) * 1_000
  const ticks = Array.from({ length: Math.ceil((row.toAt - seconds) / 1_000) }, (_, index) => seconds + index * 1_000)
  const marked = mark !== null && mark.at >= row.fromAt && mark.at < row.toAt
  // Beside the mark where that stands in its place.
  const timeX = marked && xOf(mark.at) < TIME_PX ? xOf(mark.at) + 9 : -STRIP_GUTTER_PX
  return (
    <svg
      className="strip-row"
      width={width + STRIP_GUTTER_PX}
      height={height}
      viewBox={`${-STRIP_GUTTER_PX} 0 ${width + STRIP_GUTTER_PX} ${height}`}
      aria-hidden="true"
    >
      <Grid />
      <rect y={HEAD_PX} width={width} height={height - HEAD_PX} fill="url(#strip-grid)" />
      {ticks.map((at) => (
        <line key={at} className="strip-tick" x1={xOf(at)} x2={xOf(at)} y1={HEAD_PX - 5} y2={HEAD_PX} />
      ))}
      <text className="strip-time" x={timeX} y={11}>
        {clockSecondsOf(row.fromAt, timeZone)}
      </text>
      {channels.map((channel, index) => (
        <g key={channel} transform={`translate(0 ${tops[index] ?? 0})`}>
          {gapsIn(strip, channel, row, { gaps, removedUntil }).map((gap) => {
            const gapWidth = (gap.toAt - gap.fromAt) * PX_PER_MS
            const lane = LANE_MM[channel] * MM
            return (
              <g key={gap.fromAt}>
                <rect className="strip-gap" x={xOf(gap.fromAt)} width={gapWidth} y={1} height={lane - 2} />
                <rect fill="url(#strip-hatch)" x={xOf(gap.fromAt)} width={gapWidth} y={1} height={lane - 2} />
                {gapWidth >= WORDS_FROM_PX && (
                  <text className="strip-gap-words" x={xOf(gap.fromAt) + gapWidth / 2} y={lane / 2 + 4}>
                    {gapWords(channel, gap.cause)}
                  </text>
                )}
              </g>
            )
          })}
          <path className="strip-trace" data-channel={channel} d={pathIn(strip, channel, row, gain)} />
          {channel === 'ecg' && (
            // One millivolt, or what of it the lane holds.
            <path
              className="strip-millivolt"
              d={`M${-STRIP_GUTTER_PX / 2} ${LANE_MM.ecg * MM - 3}v${-Math.min(mmPerUnit('ecg', gain), LANE_MM.ecg - 4) * MM}`}
            />
          )}
          <text className="strip-name" x={4} y={12}>
            {t(`wave.channel.${channel}`)}
          </text>
        </g>
      ))}
      {marked && (
        <g>
          <line className="strip-mark" x1={xOf(mark.at)} x2={xOf(mark.at)} y1={HEAD_PX - 6} y2={height} />
          <path className="strip-mark-head" d={`M${xOf(mark.at) - 5} ${HEAD_PX - 8}h10l-5 7z`} />
        </g>
      )}
    </svg>
  )
}

/** Stored waves on millimetre paper, in rows below each other: 25 mm are a second, on paper as well. */
export const StripPaper = memo(({ strip, stretch, gaps, removedUntil, mark, gain, mostMs }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const channels = [...strip.traces.keys()]
  const label = t('waveStrip.label', {
    channels: channels.map((channel) => t(`wave.channel.${channel}`)).join(', '),
    from: clockSecondsOf(stretch.fromAt, timeZone),
    to: clockSecondsOf(stretch.toAt, timeZone),
  })
  return (
    <div className="strip-paper" role="img" aria-label={label}>
      {rowsOf(stretch, mostMs).map((row) => (
        <Row key={row.fromAt} {...{ strip, gaps, removedUntil, mark, gain, row, channels }} />
      ))}
    </div>
  )
})
