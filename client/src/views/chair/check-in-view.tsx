import './chair.css'
import './check-steps.css'
import type { ChairPicture } from '@chairside/shared/picture'
import type { PatientCard, VisitCard } from '@chairside/shared/visit'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams, useSearchParams } from 'react-router'
import { chairById, runningSession } from '../../model/selectors.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { OutcomePanel } from '../common/outcome-panel.tsx'
import { useMayAct, useRoom, useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'
import { CheckInOrder } from './check-in-order.tsx'
import { CheckInPage } from './check-in-page.tsx'
import { ChoosePatient, ChosenPatient } from './check-in-patient.tsx'
import { CheckInSession } from './check-in-session.tsx'
import { CheckInSteps } from './check-in-steps.tsx'

interface Chosen {
  readonly patient: PatientCard
  /** What was planned for today; null: nothing. */
  readonly visit: VisitCard | null
}

interface BeforeProps {
  readonly chair: ChairPicture
  readonly chosen: Chosen | null
  /** Null: somebody else is to be chosen. */
  readonly onChoose: (chosen: Chosen | null) => void
}

/** Until somebody sits in the chair: who, and what was ordered. */
const BeforeCheckIn = ({ chair, chosen, onChoose }: BeforeProps) => {
  const { t } = useTranslation()
  if (chosen === null) {
    return (
      <CheckInPage chairId={chair.chairId}>
        <CheckInSteps now="patient" done={new Set()} reachable={new Set()} />
        <h2 className="check-ask">{t('steps.who')}</h2>
        <ChoosePatient chairId={chair.chairId} onChoose={(patient, visit) => onChoose({ patient, visit })} />
      </CheckInPage>
    )
  }
  const { patient, visit } = chosen
  const other = (): void => onChoose(null)
  return (
    <CheckInPage chairId={chair.chairId} who={patient.name}>
      <CheckInSteps now="order" done={new Set(['patient'])} reachable={new Set(['patient'])} onGo={other} />
      <div className="check-columns">
        <div className="check-side">
          <ChosenPatient patient={patient} onOther={other} />
          <OutcomePanel patientId={patient.patientId} />
        </div>
        <CheckInOrder key={`${patient.patientId} ${visit?.visitId ?? ''}`} chairId={chair.chairId} patient={patient} visit={visit} />
      </div>
    </CheckInPage>
  )
}

/** The visit of this address; null while it is read, or where none is named. */
const useVisit = (visitId: string | null) => {
  const { visits } = useServices()
  const asking = useAsked()
  const [visit, setVisit] = useState<VisitCard | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each visit.
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      if (visitId === null) return
      const found = await asking.run(() => visits.visit(visitId))
      if (!over) setVisit(found)
    }
    void read()
    return () => {
      over = true
    }
  }, [visitId, visits])
  return { visit, state: asking.state }
}

interface Address {
  readonly chairId: string
  readonly visitId: string | null
}

const CheckIn = ({ chairId, visitId }: Address) => {
  const { t } = useTranslation()
  const chair = useRoom(useMemo(() => chairById(chairId), [chairId]))
  const mayAct = useMayAct()
  const { visit, state } = useVisit(visitId)
  const session = chair === null ? null : runningSession(chair)
  /** Who sat here when the page was opened. */
  const [seated] = useState(session?.sessionId ?? null)
  /** Undefined: whom the address names. */
  const [byHand, setByHand] = useState<Chosen | null>()
  const named = visit === null ? null : { patient: visit.patient, visit }
  const chosen = byHand === undefined ? named : byHand
  const said = (text: string, way: ReactNode = null): ReactNode => (
    <CheckInPage chairId={chairId}>
      <div className="check-said">
        <p>{text}</p>
        {way}
      </div>
    </CheckInPage>
  )

  if (chair === null) return said(t('chair.unknown', { chair: chairId }))
  if (!mayAct) return said(t('act.viewer'))
  if (visitId !== null && visit === null) {
    return (
      <CheckInPage chairId={chairId}>
        <OutcomeLine state={state} />
      </CheckInPage>
    )
  }
  if (session !== null) {
    // S4: whoever came for one patient, or for a free chair, must not find themselves at somebody else's checks.
    const isOurs = chosen === null ? session.sessionId === seated : session.patient.identifier === chosen.patient.identifier
    if (!isOurs) {
      const way = (
        <Link to={`/chairs/${chairId}`} className="plain-link">
          {t('steps.toChair')}
        </Link>
      )
      return said(t('steps.taken', { chair: chairId }), way)
    }
    if (session.phase !== 'checked-in' && session.phase !== 'baseline') return <Navigate to={`/chairs/${chairId}`} replace />
    return <CheckInSession key={session.sessionId} chair={chair} session={session} />
  }
  if (visit !== null && visit.state !== 'expected') return said(t('steps.gone', { state: t(`visitState.${visit.state}`) }))
  return <BeforeCheckIn chair={chair} chosen={chosen} onChoose={setByHand} />
}

/** A guided check-in at one chair: patient, order, checks, monitor, baseline. Nothing of one address is kept for another. */
export const CheckInView = () => {
  const { chairId = '' } = useParams()
  const [query] = useSearchParams()
  const visitId = query.get('visit')
  return <CheckIn key={`${chairId} ${visitId ?? ''}`} chairId={chairId} visitId={visitId} />
}
