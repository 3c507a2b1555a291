import './sparkline.css'
import type { ChairPicture, GapPicture, SetPicture } from '@chairside/shared/picture'
import { MINUTE_MS } from '@chairside/shared/time'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../common/services.tsx'
import { sameBesideNumbers } from './same-beside-numbers.ts'

const WIDTH = 600
const HEIGHT = 80
const STEP_MS = 15_000

interface Drawn {
  readonly sets: readonly SetPicture[]
  readonly gaps: readonly GapPicture[]
  readonly baseline: { readonly sys: number; readonly dia: number } | null
  readonly limit: number | null
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly fromAt: number
  readonly toAt: number
  readonly nowAt: number
  readonly label: string
}

/** Lines between neighbouring sets, broken where data is missing; a set that stands alone is a dot. */
const pathOf = (points: readonly { readonly x: number; readonly y: number; readonly brokenBefore: boolean }[]): string =>
  points
    .map((point, index) => {
      const begins = index === 0 || point.brokenBefore
      const alone = begins && points[index + 1]?.brokenBefore !== false
      return `${begins ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}${alone ? 'h4' : ''}`
    })
    .join('')

const Picture = memo(({ sets, gaps, baseline, limit, startedAt, endedAt, fromAt, toAt, nowAt, label }: Drawn) => {
  const accepted = sets.filter((set) => set.state === 'accepted' && set.sys !== null && set.dia !== null)
  const values = [
    ...accepted.flatMap((set) => [set.sys ?? 0, set.dia ?? 0]),
    ...(baseline === null ? [] : [baseline.sys * 1.2, baseline.dia]),
  ]
  const low = Math.min(60, ...values) - 6
  const high = Math.max(150, ...values) + 8
  const x = (at: number): number => ((at - fromAt) / (toAt - fromAt)) * WIDTH
  const y = (value: number): number => HEIGHT - ((value - low) / (high - low)) * HEIGHT
  const whole = gaps.filter((gap) => gap.vital === null)
  const broken = (before: number, after: number): boolean => whole.some((gap) => gap.fromAt < after && (gap.toAt ?? nowAt) > before)
  const line = (pick: (set: SetPicture) => number | null): string =>
    pathOf(
      accepted.map((set, index) => ({
        x: x(set.at),
        y: y(pick(set) ?? 0),
        brokenBefore: index > 0 && broken(accepted[index - 1]?.at ?? set.at, set.at),
      })),
    )
  const last = accepted.at(-1)
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <defs>
        <pattern id="spark-hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="9" className="spark-hatching" />
        </pattern>
      </defs>
      {baseline !== null && (
        <rect
          className="spark-band"
          x={0}
          width={WIDTH}
          y={y(baseline.sys * 1.2)}
          height={Math.max(0, y(baseline.sys * 0.8) - y(baseline.sys * 1.2))}
        />
      )}
      {startedAt !== null && (
        <rect className="spark-drug" x={x(startedAt)} width={Math.max(0, x(endedAt ?? nowAt) - x(startedAt))} y={HEIGHT - 3} height={3} />
      )}
      {limit !== null && limit < high && <line className="spark-limit" x1={0} x2={WIDTH} y1={y(limit)} y2={y(limit)} />}
      {whole.map((gap) => (
        <rect
          key={gap.fromAt}
          fill="url(#spark-hatch)"
          x={x(gap.fromAt)}
          width={Math.max(4, x(gap.toAt ?? nowAt) - x(gap.fromAt))}
          y={0}
          height={HEIGHT}
        />
      ))}
      <line className="spark-now" x1={x(nowAt)} x2={x(nowAt)} y1={0} y2={HEIGHT} />
      <path className="spark-dia" d={line((set) => set.dia)} />
      <path className="spark-sys" d={line((set) => set.sys)} />
      {last !== undefined && <path className="spark-dot" d={`M${x(last.at).toFixed(1)} ${y(last.sys ?? 0).toFixed(1)}h.01`} />}
    </svg>
  )
})

/** SYS and DIA of the session with the baseline band; what is missing is hatched and never bridged. */
export const Sparkline = memo(({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  // A step of 15 s is less than a pixel here: the picture is drawn anew only then, or when something arrived.
  const nowAt = useRoom((state) => Math.ceil(state.now / STEP_MS) * STEP_MS)
  const first = chair.sets[0]?.at ?? chair.session?.checkedInAt ?? nowAt
  const startedAt = chair.infusion?.startedAt ?? null
  const fromAt = Math.min(first, startedAt ?? first) - MINUTE_MS
  const planned = startedAt === null ? nowAt + 30 * MINUTE_MS : (chair.infusion?.plannedEndAt ?? nowAt) + 30 * MINUTE_MS
  const bp = chair.baseline?.bp ?? null
  return (
    <div className="tile-spark">
      <Picture
        sets={chair.sets}
        gaps={chair.gaps}
        baseline={bp}
        limit={chair.limits?.sysHighWarning ?? null}
        startedAt={startedAt}
        endedAt={chair.infusion?.endedAt ?? null}
        fromAt={fromAt}
        toAt={Math.max(planned, nowAt + MINUTE_MS)}
        nowAt={nowAt}
        label={t('tile.trend')}
      />
    </div>
  )
}, sameBesideNumbers)
