import { dayOf } from '@chairside/shared/clinic-day'
import type { SessionChart } from '@chairside/shared/session-chart'
import { useTranslation } from 'react-i18next'
import { dateWords } from '../common/day-words.ts'
import { clockOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'

/** R3: who signed what and when, and what was said since. */
export const SignaturesPanel = ({ chart }: { readonly chart: SessionChart }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { signatures, amendments, missingSignatures } = chart
  const dayAndTime = (at: number): string => `${dateWords(dayOf(at, timeZone))} ${clockOf(at, timeZone)}`
  if (signatures.length === 0) return null
  const last = signatures.at(-1)?.at ?? 0
  const since = amendments.filter(({ at }) => at >= last).length
  return (
    <section className="chart-panel" aria-label={t('chartPanel.signatures')}>
      <ul className="chart-lines">
        {signatures.map(({ by, at, meaning, content }) => (
          <li key={`${by} ${at}`}>
            <b>{t('chart.signed', { by, time: dayAndTime(at), meaning: t(`chartSign.meanings.${meaning}`) })}</b>
            <small className="soft"> {t('chartPanel.recordSaid', { entry: content.entry, hash: content.hash.slice(0, 12) })}</small>
          </li>
        ))}
      </ul>
      {since === 0 && missingSignatures.length > 0 && (
        <p className="strong">{t('cosign.missing', { who: missingSignatures.map((one) => t(`cosign.who.${one}`)).join(', ') })}</p>
      )}
      {since > 0 && <p className="strong">{t('chart.changedSince', { count: since })}</p>}
      {amendments.length > 0 && (
        <>
          <h3>{t('chartPanel.amendments')}</h3>
          <ul className="chart-lines">
            {amendments.map(({ at, by, kind, text, reason }) => (
              <li key={`${at} ${kind}`}>
                {`${dayAndTime(at)} · ${by} · ${t(`amendment.${kind}`)}${text === null ? '' : `: ${text}`}`}{' '}
                <small className="soft">{reason}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
