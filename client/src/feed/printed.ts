import type { Print } from '@chairside/shared/print'

/** Whether the server noted it. */
export type Printed = (print: Print) => Promise<boolean>

/** `POST /api/prints`. A print never waits for it: a sheet is wanted most when the server is away. */
export const createPrinted =
  (request: typeof fetch): Printed =>
  async (print) => {
    try {
      const response = await request('/api/prints', {
        method: 'POST',
        credentials: 'same-origin',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(print),
      })
      return response.ok
    } catch {
      return false
    }
  }
