import { useState } from 'react'
import type { Asked } from '../../feed/ask.ts'
import type { Outcome } from '../../feed/room-feed.ts'
import type { ActState } from './use-act.ts'

export interface Asking {
  readonly state: ActState
  readonly sending: boolean
  /** Resolves with what was given; null: refused, and `state` says why. */
  run<Value>(ask: () => Promise<Asked<Value>>): Promise<Value | null>
  reset(): void
}

/** Asks the server outside the socket, and keeps what became of it for an `OutcomeLine`. */
export const useAsked = (): Asking => {
  const [state, setState] = useState<ActState>({ kind: 'idle' })
  return {
    state,
    sending: state.kind === 'sending',
    run: async (ask) => {
      setState({ kind: 'sending' })
      const asked = await ask()
      if (asked.ok) {
        setState({ kind: 'answered', outcome: { ok: true, recorded: true } })
        return asked.value
      }
      const { code, details } = asked.problem
      const outcome: Outcome = code === 'no-answer' ? { ok: false, problem: { code, details } } : { ok: false, problem: { code, details } }
      setState({ kind: 'answered', outcome })
      return null
    },
    reset: () => setState({ kind: 'idle' }),
  }
}
