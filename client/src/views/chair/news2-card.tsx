import '../common/fold.css'
import './news2.css'
import { type News2Item, news2Of } from '@chairside/shared/news2'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { news2Given } from '../../model/news2-given.ts'
import { useCovered, useNow } from '../common/services.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const ITEMS = ['rr', 'spo2', 'air', 'sys', 'pulse', 'consciousness', 'temp'] as const

/** NEWS2 for information: no colour of alarm, what is missing by name, and what it can't tell while infusing. */
export const News2Card = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const covered = useCovered()
  const infusing = session.phase === 'infusing' || session.phase === 'paused'
  const news2 = news2Of(news2Given(chair, now), infusing)
  const total = covered ? null : news2.total
  const said = (): string => {
    if (covered) return t('news2.covered')
    if (news2.risk !== null) return t(`news2.risk.${news2.risk}`)
    return t('news2.missing', { list: news2.missing.map((item) => t(`news2.item.${item}`)).join(', ') })
  }
  const pointsOf = (item: News2Item): string | number => (covered ? '–' : (news2.points[item] ?? t('news2.unknown')))
  return (
    <details className="panel news2 fold">
      <summary>
        {total === null ? t('news2.noTotal') : t('news2.total', { total })}
        <span className="soft">{said()}</span>
      </summary>
      <ul>
        {ITEMS.map((item) => (
          <li key={item}>
            <span>{t(`news2.item.${item}`)}</span>
            <b>{pointsOf(item)}</b>
          </li>
        ))}
      </ul>
      {infusing && <p className="strong">{t('news2.dissociation')}</p>}
      <p className="soft">{t('news2.info')}</p>
    </details>
  )
}
