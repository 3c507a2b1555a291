import type { RemovedSession } from '@chairside/shared/removed-session'
import type { ProblemCode } from '@chairside/shared/reply'

export interface AskedProblem {
  readonly code: ProblemCode | 'no-answer'
  readonly details: readonly string[]
  /** With `removed-session`: what is still known of it. */
  readonly removed?: RemovedSession
}

/** What the server gave, or why it did not. */
export type Asked<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: AskedProblem }

type Ask = <Value>(path: string, body?: object) => Promise<Asked<Value>>

const NO_ANSWER = { ok: false, problem: { code: 'no-answer', details: [] } } as const

const NO_CONTENT = 204

/** Gets a path, or posts a body to it; what has no content gives null. Never rejects. */
export const createAsk =
  (request: typeof fetch): Ask =>
  async <Value>(path: string, body?: object): Promise<Asked<Value>> => {
    try {
      const posted =
        body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      const response = await request(path, { credentials: 'same-origin', cache: 'no-store', ...posted })
      const said: unknown = response.status === NO_CONTENT ? null : await response.json()
      if (response.ok) return { ok: true, value: said as Value }
      const { code, details = [], removed } = said as Omit<AskedProblem, 'details'> & Partial<Pick<AskedProblem, 'details'>>
      return { ok: false, problem: { code, details, ...(removed === undefined ? {} : { removed }) } }
    } catch {
      return NO_ANSWER
    }
  }
