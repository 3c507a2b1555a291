import './person-proof.css'
import type { ConfirmedPerson, ProofPurpose } from '@chairside/shared/confirm-person'
import { PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRefusal } from '../../feed/staff-door.ts'
import { useRoom, useServices } from './services.tsx'

interface Asked {
  readonly purpose: ProofPurpose
  /** The session that the act is about. */
  readonly sessionId: string | null
  /** Somebody else than whoever is signed in: asks for their sign-in name too. */
  readonly other?: boolean
}

type Said = 'idle' | 'checking' | 'missing' | StaffRefusal

export interface PersonProof {
  readonly other: boolean
  readonly login: string
  readonly secret: string
  readonly said: Said
  readonly checking: boolean
  write(change: { readonly login?: string; readonly secret?: string }): void
  /** Asks the server once; null where nobody was confirmed, which the fields say. The proof goes with one act. */
  prove(): Promise<ConfirmedPerson | null>
}

/** Re-authentication: what a person types to sign or witness, kept only until the server answered. */
export const usePersonProof = ({ purpose, sessionId, other = false }: Asked): PersonProof => {
  const { staff } = useServices()
  const [typed, setTyped] = useState({ login: '', secret: '' })
  const [said, setSaid] = useState<Said>('idle')
  const login = typed.login.trim()
  return {
    ...typed,
    other,
    said,
    checking: said === 'checking',
    write: (change) => {
      setTyped({ ...typed, ...change })
      setSaid('idle')
    },
    prove: async () => {
      if (typed.secret === '' || (other && login === '')) {
        setSaid('missing')
        return null
      }
      setSaid('checking')
      const answer = await staff.confirmPerson({ secret: typed.secret, purpose, sessionId, ...(other ? { login } : {}) })
      setTyped({ ...typed, secret: '' })
      setSaid(answer.ok ? 'idle' : answer.why)
      return answer.ok ? answer.value : null
    },
  }
}

/** The fields of a proof, and why it was refused. The place around them has the button. */
export const PersonProofFields = ({ proof, autoFocus = false }: { readonly proof: PersonProof; readonly autoFocus?: boolean }) => {
  const { t } = useTranslation()
  const name = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.name))
  const message = (): string => {
    if (proof.said === 'idle') return ''
    if (proof.said === 'missing' && proof.other) return t('confirmPerson.missingLogin')
    return t(`confirmPerson.${proof.said}`)
  }
  return (
    <div className="person-proof">
      {proof.other && (
        <TextInput
          label={t('confirmPerson.login')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={proof.login}
          autoFocus={autoFocus}
          onChange={(event) => proof.write({ login: event.currentTarget.value })}
        />
      )}
      <PasswordInput
        label={proof.other ? t('confirmPerson.other') : t('confirmPerson.own', { name })}
        autoComplete="off"
        value={proof.secret}
        autoFocus={autoFocus && !proof.other}
        onChange={(event) => proof.write({ secret: event.currentTarget.value })}
      />
      <p className="person-proof-said" role="status">
        {message()}
      </p>
    </div>
  )
}
