import './lock-dock.css'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetPerson, setLocked, takePerson } from '../../model/room-store.ts'
import { Icon } from '../common/icon.tsx'
import { PersonProofFields, usePersonProof } from '../common/person-proof.tsx'
import { useRoom, useServices } from '../common/services.tsx'
import { CallHelp } from './call-help.tsx'

/** Back to the screen that was left, by its own person. */
const Unlock = () => {
  const { t } = useTranslation()
  const { store, staff } = useServices()
  const proof = usePersonProof({ purpose: 'unlock', sessionId: null })
  const [failed, setFailed] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setFailed(false)
    const person = await proof.prove()
    if (person === null) return
    const answer = await staff.unlock(person.proof)
    if (answer.ok) setLocked(store, false)
    else setFailed(true)
  }
  return (
    <form className="lock-form" aria-label={t('lock.unlock')} noValidate onSubmit={(event) => void submit(event)}>
      <PersonProofFields proof={proof} autoFocus />
      <Button type="submit" disabled={proof.checking}>
        {t('lock.unlock')}
      </Button>
      {failed && <p role="alert">{t('lock.failed')}</p>}
    </form>
  )
}

type Said = 'idle' | 'sending' | 'missing' | 'refused' | 'too-often' | 'unreachable'

/** Somebody else goes on here: the one before is signed out, and nothing that they began stays. */
const TakeOver = () => {
  const { t } = useTranslation()
  const { store, feed, rest } = useServices()
  const [typed, setTyped] = useState({ login: '', password: '' })
  const [said, setSaid] = useState<Said>('idle')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (typed.login.trim() === '' || typed.password === '') return setSaid('missing')
    setSaid('sending')
    // The link is of the one before, and ends with them.
    feed.stop()
    const result = await rest.signIn(typed.login.trim(), typed.password)
    if (result.ok) {
      forgetPerson(store, false)
      takePerson(store, result.me)
    } else {
      setTyped({ ...typed, password: '' })
      setSaid(result.why)
    }
    feed.start()
  }
  const message = (): string => {
    switch (said) {
      case 'idle':
        return ''
      case 'too-often':
        return t('signIn.tooOften')
      default:
        return t(`signIn.${said}`)
    }
  }
  return (
    <form className="lock-form" aria-label={t('lock.takeOver')} noValidate onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('signIn.login')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={typed.login}
        onChange={(event) => setTyped({ ...typed, login: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('signIn.password')}
        autoComplete="off"
        value={typed.password}
        onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
      />
      <Button type="submit" disabled={said === 'sending'}>
        {t('signIn.submit')}
      </Button>
      <p className="person-proof-said" role="status">
        {message()}
      </p>
    </form>
  )
}

/** Below the room while nobody is at the screen: who may open it again, and help. */
export const LockDock = () => {
  const { t } = useTranslation()
  const name = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.name))
  const [other, setOther] = useState(false)
  return (
    <section className="lock-dock" aria-labelledby="lock-title">
      <div className="lock-head">
        <h1 id="lock-title">
          <Icon name="lock" size={24} />
          {t('lock.title', { name })}
        </h1>
        <p>{t('lock.says')}</p>
      </div>
      <div className="lock-way">
        {other ? <TakeOver /> : <Unlock />}
        <button type="button" className="chip-button" onClick={() => setOther(!other)}>
          {other ? t('lock.back', { name }) : t('lock.takeOver')}
        </button>
      </div>
      <CallHelp />
    </section>
  )
}
