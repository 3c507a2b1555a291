import type { PersonalLimitName, PersonalLimits } from '@chairside/shared/personal-limits'
import type { ChairPicture, LimitsPicture } from '@chairside/shared/picture'
import type { ContinuousVital } from '@chairside/shared/vital'
import { useTranslation } from 'react-i18next'
import { limitOf } from './format.ts'
import { heldBackOf } from './held-back.ts'
import { vitalAlarm } from './vital-alarms.ts'
import { VitalNumber } from './vital-number.tsx'

const range = ({ low, high }: { readonly low: number; readonly high: number }): string => `${limitOf(low)}–${limitOf(high)}`

interface Row {
  readonly vital: ContinuousVital
  readonly limits: (limits: LimitsPicture) => string
  readonly own: readonly PersonalLimitName[]
}

const ROWS = {
  hr: { vital: 'hr', limits: ({ hr }) => range(hr), own: ['hrHigh', 'hrLow'] },
  spo2: { vital: 'spo2', limits: ({ spo2Low }) => `≥ ${limitOf(spo2Low)}`, own: ['spo2Low'] },
  rr: { vital: 'rr', limits: ({ rr }) => range(rr), own: ['rrHigh', 'rrLow'] },
  etco2: { vital: 'etco2', limits: ({ etco2High }) => `≤ ${limitOf(etco2High)}`, own: ['etco2High'] },
} satisfies Readonly<Record<string, Row>>

export const isOwn = (own: PersonalLimits | undefined, ...names: readonly PersonalLimitName[]): boolean =>
  own !== undefined && names.some((name) => own[name] !== undefined)

interface Props {
  readonly chair: ChairPicture
  /** With units and the limits in force beside each number (X13); else a limit only where it is the patient's own. */
  readonly full: boolean
}

/** The continuous numbers of a chair, in their places. */
export const VitalGroup = ({ chair, full }: Props) => {
  const { t } = useTranslation()
  const { limits, numerics, care } = chair
  const own = care.personalLimits?.limits
  const heart: ContinuousVital = chair.heartRateFrom === 'pulse' ? 'pulse' : 'hr'
  const shown: readonly Row[] = numerics.etco2 === undefined ? [ROWS.hr, ROWS.spo2, ROWS.rr] : Object.values(ROWS)
  return (
    <>
      {shown.map((row) => {
        const vital = row.vital === 'hr' ? heart : row.vital
        const personal = isOwn(own, ...row.own)
        return (
          <VitalNumber
            key={row.vital}
            vital={vital}
            label={full && vital === 'pulse' ? `${t(`vital.${row.vital}`)} (${t('tile.fromPulse')})` : t(`vital.${row.vital}`)}
            numeric={numerics[vital]}
            alarm={vitalAlarm(chair.alarms, row.vital)}
            heldBack={heldBackOf(care, vital)}
            limits={limits !== null && (full || personal) ? row.limits(limits) : undefined}
            own={personal}
            unit={full}
          />
        )
      })}
    </>
  )
}
