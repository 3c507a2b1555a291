import type { PatientCard } from '@chairside/shared/visit'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../common/icon.tsx'
import { PatientFinder } from '../common/patient-finder.tsx'
import { PatientForm } from '../common/patient-form.tsx'
import { PatientCourse, PatientLine } from '../common/patient-line.tsx'
import { VisitForm } from './visit-form.tsx'

interface Props {
  readonly day: string
  readonly arrival: string
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Plans a visit: find the patient or add one, then when and what. */
export const ExpectPatient = ({ day, arrival, onSaved, onClose }: Props) => {
  const { t } = useTranslation()
  const [patient, setPatient] = useState<PatientCard | null>(null)
  const [adding, setAdding] = useState<string | null>(null)
  return (
    <section className="expect" aria-labelledby="expect-title" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div className="expect-head">
        <h2 id="expect-title">{t('today.expect')}</h2>
        <button type="button" className="icon-button" aria-label={t('act.close')} title={t('act.close')} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      {patient !== null ? (
        <>
          <div className="expect-who">
            <PatientLine patient={patient} />
            <PatientCourse patient={patient} />
            <button type="button" className="chip-button" onClick={() => setPatient(null)}>
              {t('visit.other')}
            </button>
          </div>
          <VisitForm patient={patient} day={day} visit={null} arrival={arrival} onSaved={onSaved} onClose={onClose} />
        </>
      ) : adding !== null ? (
        <PatientForm patient={null} text={adding} onSaved={setPatient} onClose={() => setAdding(null)} />
      ) : (
        <PatientFinder focused onChoose={setPatient} onNew={setAdding} />
      )}
    </section>
  )
}
