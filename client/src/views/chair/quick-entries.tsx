import './quick.css'
import type { Entry } from '@chairside/shared/entry'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import type { ScoreId } from '@chairside/shared/scores'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEntryWords } from '../common/entry-words.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useAct } from '../common/use-act.ts'
import { FormPick } from './form-pick.tsx'
import { MedicationPick } from './medication-pick.tsx'
import { InterventionPick, OxygenPick, PositionPick, SymptomPick } from './quick-picks.tsx'
import { ScorePick } from './score-pick.tsx'
import { UndoEntry } from './undo-entry.tsx'
import { VitalsForm } from './vitals-form.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const RECORDS = ['symptom', 'intervention', 'medication', 'position', 'oxygen', 'note', 'vitals'] as const
const SCORE_BUTTONS = [
  'moaas',
  'dissociation',
  'nausea',
  'pain',
  'anxiety',
  'rass',
  'cadss-6',
  'aldrete',
  'padss',
] as const satisfies readonly ScoreId[]
type Opened = (typeof RECORDS)[number] | `score ${ScoreId}`

/** What was sent last. `entry` null: vitals, which have no undo; a set can be marked. */
interface Picked {
  readonly what: string
  readonly entry: Entry | null
  /** The newest fact among the events before it: an undo never reaches behind. */
  readonly after: number
}

/** S3: what happened, by two taps; afterwards it can be taken back here, or corrected in the events. */
export const QuickEntries = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const words = useEntryWords()
  const acting = useAct(chair.chairId, session.sessionId)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [picked, setPicked] = useState<Picked | null>(null)
  const ids = { chairId: chair.chairId, sessionId: session.sessionId }
  const close = (): void => setOpened(null)
  const toggle = (name: Opened): void => setOpened(opened === name ? null : name)

  const record = async (entry: Entry): Promise<void> => {
    setPicked({ what: words(entry), entry, after: chair.events.at(-1)?.factSeq ?? 0 })
    if (await acting.run({ kind: 'enter', entry })) close()
  }
  const pick = { sending: acting.sending, onPick: (entry: Entry) => void record(entry) }

  const content = () => {
    switch (opened) {
      case null:
        return null
      case 'symptom':
        return <SymptomPick {...pick} />
      case 'intervention':
        return <InterventionPick {...pick} />
      case 'medication':
        return <MedicationPick {...pick} />
      case 'position':
        return <PositionPick {...pick} />
      case 'oxygen':
        return <OxygenPick {...pick} chair={chair} />
      case 'note':
        return <FormPick key="note" form="note" {...pick} />
      case 'vitals':
        return (
          <VitalsForm
            {...ids}
            onDone={() => {
              acting.reset()
              setPicked({ what: t('quick.vitals'), entry: null, after: 0 })
              close()
            }}
          />
        )
      default:
        return <ScorePick key={opened} {...pick} score={opened.slice('score '.length) as ScoreId} />
    }
  }
  const { state } = acting
  const problem = state.kind === 'answered' && !state.outcome.ok ? state.outcome.problem : null
  const said = (): string => {
    if (picked === null) return ''
    const { what } = picked
    if (state.kind === 'sending') return t('quick.sendingWhat', { what })
    if (problem === null) return t('quick.recorded', { what })
    return problem.code === 'no-answer' ? t('quick.unknownWhat', { what }) : t('quick.refusedWhat', { what })
  }
  const title = (name: Opened): string =>
    name.startsWith('score ') ? t(`score.${name.slice(6) as ScoreId}`) : t(`quick.${name as (typeof RECORDS)[number]}`)

  const button = (name: Opened) => (
    <button type="button" key={name} className="quick-button" aria-expanded={opened === name} onClick={() => toggle(name)}>
      {title(name)}
    </button>
  )
  return (
    <div className="quick">
      <fieldset className="quick-group">
        <legend>{t('quick.record')}</legend>
        {RECORDS.map(button)}
      </fieldset>
      <fieldset className="quick-group">
        <legend>{t('quick.score')}</legend>
        {SCORE_BUTTONS.map((score) => button(`score ${score}`))}
      </fieldset>
      {opened !== null && (
        <fieldset className="quick-open" aria-label={title(opened)}>
          {content()}
        </fieldset>
      )}
      {picked !== null && (
        <div className="quick-said">
          <span role="status">{said()}</span>
          {state.kind === 'answered' && !(state.outcome.ok && state.outcome.recorded) && <OutcomeLine state={state} />}
          {picked.entry !== null && state.kind === 'answered' && state.outcome.ok && (
            <UndoEntry key={`${picked.after} ${picked.what}`} chair={chair} session={session} entry={picked.entry} after={picked.after} />
          )}
        </div>
      )}
    </div>
  )
}
