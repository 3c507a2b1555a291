import type { ConfirmedPerson, ProofPurpose } from '@chairside/shared/confirm-person'
import type { SessionId } from '@chairside/shared/identity'
import { useState } from 'react'
import type { StaffRefusal } from '../../feed/staff-door.ts'
import { useServices } from './services.tsx'

export interface Signature {
  /** Whoever is signed in at this screen, or somebody beside them. */
  readonly who: 'me' | 'other'
  readonly login: string
  readonly secret: string
}

export interface Signing {
  readonly signature: Signature
  readonly state: 'idle' | 'asking' | StaffRefusal
  /** Everything that is needed is there. */
  readonly whole: boolean
  change(signature: Signature): void
  /** Asks the server; null: not confirmed, and `state` says why. What was typed as a secret is gone from the screen in any case. */
  sign(): Promise<ConfirmedPerson | null>
}

/** A person says again who they are, for one act of one session. */
export const useSigning = (sessionId: SessionId, purpose: ProofPurpose, first: Signature['who']): Signing => {
  const { staff } = useServices()
  const [signature, setSignature] = useState<Signature>({ who: first, login: '', secret: '' })
  const [state, setState] = useState<Signing['state']>('idle')
  const login = signature.login.trim()
  return {
    signature,
    state,
    whole: signature.secret !== '' && (signature.who === 'me' || login !== ''),
    change: (next) => {
      setSignature(next)
      if (state !== 'asking') setState('idle')
    },
    sign: async () => {
      setState('asking')
      const { who, secret } = signature
      const answer = await staff.confirmPerson({ ...(who === 'me' ? {} : { login }), secret, purpose, sessionId })
      setSignature({ ...signature, secret: '' })
      setState(answer.ok ? 'idle' : answer.why)
      return answer.ok ? answer.value : null
    },
  }
}
