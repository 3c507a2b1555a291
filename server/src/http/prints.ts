import { type Print, printSchema } from '@chairside/shared/print'
import type { FastifyInstance } from 'fastify'
import type { Room } from '../monitor/room.ts'
import { type Audited, allowed, bodyOf, byOf, refuse } from './patients.ts'

export interface PrintParts {
  readonly room: Pick<Room, 'runner' | 'pictures'>
  readonly audit: (entry: Audited) => void
}

/** Whose data leave the room on paper, by their sessions; null: the session is not on the chair. */
const printed = (room: PrintParts['room'], print: Print): Omit<Audited, 'staffId'> | null => {
  if (print.sheet === 'instructions') {
    const { chairId, sessionId } = print
    if (room.runner(chairId)?.sessionId() !== sessionId) return null
    return { action: 'print-instructions', object: `session ${sessionId}`, details: { chair: chairId } }
  }
  const sessions = room.pictures().flatMap(({ session }) => (session === null ? [] : [session.sessionId]))
  return { action: 'print-downtime-sheet', object: 'room', details: { sessions: sessions.join(' ') } }
}

/** `POST /api/prints`: a screen prints a sheet; the audit keeps who, what and when (R2). The sheet itself is the screen's. */
export const addPrintRoute = (app: FastifyInstance, { room, audit }: PrintParts): void => {
  app.post('/api/prints', (request, reply) => {
    const person = allowed(request, reply)
    const print = person === null ? null : bodyOf(printSchema, request, reply)
    if (person === null || print === null) return reply
    const entry = printed(room, print)
    if (entry === null) return refuse(reply, 'other-session')
    audit({ staffId: byOf(person), ...entry })
    return reply.code(204).send()
  })
}
