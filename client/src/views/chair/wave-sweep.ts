import type { Moment } from '@chairside/shared/time'
import { MISSING_SAMPLE, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import { type Gain, heightOf, PX_PER_MM, type SweepSpeed, speedOf } from '../../model/wave-scale.ts'
import type { WaveTrace } from '../../model/wave-trace.ts'
import { LANE_PX, TRACE_PX, type WaveInks } from './wave-canvas.ts'

export interface SweepLane {
  readonly channel: WaveChannel
  readonly trace: WaveTrace | null
  readonly gain: Gain
  /** From when on nothing is known of it; null: something is. */
  readonly lostFrom: Moment | null
}

export interface SweepPicture {
  readonly lanes: readonly SweepLane[]
  readonly speed: SweepSpeed
  /** Of the room: a faster room sweeps faster. */
  readonly widthPx: number
  readonly inks: WaveInks
}

export interface Sweep {
  /** Draws what lies between the last moment and this one; `anew`: everything that is in sight at this moment. */
  draw(context: CanvasRenderingContext2D, picture: SweepPicture, at: Moment, anew: boolean): void
}

/** The gap before the newest sample, behind which the old trace begins. */
const BAR_PX = 18

interface LaneState {
  /** The next place to draw. */
  place: number
  wasLost: boolean
}

/** The old trace is erased as the new one is drawn: each frame touches a few pixels of each lane, and nothing else. */
export const createSweep = (): Sweep => {
  const states = new Map<WaveChannel, LaneState>()
  let lastAt: Moment = 0

  const drawLane = (
    context: CanvasRenderingContext2D,
    { speed, widthPx, inks }: SweepPicture,
    lane: SweepLane,
    top: number,
    at: Moment,
    anew: boolean,
  ): void => {
    const { channel, trace, gain } = lane
    const pxPerMs = (speedOf(channel, speed) * PX_PER_MM) / 1_000
    const windowMs = widthPx / pxPerMs
    const xOf = (moment: Moment): number => (moment % windowMs) * pxPerMs
    const oldestAt = at - windowMs + BAR_PX / pxPerMs
    const fromAt = anew ? oldestAt : lastAt

    const erase = (x: number, lengthPx: number): void => {
      context.clearRect(x, top, Math.min(lengthPx, widthPx - x), LANE_PX)
      if (x + lengthPx > widthPx) context.clearRect(0, top, x + lengthPx - widthPx, LANE_PX)
    }
    if (!anew) erase(xOf(fromAt), (at - fromAt) * pxPerMs + BAR_PX)

    const { stepMs } = WAVE_CHANNELS[channel]
    const state = states.get(channel) ?? { place: Math.floor(fromAt / stepMs), wasLost: false }
    states.set(channel, state)
    const oldest = Math.ceil(oldestAt / stepMs)
    state.place = anew ? oldest : Math.max(state.place, oldest)
    const until = Math.min(Math.floor(at / stepMs), trace?.end ?? 0)

    if (trace !== null && until > state.place) {
      const beginsAt = state.place * stepMs
      // It came late: what was drawn in its place meanwhile goes.
      if (!anew && beginsAt < fromAt - 100) erase(xOf(beginsAt), (Math.min(until * stepMs, fromAt) - beginsAt) * pxPerMs)
      context.strokeStyle = inks.channel[channel]
      context.lineWidth = TRACE_PX
      context.beginPath()
      let isDown = false
      let lastX = Number.POSITIVE_INFINITY
      for (let place = state.place - 1; place < until; place += 1) {
        const raw = trace.valueAt(place)
        if (raw === MISSING_SAMPLE) {
          isDown = false
          continue
        }
        const x = xOf(place * stepMs)
        const y = top + heightOf(channel, raw, gain, LANE_PX)
        if (isDown && x >= lastX) context.lineTo(x, y)
        else context.moveTo(x, y)
        isDown = true
        lastX = x
      }
      context.stroke()
      state.place = until
    }
    const isNews = lane.lostFrom !== null && (anew || !state.wasLost)
    state.wasLost = lane.lostFrom !== null
    if (lane.lostFrom === null) return
    // Nothing is known of this stretch: a broken line that no patient could have drawn.
    state.place = Math.max(state.place, Math.floor(at / stepMs))
    const brokenFrom = isNews ? Math.max(lane.lostFrom, oldestAt) : fromAt
    const [x, lengthPx] = [xOf(brokenFrom), (at - brokenFrom) * pxPerMs]
    const y = top + LANE_PX / 2
    context.strokeStyle = inks.lost
    context.lineWidth = 1
    context.setLineDash([5, 7])
    for (const [begin, end] of x + lengthPx > widthPx
      ? [
          [x, widthPx],
          [0, x + lengthPx - widthPx],
        ]
      : [[x, x + lengthPx]]) {
      context.lineDashOffset = begin ?? 0
      context.beginPath()
      context.moveTo(begin ?? 0, y)
      context.lineTo(end ?? 0, y)
      context.stroke()
    }
    context.setLineDash([])
  }

  return {
    draw: (context, picture, at, anew) => {
      const begins = anew || at < lastAt
      if (begins) context.clearRect(0, 0, picture.widthPx, picture.lanes.length * LANE_PX)
      picture.lanes.forEach((lane, index) => {
        drawLane(context, picture, lane, index * LANE_PX, at, begins)
      })
      lastAt = at
    },
  }
}
