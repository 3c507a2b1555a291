import type { ExportAsked } from '@chairside/shared/export'
import type { ProblemCode } from '@chairside/shared/reply'
import type { Asked } from './ask.ts'

/** A file as the server gave it, under the name that it gave. */
export interface ChartFile {
  readonly name: string
  readonly content: Blob
}

const nameIn = (disposition: string | null): string => /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'export'

/** `POST /api/sessions/:id/exports`. Never rejects. */
export const createChartFiles =
  (request: typeof fetch) =>
  async (sessionId: string, asked: ExportAsked): Promise<Asked<ChartFile>> => {
    try {
      const response = await request(`/api/sessions/${encodeURIComponent(sessionId)}/exports`, {
        method: 'POST',
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(asked),
      })
      if (response.ok)
        return { ok: true, value: { name: nameIn(response.headers.get('content-disposition')), content: await response.blob() } }
      const refusal = (await response.json()) as { readonly code: ProblemCode; readonly details?: readonly string[] }
      return { ok: false, problem: { code: refusal.code, details: refusal.details ?? [] } }
    } catch {
      return { ok: false, problem: { code: 'no-answer', details: [] } }
    }
  }
