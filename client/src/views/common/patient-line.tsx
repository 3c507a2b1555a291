import { dayOf } from '@chairside/shared/clinic-day'
import type { PatientCard } from '@chairside/shared/visit'
import { useTranslation } from 'react-i18next'
import { dateWords } from './day-words.ts'
import { useTimeZone } from './services.tsx'

/** Who somebody is, by what tells two people of one name apart. */
export const PatientLine = ({ patient }: { readonly patient: PatientCard }) => {
  const { t } = useTranslation()
  return (
    <span className="patient-line">
      <b>{patient.name}</b>
      <span>
        {patient.identifier} · {patient.bornOn === null ? t('patient.notBorn') : t('patient.born', { day: dateWords(patient.bornOn) })}
      </span>
    </span>
  )
}

/** How far the course is, and what the patient weighed the last time. */
export const PatientCourse = ({ patient }: { readonly patient: PatientCard }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const [last] = patient.weights
  return (
    <span className="patient-course">
      {t('patient.given', { given: patient.course.given, length: patient.course.length })} ·{' '}
      {last === undefined ? t('patient.noWeight') : t('patient.lastWeight', { kg: last.kg, day: dateWords(dayOf(last.at, timeZone)) })}
    </span>
  )
}
