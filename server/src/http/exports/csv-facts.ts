import type { Actor } from '@chairside/shared/staff'
import { csvOf } from './csv-cells.ts'
import type { CopiedSession } from './session-copy.ts'
import { createIsoTimes } from './zoned-time.ts'

export const FACT_COLUMNS = [
  'session',
  'patient_number',
  'simulated',
  'number',
  'time',
  'time_zone',
  'kind',
  'by',
  'role',
  'reason',
  'details',
] as const

/** What was stated, one fact a line as the record holds it; what has no column of its own is JSON in `details`. */
export const csvOfFacts = ({ chart, facts }: CopiedSession, timeZone: string): string => {
  const isoOf = createIsoTimes(timeZone)
  return csvOf(
    FACT_COLUMNS,
    facts.map((fact) => {
      const { seq, at, kind, ...rest } = fact
      const { by, reason, ...details } = rest as { readonly by?: Actor | null; readonly reason?: string | null }
      return [
        chart.sessionId,
        chart.patient.identifier,
        chart.simulated,
        seq,
        isoOf(at),
        timeZone,
        kind,
        by?.name ?? null,
        by?.role ?? null,
        reason ?? null,
        JSON.stringify(details),
      ]
    }),
  )
}
