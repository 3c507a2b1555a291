import type { AskedPath, Compared, JudgeAgain, JudgedAgain } from '@chairside/shared/judged-again'
import type { SessionChart } from '@chairside/shared/session-chart'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberWords } from '../../words/numbers.ts'
import { AskedLimitFields, useAskedLimits } from '../common/asked-limits.tsx'
import { useShortData } from '../common/data-words.ts'
import { spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'
import { useAlarmWords } from './alarms-panel.tsx'
import { useExcursionWords, useSpanWords } from './judged-panels.tsx'

interface ListProps<Item> {
  readonly title: string
  readonly pairs: readonly Compared<Item>[]
  readonly words: (item: Item) => string
  readonly isOther?: (before: Item, after: Item) => boolean
}

/** What both judgements hold of one kind, side by side. */
const ComparedList = <Item,>({ title, pairs, words, isOther = () => false }: ListProps<Item>) => {
  const { t } = useTranslation()
  const verdict = ({ before, after, byMs }: Compared<Item>): string => {
    if (before === null) return t('again.fresh')
    if (after === null) return t('again.gone')
    if (byMs !== null && byMs !== 0) return t(byMs < 0 ? 'again.earlier' : 'again.later', { span: spanOf(Math.abs(byMs)) })
    return isOther(before, after) ? t('again.otherLevel') : t('again.same')
  }
  const count = (side: 'before' | 'after'): number => pairs.filter((pair) => pair[side] !== null).length
  return (
    <section>
      <h3>
        {title} <small className="soft">{t('again.counts', { own: count('before'), asked: count('after') })}</small>
      </h3>
      {pairs.length === 0 ? (
        <p className="soft">{t('again.nothing')}</p>
      ) : (
        <ul className="compared">
          {pairs.map((pair) => {
            const own = pair.before === null ? '–' : words(pair.before)
            const asked = pair.after === null ? '–' : words(pair.after)
            return (
              <li key={`${own} ${asked}`} data-same={verdict(pair) === t('again.same')}>
                <span>{own}</span>
                <b>{verdict(pair)}</b>
                <span>{asked}</span>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** Other limits or another protocol on the same record; the chart itself stays as it is. */
export const JudgeAgainPanel = ({ chart, onBack }: { readonly chart: SessionChart; readonly onBack: () => void }) => {
  const { t } = useTranslation()
  const { charts } = useServices()
  const asking = useAsked()
  const { protocol: protocolName } = useShortData()
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const excursionWords = useExcursionWords(originAt)
  const spanWords = useSpanWords(originAt)
  const alarmWords = useAlarmWords()
  const limits = useAskedLimits()
  const [judged, setJudged] = useState<JudgedAgain | null>(null)
  const ask = async (change: JudgeAgain): Promise<void> => {
    const answer = await asking.run(() => charts.judgeAgain(chart.sessionId, change))
    if (answer !== null) setJudged(answer)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens: what the session's own protocol says.
  useEffect(() => void ask({}), [charts])
  const shown = (value: number | null): string => (value === null ? t('again.off') : numberWords(value))
  return (
    <section className="chart-panel again-panel" aria-label={t('again.title')}>
      <h2>{t('again.title')}</h2>
      <p className="soft">{t('again.says')}</p>
      <AskedLimitFields
        className="again-fields"
        limits={limits}
        own={`${t('again.own')}: ${protocolName(chart.protocol.name)} v${chart.protocol.version}`}
        placeholder={(path) => (judged === null ? '' : shown(judged.own.numbers[path]))}
      />
      <div className="form-end">
        <Button onClick={() => void ask(limits.asked)} disabled={asking.sending || limits.unread}>
          {t(asking.sending ? 'again.running' : 'again.run')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            limits.reset()
            void ask({})
          }}
        >
          {t('again.reset')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('act.close')}
        </Button>
      </div>
      {asking.state.kind === 'answered' && !asking.state.outcome.ok && <OutcomeLine state={asking.state} />}
      {judged !== null && (asking.state.kind !== 'answered' || asking.state.outcome.ok) && (
        <div className="again-result" aria-live="polite">
          <p>
            {judged.changes.length === 0
              ? t('again.unchanged')
              : judged.changes
                  .map(({ path, from, to }) =>
                    t('again.changed', { what: t(`again.path.${path as AskedPath}`), from: shown(from), to: shown(to) }),
                  )
                  .join(' · ')}
          </p>
          <div className="compared-head">
            <span>{t('again.asJudged', { name: protocolName(judged.own.protocol.name), version: judged.own.protocol.version })}</span>
            <span>{t('again.asAsked')}</span>
          </div>
          <ComparedList
            title={t('again.excursions')}
            pairs={judged.excursions}
            words={excursionWords}
            isOther={(a, b) => a.peakLevel !== b.peakLevel || a.ending !== b.ending}
          />
          <ComparedList title={t('again.conditions')} pairs={judged.conditions} words={spanWords} />
          <ComparedList
            title={t('again.alarms')}
            pairs={judged.alarms}
            words={(alarm) => `${t(`priority.${alarm.priority}`)} · ${alarmWords(alarm)}`}
            isOther={(a, b) => a.priority !== b.priority}
          />
        </div>
      )}
    </section>
  )
}
