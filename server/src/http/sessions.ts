import { dayAfter } from '@chairside/shared/clinic-day'
import { startOfDay } from '@chairside/shared/day-bounds'
import { findSessionsSchema, type SessionPage, sessionQuerySchema } from '@chairside/shared/session-list'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { SessionKeeper } from '../monitor/session-list.ts'
import type { SignedIn } from '../ports/access.ts'
import type { Patients } from '../ports/patients.ts'
import type { SessionFilter, SessionPlace, Sessions } from '../ports/sessions.ts'
import type { Looks } from './looks.ts'
import { type Audited, addKeptRoutes, allowed, bodyOf, byOf, refuse } from './patients.ts'

export interface SessionParts {
  readonly sessions: Sessions
  readonly keeper: Pick<SessionKeeper, 'isComplete'>
  readonly patients: Patients
  readonly timeZone: string
  readonly audit: (entry: Audited) => void
  readonly looks: Looks
}

type Asked = z.output<typeof findSessionsSchema>

const cursorOf = ({ checkedInAt, sessionId }: SessionPlace): string =>
  Buffer.from(JSON.stringify([checkedInAt, sessionId])).toString('base64url')

/** Undefined: no cursor of ours. */
const placeOf = (cursor: string | undefined): SessionPlace | null | undefined => {
  if (cursor === undefined) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const [checkedInAt, sessionId] = Array.isArray(read) ? (read as readonly unknown[]) : []
    return typeof checkedInAt === 'number' && typeof sessionId === 'string' ? { checkedInAt, sessionId } : undefined
  } catch {
    return undefined
  }
}

/** What was asked for, as the audit may keep it: never the words of a name. */
const askedOf = ({ patient, after: _after, limit: _limit, ...rest }: Asked): Audited['details'] => {
  const details: Record<string, string | boolean> = patient === undefined || patient === '' ? {} : { patient: 'words' }
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) details[name] = value
  return details
}

/** `GET /api/sessions`, `POST /api/sessions/find` (the same with words of a name in its body) and `GET /api/sessions/physicians`. */
export const addSessionRoutes = (app: FastifyInstance, parts: SessionParts): void => addKeptRoutes(app, (routes) => addTo(routes, parts))

const addTo = (app: FastifyInstance, { sessions, keeper, patients, timeZone, audit, looks }: SessionParts): void => {
  /** Null: a patient that nobody knows. */
  const filterOf = async (asked: Asked): Promise<SessionFilter | null> => {
    const { patientId, patient, from, to, chair, ...rest } = asked
    const card = patientId === undefined ? null : await patients.byId(patientId)
    if (patientId !== undefined && card === null) return null
    const { physician, state, unsigned, excursion, simulated } = rest
    return {
      ...(patient === undefined || patient === '' ? {} : { text: patient }),
      ...(card === null ? {} : { identifier: card.identifier }),
      ...(from === undefined ? {} : { fromAt: startOfDay(from, timeZone) }),
      ...(to === undefined ? {} : { untilAt: startOfDay(dayAfter(to, 1), timeZone) }),
      ...(chair === undefined ? {} : { chairId: chair }),
      ...(physician === undefined ? {} : { physician }),
      ...(state === undefined ? {} : { state }),
      ...(unsigned === true ? { unsigned } : {}),
      ...(excursion === true ? { excursion } : {}),
      ...(simulated === undefined ? {} : { simulated }),
    }
  }

  const pageOf = async (person: SignedIn, asked: Asked): Promise<SessionPage | 'malformed' | 'unknown-patient'> => {
    const place = placeOf(asked.after)
    if (place === undefined) return 'malformed'
    const filter = await filterOf(asked)
    if (filter === null) return 'unknown-patient'
    const found = await sessions.find(filter, place, asked.limit + 1)
    const shown = found.slice(0, asked.limit)
    const last = shown.at(-1)
    const seen = shown.map(({ sessionId }) => sessionId).join(' ')
    const question = JSON.stringify(askedOf(asked))
    // Whoever looks for somebody by name learns something, found or not.
    const isLook = seen !== '' || asked.patient !== undefined
    if (isLook && looks.isNew(person.tokenHash, 'look-at-sessions', `${question} ${seen}`))
      audit({
        staffId: byOf(person),
        action: 'look-at-sessions',
        object: 'sessions',
        details: { ...askedOf(asked), found: shown.length, sessions: seen },
      })
    return {
      sessions: shown,
      next: found.length > shown.length && last !== undefined ? cursorOf(last) : null,
      complete: keeper.isComplete(),
    }
  }

  app.get('/api/sessions', async (request, reply) => {
    const person = allowed(request, reply)
    if (person === null) return reply
    const asked = sessionQuerySchema.safeParse(request.query)
    if (!asked.success) return refuse(reply, 'malformed', [...new Set(asked.error.issues.map((issue) => issue.path.join('.')))])
    const page = await pageOf(person, asked.data)
    return typeof page === 'string' ? refuse(reply, page) : reply.send(page)
  })
  app.post('/api/sessions/find', async (request, reply) => {
    const person = allowed(request, reply)
    const asked = person === null ? null : bodyOf(findSessionsSchema, request, reply)
    if (person === null || asked === null) return reply
    const page = await pageOf(person, asked)
    return typeof page === 'string' ? refuse(reply, page) : reply.send(page)
  })
  app.get('/api/sessions/physicians', async (request, reply) => {
    if (allowed(request, reply) === null) return reply
    return reply.send({ physicians: await sessions.physicians() })
  })
}
