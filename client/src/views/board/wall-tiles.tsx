import type { ChairId } from '@chairside/shared/identity'
import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { PAGE_SIZE } from '../../model/board-order.ts'
import { chairById } from '../../model/selectors.ts'
import { useRoom } from '../common/services.tsx'
import { densityOf, wallGridFor } from './grid-for.ts'
import { TracesOnBoard } from './traces-on-board.tsx'
import { useBoardOrder } from './use-board-order.ts'
import { useBoardPages } from './use-board-pages.ts'
import { WallTile } from './wall-tile.tsx'

/** What stands around the tiles of a wall, in px. */
const AROUND = { width: 32, height: 152 }

const Place = ({ chairId }: { readonly chairId: ChairId }) => {
  const chair = useRoom(chairById(chairId))
  return chair === null ? null : <WallTile chair={chair} />
}

/** Every chair of the page in one view: a wall can't be scrolled. A second wall shows the second page by its address (`/?wall&page=2`). */
export const WallTiles = () => {
  const { t } = useTranslation()
  const { ids, sortedAt } = useBoardOrder()
  const { pages, page } = useBoardPages(ids)
  const { ref, width, height } = useElementSize()
  const shown = pages[page] ?? []
  const grid = wallGridFor(shown.length, width || window.innerWidth - AROUND.width, height || window.innerHeight - AROUND.height)
  return (
    <main className="wall-room" aria-label={t('wall.label')}>
      <ul
        className="board-grid"
        ref={ref}
        data-density={densityOf(shown.length)}
        style={{
          gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
          gridTemplateRows: `repeat(${grid.rows}, minmax(0, 1fr))`,
        }}
      >
        {shown.map((chairId) => (
          <Place key={chairId} chairId={chairId} />
        ))}
      </ul>
      <TracesOnBoard shown={shown} columns={grid.columns} />
      {pages.length > 1 && (
        <p className="wall-page">
          {sortedAt === null
            ? t('wall.page', { from: page * PAGE_SIZE + 1, to: page * PAGE_SIZE + shown.length, total: ids.length })
            : t('board.pageNumber', { page: page + 1 })}
        </p>
      )}
    </main>
  )
}
