import { advance, emptyChair, JUDGE_VERSION } from '@chairside/server/domain/chair'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import type { RecordEntry } from '@chairside/server/ports/record'
import type { Store } from '@chairside/server/storage/open-sqlite'
import { chairIdSchema, type SessionId, sessionIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import { profile, running, ZERO } from '../support/judge-harness.ts'

const HOUR_S = 3_600

/** The moment at which every recorded hour ends. */
export const HOUR_ENDS = ZERO + HOUR_S * 1_000
export const HOUR_BEGINS = ZERO
export const benchSession = (chair: number): SessionId => sessionIdSchema.parse(`bench-session-${chair}`)

/** An hour at 1 Hz with six vitals and a set every five minutes, infusing, by a fixed wave. */
const inputsOf = (chair: number): readonly ChairInput[] => {
  const session = running({
    baseline: { sys: 130, dia: 80 },
    simulated: true,
    chairId: chairIdSchema.parse(String(chair)),
    profile: profile({ sourceId: sourceIdSchema.parse(`bench-${chair}`), origin: 'simulated' }),
  })
  for (let second = 1; second < HOUR_S; second += 1) {
    const wave = Math.sin(second / 300 + chair)
    if (second % 300 === 0) session.set(second, Math.round(132 + 4 * wave), Math.round(80 + 4 * wave))
    const hr = Math.round(75 + 8 * wave) + (second % 3)
    session.numerics(second, {
      hr,
      pulse: hr,
      spo2: Math.round(96 + wave),
      rr: Math.round(15 + 2 * wave) + (second % 2),
      etco2: Math.round(37 + 3 * wave),
      temp: 36.6,
    })
  }
  return session.inputs
}

const named = (input: ChairInput, sessionId: SessionId): ChairInput =>
  input.kind === 'act' && input.opening !== undefined ? { ...input, opening: { ...input.opening, sessionId } } : input

/** What the record holds of one chair that has been infusing for an hour. */
const entriesOf = (chair: number): readonly RecordEntry[] => {
  const sessionId = benchSession(chair)
  const chairId = chairIdSchema.parse(String(chair))
  let now = emptyChair(chairId)
  return inputsOf(chair).map((given, index) => {
    const input = named(given, sessionId)
    const step = advance(now, input)
    now = step.chair
    return { sessionId, chairId, inputNumber: index + 1, input, facts: step.facts, judgeVersion: JUDGE_VERSION }
  })
}

const ENTRIES_A_COMMIT = 500

const append = async ({ record }: Store, entries: readonly RecordEntry[]): Promise<void> => {
  for (let from = 0; from < entries.length; from += ENTRIES_A_COMMIT) await record.append(entries.slice(from, from + ENTRIES_A_COMMIT))
}

/** Records the opening of so many sessions, from the check-in to the start of the infusion; what it returns records their hours, too. */
export const recordOpenings = async (store: Store, chairs: number): Promise<(store: Store) => Promise<void>> => {
  const hours: (readonly RecordEntry[])[] = []
  for (let chair = 1; chair <= chairs; chair += 1) {
    const entries = entriesOf(chair)
    const opened = entries.findIndex(({ input }) => input.takenAt > ZERO)
    await append(store, entries.slice(0, opened))
    hours.push(entries.slice(opened))
  }
  return async (later) => {
    for (const hour of hours) await append(later, hour)
  }
}

/** Records an hour of so many chairs, which then still run. */
export const recordHours = async (store: Store, chairs: number): Promise<void> => (await recordOpenings(store, chairs))(store)
