import '../common/forms.css'
import type { EventPicture } from '@chairside/shared/picture'
import type { ChartSet, SessionChart } from '@chairside/shared/session-chart'
import { NativeSelect, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../common/choice.tsx'
import { type Draft, draftOf, formOf } from '../common/entry-draft.ts'
import type { FormId } from '../common/entry-fields.ts'
import { EntryInputs } from '../common/entry-inputs.tsx'
import { useEntryWords } from '../common/entry-words.ts'
import { FormEnd } from '../common/form-end.tsx'
import { clockOf } from '../common/format.ts'
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

/** X9: marks one set as artefact with a reason, or takes the mark back; the record keeps both. */
export const MarkForm = ({ chart, set, onDone, onBack }: Props & { readonly set: ChartSet }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { asking, run } = useChartAct(chart.sessionId, onDone)
  const [reason, setReason] = useState('')
  const marked = set.artefact !== null
  const told = { set: `${set.sys ?? '–'}/${set.dia ?? '–'}`, time: clockOf(set.at, timeZone) }
  return (
    <fieldset className="confirm" aria-label={marked ? t('mark.titleBack', told) : t('mark.title', told)}>
      <p>{t('chartAct.markSays')}</p>
      <ReasonField chips={marked ? ['mistake'] : ['moved', 'slipped', 'bent', 'wrongPatient']} value={reason} onChange={setReason} />
      <FormEnd
        acting={asking}
        whole={isReason(reason)}
        onSubmit={() => void run({ kind: 'mark-set', readAt: set.at, artefact: !marked, reason: reason.trim() })}
        onBack={onBack}
      >
        {t(marked ? 'chartAct.unmark' : 'chartAct.mark')}
      </FormEnd>
    </fieldset>
  )
}

/** R1: an entry is taken back or changed, with a reason; what stood before stays readable. */
export const CorrectForm = ({ chart, event, onDone, onBack }: Props & { readonly event: EventPicture }) => {
  const { t } = useTranslation()
  const words = useEntryWords()
  const { asking, run } = useChartAct(chart.sessionId, onDone)
  const standing = event.correction?.entry ?? event.entry
  const form = formOf(standing)
  const [how, setHow] = useState<'withdraw' | 'change' | null>(null)
  const [draft, setDraft] = useState<Draft>(draftOf(standing))
  const [reason, setReason] = useState('')
  const seen = useSeenEntry(chart.sessionId, form, draft)
  const sending = asking.sending || seen.asking
  const whole = how !== null && isReason(reason) && (how === 'withdraw' || seen.whole)
  const submit = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault()
    if (!whole || sending) return
    const changed = how === 'change' ? await seen.obtain() : { entry: null, proof: undefined }
    if (changed === null) return asking.reset()
    await run({ kind: 'correct-entry', factSeq: event.factSeq, entry: changed.entry, reason: reason.trim() }, changed.proof)
  }
  return (
    <form className="confirm" aria-label={t('correct.title', { what: words(standing) })} onSubmit={(given) => void submit(given)}>
      <Choice
        label={t('correct.title', { what: words(standing) })}
        options={[
          { value: 'withdraw', label: t('chartAct.withdraw') },
          { value: 'change', label: t('chartAct.change') },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'change' && <EntryInputs form={form} draft={draft} onChange={setDraft} />}
      {how === 'change' && seen.witnessing !== null && <WitnessFields witnessing={seen.witnessing} />}
      <ReasonField chips={['mistake', 'wrongChair', 'wrongValue', 'details']} value={reason} onChange={setReason} />
      <p className="soft">{t('chartAct.correctSays')}</p>
      <FormEnd acting={{ state: asking.state, sending }} whole={whole} onBack={onBack}>
        {t('chartAct.save')}
      </FormEnd>
    </form>
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
