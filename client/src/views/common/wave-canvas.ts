import { WAVE_CHANNEL_NAMES, type WaveChannel } from '@chairside/shared/waveform'

/** How high one channel's lane is, in CSS px: `waves.css` gives the labels beside it the same. */
export const LANE_PX = 78
export const TRACE_PX = 1.6

/** The colours of the traces, as the styles have them now. */
export interface WaveInks {
  readonly channel: Readonly<Record<WaveChannel, string>>
  readonly lost: string
}

export const inksOf = (element: HTMLElement): WaveInks => {
  const style = getComputedStyle(element)
  const ink = (name: string): string => style.getPropertyValue(name).trim() || style.color
  const channel = Object.fromEntries(WAVE_CHANNEL_NAMES.map((name) => [name, ink(`--wave-${name}`)])) as Record<WaveChannel, string>
  return { channel, lost: ink('--faint') }
}

/**
 * Brings the canvas to its size on the page in the pixels of this screen, also after a zoom or a move to another screen.
 * Returns whether it changed (which empties it). One that would hold more pixels than `most` is drawn more coarsely.
 */
export const fitCanvas = (canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, most = Number.POSITIVE_INFINITY): boolean => {
  const area = Math.max(1, canvas.clientWidth * canvas.clientHeight)
  const ratio = Math.min(window.devicePixelRatio || 1, Math.sqrt(most / area))
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)]
  if (canvas.width === width && canvas.height === height) return false
  canvas.width = width
  canvas.height = height
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  return true
}
