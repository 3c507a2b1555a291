import type { EpisodePage } from '@chairside/shared/alarm-review'
import type { Fact } from '@chairside/shared/fact'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import type { Database } from 'better-sqlite3'
import { isWithin, type ReviewFigures, type ReviewPeriod, reviewOf } from '../domain/alarm-review.ts'
import { type EpisodeWish, episodesOf } from '../domain/review-episodes.ts'
import { REVIEWED_FACTS, type SessionAlarms, sessionAlarmsOf } from '../domain/session-alarms.ts'

/** How many sessions are read in one go: what else the thread is asked for waits no longer than that. */
export const SESSIONS_AT_ONCE = 60
/** How many sessions are kept in memory, at some 10 kB each, where a single period does not need more. */
const KEPT_AT_MOST = 4_000

/** A session as the record lists it. */
export interface ListedSession {
  readonly sessionNo: number
  readonly sessionId: SessionId
  readonly chairId: ChairId
  readonly fromAt: Moment
  readonly untilAt: Moment
  readonly over: boolean
  /** The newest entry of its chain. */
  readonly entry: number
}

/** Where the alarms of sessions are read. */
export interface AlarmSourceReader {
  listed(fromAt: Moment, untilAt: Moment): readonly ListedSession[]
  factsOf(sessionNo: number): readonly Fact[]
  /** The pressures that a session is judged by. */
  excursionOf(sessionNo: number): Protocol['excursion'] | null
}

interface Kept {
  readonly entry: number
  readonly alarms: SessionAlarms
}

/** A part of the answer is still to be read: so many sessions. */
export type ReadSoFar<Value> = { readonly left: number } | { readonly left: 0; readonly value: Value }

/** Reads sessions once, and keeps of each what reviews count, as long as its record does not go on. */
export const createAlarmReading = (reader: AlarmSourceReader) => {
  const kept = new Map<number, Kept>()

  const alarmsOf = (one: ListedSession): SessionAlarms => {
    const { sessionNo, sessionId, chairId, fromAt, untilAt, over } = one
    const facts = reader.factsOf(sessionNo)
    return sessionAlarmsOf({ sessionId, chairId, fromAt, untilAt, over, facts, excursion: reader.excursionOf(sessionNo) })
  }

  /** What is kept of the sessions of a period, after at most `SESSIONS_AT_ONCE` more were read. */
  const sessionsOf = (period: ReviewPeriod): ReadSoFar<readonly SessionAlarms[]> => {
    const listed = reader.listed(period.fromAt, period.untilAt)
    const found: SessionAlarms[] = []
    let read = 0
    let left = 0
    for (const one of listed) {
      const before = kept.get(one.sessionNo)
      // A number that a removed session had may be that of a new one.
      const isSame = before?.alarms.sessionId === one.sessionId && before.entry === one.entry
      if (isSame && before.alarms.untilAt === one.untilAt) {
        found.push(before.alarms)
        continue
      }
      if (read >= SESSIONS_AT_ONCE) {
        left += 1
        continue
      }
      read += 1
      const alarms = alarmsOf(one)
      kept.delete(one.sessionNo)
      kept.set(one.sessionNo, { entry: one.entry, alarms })
      found.push(alarms)
    }
    // The oldest first: a Map keeps the order in which they came.
    const atMost = Math.max(KEPT_AT_MOST, listed.length)
    for (const sessionNo of kept.keys()) {
      if (kept.size <= atMost) break
      kept.delete(sessionNo)
    }
    return left > 0 ? { left } : { left: 0, value: found }
  }

  const over = <Value>(period: ReviewPeriod, give: (sessions: readonly SessionAlarms[]) => Value): ReadSoFar<Value> => {
    const sessions = sessionsOf(period)
    return 'value' in sessions ? { left: 0, value: give(sessions.value) } : sessions
  }

  return {
    review: (period: ReviewPeriod, edges: readonly Moment[]): ReadSoFar<ReviewFigures> =>
      over(period, (sessions) => reviewOf(sessions, period, edges)),
    episodes: (period: ReviewPeriod, wish: EpisodeWish): ReadSoFar<EpisodePage> =>
      over(period, (sessions) => episodesOf(sessions, period, wish)),
    sessionsIn: (period: ReviewPeriod): ReadSoFar<readonly SessionId[]> =>
      over(period, (sessions) =>
        sessions
          .filter(
            (one) =>
              isWithin(one, period) && one.simulated === period.simulated && (period.chairId === null || one.chairId === period.chairId),
          )
          .sort((a, b) => a.fromAt - b.fromAt)
          .map(({ sessionId }) => sessionId),
      ),
  }
}
export type AlarmReading = ReturnType<typeof createAlarmReading>

/** Asks until everything was read, letting others in between. */
export const readWhole = async <Value>(ask: () => Promise<ReadSoFar<Value>>): Promise<Value> => {
  for (;;) {
    const answer = await ask()
    if ('value' in answer) return answer.value
  }
}

interface Row {
  session_no: number
  session_id: SessionId
  chair_id: ChairId
  opened_at: number
  ended_at: number | null
  newest_at: number
  last_entry: number
}

/** The same from the tables of the record. */
export const createAlarmTables = (database: Database): AlarmSourceReader => {
  const list = database.prepare<[number, number], Row>(
    `SELECT session_no, session_id, chair_id, opened_at, ended_at, newest_at, last_entry FROM sessions
     WHERE opened_at < ? AND (coalesce(ended_at, newest_at) > ? OR ended_at IS NULL) ORDER BY session_no`,
  )
  const facts = database
    .prepare<[number], string>(
      `SELECT body FROM chain_entries WHERE session_no = ? AND kind = 'fact'
         AND json_extract(body, '$.kind') IN (${REVIEWED_FACTS.map((kind) => `'${kind}'`).join(', ')}) ORDER BY entry_no`,
    )
    .pluck()
  const rules = database
    .prepare<[number], string | null>(
      "SELECT json_extract(body, '$.opening.protocol.excursion') FROM inputs WHERE session_no = ? AND input_number = 1",
    )
    .pluck()
  // Nearly all sessions have one of a few protocols.
  const parsed = new Map<string, Protocol['excursion']>()
  return {
    listed: (fromAt, untilAt) =>
      list.all(untilAt, fromAt).map((row) => ({
        sessionNo: row.session_no,
        sessionId: row.session_id,
        chairId: row.chair_id,
        fromAt: row.opened_at,
        untilAt: row.ended_at ?? row.newest_at,
        over: row.ended_at !== null,
        entry: row.last_entry,
      })),
    factsOf: (sessionNo) => facts.all(sessionNo).map((body) => JSON.parse(body) as Fact),
    excursionOf: (sessionNo) => {
      const text = rules.get(sessionNo) ?? null
      if (text === null) return null
      const found = parsed.get(text) ?? (JSON.parse(text) as Protocol['excursion'])
      if (parsed.size > 50) parsed.clear()
      parsed.set(text, found)
      return found
    },
  }
}
