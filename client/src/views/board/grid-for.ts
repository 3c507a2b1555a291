export interface BoardGrid {
  readonly columns: number
  readonly rows: number
  /** Smallest height of a tile in px, below which the board scrolls. */
  readonly tileHeight: number
}

/** How much a tile says: 1 to 4 chairs have room for everything, 24 for what matters from afar. */
export type Density = 'large' | 'medium' | 'compact'
export const densityOf = (count: number): Density => (count <= 4 ? 'large' : count <= 12 ? 'medium' : 'compact')

const MIN_WIDTH = 290
const MIN_HEIGHT = 206
/** Where the board scrolls anyway, tiles have room for their line. */
const SCROLLED_HEIGHT = 252
const GAP = 10
/** What of a tile's width, and of its height, the size of the digits may be on a wall (wall.css). */
const WALL_SHARE = { ofWidth: 0.235, ofHeight: 0.34 }

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

/** A wall shows all its chairs at once, whatever their size: the grid in which the digits of the pressure are largest. */
export const wallGridFor = (count: number, width: number, height: number): { readonly columns: number; readonly rows: number } => {
  const tried = Array.from({ length: Math.min(8, Math.max(1, count)) }, (_, index) => {
    const columns = index + 1
    const rows = Math.max(1, Math.ceil(count / columns))
    const digitPx = Math.min(
      ((width - GAP * (columns - 1)) / columns) * WALL_SHARE.ofWidth,
      ((height - GAP * (rows - 1)) / rows) * WALL_SHARE.ofHeight,
    )
    return { columns, rows, digitPx }
  })
  return tried.reduce((best, next) => (next.digitPx > best.digitPx + 0.5 ? next : best))
}
