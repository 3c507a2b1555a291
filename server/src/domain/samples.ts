import type { Moment } from '@chairside/shared/time'

/** One accepted reading of one vital, in the catalogue's unit. */
export interface Sample {
  readonly at: Moment
  readonly value: number
}

/** How many readings a block holds: a new reading copies one block at most, not the whole window. */
const BLOCK = 32

/** The accepted readings of one vital in the order in which they came: full blocks, of the first of which `dropped` no longer count, and the newest ones. */
export interface Samples {
  readonly blocks: readonly (readonly Sample[])[]
  readonly dropped: number
  readonly newest: readonly Sample[]
}

export const NO_SAMPLES: Samples = { blocks: [], dropped: 0, newest: [] }

/** With `sample` as the newest one, and without those that lead the list and are older than `from`. */
export const withSample = (samples: Samples, sample: Sample, from: Moment): Samples => {
  let { blocks, dropped, newest } = samples
  if (newest.length < BLOCK) newest = [...newest, sample]
  else {
    blocks = [...blocks, newest]
    newest = [sample]
  }
  for (;;) {
    const first = blocks[0] ?? newest
    while (dropped < first.length && (first[dropped] as Sample).at < from) dropped += 1
    if (dropped < first.length || first === newest) break
    blocks = blocks.slice(1)
    dropped = 0
  }
  return { blocks, dropped, newest }
}

/** All of them as one list, oldest first. */
export const listOf = ({ blocks, dropped, newest }: Samples): readonly Sample[] => {
  const [first, ...others] = blocks
  return first === undefined ? newest.slice(dropped) : first.slice(dropped).concat(...others, newest)
}
