import type { SessionId } from '@chairside/shared/identity'
import type { Database } from 'better-sqlite3'
import type { ChartQuery, NumericsRow } from '../ports/record.ts'
import { fromCenti } from './reading-record.ts'

interface Row {
  at: number
  hr: number | null
  pulse: number | null
  spo2: number | null
  rr: number | null
  etco2: number | null
  temp_centi: number | null
}

/** What charts read. Temperatures to the hundredth of a degree. */
export const createChartQuery = (database: Database): ChartQuery => {
  const select = database.prepare<[SessionId, number, number], Row>(
    `SELECT * FROM (
       SELECT opened_at + taken_ms - sent_ago_ms - at_ago_ms AS at, hr, pulse, spo2, rr, etco2, temp_centi, input_number, ordinal
       FROM sessions JOIN numerics USING (session_no) WHERE session_id = ?
     ) WHERE at BETWEEN ? AND ? ORDER BY at, input_number, ordinal`,
  )
  return {
    numericsOf: async (sessionId, fromAt, toAt): Promise<readonly NumericsRow[]> =>
      select
        .all(sessionId, fromAt, toAt)
        .map(({ at, hr, pulse, spo2, rr, etco2, temp_centi }) => ({ at, hr, pulse, spo2, rr, etco2, temp: fromCenti(temp_centi) })),
  }
}
