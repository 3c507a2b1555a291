import { sessionIdSchema } from '@chairside/shared/identity'
import { SECOND_MS } from '@chairside/shared/time'
import type { Trend, TrendPoint } from '@chairside/shared/trend'
import { CONTINUOUS_VITALS, type ContinuousVital } from '@chairside/shared/vital'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Room } from '../monitor/room.ts'
import type { ChartQuery, NumericsRow } from '../ports/record.ts'

export const BUCKET_MS = 10 * SECOND_MS

const querySchema = z.strictObject({ sessionId: sessionIdSchema })
const paramsSchema = z.strictObject({ id: z.string().min(1).max(16) })

/** The rows thinned to buckets of `bucketMs`: lowest, highest and last value of each, so that no extreme is lost. Empty buckets are left out. */
export const bucketed = (rows: readonly NumericsRow[], bucketMs: number): Trend['series'] => {
  const series: { [vital in ContinuousVital]?: TrendPoint[] } = {}
  for (const row of rows) {
    const start = Math.floor(row.at / bucketMs) * bucketMs
    for (const vital of CONTINUOUS_VITALS) {
      const value = row[vital]
      if (value === null) continue
      const points = series[vital] ?? []
      series[vital] = points
      const last = points.at(-1)
      if (last?.[0] === start) points[points.length - 1] = [start, Math.min(last[1], value), Math.max(last[2], value), value]
      else points.push([start, value, value, value])
    }
  }
  return series
}

export interface TrendParts {
  readonly room: Room
  readonly charts: ChartQuery
  /** Keeps the look in the audit (R2). */
  readonly looked: (staffId: string, tokenHash: string, sessionId: string) => void
}

/** `GET /api/chairs/:id/trend?sessionId=…`: the continuous vitals of the session that is on the chair. */
export const addTrendRoute = (app: FastifyInstance, { room, charts, looked }: TrendParts): void => {
  app.get('/api/chairs/:id/trend', async (request, reply) => {
    const params = paramsSchema.safeParse(request.params)
    const query = querySchema.safeParse(request.query)
    if (!params.success || !query.success)
      return reply.code(400).send({ code: 'malformed', message: 'A chair and a sessionId are needed.' })
    const session = room.runner(params.data.id)?.picture().session ?? null
    if (session === null || session.sessionId !== query.data.sessionId)
      return reply.code(404).send({ code: 'other-session', message: 'This session is not on this chair.' })
    if (request.person !== null) looked(request.person.me.staffId, request.person.tokenHash, session.sessionId)
    const rows = await charts.numericsOf(session.sessionId, 0, Number.MAX_SAFE_INTEGER)
    return reply.send({ sessionId: session.sessionId, bucketMs: BUCKET_MS, series: bucketed(rows, BUCKET_MS) } satisfies Trend)
  })
}
