import { BLOCKING_ISSUES, type ChartIssueId, SIGNATURE_MEANINGS, type SignatureMeaning } from '@chairside/shared/chart-signature'
import type { SessionChart } from '@chairside/shared/session-chart'
import { Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../common/choice.tsx'
import { FormEnd } from '../common/form-end.tsx'
import { useRoom, useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'

interface Props {
  readonly chart: SessionChart
  readonly onDone: () => void
  readonly onBack: () => void
}

/** R3: what is unresolved first, then the person once more, then the signature under exactly what was read. */
export const SignPanel = ({ chart, onDone, onBack }: Props) => {
  const { t } = useTranslation()
  const { charts } = useServices()
  const person = useRoom((state) => (typeof state.person === 'string' ? null : state.person))
  const asking = useAsked()
  const [seen, setSeen] = useState<readonly ChartIssueId[]>([])
  const [login, setLogin] = useState('')
  const [secret, setSecret] = useState('')
  const { content, issues, signatures, amendments, missingSignatures } = chart
  const blocking = issues.filter(({ id }) => BLOCKING_ISSUES.has(id))
  const toSee = issues.filter(({ id }) => !BLOCKING_ISSUES.has(id))
  const last = signatures.at(-1)
  const signedNow = last !== undefined && !amendments.some(({ at }) => at >= last.at)
  // Where the protocol asks for a second person, whoever signs after the first signs as that one.
  const isSecond = signedNow && missingSignatures.length > 0
  const meanings = isSecond ? (['co-signed'] as const) : SIGNATURE_MEANINGS.filter((one) => one !== 'co-signed' || signedNow)
  const [chosen, setMeaning] = useState<SignatureMeaning>('reviewed')
  const meaning = isSecond ? 'co-signed' : chosen
  // Nobody is the second person to themselves: who signed already asks another one to this screen.
  const maySign = person?.role === 'physician' || (person?.role === 'nurse' && isSecond && missingSignatures[0] === 'second-person')
  const signsHere = maySign && !(isSecond && last !== undefined && last.by === person?.name)
  const whole =
    (signsHere || login.trim() !== '') &&
    content !== null &&
    blocking.length === 0 &&
    toSee.every(({ id }) => seen.includes(id)) &&
    secret !== ''
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!whole || content === null) return
    const signed = await asking.run(() =>
      charts.sign(chart.sessionId, { ...(signsHere ? {} : { login: login.trim() }), secret, meaning, content, seen }),
    )
    setSecret('')
    if (signed !== null) onDone()
  }
  const words = ({ id, count }: { readonly id: ChartIssueId; readonly count: number }): string =>
    count > 1 ? `${t(`chartSign.issue.${id}`)} (${count})` : t(`chartSign.issue.${id}`)
  return (
    <form className="chart-panel sign-panel" aria-label={t('chartSign.title')} onSubmit={(event) => void submit(event)}>
      <h2>{t('chartSign.title')}</h2>
      {blocking.length > 0 && (
        <div className="sign-blocking">
          <h3>{t('chartSign.blocking')}</h3>
          <ul>
            {blocking.map((issue) => (
              <li key={issue.id}>{words(issue)}</li>
            ))}
          </ul>
        </div>
      )}
      <h3>{t('chartSign.unresolved')}</h3>
      {toSee.length === 0 ? (
        <p>{t('chartSign.nothing')}</p>
      ) : (
        <ul className="sign-issues">
          {toSee.map((issue) => (
            <li key={issue.id}>
              <Checkbox
                size="md"
                label={`${words(issue)} – ${t('chartSign.seen')}`}
                checked={seen.includes(issue.id)}
                onChange={(event) => setSeen(event.currentTarget.checked ? [...seen, issue.id] : seen.filter((one) => one !== issue.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {content !== null && blocking.length === 0 && (
        <>
          {missingSignatures.length > 0 && (
            <p>{t('cosign.missing', { who: missingSignatures.map((one) => t(`cosign.who.${one}`)).join(', ') })}</p>
          )}
          <p>{t('chartSign.says', { entry: content.entry, hash: content.hash.slice(0, 12) })}</p>
          <Choice
            label={t('chartSign.meaning')}
            options={meanings.map((value) => ({ value, label: isSecond ? t('cosign.meaning') : t(`chartSign.meanings.${value}`) }))}
            value={meaning}
            onChange={setMeaning}
          />
          {!signsHere && (
            <TextInput
              label={isSecond ? t('cosign.signer') : t('chartSign.login')}
              description={isSecond ? t(`cosign.who.${missingSignatures[0] ?? 'physician'}`) : t('chartSign.physicianOnly')}
              autoComplete="off"
              required
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
            />
          )}
          <PasswordInput
            label={t('chartSign.secret')}
            autoComplete="current-password"
            required
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        </>
      )}
      <FormEnd acting={asking} whole={whole} onBack={onBack}>
        {t('chartSign.submit')}
      </FormEnd>
    </form>
  )
}
