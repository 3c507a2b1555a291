import { daySchema } from '@chairside/shared/clinic-day'
import type { Moment } from '@chairside/shared/time'
import { type MonitorPreview, newVisitSchema, visitChangeSchema, visitOutcomeSchema } from '@chairside/shared/visit'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { DayListKeeper } from '../monitor/day-list.ts'
import type { Room } from '../monitor/room.ts'
import type { VisitRecord } from '../ports/patients.ts'
import type { Looks } from './looks.ts'
import { type Audited, addKeptRoutes, allowed, answer, bodyOf, byOf, CARING, type PatientParts, refuse } from './patients.ts'

export interface VisitParts extends Omit<PatientParts, 'plan'> {
  readonly days: DayListKeeper
  readonly room: Room
  readonly looks: Looks
}

const querySchema = z.strictObject({ day: daySchema.optional() })

const orderDetails = ({ order, arrival, day, chairId, infusionNumber }: VisitRecord): Audited['details'] => ({
  day,
  arrival,
  infusionNumber,
  chair: chairId,
  mgPerKg: order.mgPerKg,
  durationMin: order.durationMin,
  concentrationMgPerMl: order.concentrationMgPerMl,
})

const previewsOf = (room: Room, now: Moment): readonly MonitorPreview[] =>
  room.sources.list().flatMap(({ sourceId, connected, profile, lastHeardAt }) => {
    if (!connected || profile === null || room.runnerOf(sourceId) !== null) return []
    const shown = room.sources.shownBy(sourceId, now)
    return [
      {
        sourceId,
        patientIdentifier: profile.patientIdentifier,
        canMeasure: profile.canMeasure === true,
        heardAt: lastHeardAt,
        values: shown?.values ?? {},
        measuredAt: shown?.measuredAt ?? {},
        periodMs: profile.periodMs,
        ...(profile.periodsMs === undefined ? {} : { periodsMs: profile.periodsMs }),
        set: shown?.set ?? null,
      },
    ]
  })

/**
 * `GET /api/visits?day=`, `GET /api/visits/:id`, `POST /api/visits`, `POST /api/visits/:id`, `POST /api/visits/:id/outcome`, and
 * `GET /api/monitors/previews` for the person who looks for the right monitor.
 */
export const addVisitRoutes = (app: FastifyInstance, parts: VisitParts): void => addKeptRoutes(app, (routes) => addTo(routes, parts))

const addTo = (app: FastifyInstance, { patients, clock, ids, audit, days, room, looks }: VisitParts): void => {
  /** The same list again is no new look. */
  const looked = (tokenHash: string, seen: string, entry: Audited): void => {
    if (looks.isNew(tokenHash, entry.action, seen)) audit(entry)
  }
  /** Planned for a chair that stands here, or for none. */
  const isChair = (chairId: string | null | undefined): boolean =>
    chairId === null || chairId === undefined || room.runner(chairId) !== null

  app.get('/api/visits', async (request, reply) => {
    const person = allowed(request, reply)
    if (person === null) return reply
    const query = querySchema.safeParse(request.query)
    if (!query.success) return refuse(reply, 'malformed', ['day'])
    const list = await days.listOf(query.data.day ?? days.today())
    const seen = list.visits.map((visit) => visit.patient.patientId).join(' ')
    if (seen !== '')
      looked(person.tokenHash, `${list.day} ${seen}`, {
        staffId: byOf(person),
        action: 'look-at-day',
        object: `day ${list.day}`,
        details: { patients: seen },
      })
    return reply.send(list)
  })
  app.get<{ Params: { id: string } }>('/api/visits/:id', async (request, reply) => {
    const person = allowed(request, reply)
    if (person === null) return reply
    const visit = await patients.visitById(request.params.id)
    if (visit === null) return refuse(reply, 'unknown-visit')
    const { visitId } = visit
    looked(person.tokenHash, visitId, { staffId: byOf(person), action: 'look-at-visit', object: `visit ${visitId}`, details: {} })
    return reply.send(days.cardOf(visit))
  })
  app.post('/api/visits', async (request, reply) => {
    const person = allowed(request, reply)
    const body = person === null ? null : bodyOf(newVisitSchema, request, reply)
    if (person === null || body === null) return reply
    if (!isChair(body.chairId)) return refuse(reply, 'unknown-chair')
    if (body.day < days.today()) return refuse(reply, 'day-over')
    return answer(
      reply,
      () => patients.addVisit(ids.next(), body),
      (visit) => {
        const object = `visit ${visit.visitId}`
        audit({ staffId: byOf(person), action: 'add-visit', object, details: { patient: body.patientId, ...orderDetails(visit) } })
        return days.cardOf(visit)
      },
    )
  })
  app.post<{ Params: { id: string } }>('/api/visits/:id', async (request, reply) => {
    const person = allowed(request, reply)
    const body = person === null ? null : bodyOf(visitChangeSchema, request, reply)
    if (person === null || body === null) return reply
    if (!isChair(body.chairId)) return refuse(reply, 'unknown-chair')
    const before = await patients.visitById(request.params.id)
    return answer(
      reply,
      () => patients.changeVisit(request.params.id, body),
      (visit) => {
        const was = before === null ? {} : orderDetails(before)
        const now = orderDetails(visit)
        const changed = Object.keys(now).filter((field) => was[field] !== now[field])
        const details = Object.fromEntries(changed.map((field) => [field, `${was[field] ?? '–'} → ${now[field] ?? '–'}`]))
        audit({
          staffId: byOf(person),
          action: 'change-visit',
          object: `visit ${visit.visitId}`,
          details: { ...details, patient: visit.patient.patientId },
        })
        return days.cardOf(visit)
      },
    )
  })
  app.post<{ Params: { id: string } }>('/api/visits/:id/outcome', async (request, reply) => {
    const person = allowed(request, reply)
    const body = person === null ? null : bodyOf(visitOutcomeSchema, request, reply)
    if (person === null || body === null) return reply
    if (body.status === 'cancelled' && body.reason === null) return refuse(reply, 'reason-needed')
    return answer(
      reply,
      () => patients.settleVisit(request.params.id, body),
      (visit) => {
        // The reason is the person's own words, where a name may stand: it is kept with the visit, and not here.
        audit({
          staffId: byOf(person),
          action: 'settle-visit',
          object: `visit ${visit.visitId}`,
          details: { status: body.status, patient: visit.patient.patientId, revision: visit.revision },
        })
        return days.cardOf(visit)
      },
    )
  })
  app.get('/api/monitors/previews', async (request, reply) => {
    const person = allowed(request, reply, CARING)
    if (person === null) return reply
    const previews = previewsOf(room, clock.roomNow())
    const named = previews.filter((preview) => preview.patientIdentifier !== null).map((preview) => preview.sourceId)
    if (named.length > 0)
      looked(person.tokenHash, named.join(' '), {
        staffId: byOf(person),
        action: 'look-at-monitors',
        object: 'monitors',
        details: { naming: named.join(' ') },
      })
    return reply.send({ previews })
  })
}
