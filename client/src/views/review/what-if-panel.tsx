import './what-if.css'
import type { AskedReview } from '@chairside/shared/alarm-review'
import { WHAT_IF_SESSIONS_AT_MOST } from '@chairside/shared/alarm-what-if'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AskedLimitFields, useAskedLimits } from '../common/asked-limits.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useWhatIf } from './use-what-if.ts'
import { WhatIfFigures } from './what-if-figures.tsx'

/** Other limits or another protocol over all sessions of the period. */
export const WhatIfPanel = ({ asked, onBack }: { readonly asked: AskedReview; readonly onBack: () => void }) => {
  const { t } = useTranslation()
  const limits = useAskedLimits()
  const { run, lost, asking, begin, cancel } = useWhatIf()
  const running = run?.state === 'running'
  const { simulated, ...days } = asked
  const start = (): void => void begin({ ...days, simulated: simulated === 'yes', ...limits.asked })
  return (
    <section className="review-panel review-what-if" aria-labelledby="review-what-if">
      <h2 id="review-what-if">{t('whatIf.title')}</h2>
      <p className="soft">{t('whatIf.says')}</p>
      <AskedLimitFields className="review-fields" limits={limits} own={t('whatIf.own')} />
      <div className="review-run">
        <Button disabled={running || asking.sending || limits.unread} onClick={start}>
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
