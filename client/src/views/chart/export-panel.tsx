import './export-panel.css'
import { EXPORT_KINDS, type ExportKind } from '@chairside/shared/export'
import type { SessionChart } from '@chairside/shared/session-chart'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ChartFile } from '../../feed/chart-files.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'

/** Hands a file to the browser, which keeps it where it keeps files. */
const save = ({ name, content }: ChartFile): void => {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

interface Props {
  readonly chart: SessionChart
  readonly onPrint: () => Promise<boolean>
  readonly onBack: () => void
}

/** What may leave of this chart. Nothing does before the server noted it. */
export const ExportPanel = ({ chart, onPrint, onBack }: Props) => {
  const { t, i18n } = useTranslation()
  const { charts, sound } = useServices()
  const station = useStore(sound.state, (state) => state.station.kind)
  const asking = useAsked()
  const [said, setSaid] = useState('')
  const take = async (kind: ExportKind): Promise<void> => {
    setSaid(t('chartExport.making'))
    const language = i18n.resolvedLanguage === 'es' ? 'es' : 'en'
    const file = await asking.run(() => charts.file(chart.sessionId, { kind, language, station }))
    setSaid(file === null ? '' : t('chartExport.made', { name: file.name }))
    if (file !== null) save(file)
  }
  const print = async (): Promise<void> => {
    setSaid('')
    await asking.run(async () =>
      (await onPrint()) ? { ok: true, value: true } : { ok: false, problem: { code: 'not-recording', details: [] } },
    )
  }
  return (
    <section className="chart-panel export-panel" aria-label={t('chartExport.title')}>
      <h2>{t('chartExport.title')}</h2>
      <p className="soft">{t('chartExport.says')}</p>
      <div className="export-choices">
        {EXPORT_KINDS.map((kind) => (
          <div key={kind}>
            <Button variant="default" disabled={asking.sending} onClick={() => void take(kind)}>
              {t(`chartExport.${kind}`)}
            </Button>
            <small className="soft">{t(`chartExport.${kind}Says`)}</small>
          </div>
        ))}
        <div>
          <Button variant="default" disabled={asking.sending} onClick={() => void print()}>
            {t('chartExport.page')}
          </Button>
          <small className="soft">{t('chartExport.pageSays')}</small>
        </div>
      </div>
      <div className="export-end">
        {said === '' ? <OutcomeLine state={asking.state} /> : <p role="status">{said}</p>}
        <Button variant="subtle" onClick={onBack}>
          {t('chartExport.close')}
        </Button>
      </div>
    </section>
  )
}
