import type { ChairId } from '@chairside/shared/identity'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { alarmOfPage, PAGE_SIZE } from '../../model/board-order.ts'
import { alarmedChairs } from '../../model/selectors.ts'
import { AlarmMark, useAlarmText } from '../common/alarm-mark.tsx'
import { clockOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useRoom, useTimeZone } from '../common/services.tsx'
import type { ShownOrder } from './use-board-order.ts'
import type { BoardPages } from './use-board-pages.ts'

interface PageProps {
  readonly ids: readonly ChairId[]
  readonly index: number
  readonly byPlace: boolean
  readonly current: boolean
  readonly onTurn: () => void
}

/** One page, and what alarms on it while it is out of sight. The mark has its place also where there is none. */
const PageButton = ({ ids, index, byPlace, current, onTurn }: PageProps) => {
  const { t } = useTranslation()
  const text = useAlarmText()
  const alarmed = useRoom(useShallow(alarmedChairs))
  const alarm = alarmOfPage(alarmed, ids)
  const label = byPlace
    ? t('board.page', { from: index * PAGE_SIZE + 1, to: index * PAGE_SIZE + ids.length })
    : t('board.pageNumber', { page: index + 1 })
  const said =
    alarm === null
      ? t('board.pageCalm')
      : t('board.pageAlarms', {
          count: alarm.chairs,
          priority: t(`priority.${alarm.worst.presentedAs}`).toLowerCase(),
          alarm: text(alarm.worst),
        })
  return (
    <button
      type="button"
      className="page-button"
      aria-current={current ? 'page' : undefined}
      aria-label={current ? label : `${label}, ${said}`}
      aria-keyshortcuts="PageUp PageDown"
      title={t('board.pageKeys')}
      onClick={onTurn}
    >
      {label}
      <span className="page-alarm" data-priority={alarm?.worst.presentedAs ?? null}>
        {alarm !== null && (
          <>
            <AlarmMark priority={alarm.worst.presentedAs} /> {alarm.chairs}
          </>
        )}
      </span>
    </button>
  )
}

/** Worst first says when it was sorted, and that it would be sorted otherwise by now. */
const OrderSaid = ({ order }: { readonly order: ShownOrder }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  if (order.sortedAt === null) return null
  const time = clockOf(order.sortedAt, timeZone)
  return (
    <div className="board-order">
      <span>{t('board.sorted', { time })}</span>
      {order.outdated && <span className="soft">{t('board.changed')}</span>}
      <button type="button" className="chip-button" disabled={!order.outdated} onClick={order.sortNow}>
        {t('board.sort')}
      </button>
      <span className="visually-hidden" role="status">
        {order.byItself ? t('board.sortedAnew', { time }) : ''}
      </span>
    </div>
  )
}

interface Props {
  readonly order: ShownOrder
  readonly board: BoardPages
}

/** Above the tiles where there is more than one page, or an order that changes. */
export const BoardBar = ({ order, board: { pages, page, turnTo } }: Props) => {
  const { t } = useTranslation()
  if (pages.length < 2 && order.sortedAt === null) return null
  return (
    <nav className="board-bar" aria-label={t('board.bar')}>
      {pages.length > 1 && (
        <>
          <button
            type="button"
            className="icon-button"
            disabled={page === 0}
            aria-label={t('board.previous')}
            title={t('board.previous')}
            onClick={() => turnTo(page - 1)}
          >
            <Icon name="back" />
          </button>
          {pages.map((ids, index) => (
            <PageButton
              key={ids[0]}
              ids={ids}
              index={index}
              byPlace={order.sortedAt === null}
              current={index === page}
              onTurn={() => turnTo(index)}
            />
          ))}
          <button
            type="button"
            className="icon-button"
            disabled={page === pages.length - 1}
            aria-label={t('board.following')}
            title={t('board.following')}
            onClick={() => turnTo(page + 1)}
          >
            <Icon name="next" />
          </button>
        </>
      )}
      <OrderSaid order={order} />
    </nav>
  )
}
