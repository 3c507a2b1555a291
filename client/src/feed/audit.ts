import type { TrailPage, TrailPerson, TrailQuery } from '@chairside/shared/audit-trail'
import { type Asked, createAsk } from './ask.ts'

/** R2: who did and saw what. Ids alone travel in an address. */
export interface AuditReader {
  find(asked: TrailQuery): Promise<Asked<TrailPage>>
  persons(): Promise<Asked<{ readonly persons: readonly TrailPerson[] }>>
}

export const createAuditReader = (request: typeof fetch): AuditReader => {
  const ask = createAsk(request)
  return {
    find: (asked) => {
      const query = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
      return ask(`/api/audit?${new URLSearchParams(query)}`)
    },
    persons: () => ask('/api/audit/persons'),
  }
}
