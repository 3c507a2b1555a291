import type { Me } from '@chairside/shared/staff'
import type { Trend } from '@chairside/shared/trend'

export type SignInResult =
  | { readonly ok: true; readonly me: Me }
  | { readonly ok: false; readonly why: 'refused' | 'too-often' | 'unreachable' }

/** What a screen asks outside the socket. */
export interface Rest {
  signIn(login: string, password: string): Promise<SignInResult>
  signOut(): Promise<void>
  /** The person of this browser's session; `nobody` without one, `unreachable` if the server does not answer. */
  me(): Promise<Me | 'nobody' | 'unreachable'>
  /** The continuous vitals of a session so far, or null if they can't be read. */
  trend(chairId: string, sessionId: string): Promise<Trend | null>
}

export const createRest = (request: typeof fetch): Rest => {
  const me = async (): Promise<Me | 'nobody' | 'unreachable'> => {
    try {
      const response = await request('/api/me', { credentials: 'same-origin', cache: 'no-store' })
      if (response.status === 401 || response.status === 403) return 'nobody'
      return response.ok ? ((await response.json()) as Me) : 'unreachable'
    } catch {
      return 'unreachable'
    }
  }
  return {
    me,
    signIn: async (login, password) => {
      try {
        const response = await request('/api/sign-in', {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ login, password }),
        })
        if (response.status === 429) return { ok: false, why: 'too-often' }
        if (response.status >= 500) return { ok: false, why: 'unreachable' }
        if (!response.ok) return { ok: false, why: 'refused' }
        const person = await me()
        return typeof person === 'string' ? { ok: false, why: 'unreachable' } : { ok: true, me: person }
      } catch {
        return { ok: false, why: 'unreachable' }
      }
    },
    signOut: async () => {
      try {
        await request('/api/sign-out', { method: 'POST', credentials: 'same-origin' })
      } catch {
        // The person leaves this screen all the same; the server ends the session by itself later.
      }
    },
    trend: async (chairId, sessionId) => {
      try {
        const query = new URLSearchParams({ sessionId })
        const response = await request(`/api/chairs/${encodeURIComponent(chairId)}/trend?${query}`, { credentials: 'same-origin' })
        return response.ok ? ((await response.json()) as Trend) : null
      } catch {
        return null
      }
    },
  }
}
