import type { Act } from '@chairside/shared/command'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { useRef, useState } from 'react'
import type { Outcome } from '../../feed/room-feed.ts'
import { useServices } from './services.tsx'

export type ActState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  /** `again`: no answer came; sends the same command again, which is done once at most. */
  | { readonly kind: 'answered'; readonly outcome: Outcome; readonly again?: () => void }

export interface Acting {
  readonly state: ActState
  readonly sending: boolean
  /** Resolves true when it was done. While no answer came it waits for one, until something else is done here. */
  run(act: Act, proof?: string): Promise<boolean>
  reset(): void
}

/** Sends acts at one chair and keeps the answer. A second act waits until the first was answered. */
export const useAct = (chairId: ChairId, sessionId: SessionId | null): Acting => {
  const { feed } = useServices()
  const [state, setState] = useState<ActState>({ kind: 'idle' })
  /** Gives up what still waits for an answer. */
  const giveUp = useRef<() => void>(() => undefined)

  const send = async (act: Act, commandId?: string, proof?: string): Promise<boolean> => {
    setState({ kind: 'sending' })
    const outcome = await feed.act(chairId, sessionId, act, commandId, proof)
    const unanswered = !outcome.ok && 'commandId' in outcome ? outcome.commandId : undefined
    if (unanswered === undefined) {
      setState({ kind: 'answered', outcome })
      return outcome.ok
    }
    return new Promise((resolve) => {
      giveUp.current = () => resolve(false)
      setState({ kind: 'answered', outcome, again: () => void send(act, unanswered, proof).then(resolve) })
    })
  }
  return {
    state,
    sending: state.kind === 'sending',
    run: (act, proof) => {
      giveUp.current()
      return send(act, undefined, proof)
    },
    reset: () => {
      giveUp.current()
      setState({ kind: 'idle' })
    },
  }
}
