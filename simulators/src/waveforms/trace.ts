import type { Shape } from './shapes.ts'

/**
 * What events will have drawn on one channel, some seconds ahead of what was taken from it. Sums, so that waves may overlap;
 * times in ms since the origin.
 */
export interface Trace {
  /** Adds a shape whose own zero lies at `zeroMs`, stretched around it and scaled. */
  draw(shape: Shape, zeroMs: number, stretch: number, height: number): void
  /** Adds a function of the ms since `fromMs`. */
  plot(fromMs: number, lastsMs: number, valueAt: (ms: number) => number): void
  /** The value of the next sample, which is then forgotten. */
  take(): number
}

/** Samples kept ahead: a power of two. At 250 Hz 4 s, at 62.5 Hz 16 s. */
const AHEAD = 1_024

export const createTrace = (stepMs: number): Trace => {
  const sums = new Float64Array(AHEAD)
  let next = 0

  const firstFrom = (ms: number): number => Math.max(next, Math.ceil(ms / stepMs))
  return {
    draw: ({ fromMs, values }, zeroMs, stretch, height) => {
      const last = Math.min(next + AHEAD - 1, Math.floor((zeroMs + (fromMs + values.length - 1) * stretch) / stepMs))
      const perSample = stepMs / stretch
      const first = firstFrom(zeroMs + fromMs * stretch)
      let place = (first * stepMs - zeroMs) / stretch - fromMs
      for (let index = first; index <= last; index += 1) {
        sums[index & (AHEAD - 1)] = (sums[index & (AHEAD - 1)] as number) + height * (values[place | 0] as number)
        place += perSample
      }
    },
    plot: (fromMs, lastsMs, valueAt) => {
      const last = Math.min(next + AHEAD - 1, Math.floor((fromMs + lastsMs) / stepMs))
      for (let index = firstFrom(fromMs); index <= last; index += 1)
        sums[index & (AHEAD - 1)] = (sums[index & (AHEAD - 1)] as number) + valueAt(index * stepMs - fromMs)
    },
    take: () => {
      const place = next & (AHEAD - 1)
      const value = sums[place] as number
      sums[place] = 0
      next += 1
      return value
    },
  }
}
