import '../common/forms.css'
import type { EventPicture } from '@chairside/shared/picture'
import type { ChartSet, SessionChart } from '@chairside/shared/session-chart'
import { NativeSelect, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CorrectForm } from '../common/correct-form.tsx'
import type { Draft } from '../common/entry-draft.ts'
import type { FormId } from '../common/entry-fields.ts'
import { EntryInputs } from '../common/entry-inputs.tsx'
import { useEntryWords } from '../common/entry-words.ts'
import { FormEnd } from '../common/form-end.tsx'
import { clockOf } from '../common/format.ts'
import { MarkForm } from '../common/mark-form.tsx'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { useSeenEntry } from '../common/use-seen-entry.ts'
import { WitnessFields } from '../common/witness-fields.tsx'
import { momentOf, TimeField } from './time-field.tsx'
import { useChartAct } from './use-chart.ts'

interface Props {
  readonly chart: SessionChart
  /** It was done, and the chart is to be read again. */
  readonly onDone: () => void
  readonly onBack: () => void
}

/** X9: a set of the chart is marked, or its mark taken back. */
export const MarkChartSet = ({ chart, set, onDone, onBack }: Props & { readonly set: ChartSet }) => {
  const { t } = useTranslation()
  const { asking, run } = useChartAct(chart.sessionId, onDone)
  const marked = set.artefact !== null
  const words = { says: t('chartAct.markSays'), submit: t(marked ? 'chartAct.unmark' : 'chartAct.mark') }
  return <MarkForm set={set} marked={marked} acting={asking} words={words} onSend={(mark) => void run(mark)} onBack={onBack} />
}

/** R1: an entry of the chart is taken back or changed. */
export const CorrectChartEntry = ({ chart, event, onDone, onBack }: Props & { readonly event: EventPicture }) => {
  const { t } = useTranslation()
  const { asking, run } = useChartAct(chart.sessionId, onDone)
  return (
    <CorrectForm
      sessionId={chart.sessionId}
      event={event}
      acting={asking}
      words={{
        withdraw: t('chartAct.withdraw'),
        change: t('chartAct.change'),
        says: t('chartAct.correctSays'),
        submit: t('chartAct.save'),
      }}
      onSend={async (correction, proof) => void (await run(correction, proof))}
      onBack={onBack}
    />
  )
}

/** R1: an entry happened at another time than it says. */
export const RetimeForm = ({ chart, event, onDone, onBack }: Props & { readonly event: EventPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const words = useEntryWords()
  const { asking, run } = useChartAct(chart.sessionId, onDone)
  const [time, setTime] = useState(clockOf(event.at, timeZone))
  const [reason, setReason] = useState('')
  const happenedAt = momentOf(time, chart.checkedInAt, now, timeZone)
  return (
    <fieldset className="confirm" aria-label={`${t('chartPanel.retime')}: ${words(event.entry)}`}>
      <TimeField value={time} valid={happenedAt !== null} onChange={setTime} />
      <ReasonField chips={['mistake', 'details']} value={reason} onChange={setReason} />
      <p className="soft">{t('chartAct.retimeSays')}</p>
      <FormEnd
        acting={asking}
        whole={happenedAt !== null && isReason(reason)}
        onSubmit={() =>
          happenedAt !== null && void run({ kind: 'retime-entry', factSeq: event.factSeq, happenedAt, reason: reason.trim() })
        }
        onBack={onBack}
      >
        {t('chartAct.save')}
      </FormEnd>
    </fieldset>
  )
}

/** What is entered late most often, first. */
const LATE_FORMS = [
  'medication',
  'symptom',
  'intervention',
  'note',
  'sedation',
  'dissociation',
  'nausea',
  'gait',
  'position',
  'oxygen',
  'drug-account',
  'escort',
  'instructions',
] as const satisfies readonly FormId[]

const useFormWords = (): ((form: (typeof LATE_FORMS)[number]) => string) => {
  const { t } = useTranslation()
  return (form) => t(`lateForm.${form}`)
}

/** R1: what happened earlier, with its own time and why it is entered only now. */
export const LateEntryForm = ({ chart, onDone, onBack }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const formWords = useFormWords()
  const { asking, run } = useChartAct(chart.sessionId, onDone)
  const [form, setForm] = useState<(typeof LATE_FORMS)[number]>('medication')
  const [draft, setDraft] = useState<Draft>({})
  const [time, setTime] = useState('')
  const [reason, setReason] = useState('')
  const happenedAt = momentOf(time, chart.checkedInAt, now, timeZone)
  const seen = useSeenEntry(chart.sessionId, form, draft)
  const sending = asking.sending || seen.asking
  const whole = happenedAt !== null && seen.whole && isReason(reason)
  const submit = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault()
    if (!whole || sending) return
    const made = await seen.obtain()
    if (made === null) return asking.reset()
    await run({ kind: 'enter-late', entry: made.entry, happenedAt, reason: reason.trim() }, made.proof)
  }
  return (
    <form className="confirm" aria-label={t('chart.lateEntry')} onSubmit={(given) => void submit(given)}>
      <NativeSelect
        label={t('chartAct.what')}
        value={form}
        data={LATE_FORMS.map((value) => ({ value, label: formWords(value) }))}
        onChange={(event) => {
          setForm(event.currentTarget.value as (typeof LATE_FORMS)[number])
          setDraft({})
        }}
      />
      <EntryInputs key={form} form={form} draft={draft} onChange={setDraft} />
      {seen.witnessing !== null && <WitnessFields witnessing={seen.witnessing} />}
      <TimeField value={time} valid={happenedAt !== null} onChange={setTime} />
      <ReasonField chips={['details']} value={reason} onChange={setReason} />
      <p className="soft">{t('chartAct.lateSays')}</p>
      <FormEnd acting={{ state: asking.state, sending }} whole={whole} onBack={onBack}>
        {t('chartAct.save')}
      </FormEnd>
    </form>
  )
}

/** R3: words below a signature. */
export const AmendForm = ({ chart, onDone, onBack }: Props) => {
  const { t } = useTranslation()
  const { asking, run } = useChartAct(chart.sessionId, onDone)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  return (
    <fieldset className="confirm" aria-label={t('chart.amend')}>
      <Textarea
        label={t('chartAct.amendText')}
        required
        autosize
        minRows={2}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ReasonField chips={['details']} value={reason} onChange={setReason} />
      <p className="soft">{t('chartAct.amendSays')}</p>
      <FormEnd
        acting={asking}
        whole={isReason(text) && isReason(reason)}
        onSubmit={() => void run({ kind: 'amend-chart', text: text.trim(), reason: reason.trim() })}
        onBack={onBack}
      >
        {t('chartAct.save')}
      </FormEnd>
    </fieldset>
  )
}
