/** What a person with a ruler reads from the traces. Times in ms. */

/** Local peaks of at least `height`, no two closer than `refractoryMs`. */
export const peaksOf = (samples: Int16Array, stepMs: number, height: number, refractoryMs: number): readonly number[] => {
  const peaks: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (let index = 1; index < samples.length - 1; index += 1) {
    const [before, value, after] = [samples[index - 1] as number, samples[index] as number, samples[index + 1] as number]
    if (value < height || value < before || value <= after || index * stepMs - last < refractoryMs) continue
    last = index * stepMs
    peaks.push(last)
  }
  return peaks
}

/** Where the samples rise through a level, having been below `low` since. */
export const risesOf = (samples: Int16Array, stepMs: number, level: number, low: number): readonly number[] => {
  const rises: number[] = []
  let armed = true
  for (let index = 0; index < samples.length; index += 1) {
    const value = samples[index] as number
    if (value < low) armed = true
    else if (armed && value >= level) {
      armed = false
      rises.push(index * stepMs)
    }
  }
  return rises
}

/** Events a minute by the mean distance between them. */
export const perMinute = (times: readonly number[]): number =>
  (60_000 * (times.length - 1)) / ((times.at(-1) as number) - (times[0] as number))

export const highest = (samples: Int16Array): number => samples.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
export const lowest = (samples: Int16Array): number => samples.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
