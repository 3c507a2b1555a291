import './forms.css'
import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { en } from '../../words/en.ts'
import { AmountInput } from './amount-input.tsx'
import { Choice } from './choice.tsx'
import { type Draft, isUnlikelyCadss, runningTotal } from './entry-draft.ts'
import { type Field, FORMS, type FormId, type WordList } from './entry-fields.ts'
import { useScoreMark } from './score-words.ts'

interface Props {
  readonly form: FormId
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

type AnchorKey = keyof typeof en.anchor
const isAnchor = (key: string): key is AnchorKey => key in en.anchor

/** What a value of a score means, in words; null where the number says it all. */
export const useAnchors = (): ((form: FormId, item: string, value: number) => string | null) => {
  const { t } = useTranslation()
  return (form, item, value) => {
    const key = `${form}-${item}-${value}`
    return isAnchor(key) ? t(`anchor.${key}`) : null
  }
}

const range = (low: number, high: number): readonly number[] => Array.from({ length: high - low + 1 }, (_, index) => low + index)
export const signed = (value: number, low: number): string =>
  low < 0 && value > 0 ? `+${value}` : value < 0 ? `−${-value}` : String(value)

const useListWords = (): ((list: WordList, value: string) => string) => {
  const { t } = useTranslation()
  return (list, value) => {
    switch (list) {
      case 'severity':
        return t(`entry.${value as 'none' | 'mild' | 'moderate' | 'severe'}`)
      case 'group':
        return t(`entry.group-${value as 'benzodiazepine' | 'iv-antihypertensive' | 'antiemetic' | 'other'}`)
      case 'symptom':
        return t(`symptom.${value as keyof typeof en.symptom}`)
      case 'position':
        return t(`position.${value as keyof typeof en.position}`)
      case 'intervention':
        return t(`intervention.${value as keyof typeof en.intervention}`)
    }
  }
}

/** The running total of a score, and whether it passes. */
const Total = ({ score, draft }: { readonly score: 'aldrete' | 'padss'; readonly draft: Draft }) => {
  const { t } = useTranslation()
  const mark = useScoreMark()
  const { total, given, of, passes } = runningTotal(score, draft)
  return (
    <p className="score-total" aria-live="polite">
      <b>{passes === null ? t('score.partly', { total, given, of }) : t('score.total', { total, high: 10 })}</b>
      <span className="soft">{mark(score)}</span>
      {passes !== null && <span className="strong">{passes ? t('score.passes') : t('score.passesNot')}</span>}
    </p>
  )
}

/** The fields of a form, filled from a draft. Nothing is chosen beforehand. */
export const EntryInputs = ({ form, draft, onChange }: Props) => {
  const { t } = useTranslation()
  const anchor = useAnchors()
  const listWords = useListWords()
  const set = (name: string, value: string | number | boolean | undefined): void => onChange({ ...draft, [name]: value })
  const shown = (name: string): string => {
    const value = draft[name]
    return typeof value === 'string' ? value : ''
  }

  const input = (field: Field) => {
    const { name } = field
    const label = t(`entry.${field.label}`)
    const value = draft[name]
    switch (field.type) {
      case 'scale': {
        const worded = anchor(form, name, field.high) !== null
        const values = range(field.low, field.high)
        return (
          <Choice
            key={name}
            label={label}
            stacked={worded}
            options={(worded ? values.toReversed() : values).map((option) => ({
              value: option,
              label: `${signed(option, field.low)} ${anchor(form, name, option) ?? ''}`.trim(),
            }))}
            value={typeof value === 'number' ? value : null}
            onChange={(chosen) => set(name, chosen)}
          />
        )
      }
      case 'yes-no':
        return (
          <Choice
            key={name}
            label={label}
            options={[
              { value: 'yes', label: t('entry.yes') },
              { value: 'no', label: t('entry.no') },
            ]}
            value={value === undefined ? null : value === true ? 'yes' : 'no'}
            onChange={(chosen) => set(name, chosen === 'yes')}
          />
        )
      case 'one-of':
        return (
          <Choice
            key={name}
            label={label}
            options={field.values.map((option) => ({ value: option, label: listWords(field.words, option) }))}
            value={typeof value === 'string' ? value : null}
            onChange={(chosen) => set(name, chosen)}
          />
        )
      case 'line':
        return (
          <TextInput
            key={name}
            label={label}
            maxLength={field.maxLength}
            value={shown(name)}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
        )
      case 'text':
        return (
          <Textarea
            key={name}
            label={label}
            maxLength={field.maxLength}
            autosize
            minRows={2}
            value={shown(name)}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
        )
      case 'amount':
        return (
          <AmountInput
            key={name}
            label={label}
            low={0}
            high={field.max}
            decimals={field.decimals}
            value={typeof value === 'number' ? value : undefined}
            onChange={(given) => set(name, given)}
          />
        )
    }
  }

  return (
    <>
      {/* Who saw it is not typed here: they say so themselves (`use-seen-entry`). */}
      {FORMS[form].filter(({ name }) => name !== 'witness').map(input)}
      {(form === 'aldrete' || form === 'padss') && <Total score={form} draft={draft} />}
      {form === 'cadss-6' && isUnlikelyCadss(draft) && <p className="strong">{t('entry.cadssUnlikely')}</p>}
    </>
  )
}
