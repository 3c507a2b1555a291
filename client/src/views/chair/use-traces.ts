import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import { RECENT_MS } from '@chairside/shared/wave-wire'
import type { WaveChannel } from '@chairside/shared/waveform'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import type { ChairTraces } from '../../model/chair-traces.ts'
import { heardUntil, type LostCause, lostCause } from '../../model/lost-trace.ts'
import { createPlayhead, type Playhead } from '../../model/playhead.ts'
import type { Gain, SweepSpeed } from '../../model/wave-scale.ts'
import { useServices } from '../common/services.tsx'
import { fitCanvas, inksOf, LANE_PX, TRACE_PX, type WaveInks } from '../common/wave-canvas.ts'
import { createSweep, type Sweep } from '../common/wave-sweep.ts'

export type Lost = { readonly [channel in WaveChannel]?: LostCause }
export type Gains = Readonly<Record<WaveChannel, Gain>>

interface Options {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly speed: SweepSpeed
  readonly gains: Gains
  /** Nothing is drawn: frozen, or covered. */
  readonly isStill: boolean
}

export interface TracesNow {
  readonly channels: readonly WaveChannel[]
  readonly lost: Lost
  /** The server said what it knows: until then nobody can say that there is nothing. */
  readonly isKnown: boolean
  /** What this screen has, and how far it is drawn. */
  read(): { readonly traces: ChairTraces; readonly at: Moment } | null
}

interface Loop {
  readonly playhead: Playhead
  readonly sweep: Sweep
  drawn: string
  at: Moment
  /** From when on this screen looks; 0: it does not yet. */
  since: Moment
  told: string
  inks: WaveInks | null
}

const SHOWN_NOTHING = { channels: [] as readonly WaveChannel[], lost: {} as Lost, isKnown: false }
const CALM = '(prefers-reduced-motion: reduce)'
const CALM_STEP_MS = 1_000

/**
 * The one loop that draws: frame by frame onto the canvas, past React, which hears only of what changes seldom: which channels there are,
 * and which of them are lost.
 */
export const useTraces = ({ chair, session, canvas, speed, gains, isStill }: Options): TracesNow => {
  const { waves } = useServices()
  const { chairId } = chair
  const { sessionId } = session
  const [shown, setShown] = useState(SHOWN_NOTHING)
  const [loop] = useState<Loop>(() => ({
    playhead: createPlayhead(),
    sweep: createSweep(),
    drawn: '',
    at: 0,
    since: 0,
    told: '',
    inks: null,
  }))

  const tell = (traces: ChairTraces | null, at: Moment, roomSpeed: number): Lost => {
    const channels = traces?.channels() ?? []
    const lost: { [channel in WaveChannel]?: LostCause } = {}
    for (const channel of channels) {
      const cause =
        traces === null ? null : lostCause(traces, channel, at, { chair, link: waves.link, speed: roomSpeed, since: loop.since })
      if (cause !== null) lost[channel] = cause
    }
    const isKnown = waves.isKnown(chairId)
    const told = JSON.stringify([channels, lost, isKnown])
    if (told !== loop.told) setShown({ channels, lost, isKnown })
    loop.told = told
    return lost
  }

  const frame = useEffectEvent((): void => {
    const base = waves.roomBase()
    if (base === null) return
    const traces = waves.tracesOf(chairId, sessionId)
    const moved = loop.playhead.moveTo(waves.elapsedMs(), base)
    const calm = window.matchMedia(CALM).matches
    const at = calm ? Math.floor(moved.at / CALM_STEP_MS) * CALM_STEP_MS : moved.at
    if (loop.since === 0) loop.since = at
    const lost = tell(traces, at, base.speed)
    const target = canvas.current
    const context = target?.getContext('2d') ?? null
    if (target === null || context === null || traces === null) return
    if (isStill) {
      loop.drawn = ''
      return
    }
    const lanes = traces.channels().map((channel, index) => {
      return {
        channel,
        trace: traces.traces.get(channel) ?? null,
        gain: gains[channel],
        scale: 1,
        left: 0,
        top: index * LANE_PX,
        widthPx: target.clientWidth,
        heightPx: LANE_PX,
        lostFrom: lost[channel] === undefined ? null : heardUntil(traces, channel, loop.since),
      }
    })
    const look = document.documentElement.dataset.mantineColorScheme ?? ''
    const drawn = JSON.stringify([
      speed,
      lanes.map(({ channel, gain, widthPx }) => [channel, gain, widthPx]),
      look,
      sessionId,
      traces.fills,
    ])
    const resized = fitCanvas(target, context)
    const anew = resized || moved.jumped || drawn !== loop.drawn
    if (!anew && at === loop.at) return
    loop.drawn = drawn
    loop.at = at
    // Asking for the styles costs more than a frame's drawing.
    loop.inks = anew || loop.inks === null ? inksOf(target) : loop.inks
    loop.sweep.draw(context, { lanes, speed, inks: loop.inks, linePx: TRACE_PX }, at, anew)
  })

  useEffect(() => {
    const leave = waves.watch(chairId, RECENT_MS)
    const stop = waves.frames(() => frame())
    return () => {
      stop()
      leave()
    }
  }, [waves, chairId])

  return {
    ...shown,
    read: () => {
      const traces = waves.tracesOf(chairId, sessionId)
      return traces === null ? null : { traces, at: loop.at }
    },
  }
}

/** The height of the canvas for so many channels, in CSS px. */
export const canvasHeight = (channels: readonly WaveChannel[]): number => channels.length * LANE_PX
