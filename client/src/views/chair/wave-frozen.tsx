import type { Moment } from '@chairside/shared/time'
import { MISSING_SAMPLE, WAVE_CHANNELS } from '@chairside/shared/waveform'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FrozenTraces } from '../../model/frozen-traces.ts'
import { heightOf, PX_PER_MM, type SweepSpeed } from '../../model/wave-scale.ts'
import { decimalWords } from '../../words/numbers.ts'
import { clockSecondsOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import { fitCanvas, inksOf, LANE_PX, TRACE_PX } from '../common/wave-canvas.ts'
import type { Gains } from './use-traces.ts'

interface Props {
  readonly frozen: FrozenTraces
  readonly speed: SweepSpeed
  readonly gains: Gains
  readonly label: string
  readonly height: number
}

const draw = (canvas: HTMLCanvasElement, { frozen, gains }: Pick<Props, 'frozen' | 'gains'>, fromAt: Moment, pxPerMs: number): void => {
  const context = canvas.getContext('2d')
  if (context === null) return
  fitCanvas(canvas, context)
  const inks = inksOf(canvas)
  const widthPx = canvas.clientWidth
  context.clearRect(0, 0, widthPx, canvas.clientHeight)
  frozen.channels.forEach((channel, index) => {
    const { stepMs } = WAVE_CHANNELS[channel]
    context.strokeStyle = inks.channel[channel]
    context.lineWidth = TRACE_PX
    context.beginPath()
    let isDown = false
    for (let at = fromAt; at <= fromAt + widthPx / pxPerMs; at += stepMs) {
      const raw = frozen.valueAt(channel, at)
      if (raw === MISSING_SAMPLE) {
        isDown = false
        continue
      }
      const [x, y] = [(at - fromAt) * pxPerMs, index * LANE_PX + heightOf(channel, raw, gains[channel], LANE_PX)]
      if (isDown) context.lineTo(x, y)
      else context.moveTo(x, y)
      isDown = true
    }
    context.stroke()
  })
}

interface LegProps {
  readonly name: string
  readonly share: number
  readonly text: string
  readonly spanMs: number
  readonly onMove: (share: number) => void
}

const KEY_STEP_MS = 10
const KEY_STRIDE_MS = 100

/** One leg of the calliper: dragged, or moved by the arrow keys, 10 ms a step and 100 ms with Shift. */
const Leg = ({ name, share, text, spanMs, onMove }: LegProps) => {
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const plot = event.currentTarget.parentElement?.getBoundingClientRect()
    if (plot !== undefined && plot.width > 0) onMove((event.clientX - plot.left) / plot.width)
  }
  const key = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = (event.shiftKey ? KEY_STRIDE_MS : KEY_STEP_MS) / spanMs
    const to = { ArrowLeft: share - step, ArrowRight: share + step, Home: 0, End: 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    onMove(to)
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      className="waves-leg"
      style={{ left: `${share * 100}%` }}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={Math.round(spanMs)}
      aria-valuenow={Math.round(share * spanMs)}
      aria-valuetext={text}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={move}
      onKeyDown={key}
    />
  )
}

const within = (share: number): number => Math.min(1, Math.max(0, share))
const RATE_OF_MS = 60_000

/** The last minute standing still, all channels on one scale of time, with two legs to measure between. */
export const WaveFrozen = ({ frozen, speed, gains, label, height }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [widthPx, setWidthPx] = useState(0)
  const [toAt, setToAt] = useState(frozen.toAt)
  const [legs, setLegs] = useState<readonly [number, number]>([0.4, 0.6])
  const pxPerMs = (speed * PX_PER_MM) / 1_000
  const spanMs = Math.max(1, widthPx / pxPerMs)
  // Kept within the minute, also after the sweep or the window changed.
  const endAt = Math.min(frozen.toAt, Math.max(toAt, frozen.fromAt + spanMs))
  const fromAt = endAt - spanMs

  useEffect(() => {
    const target = canvas.current
    if (target === null) return
    const look = (): void => setWidthPx(target.clientWidth)
    const observer = new ResizeObserver(look)
    observer.observe(target)
    look()
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, { frozen, gains }, fromAt, pxPerMs)
  })

  const atOf = (share: number): Moment => fromAt + share * spanMs
  const [first, second] = legs.map(atOf) as [Moment, Moment]
  const apartMs = Math.round(Math.abs(second - first))
  const [a, b] = [frozen.valueAt('ecg', first), frozen.valueAt('ecg', second)]
  const millivolts = a === MISSING_SAMPLE || b === MISSING_SAMPLE ? null : (b - a) / WAVE_CHANNELS.ecg.perUnit
  const legText = (share: number): string => t('wave.legAt', { time: clockSecondsOf(atOf(share), timeZone) })
  return (
    <>
      <div className="waves-stage" style={{ height }}>
        <canvas ref={canvas} className="waves-canvas" role="img" aria-label={label} />
        <Leg
          name={t('wave.leg.first')}
          share={legs[0]}
          text={legText(legs[0])}
          spanMs={spanMs}
          onMove={(share) => setLegs(([, other]) => [within(share), other])}
        />
        <Leg
          name={t('wave.leg.second')}
          share={legs[1]}
          text={legText(legs[1])}
          spanMs={spanMs}
          onMove={(share) => setLegs(([other]) => [other, within(share)])}
        />
      </div>
      <div className="waves-frozen">
        <p>{t('wave.frozen', { time: clockSecondsOf(frozen.toAt, timeZone), mm: speed })}</p>
        <output className="waves-measure">
          {t('wave.span', { ms: apartMs })}
          {apartMs > 0 && <span> · {t('wave.rate', { rate: Math.round(RATE_OF_MS / apartMs) })}</span>}
          {millivolts !== null && (
            <span> · {t('wave.difference', { mv: `${millivolts < 0 ? '−' : '+'}${decimalWords(Math.abs(millivolts), 2)}` })}</span>
          )}
        </output>
        <span className="waves-pan">
          <button type="button" className="chip-button" disabled={fromAt <= frozen.fromAt} onClick={() => setToAt(endAt - spanMs / 2)}>
            {t('wave.earlier')}
          </button>
          <button type="button" className="chip-button" disabled={endAt >= frozen.toAt} onClick={() => setToAt(endAt + spanMs / 2)}>
            {t('wave.later')}
          </button>
        </span>
      </div>
    </>
  )
}
