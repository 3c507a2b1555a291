import { MINUTE_MS } from '@chairside/shared/time'
import { VITALS } from '@chairside/shared/vital'
import { csvOf } from './csv-cells.ts'
import { readingRows } from './reading-rows.ts'
import type { CopiedSession } from './session-copy.ts'
import { createIsoTimes } from './zoned-time.ts'

export const READING_COLUMNS = [
  'session',
  'patient_number',
  'simulated',
  'time',
  'time_zone',
  'minute_of_infusion',
  'vital',
  'value',
  'unit',
  'state',
  'reason',
  'origin',
  'source',
  'received',
  'by',
] as const

/** One reading a line, the whole session; each line says by itself whose it is, when and where, and whether it is simulated. */
export const csvOfReadings = (session: CopiedSession, timeZone: string): string => {
  const { chart } = session
  const isoOf = createIsoTimes(timeZone)
  const startedAt = chart.infusion.startedAt
  return csvOf(
    READING_COLUMNS,
    readingRows(session).map(({ at, vital, value, state, reason, origin, source, receivedAt, by }) => [
      chart.sessionId,
      chart.patient.identifier,
      chart.simulated,
      isoOf(at),
      timeZone,
      startedAt === null ? null : Math.round(((at - startedAt) / MINUTE_MS) * 1_000) / 1_000,
      vital,
      value,
      VITALS[vital].unit,
      state,
      reason,
      origin,
      source,
      receivedAt === null ? null : isoOf(receivedAt),
      by,
    ]),
  )
}
