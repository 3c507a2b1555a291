import '../common/row-button.css'
import '../common/patient.css'
import { dayOf } from '@chairside/shared/clinic-day'
import type { PatientCard, VisitCard } from '@chairside/shared/visit'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberWords } from '../../words/numbers.ts'
import { dateWords } from '../common/day-words.ts'
import { PatientFinder } from '../common/patient-finder.tsx'
import { PatientForm } from '../common/patient-form.tsx'
import { PatientCourse, PatientLine } from '../common/patient-line.tsx'
import { useTimeZone } from '../common/services.tsx'
import { useDayList } from '../common/use-day-list.ts'

interface ChooseProps {
  readonly chairId: string
  readonly onChoose: (patient: PatientCard, visit: VisitCard | null) => void
}

/** Who takes the chair: somebody who is expected today, those planned for this chair first; or anybody else. */
export const ChoosePatient = ({ chairId, onChoose }: ChooseProps) => {
  const { t } = useTranslation()
  const { list, failed, reload } = useDayList(null)
  const [adding, setAdding] = useState<string | null>(null)
  // Nobody is chosen before the list is there: whoever is expected would come without what was prescribed.
  if (list === null)
    return (
      <section className="panel check-waits">
        <p role="status" className={failed ? 'strong' : 'soft'}>
          {failed ? t('steps.listFailed') : t('today.loading')}
        </p>
        {failed && (
          <button type="button" className="chip-button" onClick={reload}>
            {t('act.again')}
          </button>
        )}
      </section>
    )
  const expected = list.visits.filter(({ state }) => state === 'expected')
  const here = (visit: VisitCard): number => Number(visit.chairId !== chairId)
  const ordered = [...expected].sort((a, b) => here(a) - here(b) || a.arrival.localeCompare(b.arrival))
  // Whoever is found by name and expected all the same comes with what was prescribed.
  const choose = (patient: PatientCard): void =>
    onChoose(patient, expected.find((visit) => visit.patient.patientId === patient.patientId) ?? null)
  if (adding !== null)
    return (
      <section className="panel">
        <PatientForm patient={null} text={adding} onSaved={choose} onClose={() => setAdding(null)} />
      </section>
    )
  return (
    <div className="check-choose">
      <section className="panel" aria-labelledby="expected-title">
        <h2 id="expected-title">{t('steps.expected')}</h2>
        {failed && <p className="strong">{t('today.failed')}</p>}
        {ordered.length === 0 && <p className="soft">{t('steps.nobodyExpected')}</p>}
        <ul className="patient-results">
          {ordered.map((visit) => (
            <li key={visit.visitId}>
              <button type="button" className="row-button patient-result" onClick={() => onChoose(visit.patient, visit)}>
                <b className="check-arrival">{visit.arrival}</b>
                <PatientLine patient={visit.patient} />
                <span className="patient-course">
                  {visit.chairId === null ? t('today.noChair') : t('today.inChair', { chair: visit.chairId })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel" aria-labelledby="other-title">
        <h2 id="other-title">{t('steps.otherPatient')}</h2>
        <PatientFinder onChoose={choose} onNew={setAdding} />
      </section>
    </div>
  )
}

interface ChosenProps {
  readonly patient: PatientCard
  readonly onOther: (() => void) | null
}

/** Whoever was chosen, with what the identity is checked by. */
export const ChosenPatient = ({ patient, onOther }: ChosenProps) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  return (
    <section className="panel check-who" aria-labelledby="who-title">
      <h2 id="who-title">{t('steps.patient')}</h2>
      <PatientLine patient={patient} />
      <PatientCourse patient={patient} />
      {patient.weights.length > 1 && (
        <p className="soft">
          {patient.weights
            .slice(0, 4)
            .map(({ kg, at }) => `${dateWords(dayOf(at, timeZone))}: ${numberWords(kg)} kg`)
            .join(' · ')}
        </p>
      )}
      <p>{t('steps.identity')}</p>
      {onOther !== null && (
        <button type="button" className="chip-button" onClick={onOther}>
          {t('steps.otherPatient')}
        </button>
      )}
    </section>
  )
}
