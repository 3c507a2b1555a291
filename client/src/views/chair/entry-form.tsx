import type { Entry, EntryKind } from '@chairside/shared/entry'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useAct } from '../common/use-act.ts'
import { Choice } from './choice.tsx'
import { type Draft, entryOf } from './entry-draft.ts'

interface Props {
  readonly kind: EntryKind
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly onDone: () => void
}

const range = (max: number): readonly number[] => Array.from({ length: max + 1 }, (_, value) => value)
const ALDRETE = ['activity', 'respiration', 'circulation', 'consciousness', 'saturation'] as const
const NAUSEA = ['none', 'mild', 'moderate', 'severe'] as const
const GROUPS = ['benzodiazepine', 'iv-antihypertensive', 'antiemetic', 'other'] as const

/** One assessment in place. It is sent only when whole, and stands in the record with author and time. */
export const EntryForm = ({ kind, chairId, sessionId, onDone }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chairId, sessionId)
  const [draft, setDraft] = useState<Draft>({})
  const entry: Entry | null = entryOf(kind, draft)
  const set = (change: Draft): void => setDraft({ ...draft, ...change })

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (entry !== null && (await acting.run({ kind: 'enter', entry }))) onDone()
  }

  const number = (
    key: keyof Draft & ('moaas' | 'correct' | 'value' | (typeof ALDRETE)[number]),
    label: string,
    max: number,
    words?: (value: number) => string,
  ) => (
    <Choice
      key={key}
      label={label}
      options={range(max).map((value) => ({ value, label: words?.(value) ?? String(value) }))}
      value={draft[key] ?? null}
      onChange={(value) => set({ [key]: value })}
    />
  )
  const yesNo = (
    key: 'steady' | 'dizzy' | 'vomited' | 'newPain' | 'concern' | 'siteClean' | 'present' | 'understood' | 'on',
    label: string,
  ) => (
    <Choice
      key={key}
      label={label}
      options={[
        { value: 'yes', label: t('entry.yes') },
        { value: 'no', label: t('entry.no') },
      ]}
      value={draft[key] === undefined ? null : draft[key] ? 'yes' : 'no'}
      onChange={(value) => set({ [key]: value === 'yes' })}
    />
  )
  const line = (key: 'name' | 'phone' | 'dose', label: string, maxLength: number) => (
    <TextInput
      key={key}
      label={label}
      maxLength={maxLength}
      value={draft[key] ?? ''}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  )

  const fields = () => {
    switch (kind) {
      case 'sedation':
        return number('moaas', t('entry.sedation'), 5, (value) => t(`entry.sedation-${value as 0 | 1 | 2 | 3 | 4 | 5}`))
      case 'orientation':
        return number('correct', t('entry.orientation'), 4)
      case 'dissociation':
        return number('value', t('entry.dissociation'), 10)
      case 'gait':
        return [yesNo('steady', t('entry.gaitSteady')), yesNo('dizzy', t('entry.gaitDizzy'))]
      case 'nausea':
        return [
          <Choice
            key="level"
            label={t('entry.nausea')}
            options={NAUSEA.map((value) => ({ value, label: t(`entry.${value}`) }))}
            value={draft.level ?? null}
            onChange={(level) => set({ level })}
          />,
          yesNo('vomited', t('entry.vomited')),
        ]
      case 'pain':
        return yesNo('newPain', t('entry.pain'))
      case 'safety':
        return yesNo('concern', t('entry.safety'))
      case 'iv-out':
        return yesNo('siteClean', t('entry.siteClean'))
      case 'escort':
        return [
          yesNo('present', t('entry.escortPresent')),
          line('name', t('entry.escortName'), 120),
          line('phone', t('entry.escortPhone'), 40),
        ]
      case 'instructions':
        return yesNo('understood', t('entry.understood'))
      case 'aldrete':
        return ALDRETE.map((key) => number(key, t(`entry.${key}`), 2))
      case 'oxygen':
        return yesNo('on', t('entry.oxygenOn'))
      case 'medication':
        return [
          line('name', t('entry.medicationName'), 80),
          line('dose', t('entry.medicationDose'), 40),
          <Choice
            key="group"
            label={t('entry.medicationGroup')}
            options={GROUPS.map((value) => ({ value, label: t(`entry.group-${value}`) }))}
            value={draft.group ?? null}
            onChange={(group) => set({ group })}
          />,
        ]
      case 'note':
        return (
          <Textarea
            label={t('entry.noteText')}
            maxLength={500}
            autosize
            minRows={2}
            value={draft.text ?? ''}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
        )
      default:
        return null
    }
  }

  return (
    <form className="entry-form" onSubmit={(event) => void submit(event)}>
      {fields()}
      <div className="form-end">
        <Button type="submit" disabled={entry === null || acting.sending}>
          {t('entry.save')}
        </Button>
        <OutcomeLine state={acting.state} />
      </div>
    </form>
  )
}
