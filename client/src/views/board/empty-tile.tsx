import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../common/icon.tsx'
import { useIsWall, useMayAct } from '../common/services.tsx'

/** A chair without a patient: quiet, and the way to check-in. */
export const EmptyTile = ({ chair }: { readonly chair: ChairPicture }) => {
  const { chairId, care } = chair
  const { t } = useTranslation()
  const mayAct = useMayAct()
  const wall = useIsWall()
  return (
    <li className="tile" data-chair={chairId} data-empty="true">
      {!wall && <Link className="tile-link" to={`/chairs/${chairId}`} aria-label={t('tile.open', { chair: chairId })} />}
      <span className="tile-chair">{chairId}</span>
      <span className="tile-free">{t('tile.free')}</span>
      {care.countersignatureOpen && <span className="tile-waits">{t('care.countersign')}</span>}
      {mayAct && (
        <span className="tile-check-in">
          <Icon name="plus" size={18} />
          {t('tile.freeHint')}
        </span>
      )}
    </li>
  )
}
