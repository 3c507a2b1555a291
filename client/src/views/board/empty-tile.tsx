import './empty-tile.css'
import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../common/icon.tsx'
import { useIsWall, useMayAct } from '../common/services.tsx'
import { NextVisit, useNextVisit } from './next-visit.tsx'

/** A chair without a patient: quiet, with who comes next, and the way to their check-in. */
export const EmptyTile = ({ chair }: { readonly chair: ChairPicture }) => {
  const { chairId, care } = chair
  const { t } = useTranslation()
  const mayAct = useMayAct()
  const wall = useIsWall()
  const visit = useNextVisit(chairId)
  const checkIn = `/chairs/${chairId}/check-in`
  return (
    <li className="tile" data-chair={chairId} data-empty="true">
      {!wall && <Link className="tile-link" to={`/chairs/${chairId}`} aria-label={t('tile.open', { chair: chairId })} />}
      <span className="tile-empty-head">
        <span className="tile-chair">{chairId}</span> <span className="tile-free">{t('tile.free')}</span>
      </span>
      {care.countersignatureOpen && <span className="tile-waits">{t('care.countersign')}</span>}
      {visit !== null && <NextVisit visit={visit} />}
      {mayAct && (
        <Link
          className="chip-button chip-link tile-check-in"
          to={visit === null ? checkIn : `${checkIn}?visit=${visit.visitId}`}
          aria-label={
            visit === null
              ? t('expected.checkInAt', { chair: chairId })
              : t('expected.checkInNext', { chair: chairId, time: visit.arrival })
          }
        >
          <Icon name="plus" size={18} />
          {visit === null ? t('tile.freeHint') : t('today.checkIn')}
        </Link>
      )}
    </li>
  )
}
