import type { SourceId } from '@chairside/shared/identity'
import type { ProblemCode } from '@chairside/shared/reply'
import { type Declaration, type DeviceEntry, declarationSchema, deliverySchema, type Receipt } from '@chairside/shared/wire'
import type { z } from 'zod'
import type { Saved } from '../monitor/record-keeping.ts'
import type { Room } from '../monitor/room.ts'
import { createThrottle } from '../monitor/throttle.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import { createBuckets } from './bucket.ts'
import { normalise } from './normalise.ts'
import { isPlainDelivery } from './plain-wire.ts'
import { createReceived, type Received } from './received.ts'

/** The common door of every monitor: checks, normalises, drops repeats, passes on, and receipts what is durable (I1). */
export interface Intake {
  declare(sourceId: SourceId, payload: unknown): Promise<Receipt>
  deliver(sourceId: SourceId, payload: unknown): Promise<Receipt>
  /** Refuses anything of this source, counts it, and gives the answer. */
  refuse(sourceId: SourceId, code: ProblemCode, message: string): Extract<Receipt, { ok: false }>
  /** Whether it said what it is on its present connection. */
  isDeclared(sourceId: SourceId): boolean
  /** The source's connection ended: it declares itself again when it is back. */
  left(sourceId: SourceId): void
}

/** A wall second's worth at speed 1; each second of room time adds one delivery and ten entries. */
const DELIVERIES_PER_SECOND = 20
const ENTRIES_PER_SECOND = 1_200
const DECLARATIONS_PER_MINUTE = 30

export const createIntake = (room: Room, clock: Clock, log: Log): Intake => {
  const declared = new Set<SourceId>()
  const receivedBySource = new Map<SourceId, Received>()
  const deliveriesPerSecond = DELIVERIES_PER_SECOND + 2 * clock.speed
  const deliveries = createBuckets(deliveriesPerSecond, deliveriesPerSecond, clock)
  const entriesPerSecond = ENTRIES_PER_SECOND + 10 * clock.speed
  const taken = createBuckets(entriesPerSecond, entriesPerSecond, clock)
  const declarations = createThrottle(DECLARATIONS_PER_MINUTE, 60)

  const receivedOf = (sourceId: SourceId): Received => {
    const known = receivedBySource.get(sourceId) ?? createReceived()
    receivedBySource.set(sourceId, known)
    return known
  }

  const refuse: Intake['refuse'] = (sourceId, code, message) => {
    room.sources.refused(sourceId, code)
    return { ok: false, code, message }
  }

  const isDurable = async (received: Received, entry: DeviceEntry): Promise<boolean> => {
    const fate = received.fateOf(entry)
    // Meanwhile it may have been written from the journal.
    return fate !== null && (fate === 'durable' || (await fate.prompt) || received.fateOf(entry) === 'durable')
  }

  const follow = async (received: Received, entries: readonly DeviceEntry[], saved: Saved): Promise<void> => {
    const durable = await saved.durable
    for (const entry of entries)
      if (durable) received.mark(entry, 'durable')
      else received.forget(entry)
  }

  return {
    refuse,
    isDeclared: (sourceId) => declared.has(sourceId),
    left: (sourceId) => declared.delete(sourceId),
    declare: async (sourceId, payload) => {
      if (!(await declarations.allows(sourceId))) return refuse(sourceId, 'too-frequent', 'Declare once after each connect.')
      const parsed = declarationSchema.safeParse(payload)
      if (!parsed.success) return refuse(sourceId, 'malformed', describe(parsed.error))
      const source = room.sources.find(sourceId)
      if (source === null) return refuse(sourceId, 'unknown-source', 'This monitor is not registered.')
      const declaration = parsed.data
      if (declaration.speed !== clock.speed)
        return refuse(sourceId, 'wrong-speed', `This room runs at speed ${clock.speed}; produce time at that speed.`)
      if ((declaration.simulated || declaration.replayed) !== source.simulated)
        return refuse(sourceId, 'simulated-mix', 'The token of this monitor is registered for the other kind of data: simulated or real.')
      const profile = {
        sourceId,
        label: source.label,
        patientIdentifier: declaration.patientIdentifier,
        periodMs: declaration.periodMs,
        rrZeroMeans: declaration.rrZeroMeans,
        origin: originOf(declaration),
        ...(declaration.canMeasure === undefined ? {} : { canMeasure: declaration.canMeasure }),
      } as const
      declared.add(sourceId)
      room.sources.declared(profile)
      room.sources.heard(sourceId, clock.roomNow())
      room.runnerOf(sourceId)?.declare(profile)
      return { ok: true, received: [] }
    },
    deliver: async (sourceId, payload) => {
      if (!declared.has(sourceId)) return refuse(sourceId, 'wrong-phase', 'Declare the monitor before it delivers.')
      if (!deliveries.allows(sourceId)) return refuse(sourceId, 'too-frequent', 'Too many deliveries; pause for a second.')
      const parsed = isPlainDelivery(payload) ? { success: true as const, data: payload } : deliverySchema.safeParse(payload)
      if (!parsed.success) return refuse(sourceId, isOversized(parsed.error) ? 'oversized' : 'malformed', describe(parsed.error))
      const { sentAt, entries } = parsed.data
      if (!taken.allows(sourceId, entries.length)) return refuse(sourceId, 'too-frequent', 'Too many entries; pause for a second.')
      room.sources.heard(sourceId, clock.roomNow())
      const all = { ok: true, received: entries.map((entry) => entry.seq) } as const
      const runner = room.runnerOf(sourceId)
      // Bound to nobody: there is no session that could lose it, and nothing to save it to.
      if (runner === null) {
        room.sources.showed(sourceId, { takenAt: clock.roomNow(), sentAt, entries: entries.map(normalise) })
        return all
      }
      const received = receivedOf(sourceId)
      const fresh = entries.filter((entry) => received.fateOf(entry) === null)
      if (fresh.length > 0) {
        const judged = runner.deliver({ kind: 'delivery', sourceId, sentAt, entries: fresh.map(normalise) })
        if (!judged.ok) {
          log.warn({ source: sourceId, code: judged.problem.code }, 'a delivery was refused by the judge')
          return refuse(sourceId, judged.problem.code, 'This delivery could not be judged.')
        }
        for (const entry of fresh) received.mark(entry, judged.saved)
        void follow(received, fresh, judged.saved)
      }
      for (const entry of entries)
        if (!(await isDurable(received, entry)))
          return refuse(sourceId, 'not-recording', 'Judged, but not yet recorded: keep it and deliver it again.')
      return all
    },
  }
}

const originOf = (declaration: Declaration): 'device' | 'simulated' | 'replayed' => {
  if (declaration.simulated) return 'simulated'
  return declaration.replayed ? 'replayed' : 'device'
}

/** Where and why, without the offending value. */
const describe = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`)
    .join('; ')
    .slice(0, 300)

const isOversized = (error: z.ZodError): boolean =>
  error.issues.some((issue) => issue.code === 'too_big' && issue.path.length === 1 && issue.path[0] === 'entries')
