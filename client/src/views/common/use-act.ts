import type { Act } from '@chairside/shared/command'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { useState } from 'react'
import type { Outcome } from '../../feed/room-feed.ts'
import { useServices } from './services.tsx'

export type ActState = { readonly kind: 'idle' } | { readonly kind: 'sending' } | { readonly kind: 'answered'; readonly outcome: Outcome }

export interface Acting {
  readonly state: ActState
  readonly sending: boolean
  /** Resolves true when it was done. */
  run(act: Act): Promise<boolean>
  reset(): void
}

/** Sends acts at one chair and keeps the answer. A second act waits until the first was answered. */
export const useAct = (chairId: ChairId, sessionId: SessionId | null): Acting => {
  const { feed } = useServices()
  const [state, setState] = useState<ActState>({ kind: 'idle' })
  return {
    state,
    sending: state.kind === 'sending',
    run: async (act) => {
      setState({ kind: 'sending' })
      const outcome = await feed.act(chairId, sessionId, act)
      setState({ kind: 'answered', outcome })
      return outcome.ok
    },
    reset: () => setState({ kind: 'idle' }),
  }
}
