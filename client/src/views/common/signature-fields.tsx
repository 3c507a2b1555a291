import './signature.css'
import './outcome-line.css'
import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Signing } from './use-signing.ts'

interface Props {
  readonly signing: Signing
  readonly title: string
  /** Who it may be, above the fields. */
  readonly children?: ReactNode
}

/** Name and password of who signs or witnesses, and why it was not taken. The name is only asked of somebody else. */
export const SignatureFields = ({ signing, title, children }: Props) => {
  const { t } = useTranslation()
  const { signature, state, change } = signing
  return (
    <fieldset className="signature">
      <legend>{title}</legend>
      {children}
      <div className="signature-fields">
        {signature.who === 'other' && (
          <TextInput
            label={t('confirmPerson.login')}
            required
            readOnly={state === 'asking'}
            maxLength={64}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={signature.login}
            onChange={(event) => change({ ...signature, login: event.currentTarget.value })}
          />
        )}
        <TextInput
          type="password"
          label={t('confirmPerson.other')}
          required
          readOnly={state === 'asking'}
          maxLength={256}
          autoComplete="new-password"
          value={signature.secret}
          onChange={(event) => change({ ...signature, secret: event.currentTarget.value })}
        />
      </div>
      <small className="soft">{t('sign.says')}</small>
      {state !== 'idle' && (
        <p className="outcome" role="status" data-refused={state !== 'asking'}>
          {state === 'asking' ? t('confirmPerson.checking') : t(`confirmPerson.${state}`)}
        </p>
      )}
    </fieldset>
  )
}
