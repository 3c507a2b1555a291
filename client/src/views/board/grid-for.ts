export interface BoardGrid {
  readonly columns: number
  readonly rows: number
  /** Smallest height of a tile in px, below which the board scrolls. */
  readonly tileHeight: number
}

/** Tiles on one page; more chairs are paged. */
export const PAGE_SIZE = 24
const MIN_WIDTH = 290
const MIN_HEIGHT = 218
/** Where the board scrolls anyway, tiles have room for their line. */
const SCROLLED_HEIGHT = 252
const GAP = 12

/** The grid in which the blood pressure is largest: its digits are bounded by the width and by the height of a tile. */
export const gridFor = (count: number, width: number, height: number): BoardGrid => {
  const most = Math.max(1, Math.min(6, count, Math.floor((width + GAP) / (MIN_WIDTH + GAP))))
  let best: BoardGrid = { columns: 1, rows: Math.max(1, count), tileHeight: MIN_HEIGHT }
  let bestSize = 0
  for (let columns = 1; columns <= most; columns += 1) {
    const rows = Math.ceil(count / columns)
    const tileWidth = (width - GAP * (columns - 1)) / columns
    const fitted = (height - GAP * (rows - 1)) / rows
    const size = Math.min(tileWidth * 0.175, Math.max(MIN_HEIGHT, fitted) * 0.26) - 20 * Math.max(0, MIN_HEIGHT / fitted - 1)
    if (size > bestSize + 0.5) {
      bestSize = size
      best = { columns, rows, tileHeight: fitted < MIN_HEIGHT ? SCROLLED_HEIGHT : MIN_HEIGHT }
    }
  }
  return best
}
