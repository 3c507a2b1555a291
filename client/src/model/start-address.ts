import type { StationKind } from './sound-state.ts'

/** The address of the wall: the board for a screen that nobody touches. */
export const WALL_ADDRESS = '/?wall'

/**
 * Where a page begins that was opened at `asked` (path and query): a wall shows the wall and a chairside screen its chair, so that a browser
 * that starts by itself needs no hand. Whoever asked for anything but the bare board gets that.
 */
export const startOf = (asked: string, kind: StationKind, chairId: string | null): string => {
  if (asked !== '/' && asked !== '') return asked
  if (kind === 'wall') return WALL_ADDRESS
  return kind === 'chairside' && chairId !== null ? `/chairs/${encodeURIComponent(chairId)}` : asked
}
