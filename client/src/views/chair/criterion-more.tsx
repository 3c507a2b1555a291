import './leave.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import type { CriterionId, CriterionResult } from '@chairside/shared/readiness'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { MeasureNow } from './measure-now.tsx'
import { VitalsForm } from './vitals-form.tsx'

interface Props {
  readonly id: CriterionId
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

/** Vitals that a person can take where the monitor gives no evidence. */
const BY_HAND: ReadonlySet<CriterionId> = new Set(['D3', 'D6'])

/** Whether more than an entry brings this criterion on. */
export const hasMore = ({ id, state }: CriterionResult): boolean =>
  id === 'D16' || (state !== 'met' && state !== 'not-required' && (BY_HAND.has(id) || id === 'D17'))

const Hand = ({ chair, session, label, children }: Omit<Props, 'id'> & { readonly label: string; readonly children?: ReactNode }) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <div className="criterion-more">
        {children}
        <button type="button" className="chip-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {label}
        </button>
      </div>
      {open && <VitalsForm chairId={chair.chairId} sessionId={session.sessionId} onDone={() => setOpen(false)} />}
    </>
  )
}

/** The way from a criterion to what brings it on: a reading by hand, the alarms, the sheet for the patient. */
export const CriterionMore = ({ id, chair, session }: Props) => {
  const { t } = useTranslation()
  if (id === 'D3') {
    return (
      <Hand chair={chair} session={session} label={t('measure.byHand')}>
        <MeasureNow chair={chair} session={session} />
      </Hand>
    )
  }
  if (id === 'D6') return <Hand chair={chair} session={session} label={t('leaving.count')} />
  if (id === 'D17') {
    return (
      <a href="#alarms-title" className="chip-button chip-link">
        {t('leaving.alarms')}
      </a>
    )
  }
  return (
    <Link to={`/chairs/${chair.chairId}/instructions`} className="chip-button chip-link">
      {t('leaving.instructions')}
    </Link>
  )
}
