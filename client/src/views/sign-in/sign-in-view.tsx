import './sign-in.css'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignInResult } from '../../feed/rest.ts'
import { takePerson } from '../../model/room-store.ts'
import { LanguageChoice } from '../common/language-choice.tsx'
import { useRoom, useServices } from '../common/services.tsx'

type Shown = 'idle' | 'sending' | 'missing' | Extract<SignInResult, { readonly ok: false }>['why']

/** The door. Says what the product is, and in words why one may not come in. */
export const SignInView = ({ sound }: { readonly sound: ReactNode }) => {
  const { t } = useTranslation()
  const { store, rest } = useServices()
  const ended = useRoom((state) => state.endedByServer)
  const title = `${t('signIn.title')} · ${t('app.name')}`
  useEffect(() => {
    document.title = title
  }, [title])
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState<Shown>('idle')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (login.trim() === '' || password === '') {
      setShown('missing')
      return
    }
    setShown('sending')
    const result = await rest.signIn(login.trim(), password)
    if (result.ok) takePerson(store, result.me)
    else {
      setPassword('')
      setShown(result.why)
    }
  }

  const message = (): string => {
    switch (shown) {
      case 'missing':
        return t('signIn.missing')
      case 'refused':
        return t('signIn.refused')
      case 'too-often':
        return t('signIn.tooOften')
      case 'unreachable':
        return t('signIn.unreachable')
      default:
        return ended && shown === 'idle' ? t('signIn.ended') : ''
    }
  }

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={(event) => void submit(event)} noValidate>
        <div className="sign-in-brand">
          <svg width="44" height="44" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path
              d="M7 11l5 6 5-6M15 22l5-6 5 6"
              fill="none"
              stroke="currentColor"
              strokeWidth="2.6"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
          <h1>{t('app.name')}</h1>
          <LanguageChoice named />
        </div>
        <TextInput
          label={t('signIn.login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <p className="sign-in-message" role="alert">
          {message()}
        </p>
        <Button type="submit" disabled={shown === 'sending'} fullWidth>
          {shown === 'sending' ? t('signIn.sending') : t('signIn.submit')}
        </Button>
        {sound}
        <p className="sign-in-statement">{t('app.statement')}</p>
      </form>
    </main>
  )
}
