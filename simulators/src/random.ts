/** Chance from a seed: the same seed gives the same numbers on every machine. Not for secrets. */
export interface Chance {
  /** In [0, 1). */
  uniform(): number
  normal(mean: number, sd: number): number
  between(low: number, high: number): number
  /** True with the given probability. */
  happens(probability: number): boolean
}

const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mixed(hash)
}

const mixed = (value: number): number => {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Box and Muller; `first` in (0, 1]. */
const gauss = (first: number, second: number): number => Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second)

/** A sequence of its own per seed text (mulberry32). */
export const chanceOf = (seed: string): Chance => {
  let state = hashOf(seed)
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    uniform,
    normal: (mean, sd) => mean + sd * gauss(1 - uniform(), uniform()),
    between: (low, high) => low + (high - low) * uniform(),
    happens: (probability) => uniform() < probability,
  }
}

/** Chance by place instead of by order: the number at an index does not depend on which others were asked for. */
export interface IndexedChance {
  /** In [0, 1). `lane` tells several numbers of one index apart. */
  uniformAt(index: number, lane?: number): number
  /** Mean 0, SD 1. */
  normalAt(index: number): number
}

export const indexedChanceOf = (seed: string): IndexedChance => {
  const base = hashOf(seed)
  const uniformAt = (index: number, lane = 0): number =>
    mixed(mixed(base ^ Math.imul(index | 0, 0x9e3779b1)) ^ Math.imul(lane + 1, 0x7feb352d)) / 4_294_967_296
  return { uniformAt, normalAt: (index) => gauss(1 - uniformAt(index, 11), uniformAt(index, 12)) }
}
