const MARKS = /\p{Mn}/gu
const WORD = /[\p{L}\p{N}]+/gu

/** Small letters without accents, so that `kovac` finds `Kovač`. */
export const folded = (text: string): string => text.normalize('NFD').replace(MARKS, '').toLowerCase()

const wordsOf = (name: string): string => (folded(name).match(WORD) ?? [name]).sort().join(' ')

/** Whether two spellings are one name: the same words, whatever their case, accents, order, and the signs between them. */
export const isSameName = (a: string, b: string): boolean => wordsOf(a) === wordsOf(b)
