/** Width of a letter in px, as wide as words become on a tile of this width. */
const letterPx = (widthPx: number): number => (widthPx < 400 ? 7.7 : 8.8)

/**
 * As many words as fit into one line of this width beside `taken` letters, then how many more: `stay, SpO2 +4`. At least one word is
 * written; `widthPx` 0, not measured yet: all.
 */
export const fitWords = (words: readonly string[], widthPx: number, taken: number): string => {
  const all = words.join(', ')
  const room = widthPx === 0 ? Number.POSITIVE_INFINITY : widthPx / letterPx(widthPx) - taken
  if (all.length <= room || words.length < 2) return all
  let count = words.length - 1
  const written = (): string => `${words.slice(0, count).join(', ')} +${words.length - count}`
  while (count > 1 && written().length > room) count -= 1
  return written()
}
