import './board.css'
import type { ChairId } from '@chairside/shared/identity'
import { useElementSize } from '@mantine/hooks'
import { chairById } from '../../model/selectors.ts'
import { useRoom } from '../common/services.tsx'
import { BoardBar } from './board-bar.tsx'
import { densityOf, gridFor } from './grid-for.ts'
import { NextVisitsProvider } from './next-visit.tsx'
import { Tile } from './tile.tsx'
import { TracesOnBoard } from './traces-on-board.tsx'
import { useBoardOrder } from './use-board-order.ts'
import { useBoardPages } from './use-board-pages.ts'

/** What stands around the tiles, in px: before they were measured they begin where they will stay. */
const AROUND = { width: 32, height: 142 }

/** Takes its own chair from the room, so that a reading draws this tile and no other. */
const Place = ({ chairId }: { readonly chairId: ChairId }) => {
  const chair = useRoom(chairById(chairId))
  return chair === null ? null : <Tile chair={chair} />
}

/** The room: every chair in its place. */
export const BoardView = () => {
  const order = useBoardOrder()
  const board = useBoardPages(order.ids)
  const { ref, width, height } = useElementSize()
  const shown = board.pages[board.page] ?? []
  const grid = gridFor(shown.length, width || window.innerWidth - AROUND.width, height || window.innerHeight - AROUND.height)
  return (
    <main className="board">
      <BoardBar order={order} board={board} />
      <div className="board-room" ref={ref}>
        <ul
          className="board-grid"
          data-density={densityOf(shown.length)}
          style={{
            gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
            gridTemplateRows: `repeat(${grid.rows}, minmax(${grid.tileHeight}px, 1fr))`,
          }}
        >
          <NextVisitsProvider>
            {shown.map((chairId) => (
              <Place key={chairId} chairId={chairId} />
            ))}
          </NextVisitsProvider>
        </ul>
        <TracesOnBoard shown={shown} columns={grid.columns} />
      </div>
    </main>
  )
}
