import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../common/icon.tsx'

interface Props {
  readonly chairId: string
  /** The patient, once one is chosen. */
  readonly who?: string
  readonly children: ReactNode
}

/** The head of every step of a check-in, and the way back to the day's list. */
export const CheckInPage = ({ chairId, who, children }: Props) => {
  const { t } = useTranslation()
  return (
    <main className="chair-page check-page">
      <div className="chair-head check-head">
        <Link to="/today" className="back-link" aria-label={t('steps.toToday')} title={t('steps.toToday')}>
          <Icon name="back" />
        </Link>
        <h1>{t('steps.title', { chair: chairId })}</h1>
        {who !== undefined && <b className="check-name">{who}</b>}
      </div>
      {children}
    </main>
  )
}
