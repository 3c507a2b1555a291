import type { Moment } from '@chairside/shared/time'
import { MISSING_SAMPLE, WAVE_CHANNEL_NAMES, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import { type Gain, PX_PER_MM, pxScale, type SweepSpeed, speedOf } from '../../model/wave-scale.ts'
import type { WaveTrace } from '../../model/wave-trace.ts'
import type { WaveInks } from './wave-canvas.ts'

/** One trace in its place on the canvas, in CSS px. */
export interface SweepLane {
  readonly channel: WaveChannel
  readonly trace: WaveTrace | null
  readonly gain: Gain
  /** 1: true millimetres at this gain; a small lane takes less. */
  readonly scale: number
  readonly left: number
  readonly top: number
  readonly widthPx: number
  readonly heightPx: number
  /** From when on nothing is known of it; null: something is. */
  readonly lostFrom: Moment | null
}

export interface SweepPicture {
  readonly lanes: readonly SweepLane[]
  readonly speed: SweepSpeed
  readonly inks: WaveInks
  readonly linePx: number
}

export interface Sweep {
  /**
   * Draws what lies between the last moment and this one; `anew`: everything that is in sight at this moment, which it must be when a lane
   * came, went or moved.
   */
  draw(context: CanvasRenderingContext2D, picture: SweepPicture, at: Moment, anew: boolean): void
}

/** The gap before the newest sample, behind which the old trace begins. */
const BAR_PX = 18
/** What is drawn so long after its time came late: what stood in its place meanwhile goes. */
const LATE_MS = 100

interface LaneState {
  readonly pxPerMs: number
  readonly windowMs: number
  readonly barPx: number
  readonly pxPerStep: number
  readonly zeroPx: number
  /** The next place to draw. */
  place: number
  wasLost: boolean
}

const stateOf = ({ channel, gain, scale, widthPx, heightPx }: SweepLane, speed: SweepSpeed): LaneState => {
  const pxPerMs = (speedOf(channel, speed) * PX_PER_MM) / 1_000
  return {
    pxPerMs,
    windowMs: widthPx / pxPerMs,
    barPx: Math.min(BAR_PX, widthPx / 6),
    ...pxScale(channel, gain, heightPx, scale),
    place: 0,
    wasLost: false,
  }
}

/** The old trace is erased as the new one is drawn: each frame touches a few pixels of each lane, and nothing else. */
export const createSweep = (): Sweep => {
  let states: LaneState[] = []
  let lastAt: Moment = 0

  const erase = (context: CanvasRenderingContext2D, { left, top, widthPx, heightPx }: SweepLane, x: number, lengthPx: number): void => {
    context.clearRect(left + x, top, Math.min(lengthPx, widthPx - x), heightPx)
    if (x + lengthPx > widthPx) context.clearRect(left, top, x + lengthPx - widthPx, heightPx)
  }

  /** Wipes what the next stretch takes, and says where that begins. */
  const prepare = (context: CanvasRenderingContext2D, lane: SweepLane, state: LaneState, at: Moment, anew: boolean): void => {
    const { pxPerMs, windowMs, barPx } = state
    const { stepMs } = WAVE_CHANNELS[lane.channel]
    const oldest = Math.ceil((at - windowMs + barPx / pxPerMs) / stepMs)
    if (anew) {
      state.place = oldest
      return
    }
    erase(context, lane, (lastAt % windowMs) * pxPerMs, (at - lastAt) * pxPerMs + barPx)
    state.place = Math.max(state.place, oldest)
    const beginsAt = state.place * stepMs
    if (beginsAt >= lastAt - LATE_MS || (lane.trace?.end ?? 0) <= state.place) return
    erase(context, lane, (beginsAt % windowMs) * pxPerMs, (lastAt - beginsAt) * pxPerMs)
  }

  /** Adds the new stretch of a lane to the path. */
  const trace = (context: CanvasRenderingContext2D, lane: SweepLane, state: LaneState, at: Moment): void => {
    const { stepMs } = WAVE_CHANNELS[lane.channel]
    const { left, top, heightPx } = lane
    const { windowMs, pxPerMs, zeroPx, pxPerStep } = state
    const until = Math.min(Math.floor(at / stepMs), lane.trace?.end ?? 0)
    if (lane.trace === null || until <= state.place) return
    const lowest = heightPx - 1
    let isDown = false
    let lastX = Number.POSITIVE_INFINITY
    for (let place = state.place - 1; place < until; place += 1) {
      const raw = lane.trace.valueAt(place)
      if (raw === MISSING_SAMPLE) {
        isDown = false
        continue
      }
      const x = ((place * stepMs) % windowMs) * pxPerMs
      const y = top + Math.max(1, Math.min(lowest, zeroPx - raw * pxPerStep))
      if (isDown && x >= lastX) context.lineTo(left + x, y)
      else context.moveTo(left + x, y)
      isDown = true
      lastX = x
    }
    state.place = until
  }

  /** Nothing is known of this stretch: a broken line that no patient could have drawn. */
  const breakLine = (context: CanvasRenderingContext2D, lane: SweepLane, state: LaneState, at: Moment, anew: boolean): void => {
    const isNews = anew || !state.wasLost
    state.wasLost = lane.lostFrom !== null
    if (lane.lostFrom === null) return
    const { windowMs, pxPerMs, barPx } = state
    state.place = Math.max(state.place, Math.floor(at / WAVE_CHANNELS[lane.channel].stepMs))
    const from = isNews ? Math.max(lane.lostFrom, at - windowMs + barPx / pxPerMs) : lastAt
    const x = (from % windowMs) * pxPerMs
    const endX = x + (at - from) * pxPerMs
    const y = lane.top + lane.heightPx / 2
    const line = (begin: number, end: number): void => {
      context.lineDashOffset = begin
      context.beginPath()
      context.moveTo(lane.left + begin, y)
      context.lineTo(lane.left + end, y)
      context.stroke()
    }
    line(x, Math.min(endX, lane.widthPx))
    if (endX > lane.widthPx) line(0, endX - lane.widthPx)
  }

  return {
    draw: (context, { lanes, speed, inks, linePx }, at, given) => {
      const anew = given || at < lastAt || states.length !== lanes.length
      if (anew) {
        context.clearRect(0, 0, context.canvas.width, context.canvas.height)
        states = lanes.map((lane) => stateOf(lane, speed))
      }
      // Plain loops: this runs for each lane and each frame.
      let isAnyLost = false
      for (let index = 0; index < lanes.length; index += 1) {
        const lane = lanes[index] as SweepLane
        prepare(context, lane, states[index] as LaneState, at, anew)
        isAnyLost ||= lane.lostFrom !== null
      }
      context.lineWidth = linePx
      // One stroke for all lanes of an ink: a stroke of its own for each costs most of a frame.
      for (const channel of WAVE_CHANNEL_NAMES) {
        let isBegun = false
        for (let index = 0; index < lanes.length; index += 1) {
          const lane = lanes[index] as SweepLane
          if (lane.channel !== channel) continue
          if (!isBegun) {
            context.strokeStyle = inks.channel[channel]
            context.beginPath()
            isBegun = true
          }
          trace(context, lane, states[index] as LaneState, at)
        }
        if (isBegun) context.stroke()
      }
      if (isAnyLost) {
        context.strokeStyle = inks.lost
        context.lineWidth = 1
        context.setLineDash([5, 7])
      }
      for (let index = 0; index < lanes.length; index += 1)
        breakLine(context, lanes[index] as SweepLane, states[index] as LaneState, at, anew)
      if (isAnyLost) context.setLineDash([])
      lastAt = at
    },
  }
}
