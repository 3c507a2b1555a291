import { gzipSync } from 'node:zlib'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { isEnded } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { Database } from 'better-sqlite3'
import type { ReviewPeriod } from '../domain/alarm-review.ts'
import { askedProtocol } from '../domain/asked-protocol.ts'
import { carryAfterwards } from '../domain/carry-afterwards.ts'
import type { ActInput, ChairInput } from '../domain/chair-input.ts'
import { BUILT_BY, drawChart } from '../domain/draw-chart.ts'
import { judgeAgain, protocolOf } from '../domain/judge-again.ts'
import type { ChartSource, DrawnSoFar } from '../domain/session-chart.ts'
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
/** So many running sessions are remembered by their readings, at some 6 MB for an hour and a half. */
const RUNNING_AT_MOST = 3

/** A session that goes on, as it was drawn last. */
interface DrawnLast {
  readonly inputs: readonly ChairInput[]
  readonly soFar: DrawnSoFar
}

interface RunningSource {
  readonly source: ChartSource
  /** No input is missing between the first and the last: what comes later follows them. */
  readonly whole: boolean
}

type Changes = Parameters<ChartBuilder['judgeAgain']>[2]

/** Draws charts from one connection, at once. The thread runs it, or a process that has none. */
export const createChartDrawing = (database: Database, headsFolder: string) => {
  const readings = createReadingReader(database)
  const chain = createFactReader(database)
  const place = database.prepare<[string], Place>(
    'SELECT session_no, chair_id, opened_at, last_entry, head FROM sessions WHERE session_id = ?',
  )
  const readFrom = (found: Place, before: readonly ChairInput[]): RunningSource => {
    const more = readings.readInputs(found.session_no, found.opened_at, before.length + 1)
    const last = more.at(-1)?.inputNumber ?? before.length
    const source: ChartSource = {
      inputs: [...before, ...more.map(({ input }) => input)],
      facts: chain.readFacts(found.session_no),
      chairId: found.chair_id,
      content: { entry: found.last_entry, hash: found.head.toString('hex') },
    }
    return { source, whole: last === source.inputs.length }
  }
  // One view of the record: a writer may go on meanwhile.
  const read = database.transaction((sessionId: SessionId): ChartSource | null => {
    const found = place.get(sessionId)
    return found === undefined ? null : readFrom(found, []).source
  })
  /** Of sessions that go on, what they were drawn from last: the one that was looked at last stands at the end. */
  const running = new Map<SessionId, DrawnLast>()
  const readRunning = database.transaction((sessionId: SessionId, before: readonly ChairInput[]): RunningSource | null => {
    const found = place.get(sessionId)
    return found === undefined ? null : readFrom(found, before)
  })
  const remember = (sessionId: SessionId, last: DrawnLast): void => {
    running.delete(sessionId)
    running.set(sessionId, last)
    for (const oldest of [...running.keys()].slice(0, -RUNNING_AT_MOST)) running.delete(oldest)
  }
  const build = (sessionId: SessionId): BuiltChart | null => {
    const before = running.get(sessionId) ?? null
    running.delete(sessionId)
    const found = readRunning(sessionId, before?.inputs ?? [])
    const drawn = found === null ? null : drawChart(found.source, before?.soFar ?? null)
    if (found === null || drawn === null) return null
    const { inputs, content } = found.source
    if (found.whole && !isEnded(drawn.line.phase)) remember(sessionId, { inputs, soFar: drawn.soFar })
    return { line: drawn.line, course: drawn.course, entry: content?.entry ?? 0, body: gzipSync(JSON.stringify(drawn.chart)) }
  }
  const alarms = createAlarmReading(createAlarmTables(database))
  const atOnce = <Value>(read: () => Value): Value => database.transaction(read)()
  return {
    review: (...asked: Parameters<typeof alarms.review>) => atOnce(() => alarms.review(...asked)),
    episodes: (...asked: Parameters<typeof alarms.episodes>) => atOnce(() => alarms.episodes(...asked)),
    sessionsIn: (...asked: Parameters<typeof alarms.sessionsIn>) => atOnce(() => alarms.sessionsIn(...asked)),
    weigh: (sessionId: SessionId, period: ReviewPeriod, base: Protocol | null, changes: Changes): Weighing | null => {
      const source = read(sessionId)
      const own = source === null ? null : protocolOf(source)
      if (source === null || own === null) return null
      const asked = askedProtocol(base ?? own, changes)
      if (!asked.ok) return asked
      const weighed = weighSession(source, sessionId, asked.protocol, period)
      return weighed === null ? null : { ok: true, weighed }
    },
    build,
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
    review: (period, edges) => readWhole(async () => drawing.review(period, edges)),
    episodes: (period, wish) => readWhole(async () => drawing.episodes(period, wish)),
    sessionsIn: (period) => readWhole(async () => drawing.sessionsIn(period)),
    weigh: async (sessionId, period, base, changes) => drawing.weigh(sessionId, period, base, changes),
    builtBy: BUILT_BY,
    build: async (sessionId) => drawing.build(sessionId),
    judgeAgain: async (sessionId, base, changes) => drawing.judgeAgain(sessionId, base, changes),
    carryAfterwards: async (sessionId, act, now) => drawing.carryAfterwards(sessionId, act, now),
    copy: async (sessionId) => drawing.copy(sessionId),
    verify: async (sessionId) => drawing.verify(sessionId),
  }
}
