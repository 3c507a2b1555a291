import { dayAfter, dayOf, wallTimeOf } from '@chairside/shared/clinic-day'
import { startOfDay } from '@chairside/shared/day-bounds'
import { HOUR_MS, MINUTE_MS, type Moment } from '@chairside/shared/time'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTimeZone } from '../common/services.tsx'

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/

/**
 * The moment at which a clock on the clinic's wall showed this time in the session: on the day of its check-in, or the day after where the
 * session went over midnight. Null: no such time between check-in and now.
 */
export const momentOf = (written: string, checkedInAt: Moment, now: Moment, timeZone: string): Moment | null => {
  const found = TIME.exec(written.trim())
  if (found === null) return null
  const shown = `${(found[1] ?? '').padStart(2, '0')}:${found[2]}`
  const minutes = Number(found[1]) * 60 + Number(found[2])
  const day = dayOf(checkedInAt, timeZone)
  for (const candidate of [day, dayAfter(day, 1)]) {
    const guess = startOfDay(candidate, timeZone) + minutes * MINUTE_MS
    // On a day on which the clocks change, an hour to either side.
    for (const at of [guess, guess - HOUR_MS, guess + HOUR_MS]) {
      const fits = wallTimeOf(at, timeZone) === shown && dayOf(at, timeZone) === candidate
      // The minute of the check-in began before it.
      if (fits && at + MINUTE_MS > checkedInAt && at <= now) return Math.max(at, checkedInAt)
    }
  }
  return null
}

interface Props {
  readonly value: string
  readonly valid: boolean
  readonly onChange: (written: string) => void
}

export const TimeField = ({ value, valid, onChange }: Props) => {
  const { t } = useTranslation()
  const zone = useTimeZone()
  return (
    <TextInput
      label={t('chartAct.happened')}
      description={`${t('chartAct.happenedHint')} (${zone})`}
      error={value !== '' && !valid ? t('chartAct.noTime') : undefined}
      required
      inputMode="numeric"
      maxLength={5}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
