import './what-if.css'
import type { AskedReview } from '@chairside/shared/alarm-review'
import { WHAT_IF_SESSIONS_AT_MOST } from '@chairside/shared/alarm-what-if'
import { ASKED_PATHS, type AskedPath } from '@chairside/shared/judged-again'
import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfferedProtocol } from '../../feed/charts.ts'
import { useProtocolName } from '../common/data-words.ts'
import { NumberField } from '../common/number-field.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useServices } from '../common/services.tsx'
import { useWhatIf } from './use-what-if.ts'
import { WhatIfFigures } from './what-if-figures.tsx'

type Numbers = { readonly [path in AskedPath]?: number | null }

const useProtocols = (): readonly OfferedProtocol[] => {
  const { charts } = useServices()
  const [protocols, setProtocols] = useState<readonly OfferedProtocol[]>([])
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await charts.protocols()
      if (!over && answer.ok) setProtocols(answer.value.protocols)
    }
    void read()
    return () => {
      over = true
    }
  }, [charts])
  return protocols
}

/** Other limits or another protocol over all sessions of the period. */
export const WhatIfPanel = ({ asked, onBack }: { readonly asked: AskedReview; readonly onBack: () => void }) => {
  const { t } = useTranslation()
  const protocolName = useProtocolName()
  const protocols = useProtocols()
  const [protocolId, setProtocolId] = useState('')
  const [numbers, setNumbers] = useState<Numbers>({})
  const { run, lost, asking, begin, cancel } = useWhatIf()
  const running = run?.state === 'running'
  const values = ASKED_PATHS.map((path) => numbers[path])
  const unread = values.some((value) => typeof value === 'number' && Number.isNaN(value))
  const changes = ASKED_PATHS.flatMap((path) => {
    const value = numbers[path]
    return typeof value === 'number' && !Number.isNaN(value) ? [{ path, value }] : []
  })
  const { simulated, ...days } = asked
  const start = (): void => void begin({ ...days, simulated: simulated === 'yes', ...(protocolId === '' ? {} : { protocolId }), changes })
  return (
    <section className="review-panel review-what-if" aria-labelledby="review-what-if">
      <h2 id="review-what-if">{t('whatIf.title')}</h2>
      <p className="soft">{t('whatIf.says')}</p>
      <div className="review-fields">
        <NativeSelect
          label={t('again.protocol')}
          value={protocolId}
          data={[
            { value: '', label: t('whatIf.own') },
            ...protocols.map(({ id, name, version }) => ({ value: id, label: `${protocolName(name)} v${version}` })),
          ]}
          onChange={(event) => setProtocolId(event.currentTarget.value)}
        />
        {ASKED_PATHS.map((path) => (
          <NumberField
            key={path}
            label={t(`again.path.${path}`)}
            low={20}
            high={260}
            decimals={false}
            value={numbers[path] ?? null}
            onChange={(value) => setNumbers({ ...numbers, [path]: value })}
          />
        ))}
      </div>
      <div className="review-run">
        <Button disabled={running || asking.sending || unread} onClick={start}>
          {t('whatIf.run')}
        </Button>
        <Button variant="default" disabled={!running} onClick={() => void cancel()}>
          {t('whatIf.cancel')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('act.close')}
        </Button>
        <span className="soft">{t('whatIf.bound', { count: WHAT_IF_SESSIONS_AT_MOST })}</span>
      </div>
      {asking.state.kind === 'answered' && !asking.state.outcome.ok && <OutcomeLine state={asking.state} />}
      {run !== null && (
        <div className="review-progress" role="status">
          <progress max={Math.max(1, run.total)} value={run.total === 0 ? 1 : run.done} aria-label={t(`whatIf.state.${run.state}`)} />
          <span>{t('whatIf.progress', { done: run.done, total: run.total })}</span>
          <b>{lost ? t('whatIf.lost') : t(`whatIf.state.${run.state}`)}</b>
        </div>
      )}
      {run !== null && !running && run.done > 0 && <WhatIfFigures result={run.result} />}
    </section>
  )
}
