import { ASKED_PATHS, type AskedPath, type Compared, type JudgeAgain, type JudgedAgain } from '@chairside/shared/judged-again'
import type { SessionChart } from '@chairside/shared/session-chart'
import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfferedProtocol } from '../../feed/charts.ts'
import { spanOf } from '../common/format.ts'
import { NumberField } from '../common/number-field.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'
import { useAlarmWords } from './alarms-panel.tsx'
import { useExcursionWords, useSpanWords } from './judged-panels.tsx'

type Numbers = { readonly [path in AskedPath]?: number | null }

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
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const excursionWords = useExcursionWords(originAt)
  const spanWords = useSpanWords(originAt)
  const alarmWords = useAlarmWords()
  const [protocols, setProtocols] = useState<readonly OfferedProtocol[]>([])
  const [protocolId, setProtocolId] = useState('')
  const [numbers, setNumbers] = useState<Numbers>({})
  const [judged, setJudged] = useState<JudgedAgain | null>(null)
  const ask = async (change: JudgeAgain): Promise<void> => {
    const answer = await asking.run(() => charts.judgeAgain(chart.sessionId, change))
    if (answer !== null) setJudged(answer)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens: what the session's own protocol says.
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await charts.protocols()
      if (!over && answer.ok) setProtocols(answer.value.protocols)
    }
    void read()
    void ask({})
    return () => {
      over = true
    }
  }, [charts])
  const changes = ASKED_PATHS.flatMap((path) => {
    const value = numbers[path]
    return value === undefined || value === null ? [] : [{ path, value }]
  })
  const run = (): void => void ask({ ...(protocolId === '' ? {} : { protocolId }), changes })
  const shown = (value: number | null): string => (value === null ? t('again.off') : String(value))
  return (
    <section className="chart-panel again-panel" aria-label={t('again.title')}>
      <h2>{t('again.title')}</h2>
      <p className="soft">{t('again.says')}</p>
      <div className="again-fields">
        <NativeSelect
          label={t('again.protocol')}
          value={protocolId}
          data={[
            { value: '', label: `${t('again.own')}: ${chart.protocol.name} v${chart.protocol.version}` },
            ...protocols.map(({ id, name, version }) => ({ value: id, label: `${name} v${version}` })),
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
            placeholder={judged === null ? '' : shown(judged.own.numbers[path])}
            value={numbers[path] ?? null}
            onChange={(value) => setNumbers({ ...numbers, [path]: value })}
          />
        ))}
      </div>
      <div className="form-end">
        <Button onClick={run} disabled={asking.sending}>
          {t(asking.sending ? 'again.running' : 'again.run')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setNumbers({})
            setProtocolId('')
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
            <span>{t('again.asJudged', { name: judged.own.protocol.name, version: judged.own.protocol.version })}</span>
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
