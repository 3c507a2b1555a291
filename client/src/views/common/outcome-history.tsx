import './outcome-scores.css'
import { dayOf } from '@chairside/shared/clinic-day'
import { INSTRUMENTS, isPossibleTotal, type OutcomeScore, type ScoreStatement } from '@chairside/shared/outcome-score'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateWords } from './day-words.ts'
import { FormEnd } from './form-end.tsx'
import { clockOf } from './format.ts'
import { NumberField } from './number-field.tsx'
import { isReason, ReasonField } from './reason-field.tsx'
import { useServices, useTimeZone } from './services.tsx'
import { useAsked } from './use-asked.ts'
import { useTotalWords } from './use-total-words.ts'

interface Props {
  readonly patientId: string
  readonly scores: readonly OutcomeScore[]
  readonly mayAct: boolean
  readonly onChanged: () => void
}

/** What it should have been, or that it should not stand there, with the reason. */
const CorrectForm = ({
  score,
  patientId,
  onDone,
  onBack,
}: Pick<Props, 'patientId'> & {
  readonly score: OutcomeScore
  readonly onDone: () => void
  readonly onBack: () => void
}) => {
  const { t } = useTranslation()
  const { courses } = useServices()
  const asking = useAsked()
  const [value, setValue] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const { instrument, scoreId } = score
  const { label, low, high } = INSTRUMENTS[instrument]
  const send = async (right: number | null): Promise<void> => {
    const kept = await asking.run(() => courses.correctScore(patientId, scoreId, { value: right, reason: reason.trim() }))
    if (kept !== null) onDone()
  }
  const isRight = value !== null && isPossibleTotal(instrument, value) && value !== score.value
  return (
    <form
      className="confirm"
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight && isReason(reason)) void send(value)
      }}
    >
      <NumberField
        label={`${t('scores.newTotal')}, ${label}`}
        low={low}
        high={high}
        decimals={false}
        description={instrument === 'c-ssrs' ? t('scores.screenRange') : t('scores.range', { high })}
        value={value}
        onChange={setValue}
      />
      <ReasonField value={reason} onChange={setReason} />
      <FormEnd
        acting={asking}
        whole={isRight && isReason(reason)}
        onBack={onBack}
        more={
          score.value !== null && (
            <Button variant="default" disabled={!isReason(reason) || asking.sending} onClick={() => void send(null)}>
              {t('scores.withdraw')}
            </Button>
          )
        }
      >
        {t('scores.saveCorrection')}
      </FormEnd>
    </form>
  )
}

const SHOWN_FIRST = 12

/** Every total with who entered it and when; what it was before stays beside it. */
export const OutcomeHistory = ({ patientId, scores, mayAct, onChanged }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const totalWords = useTotalWords()
  const [open, setOpen] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const when = ({ at }: ScoreStatement): string => `${dateWords(dayOf(at, timeZone))} ${clockOf(at, timeZone)}`
  const shown = all ? scores : scores.slice(0, SHOWN_FIRST)
  if (scores.length === 0) return <p className="soft">{t('scores.none')}</p>
  return (
    <>
      <ul className="outcome-history">
        {shown.map((score) => {
          const { scoreId, instrument, day, value, by, reason, earlier } = score
          return (
            <li key={scoreId}>
              <span className="outcome-line">
                <b>{INSTRUMENTS[instrument].label}</b>
                <span>{dateWords(day)}</span>
                <b className="outcome-total" data-withdrawn={value === null}>
                  {totalWords(instrument, value)}
                </b>
                <span className="soft">
                  {by}, {when(score)}
                  {reason !== null && ` · ${t('scores.because', { reason })}`}
                </span>
                {mayAct && (
                  <button
                    type="button"
                    className="text-button"
                    aria-expanded={open === scoreId}
                    aria-label={`${t('scores.correct')}: ${INSTRUMENTS[instrument].label}, ${dateWords(day)}`}
                    onClick={() => setOpen(open === scoreId ? null : scoreId)}
                  >
                    {t('scores.correct')}
                  </button>
                )}
              </span>
              {[...earlier].reverse().map((was) => (
                <span key={was.scoreId} className="outcome-was">
                  <s>{t('scores.was', { value: totalWords(instrument, was.value), by: was.by, at: when(was) })}</s>
                  {was.reason !== null && ` ${t('scores.because', { reason: was.reason })}`}
                </span>
              ))}
              {open === scoreId && (
                <CorrectForm
                  patientId={patientId}
                  score={score}
                  onBack={() => setOpen(null)}
                  onDone={() => {
                    setOpen(null)
                    onChanged()
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
      {shown.length < scores.length && (
        <button type="button" className="chip-button" onClick={() => setAll(true)}>
          {t('scores.showAll', { count: scores.length })}
        </button>
      )}
    </>
  )
}
