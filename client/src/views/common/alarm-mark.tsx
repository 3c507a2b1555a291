import './priority.css'
import type { Alarm, Priority } from '@chairside/shared/alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { easedTo } from '../../model/alarm-value.ts'
import { useShortData } from './data-words.ts'
import { useCovered, useNow, useSpeed } from './services.tsx'

const SHAPES: Readonly<Record<Priority, string>> = {
  high: 'M8 1.5L15 14.5H1z',
  medium: 'M8 .8L15.2 8 8 15.2.8 8z',
  low: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z',
}
const MARKS: Readonly<Record<Priority, string>> = { high: '!!!', medium: '!!', low: '!' }

/** A8: shape and marks say the priority without colour: triangle and !!!, diamond and !!, disc and !. */
export const AlarmMark = ({ priority }: { readonly priority: Priority }) => {
  const { t } = useTranslation()
  return (
    <span className="alarm-mark" role="img" aria-label={t(`priority.${priority}`)} data-shape={priority}>
      <svg width="0.82em" height="0.82em" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={SHAPES[priority]} fill="currentColor" />
      </svg>
      <span aria-hidden="true">{MARKS[priority]}</span>
    </span>
  )
}

/** A2: the text of an alarm. A patient's alarm says vital, worst value and limit; a technical one says what is wrong with what. */
export const useAlarmText = (): ((alarm: Pick<Alarm, 'cause' | 'kind' | 'text'>) => string) => {
  const { t } = useTranslation()
  const { subject } = useShortData()
  return (alarm) => {
    const cause = t(`cause.${alarm.cause}`)
    if (alarm.text === '') return cause
    return alarm.kind === 'physiological' ? subject(alarm.text) : `${cause} · ${subject(alarm.text)}`
  }
}

/** A2 with what the number is now, where it is better than the worst: a 157 on the screen and "SYS 195" are no contradiction. */
export const AlarmText = ({ chair, alarm }: { readonly chair: ChairPicture; readonly alarm: Alarm }) => {
  const { t } = useTranslation()
  const text = useAlarmText()
  const covered = useCovered()
  const found = easedTo(chair, alarm, useNow(), useSpeed())
  const eased = covered ? null : found
  return (
    <Fragment key={String(eased !== null)}>
      {eased !== null && <span className="alarm-worst">{t('alarm.worst')} </span>}
      {text(alarm)}
      {eased !== null && <span className="alarm-now">, {t('alarm.now', { value: eased })}</span>}
    </Fragment>
  )
}
