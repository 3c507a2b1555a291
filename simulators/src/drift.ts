import { indexedChanceOf } from './random.ts'

/** Values kept at a time: a session's whole drift would be megabytes in a large room. */
const BLOCK = 64

/**
 * Slow drift of SD 1 with the given memory (an AR(1) course), at any moment since check-in. Each value builds on the one before;
 * asked in any order it gives the same.
 */
export const driftOf = (seed: string, memoryMs: number): ((sinceMs: number) => number) => {
  const chance = indexedChanceOf(seed)
  const stepMs = memoryMs / 10
  const keep = Math.exp(-0.1)
  const fresh = Math.sqrt(1 - keep ** 2)
  /** The value with which each block begins. */
  const firsts: number[] = [chance.normalAt(0)]
  const values = new Float64Array(BLOCK + 1)
  let loaded = -1
  /** Fills `values` with a block and the first value of the next. */
  const load = (block: number): void => {
    values[0] = firsts[block] as number
    for (let index = 1; index <= BLOCK; index += 1)
      values[index] = keep * (values[index - 1] as number) + fresh * chance.normalAt(block * BLOCK + index)
    firsts[block + 1] = values[BLOCK] as number
    loaded = block
  }
  return (sinceMs) => {
    const position = Math.max(0, sinceMs) / stepMs
    const index = Math.floor(position)
    const block = Math.floor(index / BLOCK)
    if (block !== loaded) {
      for (let next = firsts.length - 1; next < block; next += 1) load(next)
      load(block)
    }
    const low = values[index % BLOCK] as number
    return low + ((values[(index % BLOCK) + 1] as number) - low) * (position - index)
  }
}
