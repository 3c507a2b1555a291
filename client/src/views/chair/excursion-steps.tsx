import type { Act } from '@chairside/shared/command'
import type { Entry } from '@chairside/shared/entry'
import type { Excursion } from '@chairside/shared/excursion'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExcursionTaskState, excursionTasks, peakText } from '../../model/excursion-steps.ts'
import { useEntryWords } from '../common/entry-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'
import { useClinicLists } from '../common/use-clinic-lists.ts'
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
  const tasks = excursionTasks(useClinicLists(), chair, excursion)
  const { nextDueAt } = chair.cuff
  const close = (): void => setOpened(null)
  const toggle = (name: Opened): void => setOpened(opened === name ? null : name)
  const run = (act: Act): void => void acting.run(act)
  const enter = async (entry: Entry): Promise<void> => {
    if (await acting.run({ kind: 'enter', entry })) close()
  }
  const dueSaid = (at: number | null): string => {
    if (at === null) return ''
    return at > now
      ? t('excursionCard.due', { time: clockOf(at, timeZone), left: spanOf(at - now) })
      : t('excursionCard.overdue', { time: clockOf(at, timeZone), age: spanOf(now - at) })
  }
  /** When and by whom it was done, or by when it is to be. */
  const said = ({ done: [newest], dueAt }: ExcursionTaskState): string =>
    newest === undefined ? dueSaid(dueAt) : t('excursionCard.doneBy', { time: clockOf(newest.at, timeZone), by: newest.by })
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
  const entryTap = (entry: Entry, label: string = t('excursionCard.done')) => mayAct && tap(label, () => void enter(entry))
  /** One task, and below it what it opened. */
  const stepOf = (state: ExcursionTaskState): ReactNode => {
    const { task, done } = state
    const { step } = task
    const isDone = done.length > 0
    const has = (which: string): boolean => done.some(({ entry }) => entry.kind === 'intervention' && entry.intervention === which)
    if (typeof step === 'object')
      return (
        <Step name={step.name} said={said(state)} done={isDone}>
          {entryTap({ kind: 'step', name: step.name })}
        </Step>
      )
    switch (step) {
      case 'recheck':
        return (
          <>
            <Step name={t('excursionCard.recheck')} said={dueSaid(nextDueAt)} done={false}>
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
          </>
        )
      case 'reposition-cuff':
        return (
          <Step name={t('excursionCard.cuff')} said={said(state)} done={isDone}>
            {entryTap({ kind: 'intervention', intervention: 'reposition-cuff' })}
          </Step>
        )
      case 'legs-raised':
        return (
          <Step name={t('excursionCard.legs')} said={said(state)} done={isDone}>
            {entryTap({ kind: 'position', position: 'legs-raised' })}
          </Step>
        )
      case 'call-physician':
        return (
          <Step name={t('excursionCard.physician')} said={said(state)} done={isDone}>
            {!has('physician-called') &&
              entryTap({ kind: 'intervention', intervention: 'physician-called' }, t('intervention.physician-called'))}
            {!has('physician-at-chair') &&
              entryTap({ kind: 'intervention', intervention: 'physician-at-chair' }, t('excursionCard.arrived'))}
          </Step>
        )
      case 'slow-or-pause':
        if (session.phase !== 'infusing' && !paused) return null
        return (
          <>
            <Step name={t('plan.slow-or-pause')} said={paused ? pumpSaid : dueSaid(state.dueAt)} done={paused}>
              {mayAct && !paused && tap(t('excursionCard.slow'), () => toggle('rate'), 'rate')}
              {mayAct &&
                !paused &&
                tap(t('excursionCard.pause'), () =>
                  run({ kind: 'pause-infusion', reason: t('excursionCard.pauseReason', { peak: peakText(excursion) }) }),
                )}
            </Step>
            {opened === 'rate' && session.phase === 'infusing' && (
              <li>
                <RateForm chair={chair} session={session} onDone={close} />
              </li>
            )}
          </>
        )
      case 'medication':
        return (
          <>
            <Step
              name={t('excursionCard.medication')}
              said={
                isDone
                  ? done
                      .toReversed()
                      .map((given) => `${clockOf(given.at, timeZone)} ${words(given.entry)}`)
                      .join(', ')
                  : dueSaid(state.dueAt)
              }
              done={isDone}
            >
              {mayAct && tap(t('ready.assess'), () => toggle('medication'), 'medication')}
            </Step>
            {opened === 'medication' && (
              <li>
                <MedicationPick sending={acting.sending} onPick={(entry) => void enter(entry)} />
              </li>
            )}
          </>
        )
    }
  }
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
        {tasks.map((state) => (
          <Fragment key={typeof state.task.step === 'string' ? state.task.step : `own ${state.task.step.name}`}>{stepOf(state)}</Fragment>
        ))}
      </ul>
      {acting.state.kind !== 'idle' && <OutcomeLine state={acting.state} />}
    </>
  )
}
