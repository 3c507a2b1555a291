import { gzipSync } from 'node:zlib'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import type { Database } from 'better-sqlite3'
import type { ReviewPeriod } from '../domain/alarm-review.ts'
import { askedProtocol } from '../domain/asked-protocol.ts'
import { carryAfterwards } from '../domain/carry-afterwards.ts'
import type { ActInput } from '../domain/chair-input.ts'
import { BUILT_BY, drawChart } from '../domain/draw-chart.ts'
import { judgeAgain, protocolOf } from '../domain/judge-again.ts'
import type { ChartSource } from '../domain/session-chart.ts'
import { weighSession } from '../domain/weigh-session.ts'
import type { AlarmReviews, Weighing } from '../ports/alarm-reviews.ts'
import type { AskedJudgement, BuiltChart, ChartBuilder } from '../ports/charts.ts'
import type { ChainFault } from '../ports/record.ts'
import { createAlarmReading, createAlarmTables, readWhole } from './alarm-reading.ts'
import { createFactReader } from './fact-record.ts'
import { readHeads } from './heads.ts'
import { createReadingReader } from './reading-record.ts'
import { createRecordCopier } from './record-copy.ts'
import { verifySessions } from './verify-record.ts'

interface Place {
  readonly session_no: number
  readonly chair_id: ChairId
  readonly opened_at: number
  readonly last_entry: number
  readonly head: Buffer
}

export type CarriedAct = NonNullable<Awaited<ReturnType<ChartBuilder['carryAfterwards']>>>
type Changes = Parameters<ChartBuilder['judgeAgain']>[2]

/** Draws charts from one connection, at once. The thread runs it, or a process that has none. */
export const createChartDrawing = (database: Database, headsFolder: string) => {
  const readings = createReadingReader(database)
  const chain = createFactReader(database)
  const place = database.prepare<[string], Place>(
    'SELECT session_no, chair_id, opened_at, last_entry, head FROM sessions WHERE session_id = ?',
  )
  // One view of the record: a writer may go on meanwhile.
  const read = database.transaction((sessionId: SessionId): ChartSource | null => {
    const found = place.get(sessionId)
    if (found === undefined) return null
    return {
      inputs: readings.readInputs(found.session_no, found.opened_at).map(({ input }) => input),
      facts: chain.readFacts(found.session_no),
      chairId: found.chair_id,
      content: { entry: found.last_entry, hash: found.head.toString('hex') },
    }
  })
  const alarms = createAlarmReading(createAlarmTables(database))
  const atOnce = <Value>(read: () => Value): Value => database.transaction(read)()
  return {
    alarms: {
      review: (...asked: Parameters<typeof alarms.review>) => atOnce(() => alarms.review(...asked)),
      episodes: (...asked: Parameters<typeof alarms.episodes>) => atOnce(() => alarms.episodes(...asked)),
      sessionsIn: (...asked: Parameters<typeof alarms.sessionsIn>) => atOnce(() => alarms.sessionsIn(...asked)),
    },
    weigh: (sessionId: SessionId, period: ReviewPeriod, base: Protocol | null, changes: Changes): Weighing | null => {
      const source = read(sessionId)
      const own = source === null ? null : protocolOf(source)
      if (source === null || own === null) return null
      const asked = askedProtocol(base ?? own, changes)
      if (!asked.ok) return asked
      const weighed = weighSession(source, sessionId, asked.protocol, period)
      return weighed === null ? null : { ok: true, weighed }
    },
    build: (sessionId: SessionId): BuiltChart | null => {
      const source = read(sessionId)
      const drawn = source === null ? null : drawChart(source)
      if (source === null || drawn === null) return null
      return { line: drawn.line, course: drawn.course, entry: source.content?.entry ?? 0, body: gzipSync(JSON.stringify(drawn.chart)) }
    },
    judgeAgain: (sessionId: SessionId, base: Protocol | null, changes: Changes): AskedJudgement | null => {
      const source = read(sessionId)
      const own = source === null ? null : protocolOf(source)
      if (source === null || own === null) return null
      const asked = askedProtocol(base ?? own, changes)
      if (!asked.ok) return asked
      const judged = judgeAgain(source, asked.protocol)
      return judged === null ? null : { ok: true, judged }
    },
    carryAfterwards: (sessionId: SessionId, act: Omit<ActInput, 'takenAt'>, now: Moment): CarriedAct | null => {
      const source = read(sessionId)
      return source === null ? null : { chairId: source.chairId, result: carryAfterwards(source, act, now) }
    },
    copy: createRecordCopier(database),
    verify: (sessionId: SessionId): readonly ChainFault[] => {
      // Heads first: they are written after their entries, so that none can name what this snapshot does not hold.
      const heads = readHeads(headsFolder)
      return database.transaction(() => verifySessions(database, heads, sessionId))()
    },
  }
}
export type ChartDrawing = ReturnType<typeof createChartDrawing>

/** The same in the process itself. */
export const drawInProcess = (database: Database, headsFolder: string): ChartBuilder & AlarmReviews => {
  const drawing = createChartDrawing(database, headsFolder)
  return {
    review: (period, edges) => readWhole(async () => drawing.alarms.review(period, edges)),
    episodes: (period, wish) => readWhole(async () => drawing.alarms.episodes(period, wish)),
    sessionsIn: (period) => readWhole(async () => drawing.alarms.sessionsIn(period)),
    weigh: async (sessionId, period, base, changes) => drawing.weigh(sessionId, period, base, changes),
    builtBy: BUILT_BY,
    build: async (sessionId) => drawing.build(sessionId),
    judgeAgain: async (sessionId, base, changes) => drawing.judgeAgain(sessionId, base, changes),
    carryAfterwards: async (sessionId, act, now) => drawing.carryAfterwards(sessionId, act, now),
    copy: async (sessionId) => drawing.copy(sessionId),
    verify: async (sessionId) => drawing.verify(sessionId),
  }
}
