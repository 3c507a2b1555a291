import type { Act } from '@chairside/shared/command'
import type { Entry } from '@chairside/shared/entry'
import type { Excursion } from '@chairside/shared/excursion'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { peakText, stepsTaken } from '../../model/excursion-steps.ts'
import type { StandingEntry } from '../../model/standing-entries.ts'
import { useEntryWords } from '../common/entry-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'
import { ConfirmBox } from './confirm-box.tsx'
import { MeasureNow } from './measure-now.tsx'
import { MedicationPick } from './medication-pick.tsx'
import { offeredActs } from './offered-acts.ts'
import { RateForm } from './rate-form.tsx'
import { VitalsForm } from './vitals-form.tsx'

interface Props {
  readonly excursion: Excursion
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

type Opened = 'vitals' | 'rate' | 'medication' | 'stop'

interface StepProps {
  readonly name: string
  /** When it is due, or when and by whom it was done. */
  readonly said: string
  readonly done: boolean
  readonly children: ReactNode
}

const Step = ({ name, said, done, children }: StepProps) => (
  <li className="excursion-step" data-done={done}>
    <span className="step-box">{done && <Icon name="check" size={16} />}</span>
    <span className="step-name">
      <b>{name}</b> <small>{said}</small>
    </span>
    <span className="step-acts">{children}</span>
  </li>
)

/** X3, X4: the next steps as tasks; each tap makes the entry or the act of its name. */
export const ExcursionSteps = ({ excursion, chair, session, mayAct }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const words = useEntryWords()
  const acting = useAct(chair.chairId, session.sessionId)
  const [opened, setOpened] = useState<Opened | null>(null)
  const taken = stepsTaken(chair, excursion)
  const { nextDueAt } = chair.cuff
  const close = (): void => setOpened(null)
  const toggle = (name: Opened): void => setOpened(opened === name ? null : name)
  const run = (act: Act): void => void acting.run(act)
  const enter = async (entry: Entry): Promise<void> => {
    if (await acting.run({ kind: 'enter', entry })) close()
  }
  const doneBy = (entry: StandingEntry | null): string =>
    entry === null ? '' : t('excursionCard.doneBy', { time: clockOf(entry.at, timeZone), by: entry.by })
  const due = (): string => {
    if (nextDueAt === null) return ''
    return nextDueAt > now
      ? t('excursionCard.due', { time: clockOf(nextDueAt, timeZone), left: spanOf(nextDueAt - now) })
      : t('excursionCard.overdue', { time: clockOf(nextDueAt, timeZone), age: spanOf(now - nextDueAt) })
  }
  const tap = (label: string, onClick: () => void, name?: Opened) => (
    <button
      type="button"
      className="chip-button"
      disabled={acting.sending}
      {...(name === undefined ? {} : { 'aria-expanded': opened === name })}
      onClick={onClick}
    >
      {label}
    </button>
  )
  const stop = offeredActs(chair, session, now).find(({ name }) => name === 'stopEarly')
  const ids = { chairId: chair.chairId, sessionId: session.sessionId }
  const paused = session.phase === 'paused'
  const pumpSaid = paused ? t('excursionCard.paused', { time: clockOf(session.phaseSince, timeZone) }) : ''
  return (
    <>
      <h3>{t('excursionCard.next')}</h3>
      {excursion.level === 'emergency' && stop !== undefined && (
        <div className="step-stop">
          <strong>{t('excursionCard.stop')}</strong>
          {mayAct && tap(t('excursionCard.stopOpen'), () => toggle('stop'), 'stop')}
        </div>
      )}
      {opened === 'stop' && stop !== undefined && <ConfirmBox offer={stop} chair={chair} session={session} onClose={close} />}
      <ul className="excursion-steps">
        <Step name={t('excursionCard.recheck')} said={due()} done={false}>
          {mayAct && (
            <MeasureNow chair={chair} session={session}>
              {tap(t('measure.byHand'), () => toggle('vitals'), 'vitals')}
            </MeasureNow>
          )}
        </Step>
        {opened === 'vitals' && (
          <li>
            <VitalsForm {...ids} onDone={close} />
          </li>
        )}
        <Step name={t('excursionCard.cuff')} said={doneBy(taken.cuff)} done={taken.cuff !== null}>
          {mayAct && tap(t('excursionCard.done'), () => void enter({ kind: 'intervention', intervention: 'reposition-cuff' }))}
        </Step>
        {excursion.side === 'low' && (
          <Step name={t('excursionCard.legs')} said={doneBy(taken.legs)} done={taken.legs !== null}>
            {mayAct && tap(t('excursionCard.done'), () => void enter({ kind: 'position', position: 'legs-raised' }))}
          </Step>
        )}
        <Step
          name={t('excursionCard.physician')}
          said={doneBy(taken.arrived ?? taken.called)}
          done={taken.called !== null || taken.arrived !== null}
        >
          {mayAct &&
            taken.called === null &&
            tap(t('intervention.physician-called'), () => void enter({ kind: 'intervention', intervention: 'physician-called' }))}
          {mayAct &&
            taken.arrived === null &&
            tap(t('excursionCard.arrived'), () => void enter({ kind: 'intervention', intervention: 'physician-at-chair' }))}
        </Step>
        {(session.phase === 'infusing' || paused) && (
          <Step name={t('plan.slow-or-pause')} said={pumpSaid} done={paused}>
            {mayAct && !paused && tap(t('excursionCard.slow'), () => toggle('rate'), 'rate')}
            {mayAct &&
              !paused &&
              tap(t('excursionCard.pause'), () =>
                run({ kind: 'pause-infusion', reason: t('excursionCard.pauseReason', { peak: peakText(excursion) }) }),
              )}
          </Step>
        )}
        {opened === 'rate' && session.phase === 'infusing' && (
          <li>
            <RateForm chair={chair} session={session} onDone={close} />
          </li>
        )}
        <Step
          name={t('excursionCard.medication')}
          said={taken.medications.map((given) => `${clockOf(given.at, timeZone)} ${words(given.entry)}`).join(', ')}
          done={taken.medications.length > 0}
        >
          {mayAct && tap(t('ready.assess'), () => toggle('medication'), 'medication')}
        </Step>
        {opened === 'medication' && (
          <li>
            <MedicationPick sending={acting.sending} onPick={(entry) => void enter(entry)} />
          </li>
        )}
      </ul>
      {acting.state.kind !== 'idle' && <OutcomeLine state={acting.state} />}
    </>
  )
}
