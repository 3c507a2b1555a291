import type { Fact } from '@chairside/shared/fact'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { advance, type Chair, emptyChair } from '../domain/chair.ts'
import type { Log } from '../ports/log.ts'
import type { SessionRecord } from '../ports/record.ts'

/** A chair as its record gives it. */
export interface Recovered {
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly chair: Chair
  readonly inputs: number
  readonly lastTakenAt: Moment
  readonly seqOffset: number
  /** How many facts this judge states otherwise than the record holds them; the record is never rewritten. */
  readonly differences: number
  /** Commands that this record holds, as `staffId commandId`: a repeat of one is known. */
  readonly commands: readonly string[]
}

/**
 * Feeds every open session its record again, from an empty chair (R4). Where this judge states other facts than the recorded ones,
 * the difference is reported and numbering goes on after the recorded facts.
 */
export const recover = async (record: SessionRecord, log: Log): Promise<readonly Recovered[]> => {
  const recovered: Recovered[] = []
  for (const { sessionId, chairId } of await record.openSessions()) {
    const [inputs, recorded] = await Promise.all([record.inputsOf(sessionId), record.factsOf(sessionId)])
    const stated: Fact[] = []
    let failures = 0
    let chair = emptyChair(chairId)
    for (const input of inputs) {
      try {
        const step = advance(chair, input.kind === 'act' ? { ...input, settled: true } : input)
        chair = step.chair
        stated.push(...step.facts)
      } catch (error) {
        // One session that a newer judge stumbles over must not keep the whole room dark.
        failures += 1
        log.error({ session: sessionId, input: input.kind, reason: String(error) }, 'the judge failed over a recorded input')
      }
    }
    const differences = countDifferences(stated, recorded) + failures
    if (differences > 0)
      log.warn({ session: sessionId, recorded: recorded.length, stated: stated.length, differences }, 'this judge states other facts')
    recovered.push({
      chairId,
      sessionId,
      chair,
      inputs: inputs.length,
      lastTakenAt: inputs.reduce((newest, input) => Math.max(newest, input.takenAt), 0),
      seqOffset: (recorded.at(-1)?.seq ?? 0) - (stated.at(-1)?.seq ?? 0),
      differences,
      commands: inputs.flatMap((input) =>
        input.kind === 'act' && input.commandId !== undefined ? [`${input.by.staffId} ${input.commandId}`] : [],
      ),
    })
    log.info({ session: sessionId, chair: chairId, inputs: inputs.length }, 'a running session was rebuilt')
  }
  return recovered
}

const countDifferences = (stated: readonly Fact[], recorded: readonly Fact[]): number => {
  let differences = Math.abs(stated.length - recorded.length)
  for (let index = 0; index < Math.min(stated.length, recorded.length); index += 1)
    if (canonical(stated[index]) !== canonical(recorded[index])) differences += 1
  return differences
}

/** The same text whatever the order of keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
