import type { Readiness } from '@chairside/shared/readiness'
import { useTranslation } from 'react-i18next'
import { clockOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useTimeZone } from '../common/services.tsx'

/** `Ready 15/15`, or how far it is and when it could be at the earliest. */
export const ReadyChip = ({ readiness }: { readonly readiness: Readiness }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const ready = readiness.verdict === 'ready'
  return (
    <span className="ready-chip" data-ready={ready}>
      {ready && <Icon name="check" size={18} />}
      {ready ? t('tile.ready') : null} {readiness.met}/{readiness.of}
      {!ready && readiness.earliestAt !== null && ` · ${t('tile.earliest', { time: clockOf(readiness.earliestAt, timeZone) })}`}
    </span>
  )
}
