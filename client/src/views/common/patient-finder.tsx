import './row-button.css'
import './patient.css'
import type { PatientCard } from '@chairside/shared/visit'
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Found } from '../../feed/visits.ts'
import { Icon } from './icon.tsx'
import { OutcomeLine } from './outcome-line.tsx'
import { PatientCourse, PatientLine } from './patient-line.tsx'
import { useServices } from './services.tsx'
import { useAsked } from './use-asked.ts'

interface Props {
  readonly onChoose: (patient: PatientCard) => void
  /** A new patient is wanted; the text that found nobody, if any. Absent: nobody is added here. */
  readonly onNew?: (text: string) => void
  readonly focused?: boolean
}

/** Typing rests for so long before the server is asked: each look is kept in the audit. */
const REST_MS = 250
const LETTERS = 2

/** Finds a patient by parts of name and number. Arrow keys walk from the field through the results; Enter in the field takes a single one. */
export const PatientFinder = ({ onChoose, onNew, focused = false }: Props) => {
  const { t } = useTranslation()
  const { visits } = useServices()
  const asking = useAsked()
  const [text, setText] = useState('')
  const [found, setFound] = useState<(Found & { readonly text: string }) | null>(null)
  const [rested] = useDebouncedValue(text.trim(), REST_MS)
  const box = useRef<HTMLDivElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another text is another question.
  useEffect(() => {
    let over = false
    const look = async (): Promise<void> => {
      const value = rested.length < LETTERS ? null : await asking.run(() => visits.find(rested))
      if (!over) setFound(value === null ? null : { ...value, text: rested })
    }
    void look()
    return () => {
      over = true
    }
  }, [rested])

  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('input, .patient-result') ?? [])]
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }
  const only = found?.patients.length === 1 && found.text === text.trim() ? found.patients[0] : undefined

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only move the focus between what is interactive inside.
    <div className="patient-finder" ref={box} onKeyDown={walk}>
      <div className="patient-finder-field">
        <TextInput
          label={t('patient.find')}
          description={t('patient.findHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          autoFocus={focused}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            if (only !== undefined) onChoose(only)
          }}
        />
        {onNew !== undefined && (
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={18} />}
            onClick={() => onNew(found?.patients.length === 0 ? text.trim() : '')}
          >
            {t('patient.add')}
          </Button>
        )}
      </div>
      {asking.state.kind === 'answered' && !asking.state.outcome.ok && <OutcomeLine state={asking.state} />}
      <p className="visually-hidden" role="status">
        {found === null ? '' : `${t('patient.results')}: ${found.patients.length}`}
      </p>
      {found !== null && found.patients.length === 0 && <p className="soft">{t('patient.nobody', { text: found.text })}</p>}
      {found !== null && found.patients.length > 0 && (
        <ul className="patient-results" aria-label={t('patient.results')}>
          {found.patients.map((patient) => (
            <li key={patient.patientId}>
              <button type="button" className="row-button patient-result" onClick={() => onChoose(patient)}>
                <PatientLine patient={patient} />
                <PatientCourse patient={patient} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {found?.more === true && <p className="soft">{t('patient.more', { count: found.patients.length })}</p>}
    </div>
  )
}
