import type { ChairPicture } from '@chairside/shared/picture'
import { VITALS } from '@chairside/shared/vital'
import { useTranslation } from 'react-i18next'
import { cuffFreshness } from '../../model/cuff-shown.ts'
import { shownFreshness } from '../../model/room-time.ts'
import { clockSecondsOf, limitOf, spanOf } from '../common/format.ts'
import { useNow, useSpeed, useTimeZone } from '../common/services.tsx'

interface Row {
  readonly name: string
  readonly value: string
  readonly at: number | null
  readonly marks: readonly string[]
  readonly limits: string
}

const CONTINUOUS = ['hr', 'spo2', 'rr', 'etco2'] as const
const between = (low: number | null | undefined, high: number | null | undefined): string =>
  `${low == null ? '' : limitOf(low)}–${high == null ? '' : limitOf(high)}`

/** The last values of a chair, each with its time and its age, and the limits beside it. A lost one is named as such, and its number left out. */
export const DowntimeValues = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const speed = useSpeed()
  const timeZone = useTimeZone()
  const { cuff, limits, numerics } = chair
  const set = cuff.latest

  const pressureLimits = (): string => {
    if (limits === null) return '–'
    const critical = [limits.sysHighCritical, limits.diaHighCritical].map((one) => (one == null ? '–' : limitOf(one))).join('/')
    const warning = `SYS ${between(limits.sysLowWarning, limits.sysHighWarning)}, DIA ${between(limits.diaLowWarning, limits.diaHighWarning)}`
    return critical === '–/–' ? warning : `${warning}, ${t('downtime.critical', { value: critical })}`
  }
  const limitsOf = (vital: (typeof CONTINUOUS)[number]): string => {
    if (limits === null) return '–'
    switch (vital) {
      case 'hr':
        return between(limits.hr.low, limits.hr.high)
      case 'spo2':
        return `≥ ${limitOf(limits.spo2Low)}`
      case 'rr':
        return between(limits.rr.low, limits.rr.high)
      case 'etco2':
        return `≤ ${limitOf(limits.etco2High)}`
    }
  }
  const pressure: Row = {
    name: t('downtime.bp'),
    value: set === null ? '–' : `${set.sys}/${set.dia}${set.map === null ? '' : ` (${set.map})`} mmHg`,
    at: set?.at ?? null,
    marks: [
      ...(set?.origin === 'manual' ? [t('downtime.byHand')] : []),
      ...(set !== null && cuffFreshness(cuff, now) !== 'current' ? [t('downtime.stale')] : []),
    ],
    limits: pressureLimits(),
  }
  const rows: Row[] = [
    pressure,
    ...CONTINUOUS.flatMap((vital): readonly Row[] => {
      const numeric = numerics[vital]
      if (numeric === undefined)
        return vital === 'etco2' ? [] : [{ name: VITALS[vital].label, value: '–', at: null, marks: [], limits: limitsOf(vital) }]
      const lost = numeric.flagged
      const old = shownFreshness(now, numeric.at, numeric.periodMs, speed) !== 'live'
      return [
        {
          name: VITALS[vital].label,
          value: lost || numeric.rejected ? '–' : `${Math.round(numeric.value)} ${VITALS[vital].unit}`,
          at: numeric.at,
          marks: [
            ...(numeric.origin === 'manual' ? [t('downtime.byHand')] : []),
            ...(lost ? [t('downtime.lostValue')] : numeric.rejected ? [t('downtime.rejected')] : old ? [t('downtime.stale')] : []),
          ],
          limits: limitsOf(vital),
        },
      ]
    }),
  ]
  return (
    <table className="downtime-values">
      <thead>
        <tr>
          <td />
          <th>{t('downtime.value')}</th>
          <th>{t('downtime.measured')}</th>
          <th>{t('downtime.age')}</th>
          <th>{t('downtime.limits')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value, at, marks, limits: bounds }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <b>{value}</b> {marks.join(', ')}
            </td>
            <td>{at === null ? '–' : clockSecondsOf(at, timeZone)}</td>
            <td>{at === null ? '–' : spanOf(now - at)}</td>
            <td>{bounds}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
