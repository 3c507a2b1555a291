import './board.css'
import { useElementSize } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chairsOf } from '../../model/selectors.ts'
import { useRoom } from '../common/services.tsx'
import { gridFor, PAGE_SIZE } from './grid-for.ts'
import { Tile } from './tile.tsx'

/** What stands around the tiles, in px: before they were measured they begin where they will stay. */
const AROUND = { width: 32, height: 142 }

/** The room: every chair in its place. */
export const BoardView = () => {
  const { t } = useTranslation()
  const chairs = useRoom(chairsOf)
  const [page, setPage] = useState(0)
  const { ref, width, height } = useElementSize()
  const pages = Math.max(1, Math.ceil(chairs.length / PAGE_SIZE))
  const shownPage = Math.min(page, pages - 1)
  const shown = chairs.slice(shownPage * PAGE_SIZE, (shownPage + 1) * PAGE_SIZE)
  const grid = gridFor(shown.length, width || window.innerWidth - AROUND.width, height || window.innerHeight - AROUND.height)
  return (
    <main className="board">
      {pages > 1 && (
        <nav className="board-pages" aria-label={t('bar.pages')}>
          {Array.from({ length: pages }, (_, index) => (
            <button
              type="button"
              className="chip-button"
              key={chairs[index * PAGE_SIZE]?.chairId}
              aria-current={index === shownPage ? 'page' : undefined}
              onClick={() => setPage(index)}
            >
              {t('bar.page', { from: index * PAGE_SIZE + 1, to: Math.min(chairs.length, (index + 1) * PAGE_SIZE) })}
            </button>
          ))}
        </nav>
      )}
      <div className="board-room" ref={ref}>
        <ul
          className="board-grid"
          style={{
            gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
            gridTemplateRows: `repeat(${grid.rows}, minmax(${grid.tileHeight}px, 1fr))`,
          }}
        >
          {shown.map((chair) => (
            <Tile key={chair.chairId} chair={chair} />
          ))}
        </ul>
      </div>
    </main>
  )
}
