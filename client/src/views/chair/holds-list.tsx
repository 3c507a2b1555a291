import './holds.css'
import type { Hold } from '@chairside/shared/session'
import { useTranslation } from 'react-i18next'
import { useShortData } from '../common/data-words.ts'

/** S2: what holds a start, and what each hold needs. */
export const HoldsList = ({ holds }: { readonly holds: readonly Hold[] }) => {
  const { t } = useTranslation()
  const { hold: words } = useShortData()
  const strongest = holds.some((hold) => hold.strength === 'refused')
    ? t('says.refusedHold')
    : holds.some((hold) => hold.strength === 'hard')
      ? t('says.hardHold')
      : t('says.softHold')
  return (
    <div className="holds">
      <ul>
        {holds.map((hold) => (
          <li key={`${hold.id} ${hold.detail}`} data-strength={hold.strength}>
            <b>{words(hold)}</b>
            <small>{t(`strength.${hold.strength}`)}</small>
          </li>
        ))}
      </ul>
      <p className="strong">{strongest}</p>
    </div>
  )
}
