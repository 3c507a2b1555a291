import type { VisitCard, VisitOutcome } from '@chairside/shared/visit'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { chairsOf, runningSession } from '../../model/selectors.ts'
import { Icon } from '../common/icon.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { PatientForm } from '../common/patient-form.tsx'
import { PatientLine } from '../common/patient-line.tsx'
import { useRoom, useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'
import { VisitForm } from './visit-form.tsx'

interface Props {
  readonly visit: VisitCard
  readonly lateMin: number
  /** Whether this person acts at chairs. */
  readonly mayCheckIn: boolean
  readonly onChanged: () => void
}

type Opened = 'none' | 'chairs' | 'more' | 'visit' | 'patient' | 'cancel'

const HOUR_MIN = 60

/** What became of a visit so far, as words. */
const VisitStateText = ({ visit, lateMin }: Pick<Props, 'visit' | 'lateMin'>) => {
  const { t } = useTranslation()
  const { state, seat, reason } = visit
  if (state === 'arrived' && seat !== null) return <b>{t(`phase.${seat.phase}`)}</b>
  if (state === 'done' && seat !== null) return <span>{t(`phase.${seat.phase}`)}</span>
  if (state === 'cancelled' && reason !== null) return <span>{t('today.because', { reason })}</span>
  if (lateMin >= HOUR_MIN) return <b>{t('today.lateHours', { hours: Math.floor(lateMin / HOUR_MIN), minutes: lateMin % HOUR_MIN })}</b>
  return lateMin > 0 ? <b>{t('today.late', { minutes: lateMin })}</b> : <span>{t(`visitState.${state}`)}</span>
}

/** The chairs that are free now: the first tap of a check-in where none is planned, or the planned one is taken. */
const FreeChairs = ({ visit }: Pick<Props, 'visit'>) => {
  const { t } = useTranslation()
  const free = useRoom(chairsOf).filter((chair) => runningSession(chair) === null)
  return (
    <nav className="visit-chairs" aria-label={t('today.checkInWhere', { name: visit.patient.name })}>
      {free.length === 0 ? (
        <p className="soft">{t('today.noFreeChair')}</p>
      ) : (
        free.map(({ chairId }) => (
          <Link key={chairId} className="chip-button chip-link" to={`/chairs/${chairId}/check-in?visit=${visit.visitId}`}>
            {t('today.inChair', { chair: chairId })}
          </Link>
        ))
      )}
    </nav>
  )
}

/** The one thing that is done next with this visit. */
const MainAct = ({
  visit,
  mayCheckIn,
  opened,
  onOpen,
}: Pick<Props, 'visit' | 'mayCheckIn'> & { readonly opened: Opened; readonly onOpen: () => void }) => {
  const { t } = useTranslation()
  const chair = useRoom(chairsOf).find(({ chairId }) => chairId === visit.chairId)
  if (visit.seat !== null && visit.state === 'arrived')
    return (
      <Link className="chip-button chip-link" data-row-main="true" to={`/chairs/${visit.seat.chairId}`}>
        {t('today.openChair', { chair: visit.seat.chairId })}
      </Link>
    )
  if (visit.state !== 'expected' || !mayCheckIn) return null
  if (chair !== undefined && runningSession(chair) === null)
    return (
      <Link
        className="chip-button chip-link chip-strong"
        data-row-main="true"
        to={`/chairs/${chair.chairId}/check-in?visit=${visit.visitId}`}
      >
        {t('today.checkIn')}
      </Link>
    )
  return (
    <button type="button" className="chip-button chip-strong" data-row-main="true" aria-expanded={opened === 'chairs'} onClick={onOpen}>
      {t('today.checkIn')}
    </button>
  )
}

/** One visit of the day. */
export const VisitRow = ({ visit, lateMin, mayCheckIn, onChanged }: Props) => {
  const { t } = useTranslation()
  const { visits } = useServices()
  const asking = useAsked()
  const [opened, setOpened] = useState<Opened>('none')
  const [reason, setReason] = useState('')
  const { patient, order, state } = visit
  const toggle = (which: Opened): void => setOpened(opened === which ? 'none' : which)
  const changed = (): void => {
    setOpened('none')
    onChanged()
  }
  const settle = async (outcome: Omit<VisitOutcome, 'revision'>): Promise<void> => {
    if ((await asking.run(() => visits.settleVisit(visit.visitId, { revision: visit.revision, ...outcome }))) !== null) changed()
  }
  const chair = visit.seat?.chairId ?? visit.chairId
  const isOpen = state === 'expected'
  const isOff = state === 'not-come' || (state === 'cancelled' && visit.seat === null)
  const more = opened === 'more' || opened === 'visit' || opened === 'patient' || opened === 'cancel'

  return (
    <li className="visit" data-state={state} data-late={lateMin > 0}>
      <div className="visit-row">
        <time className="visit-arrival">{visit.arrival}</time>
        <PatientLine patient={patient} />
        <span className="visit-what">
          <span>{t('today.course', { number: visit.infusionNumber, length: patient.course.length })}</span>
          <span>{t('today.order', { perKg: order.mgPerKg, minutes: order.durationMin })}</span>
        </span>
        <span className="visit-chair">{chair === null ? t('today.noChair') : t('today.inChair', { chair })}</span>
        <span className="visit-state">
          <VisitStateText visit={visit} lateMin={lateMin} />
        </span>
        <span className="visit-acts">
          <MainAct visit={visit} mayCheckIn={mayCheckIn} opened={opened} onOpen={() => toggle('chairs')} />
          <button
            type="button"
            className="chip-button visit-more"
            aria-expanded={more}
            aria-label={t('today.moreOf', { name: patient.name })}
            title={t('today.more')}
            onClick={() => setOpened(more ? 'none' : 'more')}
          >
            <Icon name="dots" size={20} />
          </button>
        </span>
      </div>
      {opened === 'chairs' && <FreeChairs visit={visit} />}
      {opened === 'more' && (
        <div className="visit-chairs">
          {isOpen && (
            <>
              <button type="button" className="chip-button" onClick={() => setOpened('visit')}>
                {t('today.change')}
              </button>
              <button
                type="button"
                className="chip-button"
                disabled={asking.sending}
                onClick={() => void settle({ status: 'not-come', reason: null })}
              >
                {t('today.notCome')}
              </button>
              <button type="button" className="chip-button" onClick={() => setOpened('cancel')}>
                {t('today.cancel')}
              </button>
            </>
          )}
          {isOff && (
            <button
              type="button"
              className="chip-button"
              disabled={asking.sending}
              onClick={() => void settle({ status: 'expected', reason: null })}
            >
              {t('today.expectAgain')}
            </button>
          )}
          <button type="button" className="chip-button" onClick={() => setOpened('patient')}>
            {t('today.patient')}
          </button>
          <Link className="chip-button chip-link" to={`/patients/${patient.patientId}`}>
            {t('course.open')}
          </Link>
        </div>
      )}
      {opened === 'visit' && (
        <VisitForm
          patient={patient}
          day={visit.day}
          visit={visit}
          arrival={visit.arrival}
          onSaved={changed}
          onClose={() => setOpened('more')}
        />
      )}
      {opened === 'patient' && <PatientForm patient={patient} onSaved={changed} onClose={() => setOpened('more')} />}
      {opened === 'cancel' && (
        <form
          className="visit-cancel"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim().length >= 3) void settle({ status: 'cancelled', reason: reason.trim() })
          }}
        >
          <TextInput
            label={t('today.cancelReason')}
            required
            maxLength={300}
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" disabled={reason.trim().length < 3 || asking.sending}>
            {t('today.cancel')}
          </Button>
          <Button variant="default" onClick={() => setOpened('more')}>
            {t('act.back')}
          </Button>
        </form>
      )}
      {asking.state.kind === 'answered' && !asking.state.outcome.ok && <OutcomeLine state={asking.state} />}
    </li>
  )
}
