import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../common/icon.tsx'
import { AlarmsPanel } from './alarms-panel.tsx'
import { CheckInBaseline } from './check-in-baseline.tsx'
import { CheckInMonitor } from './check-in-monitor.tsx'
import { CheckInPage } from './check-in-page.tsx'
import { CHECK_IN_STEPS, type CheckInStep, CheckInSteps } from './check-in-steps.tsx'
import { DrugPanel } from './drug-panel.tsx'
import { GateChecks } from './gate-checks.tsx'
import { HelpDock } from './help-dock.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const REACHABLE: ReadonlySet<CheckInStep> = new Set(['gate', 'monitor', 'baseline'])

/** What is done already, by what still holds a start. */
const doneSteps = (chair: ChairPicture, { holds, baselineGuide }: SessionPicture): ReadonlySet<CheckInStep> => {
  const done = new Set<CheckInStep>(['patient', 'order'])
  if (!holds.some(({ id, detail }) => id === 'gate' && detail !== 'monitor')) done.add('gate')
  if (chair.source !== null && !holds.some(({ detail }) => detail === 'monitor')) done.add('monitor')
  if (baselineGuide?.wants === 'nothing') done.add('baseline')
  return done
}

/** Once the session has begun: checks, monitor, baseline, in any order, up to the start; with the alarms of the chair, and help (S8). */
export const CheckInSession = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const done = doneSteps(chair, session)
  const due = CHECK_IN_STEPS.find((step) => !done.has(step)) ?? 'baseline'
  const [now, setNow] = useState<CheckInStep>(due)
  const following = CHECK_IN_STEPS[CHECK_IN_STEPS.indexOf(now) + 1]
  return (
    <CheckInPage chairId={chair.chairId} who={session.patient.name}>
      <CheckInSteps now={now} done={done} reachable={REACHABLE} onGo={setNow} />
      <div className="check-columns check-session">
        <div className="check-step-now">
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
        </div>
        <div className="check-side">
          <AlarmsPanel chair={chair} session={session} mayAct />
          <DrugPanel chair={chair} session={session} mayAct />
        </div>
      </div>
      <HelpDock chair={chair} session={session} />
    </CheckInPage>
  )
}
