import type { SessionId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import { isEnded } from '@chairside/shared/session'
import { MINUTE_MS } from '@chairside/shared/time'
import { lineOfPicture } from '../domain/session-line.ts'
import type { BuiltChart, ChartBuilder } from '../ports/charts.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import type { Courses } from '../ports/courses.ts'
import type { Log } from '../ports/log.ts'
import type { SessionRecord } from '../ports/record.ts'
import type { Sessions } from '../ports/sessions.ts'

/** Keeps the list of sessions and their charts up with the room and the record. */
export interface SessionKeeper {
  chairChanged(before: ChairPicture, after: ChairPicture): void
  /** The chart as the record has it now, gzipped JSON; null: there is no such session. */
  chartOf(sessionId: SessionId): Promise<Uint8Array | null>
  /** Draws a session anew and keeps it; null: there is none. */
  redraw(sessionId: SessionId): Promise<BuiltChart | null>
  /** Which drawing stands behind what is kept. */
  readonly builtBy: string
  /** Whether every session that is over stands in the list as its record has it. */
  isComplete(): boolean
  /** Draws what is missing or old, one by one, until told to stop. */
  begin(): Cancel
  /** Resolves once everything seen so far is kept, or could not be. */
  settled(): Promise<void>
}

export interface SessionKeeperParts {
  readonly sessions: Sessions
  readonly courses: Pick<Courses, 'keep'>
  readonly builder: ChartBuilder
  readonly record: Pick<SessionRecord, 'contentOf'>
  readonly clock: Clock
  readonly log: Log
}

/** By the wall: each look goes through all sessions. */
const LOOK_EVERY_MS = 10 * MINUTE_MS
const AT_ONCE = 50

const lineChanged = (before: ChairPicture, after: ChairPicture): boolean =>
  before.session?.sessionId !== after.session?.sessionId ||
  before.session?.phase !== after.session?.phase ||
  before.excursions !== after.excursions ||
  before.sets !== after.sets ||
  before.care.artefactSets !== after.care.artefactSets

export const createSessionKeeper = ({ sessions, courses, builder, record, clock, log }: SessionKeeperParts): SessionKeeper => {
  /** The newest picture of each running session whose line is not kept yet. */
  const waiting = new Map<SessionId, ChairPicture>()
  /** Sessions that are over and not drawn yet. */
  const ended = new Set<SessionId>()
  let working: Promise<void> = Promise.resolve()
  let complete = false
  let stopped = false

  const redraw = async (sessionId: SessionId): Promise<BuiltChart | null> => {
    const built = await builder.build(sessionId)
    if (built === null) return null
    // Kept under the other one, it would be missing for ever, and be drawn again and again.
    if (built.line.sessionId !== sessionId) throw new Error('the record of a session opens another one')
    if (!isEnded(built.line.phase)) return built
    await sessions.put(built.line, built.entry, builder.builtBy)
    await sessions.keepChart(sessionId, { entry: built.entry, builtBy: builder.builtBy, body: built.body })
    await courses.keep({ sessionId, entry: built.entry, builtBy: builder.builtBy, session: built.course })
    return built
  }

  const tryTo = async (sessionId: SessionId, act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act()
      return true
    } catch (error) {
      log.error(
        { session: sessionId, reason: error instanceof Error ? (error.stack ?? error.message) : 'unknown' },
        'a session could not be listed',
      )
      return false
    }
  }

  const workOff = async (): Promise<void> => {
    for (const [sessionId, picture] of [...waiting]) {
      waiting.delete(sessionId)
      const line = lineOfPicture(picture)
      if (line !== null) await tryTo(sessionId, () => sessions.put(line, 0, builder.builtBy))
    }
    for (const sessionId of [...ended]) {
      ended.delete(sessionId)
      await tryTo(sessionId, () => redraw(sessionId))
    }
  }

  const work = (): Promise<void> => {
    working = working.then(workOff)
    return working
  }

  /** Whatever the record holds and the list does not, or not as it stands. A session that cannot be drawn is not tried again until a restart. */
  const failed = new Set<SessionId>()
  const catchUp = async (): Promise<void> => {
    for (;;) {
      const behind = (await sessions.behind(builder.builtBy, AT_ONCE + failed.size)).filter(({ sessionId }) => !failed.has(sessionId))
      if (behind.length === 0) break
      for (const { sessionId } of behind) {
        if (stopped) return
        if (!(await tryTo(sessionId, () => redraw(sessionId)))) failed.add(sessionId)
      }
    }
    complete = failed.size === 0
  }
  const look = (): void => {
    working = working
      .then(catchUp)
      .catch((error: unknown) => log.error({ reason: String(error) }, 'the session list could not be caught up with'))
  }

  return {
    chairChanged: (before, after) => {
      const { session } = after
      if (session === null || !lineChanged(before, after)) return
      waiting.set(session.sessionId, after)
      if (isEnded(session.phase)) ended.add(session.sessionId)
      void work()
    },
    chartOf: async (sessionId) => {
      const content = await record.contentOf(sessionId)
      if (content === null) return null
      const kept = await sessions.chartOf(sessionId)
      if (kept !== null && kept.entry === content.entry && kept.builtBy === builder.builtBy) return kept.body
      return (await redraw(sessionId))?.body ?? null
    },
    redraw,
    builtBy: builder.builtBy,
    isComplete: () => complete,
    begin: () => {
      look()
      const cancel = clock.every(LOOK_EVERY_MS, look)
      return () => {
        stopped = true
        cancel()
      }
    },
    settled: () => working,
  }
}
