import { sessionIdSchema } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { LONGEST_STRIP_MS, type WaveStrip } from '@chairside/shared/wave-wire'
import { BLOCK_MS, WAVE_CHANNEL_NAMES, type WaveChannel } from '@chairside/shared/waveform'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { joinSpans, traceOf } from '../monitor/wave-minute.ts'
import type { WaveMinutes } from '../monitor/wave-minutes.ts'
import type { WaveBlock, WaveRecord } from '../ports/waves.ts'
import { addKeptRoutes, allowed } from './patients.ts'

export interface StripParts {
  readonly record: WaveRecord
  /** What is not in the record yet. */
  readonly minutes: Pick<WaveMinutes, 'waiting'>
  /** Keeps the look in the audit (R2). */
  readonly looked: (staffId: string, tokenHash: string, sessionId: string) => void
}

const LAST_MOMENT: Moment = 8.64e15
const moment = z.coerce.number().int().min(0).max(LAST_MOMENT)
const querySchema = z.strictObject({ from: moment, to: moment }).refine(({ from, to }) => to > from && to - from <= LONGEST_STRIP_MS)
const paramsSchema = z.strictObject({ id: sessionIdSchema })

const base64 = (samples: Int16Array): string => Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64')

const offIn = (blocks: readonly WaveBlock[], fromAt: Moment, toAt: Moment): WaveStrip['off'] =>
  blocks
    .flatMap(({ off }) => off)
    .map((one) => ({ ...one, fromAt: Math.max(one.fromAt, fromAt), toAt: Math.min(one.toAt, toAt) }))
    .filter((one) => one.toAt > one.fromAt)

const stripOf = (sessionId: string, blocks: readonly WaveBlock[], fromAt: Moment, toAt: Moment): WaveStrip => {
  const channels: { [channel in WaveChannel]?: string } = {}
  for (const channel of WAVE_CHANNEL_NAMES) {
    const trace = traceOf(blocks, channel, fromAt, toAt)
    if (trace !== null) channels[channel] = base64(trace)
  }
  return { sessionId, fromAt, toAt, channels, off: offIn(blocks, fromAt, toAt) }
}

/**
 * `GET /api/sessions/:id/waves?from=…&to=…` (moments in ms, five minutes apart at most): what was traced then, also what is not in the
 * record yet. Both ends are moved outwards to the grid of 16 ms. `GET .../waves/stored`: where there is anything, and what was removed.
 */
export const addStripRoute = (app: FastifyInstance, { record, minutes, looked }: StripParts): void =>
  addKeptRoutes(app, (routes) => {
    routes.get('/api/sessions/:id/waves/stored', async (request, reply) => {
      if (allowed(request, reply) === null) return reply
      const params = paramsSchema.safeParse(request.params)
      if (!params.success) return reply.code(400).send({ code: 'malformed', message: 'A session is needed.' })
      const waiting = minutes.waiting(params.data.id, 0, LAST_MOMENT).map(({ fromAt, lastsMs }) => ({ fromAt, toAt: fromAt + lastsMs }))
      const stored = await record.storedOf(params.data.id)
      if (stored === null && waiting.length === 0)
        return reply.code(404).send({ code: 'other-session', message: 'There is no such session.' })
      return reply.send({ spans: joinSpans([...(stored?.spans ?? []), ...waiting]), removedUntil: stored?.removedUntil ?? null })
    })
    routes.get('/api/sessions/:id/waves', async (request, reply) => {
      const person = allowed(request, reply)
      if (person === null) return reply
      const params = paramsSchema.safeParse(request.params)
      const query = querySchema.safeParse(request.query)
      if (!params.success || !query.success)
        return reply
          .code(400)
          .send({ code: 'malformed', message: `A session, from and to are needed, at most ${LONGEST_STRIP_MS} ms apart.` })
      const sessionId = params.data.id
      const fromAt = Math.floor(query.data.from / BLOCK_MS) * BLOCK_MS
      const toAt = Math.ceil(query.data.to / BLOCK_MS) * BLOCK_MS
      // First what waits: what is written in between is then in both, and not in neither.
      const waiting = minutes.waiting(sessionId, fromAt, toAt)
      const stored = await record.blocksOf(sessionId, fromAt, toAt)
      if (stored === null && waiting.length === 0)
        return reply.code(404).send({ code: 'other-session', message: 'There is no such session.' })
      looked(person.me.staffId, person.tokenHash, sessionId)
      return reply.send(stripOf(sessionId, [...(stored ?? []), ...waiting], fromAt, toAt))
    })
  })
