import type { GapPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import type { StoredWaves, WaveStrip } from '@chairside/shared/wave-wire'
import { MISSING_SAMPLE, WAVE_CHANNEL_NAMES, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import { type Gain, PX_PER_MM, pxScale } from './wave-scale.ts'

/** Of a strip on paper and on the screen: the usual speed of an ECG, all channels on one scale of time. */
export const STRIP_MM_PER_S = 25
export const PX_PER_MS = (STRIP_MM_PER_S * PX_PER_MM) / 1_000

/** How high a channel's lane is, in millimetres of the paper. */
export const LANE_MM: Readonly<Record<WaveChannel, number>> = { ecg: 25, pleth: 15, resp: 15, co2: 15 }

export interface Stretch {
  readonly fromAt: Moment
  readonly toAt: Moment
}

/** Why nothing stands in a part of a strip. `none`: nothing was stored. */
export type StripGapCause = 'off' | 'removed' | GapPicture['cause'] | 'none'
export interface StripGap extends Stretch {
  readonly cause: StripGapCause
}

export interface StripTraces extends Stretch {
  readonly traces: ReadonlyMap<WaveChannel, Int16Array>
  readonly off: WaveStrip['off']
}

/** The strip as the server gave it, with its samples read. */
export const readStrip = ({ fromAt, toAt, channels, off }: WaveStrip): StripTraces => {
  const traces = new Map<WaveChannel, Int16Array>()
  for (const channel of WAVE_CHANNEL_NAMES) {
    const text = channels[channel]
    if (text === undefined) continue
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
    const view = new DataView(bytes.buffer)
    traces.set(
      channel,
      Int16Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => view.getInt16(index * 2, true)),
    )
  }
  return { fromAt, toAt, traces, off }
}

/** A stretch in rows of equal length, each no longer than fits. */
export const rowsOf = ({ fromAt, toAt }: Stretch, mostMs: number): readonly Stretch[] => {
  const count = Math.max(1, Math.ceil((toAt - fromAt) / Math.max(1_000, mostMs)))
  const rowMs = (toAt - fromAt) / count
  return Array.from({ length: count }, (_, row) => ({ fromAt: fromAt + row * rowMs, toAt: fromAt + (row + 1) * rowMs }))
}

/** The whole seconds of a row that fit into so many px. */
export const rowMsIn = (widthPx: number): number => Math.max(2_000, Math.floor(widthPx / PX_PER_MS / 1_000) * 1_000)

/** One channel of one row as an SVG path in px from the row's beginning and the lane's top; broken where nothing was traced. */
export const pathIn = (strip: StripTraces, channel: WaveChannel, row: Stretch, gain: Gain): string => {
  const trace = strip.traces.get(channel)
  if (trace === undefined) return ''
  const { stepMs } = WAVE_CHANNELS[channel]
  const heightPx = LANE_MM[channel] * PX_PER_MM
  const { pxPerStep, zeroPx } = pxScale(channel, gain, heightPx)
  const first = Math.max(0, Math.ceil((row.fromAt - strip.fromAt) / stepMs))
  const last = Math.min(trace.length - 1, Math.floor((row.toAt - strip.fromAt) / stepMs))
  let path = ''
  let isDown = false
  for (let index = first; index <= last; index += 1) {
    const raw = trace[index] ?? MISSING_SAMPLE
    if (raw === MISSING_SAMPLE) {
      isDown = false
      continue
    }
    const x = (strip.fromAt + index * stepMs - row.fromAt) * PX_PER_MS
    const y = Math.max(0, Math.min(heightPx, zeroPx - raw * pxPerStep))
    path += `${isDown ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    isDown = true
  }
  return path
}

/** What is shorter is a lost packet, to be seen as a gap and not worth words. */
const NAMED_GAP_MS = 200

/** Where a channel has nothing in a row, and why. Shorter holes are gaps in the line alone. */
export const gapsIn = (
  strip: StripTraces,
  channel: WaveChannel,
  row: Stretch,
  known: { readonly gaps: readonly GapPicture[]; readonly removedUntil: Moment | null },
): readonly StripGap[] => {
  const { stepMs } = WAVE_CHANNELS[channel]
  const trace = strip.traces.get(channel)
  const found: StripGap[] = []
  const causeOf = (fromAt: Moment, toAt: Moment): StripGapCause => {
    const touches = (one: { readonly fromAt: Moment; readonly toAt: Moment | null }): boolean =>
      one.fromAt < toAt && (one.toAt ?? Number.POSITIVE_INFINITY) > fromAt
    if (strip.off.some((one) => one.channel === channel && touches(one))) return 'off'
    const gap = known.gaps.find((one) => one.vital === null && touches(one))
    if (gap !== undefined) return gap.cause
    return known.removedUntil !== null && toAt <= known.removedUntil ? 'removed' : 'none'
  }
  let beganAt: Moment | null = null
  const close = (toAt: Moment): void => {
    if (beganAt !== null && toAt - beganAt >= NAMED_GAP_MS) found.push({ fromAt: beganAt, toAt, cause: causeOf(beganAt, toAt) })
    beganAt = null
  }
  for (let at = row.fromAt; at < row.toAt; at += stepMs) {
    const raw = trace?.[Math.round((at - strip.fromAt) / stepMs)] ?? MISSING_SAMPLE
    if (raw === MISSING_SAMPLE) beganAt ??= at
    else close(at)
  }
  close(row.toAt)
  return found
}

/** Whether anything is stored in a stretch. */
export const isStored = (spans: StoredWaves['spans'], { fromAt, toAt }: Stretch): boolean =>
  spans.some((span) => span.fromAt < toAt && span.toAt > fromAt)

/** The stretch before or after this one, of the same length; where nothing is stored there, the next one that holds anything. Null: none. */
export const turned = (spans: StoredWaves['spans'], { fromAt, toAt }: Stretch, by: -1 | 1): Stretch | null => {
  const lastsMs = toAt - fromAt
  const next = { fromAt: fromAt + by * lastsMs, toAt: toAt + by * lastsMs }
  if (isStored(spans, next)) return next
  const ahead = spans.filter((span) => (by === 1 ? span.fromAt >= next.toAt : span.toAt <= next.fromAt))
  const nearest = by === 1 ? ahead[0] : ahead.at(-1)
  if (nearest === undefined) return null
  const edge = by === 1 ? nearest.fromAt : nearest.toAt
  const steps = by === 1 ? Math.floor((edge - fromAt) / lastsMs) : Math.floor((edge - 1 - fromAt) / lastsMs)
  return { fromAt: fromAt + steps * lastsMs, toAt: toAt + steps * lastsMs }
}
