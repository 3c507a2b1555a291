import './outcome-scores.css'
import { dayOf } from '@chairside/shared/clinic-day'
import { INSTRUMENT_IDS, INSTRUMENTS, type Instrument, isPossibleTotal, type OutcomeScore } from '@chairside/shared/outcome-score'
import type { PatientScores } from '@chairside/shared/patient-course'
import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateWords } from './day-words.ts'
import { FormEnd } from './form-end.tsx'
import { clockOf } from './format.ts'
import { NumberField } from './number-field.tsx'
import { useServices, useTimeZone } from './services.tsx'
import { useAsked } from './use-asked.ts'
import { useTotalWords } from './use-total-words.ts'

type Draft = { readonly [instrument in Instrument]?: number | null }

interface Props {
  readonly known: PatientScores
  /** Something was kept. */
  readonly onSaved: () => void
}

/** Totals of one day. What stands there already is corrected and not entered again. */
export const OutcomeEntry = ({ known: { patient, today, scores }, onSaved }: Props) => {
  const { t } = useTranslation()
  const { courses } = useServices()
  const timeZone = useTimeZone()
  const totalWords = useTotalWords()
  const asking = useAsked()
  const [day, setDay] = useState(today)
  const [draft, setDraft] = useState<Draft>({})
  const written = INSTRUMENT_IDS.flatMap((instrument) => {
    const value = draft[instrument] ?? null
    return value === null ? [] : [{ instrument, value }]
  })
  const isDay = day !== '' && day <= today
  const whole = isDay && written.length > 0 && written.every(({ instrument, value }) => isPossibleTotal(instrument, value))

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!whole || asking.sending) return
    let left: Draft = draft
    let any = false
    for (const { instrument, value } of written) {
      const kept = await asking.run(() => courses.addScore(patient.patientId, { instrument, value, day }))
      if (kept === null) break
      any = true
      left = { ...left, [instrument]: null }
    }
    // What was refused stays as it was typed.
    setDraft(left)
    if (any) onSaved()
  }
  const hintOf = (instrument: Instrument, there: OutcomeScore | undefined): string => {
    const { high } = INSTRUMENTS[instrument]
    if (there !== undefined) {
      const at = `${dateWords(dayOf(there.at, timeZone))} ${clockOf(there.at, timeZone)}`
      return t('scores.isThere', { value: totalWords(instrument, there.value), by: there.by, at })
    }
    const last = scores.find((one) => one.instrument === instrument && one.value !== null && one.day <= day)
    const range = instrument === 'c-ssrs' ? t('scores.screenRange') : t('scores.range', { high })
    return last === undefined
      ? `${range} · ${t('scores.neverOne')}`
      : `${range} · ${t('scores.last', { value: totalWords(instrument, last.value), day: dateWords(last.day) })}`
  }
  return (
    <form className="outcome-entry" onSubmit={(event) => void save(event)}>
      <div className="outcome-fields">
        <TextInput
          type="date"
          label={t('scores.day')}
          required
          max={today}
          value={day}
          error={day !== '' && day > today ? t('scores.future') : undefined}
          onChange={(event) => {
            setDay(event.currentTarget.value)
            asking.reset()
          }}
        />
        {INSTRUMENT_IDS.map((instrument) => {
          const { label, low, high } = INSTRUMENTS[instrument]
          const there = scores.find((one) => one.instrument === instrument && one.day === day)
          if (there !== undefined)
            return (
              <div key={instrument} className="outcome-there">
                <b>{label}</b>
                <span>{hintOf(instrument, there)}</span>
                <small>{t('scores.exists')}</small>
              </div>
            )
          return (
            <NumberField
              key={instrument}
              label={label}
              low={low}
              high={high}
              decimals={false}
              description={hintOf(instrument, there)}
              value={draft[instrument] ?? null}
              onChange={(value) => {
                setDraft((before) => ({ ...before, [instrument]: value }))
                asking.reset()
              }}
            />
          )
        })}
      </div>
      <FormEnd acting={asking} whole={whole}>
        {t('scores.save')}
      </FormEnd>
    </form>
  )
}
