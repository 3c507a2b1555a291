import type { ChartAct } from '@chairside/shared/chart-act'
import type { Act } from '@chairside/shared/command'
import type { SessionId } from '@chairside/shared/identity'
import { done, type Reply, refused } from '@chairside/shared/reply'
import type { Actor } from '@chairside/shared/staff'
import type { ActInput } from '../domain/chair-input.ts'
import type { ChartBuilder } from '../ports/charts.ts'
import type { Clock } from '../ports/clock.ts'
import { RecordFailure, type SessionRecord } from '../ports/record.ts'
import type { Room } from './room.ts'

/** Acts to the chart of any session: on its chair where it still sits there, else on its record. */
export interface ChartActs {
  /** `confirmed`: a witness who proved themselves for it. */
  act(sessionId: SessionId, act: Act | ChartAct, by: Actor, commandId: string, station: string, confirmed?: Actor | null): Promise<Reply>
}

export interface ChartActParts {
  readonly room: Pick<Room, 'runners'>
  readonly builder: ChartBuilder
  readonly record: SessionRecord
  readonly clock: Clock
}

export const createChartActs = ({ room, builder, record, clock }: ChartActParts): ChartActs => {
  /** One act of a session after the other: each finds the one before it in the record. */
  const queues = new Map<SessionId, Promise<unknown>>()

  const onRecord = async (sessionId: SessionId, input: Omit<ActInput, 'takenAt'>): Promise<Reply> => {
    const carried = await builder.carryAfterwards(sessionId, input, clock.roomNow())
    if (carried === null) return refused('unknown-session')
    const { chairId, result } = carried
    if (!result.ok) return { ok: false, problem: result.problem }
    if (result.input === null) return done()
    const { inputNumber, facts, judgeVersion } = result
    try {
      await record.append([{ sessionId, chairId, inputNumber, input: result.input, facts, judgeVersion }])
      return done()
    } catch (error) {
      if (error instanceof RecordFailure) return refused('not-recording')
      throw error
    }
  }

  const carryOut = (sessionId: SessionId, input: Omit<ActInput, 'takenAt'>): Promise<Reply> => {
    const runner = room.runners().find((one) => one.sessionId() === sessionId)
    if (runner === undefined) return onRecord(sessionId, input)
    return new Promise((resolve) => runner.act(input, resolve))
  }

  return {
    act: async (sessionId, act, by, commandId, station, confirmed = null) => {
      // A manager runs the clinic and a viewer is a screen on the wall: neither changes a chart.
      if (by.role !== 'nurse' && by.role !== 'physician') return refused('not-allowed', by.role)
      const from = { station, wallAt: clock.wallNow() }
      const input: Omit<ActInput, 'takenAt'> = { kind: 'act', by, act, commandId, from, ...(confirmed === null ? {} : { confirmed }) }
      const turn = (queues.get(sessionId) ?? Promise.resolve()).then(() => carryOut(sessionId, input))
      const settled = turn.catch(() => undefined)
      queues.set(sessionId, settled)
      try {
        return await turn
      } finally {
        if (queues.get(sessionId) === settled) queues.delete(sessionId)
      }
    },
  }
}
