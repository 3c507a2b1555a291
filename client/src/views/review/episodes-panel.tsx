import { PRIORITIES, type Priority } from '@chairside/shared/alarm'
import { ALARM_SOURCES, type AlarmSource, type AskedReview, type EpisodeLine } from '@chairside/shared/alarm-review'
import { dayOf } from '@chairside/shared/clinic-day'
import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAlarmText } from '../common/alarm-mark.tsx'
import { dateWords } from '../common/day-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { useServices, useTimeZone } from '../common/services.tsx'
import { ChartLink } from './chart-link.tsx'
import { PriorityWord } from './load-table.tsx'
import { ofNumbers, ReviewTable } from './review-table.tsx'

const Answer = ({ line }: { readonly line: EpisodeLine }) => {
  const { t } = useTranslation()
  const { answer, outcome, escalations } = line
  return (
    <>
      {answer === null ? (
        <span className={outcome === 'ended' ? 'soft' : 'strong'}>{t(`review.outcome.${outcome}`)}</span>
      ) : (
        <>
          <b>{spanOf(answer.waitMs)}</b>{' '}
          <span className="soft">
            {answer.by}
            {answer.plan !== null && ` · ${t(`plan.${answer.plan}`)}`}
          </span>
        </>
      )}
      {escalations > 0 && <small className="soft"> {t('review.step', { step: escalations })}</small>}
    </>
  )
}

const EpisodeRow = ({ line, withDay }: { readonly line: EpisodeLine; readonly withDay: boolean }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const words = useAlarmText()
  const { sessionId, chairId, source, cause, text, fromAt, untilAt, present, priority } = line
  const time = clockOf(fromAt, timeZone)
  return (
    <tr>
      <td>
        {withDay && <span className="soft">{dateWords(dayOf(fromAt, timeZone))} </span>}
        {time}
      </td>
      <td className="number">{chairId}</td>
      <td>
        <PriorityWord priority={priority} />
      </td>
      <th scope="row" className="review-words">
        {words({ cause, text, kind: source === 'technical' ? 'technical' : 'physiological' })}
      </th>
      <td className="number">{present ? t('review.isPresent') : spanOf(untilAt - fromAt)}</td>
      <td className="review-words">
        <Answer line={line} />
      </td>
      <td>
        <ChartLink sessionId={sessionId} chairId={chairId} time={time} />
      </td>
    </tr>
  )
}

interface Found {
  readonly asked: string
  readonly lines: readonly EpisodeLine[]
  readonly total: number
}

const PAGE = 50

/** The pages of a period's alarms, the first one read anew whenever another is asked for. */
const useEpisodes = (asked: AskedReview, source: AlarmSource | null, priority: Priority | null) => {
  const { reviews } = useServices()
  const wish = JSON.stringify({ ...asked, ...(source === null ? {} : { source }), ...(priority === null ? {} : { priority }) })
  const [found, setFound] = useState<Found | null>(null)
  const [failed, setFailed] = useState(false)
  const read = async (offset: number, take: (found: Found) => void, isOver: () => boolean): Promise<void> => {
    const answer = await reviews.episodes({ ...(JSON.parse(wish) as AskedReview), offset, limit: PAGE })
    if (isOver()) return
    setFailed(!answer.ok)
    if (answer.ok) take({ asked: wish, lines: answer.value.episodes, total: answer.value.total })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for is told by its text.
  useEffect(() => {
    let over = false
    void read(0, setFound, () => over)
    return () => {
      over = true
    }
  }, [reviews, wish])
  const more = (): void =>
    void read(
      found?.lines.length ?? 0,
      (next) =>
        setFound((before) =>
          before === null || before.asked !== next.asked ? before : { ...next, lines: [...before.lines, ...next.lines] },
        ),
      () => false,
    )
  return { found, failed, more }
}

/** Every alarm of the period, with the way to its chart. */
export const EpisodesPanel = ({ asked }: { readonly asked: AskedReview }) => {
  const { t } = useTranslation()
  const [source, setSource] = useState<AlarmSource | null>(null)
  const [priority, setPriority] = useState<Priority | null>(null)
  const { found, failed, more } = useEpisodes(asked, source, priority)
  const count = found?.lines.length ?? 0
  return (
    <section className="review-panel review-wide" aria-labelledby="review-list">
      <div className="review-panel-head">
        <h2 id="review-list">
          {t('review.list')}
          {found !== null && <small className="soft"> {t('review.listShown', { count, total: found.total })}</small>}
        </h2>
        <NativeSelect
          aria-label={t('review.anySource')}
          value={source ?? ''}
          data={[
            { value: '', label: t('review.anySource') },
            ...ALARM_SOURCES.map((one) => ({ value: one, label: t(`review.source.${one}`) })),
          ]}
          onChange={(event) => setSource(ALARM_SOURCES.find((one) => one === event.currentTarget.value) ?? null)}
        />
        <NativeSelect
          aria-label={t('review.anyPriority')}
          value={priority ?? ''}
          data={[{ value: '', label: t('review.anyPriority') }, ...PRIORITIES.map((one) => ({ value: one, label: t(`priority.${one}`) }))]}
          onChange={(event) => setPriority(PRIORITIES.find((one) => one === event.currentTarget.value) ?? null)}
        />
      </div>
      {failed && <p role="alert">{t('review.failed')}</p>}
      {found !== null && count === 0 && <p className="soft">{t('review.quiet')}</p>}
      {count > 0 && (
        <ReviewTable
          columns={[
            t('review.began'),
            ofNumbers(t('review.chair')),
            t('review.priority'),
            t('review.what'),
            ofNumbers(t('review.lasted')),
            t('review.response'),
            t('review.chart'),
          ]}
        >
          <tbody>
            {found?.lines.map((line) => (
              <EpisodeRow key={`${line.sessionId} ${line.alarmId} ${line.fromAt}`} line={line} withDay={asked.from !== asked.to} />
            ))}
          </tbody>
        </ReviewTable>
      )}
      {found !== null && count < found.total && (
        <Button variant="default" onClick={more}>
          {t('review.more')}
        </Button>
      )}
    </section>
  )
}
