import type { FactOf } from '@chairside/shared/fact'
import { PERSONAL_LIMITS, type PersonalLimits } from '@chairside/shared/personal-limits'
import type { EventPicture, NamedMonitor } from '@chairside/shared/picture'
import type { TimelineItem } from '@chairside/shared/timeline'
import { VITALS, type VitalId } from '@chairside/shared/vital'
import { useTranslation } from 'react-i18next'
import { numberWords } from '../../words/numbers.ts'
import { useShortData, useVitalLabel } from './data-words.ts'
import { useEntryWords } from './entry-words.ts'
import { clockOf, clockSecondsOf, rateShown } from './format.ts'
import { useTimeZone } from './services.tsx'

const BY_HAND = ['hr', 'spo2', 'rr', 'temp'] as const

const valuesOf = (reading: FactOf<'vitals-entered'>['reading'], label: (vital: VitalId) => string): string => {
  const pressure = reading.sys === undefined || reading.dia === undefined ? [] : [`${reading.sys}/${reading.dia} ${VITALS.sys.unit}`]
  const others = BY_HAND.flatMap((vital) => (reading[vital] === undefined ? [] : [`${label(vital)} ${numberWords(reading[vital])}`]))
  return [...pressure, ...others].join(', ')
}

/** The reason that was given, if any. */
export const reasonOf = (item: TimelineItem): string | null => ('reason' in item && item.kind !== 'off-monitor-began' ? item.reason : null)
/** Who did it; null: it came by itself. */
export const actorOf = (item: TimelineItem): string | null => ('by' in item && item.by !== null ? item.by.name : null)

interface Told {
  /** What monitors are called; the first that is named so counts, and one that is not among them is told by its id. */
  readonly monitors: readonly NamedMonitor[]
  readonly events: readonly EventPicture[]
}

/** What was done or judged, in one short line. */
export const useLogWords = ({ monitors, events }: Told): ((item: TimelineItem) => string) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const entryWords = useEntryWords()
  const { hold: holdWords } = useShortData()
  const label = useVitalLabel()
  const limitList = (limits: PersonalLimits): string =>
    PERSONAL_LIMITS.flatMap((name) => (limits[name] === undefined ? [] : [`${t(`limit.${name}`)} ${numberWords(limits[name])}`])).join(', ')

  const phaseWords = ({ from, to, early }: FactOf<'phase-changed'>): string => {
    if (to === 'infusing') return from === 'paused' ? t('log.resumed') : t('log.started')
    if (to === 'baseline') return t('log.baseline')
    if (to === 'paused') return t('log.paused')
    if (to === 'recovering') return early ? t('log.stoppedEarly') : t('log.complete')
    return t(`phase.${to}`)
  }

  return (item) => {
    switch (item.kind) {
      case 'monitor-bound':
      case 'monitor-released':
        return t(`log.${item.kind}`, { source: monitors.find(({ sourceId }) => sourceId === item.sourceId)?.label ?? item.sourceId })
      case 'wrong-patient-resolved':
      case 'cannulated':
      case 'answer-reviewed':
      case 'planned-end-reached':
      case 'help-called':
      case 'help-ended':
      case 'measure-asked':
      case 'measure-unanswered':
      case 'countersigned':
        return t(`log.${item.kind}`)
      case 'holds-overridden':
        return t('log.holds-overridden', { holds: item.holds.map(holdWords).join(', ') })
      case 'phase-changed':
        return phaseWords(item)
      case 'rate-changed':
        return t('log.rate-changed', { rate: rateShown(item.rateMlPerHour) })
      case 'vitals-entered':
        return t('log.vitals-entered', { values: valuesOf(item.reading, label) })
      case 'excursion-opened':
        return t(item.confirmed ? 'log.opened' : 'log.openedUnconfirmed', {
          side: t(`side.${item.side}`),
          level: t(`level.${item.level}`).toLowerCase(),
          set: `${item.sys}/${item.dia}`,
        })
      case 'excursion-confirmed':
        return t('log.excursion-confirmed', { side: t(`side.${item.side}`) })
      case 'excursion-level':
        return t('log.excursion-level', { side: t(`side.${item.side}`), level: t(`level.${item.level}`).toLowerCase() })
      case 'excursion-closed':
        return t('log.excursion-closed', { side: t(`side.${item.side}`), ending: t(`ending.${item.ending}`) })
      case 'alarm-acknowledged':
        return item.plan === null ? t('log.acknowledged') : t('log.acknowledgedWith', { plan: t(`plan.${item.plan}`) })
      case 'sound-paused':
        return t('log.sound-paused', { seconds: item.pauseMs / 1_000 })
      case 'off-monitor-began':
        return t('log.off-monitor-began', { reason: t(`off.reason.${item.reason}`), until: clockOf(item.untilAt, timeZone) })
      case 'off-monitor-ended':
        return t('log.off-monitor-ended', { because: t(`log.because.${item.because}`) })
      case 'set-marked':
        return t(item.artefact ? 'log.marked' : 'log.markTaken', { time: clockOf(item.readAt, timeZone) })
      case 'entry-corrected': {
        const corrected = events.find(({ factSeq }) => factSeq === item.corrects)
        return t('log.corrected', { what: corrected === undefined ? '' : entryWords(corrected.entry) })
      }
      case 'person-confirmed':
        return t('log.person-confirmed', { name: item.person.name, purpose: t(`log.purpose.${item.purpose}`) })
      case 'infusion-time-amended':
        return t('log.infusion-time-amended', {
          from: clockSecondsOf(item.statedAt, timeZone),
          to: clockSecondsOf(item.happenedAt, timeZone),
        })
      case 'responsible-changed':
        return t(`handover.log.${item.how}`, { from: item.from.name })
      case 'handover-offered':
        return item.note === null ? t('handover.log.offered') : t('handover.log.offeredWith', { note: item.note })
      case 'handover-withdrawn':
        return t('handover.log.withdrawn')
      case 'personal-limits-set':
        return item.limits === null ? t('log.limitsBack') : t('log.limitsSet', { list: limitList(item.limits) })
    }
  }
}
