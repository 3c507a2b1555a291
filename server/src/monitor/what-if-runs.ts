import { WHAT_IF_CHANGES_AT_MOST, WHAT_IF_SESSIONS_AT_MOST, type WhatIf, type WhatIfRun } from '@chairside/shared/alarm-what-if'
import type { SessionId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Problem } from '@chairside/shared/reply'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { ReviewPeriod } from '../domain/alarm-review.ts'
import { askedProtocol } from '../domain/asked-protocol.ts'
import { problem } from '../domain/problem.ts'
import { createWhatIfSum, type WhatIfSum } from '../domain/weigh-session.ts'
import type { AlarmReviews } from '../ports/alarm-reviews.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Log } from '../ports/log.ts'
import type { ClinicProtocols } from './clinic-protocols.ts'

/** Judges all sessions of a period again, one by one, beside the room. Runs live in memory and belong to who began them. */
export interface WhatIfRuns {
  /** Begins one; an earlier one of this person is cancelled. */
  begin(staffId: string, period: ReviewPeriod, asked: Pick<WhatIf, 'protocolId' | 'changes'>): Promise<WhatIfRun | Problem>
  /** How far it is; null: this person has no such run. */
  look(staffId: string, runId: string): WhatIfRun | null
  cancel(staffId: string, runId: string): WhatIfRun | null
  /** Cancels all, and resolves once none works any more. */
  stop(): Promise<void>
}

/** How many people may judge a period at the same time. */
const AT_ONCE = 2
/** A run that nobody looks at is given up: whoever asked has left. */
const GIVEN_UP_MS = MINUTE_MS
/** Of the time that a session took, before the next one: the charts and the room come first. */
const REST_SHARE = 0.25
const KEPT_AT_MOST = 8
const FAULTS_AT_MOST = 8

interface Run {
  readonly runId: string
  readonly staffId: string
  readonly total: number
  readonly sum: WhatIfSum
  state: WhatIfRun['state']
  done: number
  lookedAt: Moment
}

const shown = ({ runId, state, done, total, sum }: Run): WhatIfRun => ({ runId, state, done, total, result: sum.result() })

export interface WhatIfParts {
  readonly reviews: AlarmReviews
  readonly protocols: ClinicProtocols
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

export const createWhatIfRuns = ({ reviews, protocols, clock, ids, log }: WhatIfParts): WhatIfRuns => {
  const runs = new Map<string, Run>()
  const working = new Map<Run, Promise<void>>()
  const rest = (wallMs: number): Promise<void> =>
    new Promise((resolve) => {
      clock.after(wallMs, resolve)
    })

  const goOn = (run: Run): boolean => {
    if (run.state === 'running' && clock.monotonicMs() - run.lookedAt >= GIVEN_UP_MS) run.state = 'cancelled'
    return run.state === 'running'
  }

  const work = async (
    run: Run,
    sessions: readonly SessionId[],
    period: ReviewPeriod,
    base: Protocol | null,
    changes: WhatIf['changes'],
  ): Promise<void> => {
    try {
      for (const sessionId of sessions) {
        if (!goOn(run)) return
        const began = clock.monotonicMs()
        const answer = await reviews.weigh(sessionId, period, base, changes)
        if (!goOn(run)) return
        if (answer?.ok === true) run.sum.add(answer.weighed)
        else if (answer !== null) run.sum.refuse(sessionId, answer.faults.slice(0, FAULTS_AT_MOST))
        run.done += 1
        if (run.done < run.total) await rest((clock.monotonicMs() - began) * REST_SHARE)
      }
      run.state = 'done'
    } catch (error) {
      run.state = 'failed'
      log.error({ reason: error instanceof Error ? (error.stack ?? error.message) : 'unknown' }, 'a what-if over a period failed')
    }
  }

  /** What no session of this clinic could be judged by is refused before anything is judged. */
  const faultsOf = (base: Protocol | null, changes: WhatIf['changes']): readonly string[] => {
    const tried = (base === null ? protocols.offered : [base]).map((protocol) => askedProtocol(protocol, changes))
    const [first] = tried
    return first !== undefined && !first.ok && tried.every(({ ok }) => !ok) ? first.faults : []
  }

  const own = (staffId: string, runId: string): Run | null => {
    const run = runs.get(runId)
    return run?.staffId === staffId ? run : null
  }

  return {
    begin: async (staffId, period, { protocolId, changes }) => {
      const base = protocolId === undefined ? null : protocols.offered.find(({ id }) => id === protocolId)
      if (base === undefined) return problem('unknown-protocol')
      const faults = faultsOf(base, changes)
      if (faults.length > 0) return problem('outside-allowed', ...faults.slice(0, FAULTS_AT_MOST))
      const sessions = await reviews.sessionsIn(period)
      if (sessions.length > WHAT_IF_SESSIONS_AT_MOST)
        return problem('too-many-sessions', String(sessions.length), String(WHAT_IF_SESSIONS_AT_MOST))
      for (const run of runs.values()) if (run.staffId === staffId && run.state === 'running') run.state = 'cancelled'
      if ([...runs.values()].filter(goOn).length >= AT_ONCE) return problem('too-many-runs')
      const run: Run = {
        runId: ids.next(),
        staffId,
        total: sessions.length,
        sum: createWhatIfSum(WHAT_IF_CHANGES_AT_MOST),
        state: 'running',
        done: 0,
        lookedAt: clock.monotonicMs(),
      }
      runs.set(run.runId, run)
      for (const [runId, { state }] of runs) {
        if (runs.size <= KEPT_AT_MOST) break
        if (state !== 'running') runs.delete(runId)
      }
      working.set(
        run,
        work(run, sessions, period, base, changes).finally(() => working.delete(run)),
      )
      return shown(run)
    },
    look: (staffId, runId) => {
      const run = own(staffId, runId)
      if (run === null) return null
      run.lookedAt = clock.monotonicMs()
      return shown(run)
    },
    cancel: (staffId, runId) => {
      const run = own(staffId, runId)
      if (run === null) return null
      if (run.state === 'running') run.state = 'cancelled'
      return shown(run)
    },
    stop: async () => {
      for (const run of runs.values()) if (run.state === 'running') run.state = 'cancelled'
      await Promise.all(working.values())
    },
  }
}
