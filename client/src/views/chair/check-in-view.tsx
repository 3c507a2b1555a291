import './chair.css'
import './check-steps.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import type { PatientCard, VisitCard } from '@chairside/shared/visit'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams, useSearchParams } from 'react-router'
import { chairById, runningSession } from '../../model/selectors.ts'
import { Icon } from '../common/icon.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom, useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'
import { CheckInBaseline } from './check-in-baseline.tsx'
import { CheckInMonitor } from './check-in-monitor.tsx'
import { CheckInOrder } from './check-in-order.tsx'
import { ChoosePatient, ChosenPatient } from './check-in-patient.tsx'
import { CHECK_IN_STEPS, type CheckInStep, CheckInSteps } from './check-in-steps.tsx'
import { GateChecks } from './gate-checks.tsx'

interface Chosen {
  readonly patient: PatientCard
  readonly visit: VisitCard | null
}

const Page = ({ chairId, who, children }: { readonly chairId: string; readonly who?: string; readonly children: ReactNode }) => {
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

/** Until somebody sits in the chair: who, and what was ordered. */
const BeforeCheckIn = ({ chair, visit }: { readonly chair: ChairPicture; readonly visit: VisitCard | null }) => {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Chosen | null>(visit === null ? null : { patient: visit.patient, visit })
  if (chosen === null) {
    return (
      <Page chairId={chair.chairId}>
        <CheckInSteps now="patient" done={new Set()} reachable={new Set()} />
        <h2 className="check-ask">{t('steps.who')}</h2>
        <ChoosePatient chairId={chair.chairId} onChoose={(patient, expected) => setChosen({ patient, visit: expected })} />
      </Page>
    )
  }
  const other = (): void => setChosen(null)
  return (
    <Page chairId={chair.chairId} who={chosen.patient.name}>
      <CheckInSteps now="order" done={new Set(['patient'])} reachable={new Set(['patient'])} onGo={other} />
      <div className="check-columns">
        <ChosenPatient patient={chosen.patient} onOther={other} />
        <CheckInOrder key={chosen.patient.patientId} chairId={chair.chairId} patient={chosen.patient} visit={chosen.visit} />
      </div>
    </Page>
  )
}

const AFTER: ReadonlySet<CheckInStep> = new Set(['gate', 'monitor', 'baseline'])

/** What is done already, by what still holds a start. */
const doneSteps = (chair: ChairPicture, { holds, baselineGuide }: SessionPicture): ReadonlySet<CheckInStep> => {
  const done = new Set<CheckInStep>(['patient', 'order'])
  if (!holds.some(({ id, detail }) => id === 'gate' && detail !== 'monitor')) done.add('gate')
  if (chair.source !== null && !holds.some(({ detail }) => detail === 'monitor')) done.add('monitor')
  if (baselineGuide?.wants === 'nothing') done.add('baseline')
  return done
}

/** Once the session has begun: checks, monitor, baseline, in any order, up to the start. */
const AfterCheckIn = ({ chair, session }: { readonly chair: ChairPicture; readonly session: SessionPicture }) => {
  const { t } = useTranslation()
  const done = doneSteps(chair, session)
  const due = CHECK_IN_STEPS.find((step) => !done.has(step)) ?? 'baseline'
  const [now, setNow] = useState<CheckInStep>(due)
  const following = CHECK_IN_STEPS[CHECK_IN_STEPS.indexOf(now) + 1]
  return (
    <Page chairId={chair.chairId} who={session.patient.name}>
      <CheckInSteps now={now} done={done} reachable={AFTER} onGo={setNow} />
      {now === 'gate' && (
        <section className="panel prepare" aria-labelledby="gate-title">
          <h2 id="gate-title">{t('prepare.title')}</h2>
          <GateChecks chair={chair} session={session} mayAct />
        </section>
      )}
      {now === 'monitor' && <CheckInMonitor chair={chair} session={session} />}
      {now === 'baseline' && <CheckInBaseline chair={chair} session={session} />}
      <div className="check-next">
        {following !== undefined && (
          <button type="button" className="chip-button" onClick={() => setNow(following)}>
            {t('steps.next', { step: t(`steps.${following}`) })} <Icon name="next" size={18} />
          </button>
        )}
        <Link to={`/chairs/${chair.chairId}`} className="plain-link">
          {t('steps.toChair')}
        </Link>
      </div>
    </Page>
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

/** A guided check-in at one chair: patient, order, checks, monitor, baseline. */
export const CheckInView = () => {
  const { t } = useTranslation()
  const { chairId = '' } = useParams()
  const [query] = useSearchParams()
  const visitId = query.get('visit')
  const chair = useRoom(useMemo(() => chairById(chairId), [chairId]))
  const mayAct = useRoom(
    (state) => typeof state.person !== 'string' && (state.person.role === 'nurse' || state.person.role === 'physician'),
  )
  const { visit, state } = useVisit(visitId)
  const session = chair === null ? null : runningSession(chair)
  const said = (text: string): ReactNode => (
    <Page chairId={chairId}>
      <p className="check-said">{text}</p>
    </Page>
  )

  if (chair === null) return said(t('chair.unknown', { chair: chairId }))
  if (!mayAct) return said(t('act.viewer'))
  if (session !== null) {
    // Whoever came for one patient must not find themselves at another.
    if (visit !== null && visit.patient.identifier !== session.patient.identifier) return said(t('steps.taken', { chair: chairId }))
    if (session.phase !== 'checked-in' && session.phase !== 'baseline') return <Navigate to={`/chairs/${chairId}`} replace />
    return <AfterCheckIn key={session.sessionId} chair={chair} session={session} />
  }
  if (visitId !== null && visit === null) {
    return (
      <Page chairId={chairId}>
        <OutcomeLine state={state} />
      </Page>
    )
  }
  if (visit !== null && visit.state !== 'expected') return said(t('steps.gone', { state: t(`visitState.${visit.state}`) }))
  return <BeforeCheckIn key={visitId ?? 'nobody'} chair={chair} visit={visit} />
}
