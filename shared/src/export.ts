import { z } from 'zod'

/** What leaves the server of one session, as a file. */
export const EXPORT_KINDS = ['pdf', 'readings', 'facts', 'fhir', 'record'] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

/** Languages in which a document of the server is written. Data have none. */
export const DOCUMENT_LANGUAGES = ['en', 'es'] as const
export type DocumentLanguage = (typeof DOCUMENT_LANGUAGES)[number]

/** What each is as a file. */
export const EXPORT_FILES: { readonly [kind in ExportKind]: { readonly type: string; readonly ending: string } } = {
  pdf: { type: 'application/pdf', ending: 'chart.pdf' },
  readings: { type: 'text/csv; charset=utf-8', ending: 'readings.csv' },
  facts: { type: 'text/csv; charset=utf-8', ending: 'facts.csv' },
  fhir: { type: 'application/fhir+json; charset=utf-8', ending: 'fhir.json' },
  record: { type: 'application/x-ndjson; charset=utf-8', ending: 'record.ndjson' },
}

/** R2: what a screen asks for, in its language, and where it stands. */
export const exportSchema = z.strictObject({
  kind: z.enum(EXPORT_KINDS),
  language: z.enum(DOCUMENT_LANGUAGES).default('en'),
  station: z.enum(['desk', 'chairside', 'wall']).optional(),
})
export type ExportAsked = z.input<typeof exportSchema>
