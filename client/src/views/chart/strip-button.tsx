import { useTranslation } from 'react-i18next'
import { clockSecondsOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import type { StripMark, Strips } from './strip-shown.ts'

/** Opens the strip around a moment; where nothing is stored of it, says so in its place. */
export const StripButton = ({ strips, mark }: { readonly strips: Strips; readonly mark: StripMark }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  if (strips.stored === null || strips.stored === 'failed') return null
  if (!strips.has(mark.at))
    return (
      <span className="soft" title={t('waveStrip.noneAround')}>
        –
      </span>
    )
  return (
    <button
      type="button"
      className="text-button"
      aria-label={t('waveStrip.openOf', { what: mark.words, time: clockSecondsOf(mark.at, timeZone) })}
      onClick={() => strips.openAt(mark)}
    >
      {t('waveStrip.open')}
    </button>
  )
}
