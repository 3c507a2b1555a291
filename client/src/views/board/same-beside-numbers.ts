import type { ChairPicture } from '@chairside/shared/picture'

interface WithChair {
  readonly chair: ChairPicture
}

/** What comes with every reading: the numbers, and when their monitor was heard. */
type WithReadings = 'numerics' | 'source'

/** Whether all else of the chair is as it was; sections are replaced whole, so their references tell. */
const isSameChair = (a: ChairPicture, b: ChairPicture): boolean => {
  if ((a.source === null) !== (b.source === null)) return false
  const { numerics: _a, source: _b, ...rest } = a
  return (Object.keys(rest) as Exclude<keyof ChairPicture, WithReadings>[]).every((section) => a[section] === b[section])
}

/** For parts of a tile that show neither: a reading, which comes every second, does not draw them anew. */
export const sameBesideNumbers = <Props extends WithChair>(before: Props, after: Props): boolean =>
  (Object.keys(after) as (keyof Props)[]).every((key) => key === 'chair' || Object.is(before[key], after[key])) &&
  isSameChair(before.chair, after.chair)
