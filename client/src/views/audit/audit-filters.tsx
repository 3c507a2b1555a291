import { TRAIL_KINDS, type TrailPerson, type TrailQuery } from '@chairside/shared/audit-trail'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PatientFinder } from '../common/patient-finder.tsx'

interface Props {
  readonly wanted: TrailQuery
  readonly persons: readonly TrailPerson[]
  readonly onChange: (wanted: TrailQuery) => void
}

type Key = 'person' | 'patient' | 'session' | 'kind' | 'from' | 'to'

/** Whose, about whom, what and when. A patient is found by name and asked for by an id that says nothing. */
export const AuditFilters = ({ wanted, persons, onChange }: Props) => {
  const { t } = useTranslation()
  const [finding, setFinding] = useState(false)
  const [known, setKnown] = useState<{ readonly id: string; readonly name: string } | null>(null)
  const set = (key: Key, value: string): void => {
    const { [key]: _before, ...rest } = wanted
    onChange((value === '' ? rest : { ...rest, [key]: value }) as TrailQuery)
  }
  const patientName = wanted.patient === undefined ? null : known?.id === wanted.patient ? known.name : t('audit.onePatient')
  return (
    <search className="audit-filters" aria-label={t('audit.filters')}>
      <NativeSelect
        label={t('audit.person')}
        value={wanted.person ?? ''}
        data={[
          { value: '', label: t('audit.anyPerson') },
          ...persons.map(({ staffId, name, role }) => ({ value: staffId, label: `${name} (${t(`audit.role.${role}`)})` })),
        ]}
        onChange={(event) => set('person', event.currentTarget.value)}
      />
      <NativeSelect
        label={t('audit.kind')}
        value={wanted.kind ?? ''}
        data={[{ value: '', label: t('audit.anyKind') }, ...TRAIL_KINDS.map((kind) => ({ value: kind, label: t(`audit.kinds.${kind}`) }))]}
        onChange={(event) => set('kind', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('audit.from')}
        value={wanted.from ?? ''}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput type="date" label={t('audit.to')} value={wanted.to ?? ''} onChange={(event) => set('to', event.currentTarget.value)} />
      <div className="audit-about">
        {patientName === null ? (
          <button type="button" className="chip-button" aria-expanded={finding} onClick={() => setFinding(!finding)}>
            {t('audit.findPatient')}
          </button>
        ) : (
          <button type="button" className="chip-button" aria-pressed="true" onClick={() => set('patient', '')}>
            {t('audit.drop', { what: patientName })}
          </button>
        )}
        {wanted.session !== undefined && (
          <button type="button" className="chip-button" aria-pressed="true" onClick={() => set('session', '')}>
            {t('audit.drop', { what: t('audit.oneSession') })}
          </button>
        )}
        <button type="button" className="text-button" disabled={Object.keys(wanted).length === 0} onClick={() => onChange({})}>
          {t('audit.all')}
        </button>
      </div>
      {finding && patientName === null && (
        <div className="audit-finder">
          <PatientFinder
            focused
            onChoose={({ patientId, name }) => {
              setKnown({ id: patientId, name })
              setFinding(false)
              set('patient', patientId)
            }}
          />
        </div>
      )}
    </search>
  )
}
