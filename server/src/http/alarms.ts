import { type AlarmReview, episodeQuerySchema, reviewQuerySchema } from '@chairside/shared/alarm-review'
import { whatIfSchema } from '@chairside/shared/alarm-what-if'
import { dayAfter } from '@chairside/shared/clinic-day'
import { startOfDay } from '@chairside/shared/day-bounds'
import type { ChairId } from '@chairside/shared/identity'
import { HOUR_MS, type Moment } from '@chairside/shared/time'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { ReviewPeriod } from '../domain/alarm-review.ts'
import type { WhatIfRuns } from '../monitor/what-if-runs.ts'
import type { SignedIn } from '../ports/access.ts'
import type { AlarmReviews } from '../ports/alarm-reviews.ts'
import type { Sessions } from '../ports/sessions.ts'
import type { Looks } from './looks.ts'
import { type Audited, addKeptRoutes, allowed, bodyOf, byOf, refuse } from './patients.ts'

export interface AlarmParts {
  readonly reviews: AlarmReviews
  readonly sessions: Pick<Sessions, 'removedBetween'>
  readonly runs: WhatIfRuns
  readonly timeZone: string
  readonly audit: (entry: Audited) => void
  readonly looks: Looks
}

interface Days {
  readonly from: string
  readonly to: string
  readonly chair?: ChairId | undefined
  readonly simulated: boolean
}

/** The days that were asked for as they lie in the clinic's zone: 23 or 25 hours where the clocks change. */
export const periodOf = ({ from, to, chair, simulated }: Days, timeZone: string): ReviewPeriod => ({
  fromAt: startOfDay(from, timeZone),
  untilAt: startOfDay(dayAfter(to, 1), timeZone),
  chairId: chair ?? null,
  simulated,
})

/** A day by its hours, more days by days; with the end of the last. */
export const edgesOf = ({ from, to }: Pick<Days, 'from' | 'to'>, timeZone: string): readonly Moment[] => {
  const untilAt = startOfDay(dayAfter(to, 1), timeZone)
  const edges: Moment[] = []
  if (from === to) for (let at = startOfDay(from, timeZone); at < untilAt; at += HOUR_MS) edges.push(at)
  else for (let day = from; day <= to; day = dayAfter(day, 1)) edges.push(startOfDay(day, timeZone))
  return [...edges, untilAt]
}

/**
 * `GET /api/alarms`, `GET /api/alarms/episodes`, `POST /api/alarms/what-if`, `GET /api/alarms/what-if/:id` and `POST` to its `/cancel`. Every
 * look is in the audit.
 */
export const addAlarmRoutes = (app: FastifyInstance, parts: AlarmParts): void => addKeptRoutes(app, (routes) => addTo(routes, parts))

type ById = { Params: { id: string } }

const addTo = (app: FastifyInstance, { reviews, sessions, runs, timeZone, audit, looks }: AlarmParts): void => {
  const queryOf = <Schema extends z.ZodType>(schema: Schema, request: FastifyRequest, reply: FastifyReply): z.output<Schema> | null => {
    const asked = schema.safeParse(request.query)
    if (asked.success) return asked.data
    refuse(reply, 'malformed', [...new Set(asked.error.issues.map((issue) => issue.path.join('.')))])
    return null
  }
  const asAudited = ({ from, to, chair, simulated }: Days): Audited['details'] => ({
    from,
    to,
    ...(chair === undefined ? {} : { chair }),
    simulated,
  })
  const looked = (person: SignedIn, action: string, asked: Days, seen: Audited['details']): void => {
    const details = { ...asAudited(asked), ...seen }
    if (looks.isNew(person.tokenHash, action, JSON.stringify(details))) audit({ staffId: byOf(person), action, object: 'alarms', details })
  }

  app.get('/api/alarms', async (request, reply) => {
    const person = allowed(request, reply)
    const asked = person === null ? null : queryOf(reviewQuerySchema, request, reply)
    if (person === null || asked === null) return reply
    const period = periodOf(asked, timeZone)
    const figures = await reviews.review(period, edgesOf(asked, timeZone))
    const removed = await sessions.removedBetween(period.fromAt, period.untilAt, period.chairId)
    looked(person, 'look-at-alarms', asked, { sessions: figures.sessions })
    return reply.header('cache-control', 'no-store').send({ from: asked.from, to: asked.to, ...figures, removed } satisfies AlarmReview)
  })
  app.get('/api/alarms/episodes', async (request, reply) => {
    const person = allowed(request, reply)
    const asked = person === null ? null : queryOf(episodeQuerySchema, request, reply)
    if (person === null || asked === null) return reply
    const { source, priority, offset, limit } = asked
    const wish = { ...(source === undefined ? {} : { source }), ...(priority === undefined ? {} : { priority }), offset, limit }
    const page = await reviews.episodes(periodOf(asked, timeZone), wish)
    const sessions = [...new Set(page.episodes.map(({ sessionId }) => sessionId))].join(' ')
    if (sessions !== '') looked(person, 'look-at-alarm-list', asked, { found: page.episodes.length, sessions })
    return reply.header('cache-control', 'no-store').send(page)
  })
  app.post('/api/alarms/what-if', async (request, reply) => {
    const person = allowed(request, reply)
    const asked = person === null ? null : bodyOf(whatIfSchema, request, reply)
    if (person === null || asked === null) return reply
    const begun = await runs.begin(person.me.staffId, periodOf(asked, timeZone), asked)
    if ('code' in begun) return refuse(reply, begun.code, begun.details)
    const { protocolId, changes } = asked
    const numbers = Object.fromEntries(changes.map(({ path, value }) => [path, value]))
    const details = {
      ...asAudited(asked),
      sessions: begun.total,
      ...(protocolId === undefined ? {} : { protocol: protocolId }),
      ...numbers,
    }
    audit({ staffId: byOf(person), action: 'judge-period-again', object: 'alarms', details })
    return reply.send(begun)
  })
  app.get<ById>('/api/alarms/what-if/:id', async (request, reply) => {
    const person = allowed(request, reply)
    if (person === null) return reply
    const run = runs.look(person.me.staffId, request.params.id)
    return run === null ? refuse(reply, 'unknown-run') : reply.header('cache-control', 'no-store').send(run)
  })
  app.post<ById>('/api/alarms/what-if/:id/cancel', async (request, reply) => {
    const person = allowed(request, reply)
    if (person === null) return reply
    const run = runs.cancel(person.me.staffId, request.params.id)
    return run === null ? refuse(reply, 'unknown-run') : reply.send(run)
  })
}
