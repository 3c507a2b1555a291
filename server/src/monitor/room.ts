import type { ChairId, SourceId } from '@chairside/shared/identity'
import type { ChairPicture, RoomSource } from '@chairside/shared/picture'
import type { Announcer } from '../ports/announcer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { SessionRecord } from '../ports/record.ts'
import { type ChairRunner, createChairRunner } from './chair-runner.ts'
import { createRecordKeeping, type RecordKeeping } from './record-keeping.ts'
import type { Recovered } from './recovery.ts'
import { createSources, type Sources } from './sources.ts'

/** All chairs of this process, and the monitors that may be bound to them. */
export interface Room {
  readonly sources: Sources
  readonly keeping: RecordKeeping
  runners(): readonly ChairRunner[]
  runner(chairId: string): ChairRunner | null
  /** The chair whose open session this monitor is bound to. */
  runnerOf(sourceId: SourceId): ChairRunner | null
  pictures(): readonly ChairPicture[]
  roomSources(): readonly RoomSource[]
  /** Sessions whose facts this judge would state otherwise than recorded, for the health page. */
  readonly differences: number
}

export interface RoomParts {
  readonly chairIds: readonly ChairId[]
  readonly clock: Clock
  readonly record: SessionRecord
  readonly announcer: Announcer
  readonly log: Log
  readonly recovered: readonly Recovered[]
}

export const createRoom = (parts: RoomParts): Room => {
  const { clock, announcer, log, recovered } = parts
  const runners = new Map<string, ChairRunner>()
  const keeping = createRecordKeeping({
    record: parts.record,
    clock,
    log,
    openChairs: () => [...runners.values()].filter((runner) => runner.isOpen()).map((runner) => runner.chairId),
    chairChanged: (chairId, possible) => runners.get(chairId)?.recording(possible),
    roomChanged: (notRecording) => announcer.recordingChanged(notRecording),
  })
  const sources = createSources(() => announcer.sourcesChanged(), clock.roomNow())
  /** Its monitor speaks several times a second, and seldom moves. */
  const lastBound = new Map<SourceId, ChairRunner>()
  const runnerOf = (sourceId: SourceId): ChairRunner | null => {
    const last = lastBound.get(sourceId)
    if (last?.boundSource() === sourceId) return last
    for (const runner of runners.values())
      if (runner.boundSource() === sourceId) {
        lastBound.set(sourceId, runner)
        return runner
      }
    lastBound.delete(sourceId)
    return null
  }
  // A chair with a running session stays, though the clinic is now configured with fewer.
  for (const chairId of new Set([...parts.chairIds, ...recovered.map((one) => one.chairId)])) {
    const before = recovered.find((one) => one.chairId === chairId) ?? null
    if (before !== null) keeping.resume(before.sessionId, before.inputs)
    const boundBefore = (): SourceId | null => runners.get(chairId)?.boundSource() ?? null
    let bound: SourceId | null = null
    const tellsBinding: Announcer = {
      ...announcer,
      chairChanged: (from, to, urgent) => {
        announcer.chairChanged(from, to, urgent)
        const now = boundBefore()
        if (now !== bound) {
          if (bound !== null) sources.released(bound, clock.roomNow())
          if (now !== null) sources.bound(now)
          announcer.sourcesChanged()
        }
        bound = now
      },
    }
    runners.set(chairId, createChairRunner(chairId, { clock, keeping, announcer: tellsBinding, log }, before))
    bound = boundBefore()
    if (bound !== null) sources.bound(bound)
    // The process ended while this chair was not recorded; it starts with a record that was just read.
    if (before !== null && runners.get(chairId)?.picture().notRecording === true) runners.get(chairId)?.recording(true)
  }
  return {
    sources,
    keeping,
    runners: () => [...runners.values()],
    runner: (chairId) => runners.get(chairId) ?? null,
    runnerOf,
    pictures: () => [...runners.values()].map((runner) => runner.picture()),
    roomSources: () =>
      sources.list().map((source) => ({
        sourceId: source.sourceId,
        label: source.label,
        simulated: source.simulated,
        connected: source.connected,
        boundTo: runnerOf(source.sourceId)?.chairId ?? null,
        refusals: source.refusals,
      })),
    differences: recovered.filter((one) => one.differences > 0).length,
  }
}
