import { PHASES } from '@chairside/shared/session'
import type { FindSessions, SessionPhysician } from '@chairside/shared/session-list'
import { NativeSelect, TextInput } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../common/services.tsx'

/** What is asked for; a name stays in memory, the rest in the address. */
export type Wanted = Omit<FindSessions, 'after' | 'limit' | 'patientId'>

interface Props {
  readonly wanted: Wanted
  readonly physicians: readonly SessionPhysician[]
  readonly field: RefObject<HTMLInputElement | null>
  readonly onChange: (wanted: Wanted) => void
}

const without = <Key extends keyof Wanted>(wanted: Wanted, key: Key): Wanted => {
  const { [key]: _gone, ...rest } = wanted
  return rest
}

/** What stands in a wish, or nothing: an empty field asks for all. */
const changed = (wanted: Wanted, key: keyof Wanted, value: string): Wanted =>
  value === '' ? without(wanted, key) : ({ ...wanted, [key]: value } as Wanted)

export const SessionFilters = ({ wanted, physicians, field, onChange }: Props) => {
  const { t } = useTranslation()
  const chairs = useRoom((state) => state.picture?.chairs ?? null)
  const simulatedRoom = useRoom((state) => state.picture?.clinic.simulated ?? false)
  const set = (key: keyof Wanted) => (value: string) => onChange(changed(wanted, key, value))
  const toggles = [
    { key: 'unsigned', pressed: wanted.unsigned === true, next: true as const, label: t('sessions.unsigned') },
    { key: 'excursion', pressed: wanted.excursion === true, next: true as const, label: t('sessions.excursion') },
    // A simulated room holds nothing else.
    ...(simulatedRoom
      ? []
      : [
          { key: 'simulated' as const, pressed: wanted.simulated === false, next: false, label: t('sessions.real') },
          { key: 'simulated' as const, pressed: wanted.simulated === true, next: true, label: t('sessions.simulated') },
        ]),
  ] as const
  return (
    <search className="session-filters" aria-label={t('sessions.filters')}>
      <TextInput
        ref={field}
        label={t('sessions.find')}
        placeholder={t('sessions.findHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        value={wanted.patient ?? ''}
        onChange={(event) => set('patient')(event.currentTarget.value)}
        aria-keyshortcuts="/"
      />
      <TextInput
        type="date"
        label={t('sessions.from')}
        value={wanted.from ?? ''}
        onChange={(event) => set('from')(event.currentTarget.value)}
      />
      <TextInput type="date" label={t('sessions.to')} value={wanted.to ?? ''} onChange={(event) => set('to')(event.currentTarget.value)} />
      <NativeSelect
        label={t('sessions.chair')}
        value={wanted.chair ?? ''}
        data={[{ value: '', label: t('sessions.anyChair') }, ...(chairs ?? []).map(({ chairId }) => ({ value: chairId, label: chairId }))]}
        onChange={(event) => set('chair')(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('sessions.physician')}
        value={wanted.physician ?? ''}
        data={[
          { value: '', label: t('sessions.anyPhysician') },
          ...physicians.map(({ staffId, name }) => ({ value: staffId, label: name })),
        ]}
        onChange={(event) => set('physician')(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('sessions.state')}
        value={wanted.state ?? ''}
        data={[
          { value: '', label: t('sessions.anyState') },
          { value: 'open', label: t('sessions.open') },
          { value: 'over', label: t('sessions.over') },
          ...PHASES.map((phase) => ({ value: phase, label: t(`phase.${phase}`) })),
        ]}
        onChange={(event) => set('state')(event.currentTarget.value)}
      />
      <div className="session-toggles">
        {toggles.map(({ key, pressed, next, label }) => (
          <button
            key={label}
            type="button"
            className="chip-button"
            aria-pressed={pressed}
            onClick={() => onChange(pressed ? without(wanted, key) : ({ ...wanted, [key]: next } as Wanted))}
          >
            {label}
          </button>
        ))}
        <button type="button" className="text-button" disabled={Object.keys(wanted).length === 0} onClick={() => onChange({})}>
          {t('sessions.clear')}
        </button>
      </div>
    </search>
  )
}
