import type { ChairId, SessionId } from '@chairside/shared/identity'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

interface Props {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  /** When it happened, as the row says it. */
  readonly time: string
}

/** From a row of the review to the chart in which it happened. */
export const ChartLink = ({ sessionId, chairId, time }: Props) => {
  const { t } = useTranslation()
  return (
    <Link
      className="review-link"
      to={`/sessions/${encodeURIComponent(sessionId)}`}
      aria-label={t('review.openChart', { chair: chairId, time })}
    >
      {t('review.chart')}
    </Link>
  )
}
