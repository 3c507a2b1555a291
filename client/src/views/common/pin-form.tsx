import { isGuessablePin, isPin } from '@chairside/shared/screen-lock'
import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRefusal } from '../../feed/staff-door.ts'
import { takePerson } from '../../model/room-store.ts'
import { useServices } from './services.tsx'

type Said = 'idle' | 'sending' | 'set' | 'missing' | 'digits' | 'guessable' | 'different' | StaffRefusal

const EMPTY = { secret: '', pin: '', again: '' }

/** A PIN of one's own, by the password (or the PIN until now). */
export const PinForm = ({ hasPin }: { readonly hasPin: boolean }) => {
  const { t } = useTranslation()
  const { store, staff } = useServices()
  const [typed, setTyped] = useState(EMPTY)
  const [said, setSaid] = useState<Said>('idle')

  const faultOf = (): Said | null => {
    if (typed.secret === '') return 'missing'
    if (!isPin(typed.pin)) return 'digits'
    if (isGuessablePin(typed.pin)) return 'guessable'
    return typed.pin === typed.again ? null : 'different'
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const fault = faultOf()
    if (fault !== null) return setSaid(fault)
    setSaid('sending')
    const answer = await staff.setPin({ secret: typed.secret, pin: typed.pin })
    setTyped(EMPTY)
    setSaid(answer.ok ? 'set' : answer.why)
    const { person } = store.getState()
    if (answer.ok && typeof person !== 'string') takePerson(store, { ...person, hasPin: true })
  }
  const message = (): string => {
    switch (said) {
      case 'idle':
        return ''
      case 'sending':
      case 'set':
      case 'missing':
      case 'digits':
      case 'guessable':
      case 'different':
        return t(`pin.${said}`)
      default:
        return t(`confirmPerson.${said}`)
    }
  }
  const field = (name: keyof typeof EMPTY, label: string) => (
    <PasswordInput
      label={label}
      autoComplete="off"
      inputMode={name === 'secret' ? undefined : 'numeric'}
      maxLength={name === 'secret' ? 256 : 8}
      value={typed[name]}
      onChange={(event) => {
        setTyped({ ...typed, [name]: event.currentTarget.value })
        setSaid('idle')
      }}
    />
  )
  return (
    <form className="pin-form" aria-label={t('pin.title')} noValidate onSubmit={(event) => void submit(event)}>
      <p>{t(hasPin ? 'pin.has' : 'pin.hasNone')}</p>
      {field('secret', t(hasPin ? 'pin.secretOrPin' : 'pin.secret'))}
      {field('pin', t('pin.new'))}
      {field('again', t('pin.again'))}
      <p className="pin-said" role="status">
        {message()}
      </p>
      <Button type="submit" disabled={said === 'sending'}>
        {t('pin.submit')}
      </Button>
    </form>
  )
}
