import { type Print, printSchema } from '@chairside/shared/print'
import type { FastifyInstance } from 'fastify'
import type { Room } from '../monitor/room.ts'
import type { Sessions } from '../ports/sessions.ts'
import { refuseNoSession } from './no-session.ts'
import { type Audited, allowed, bodyOf, byOf, refuse } from './patients.ts'

export interface PrintParts {
  readonly room: Pick<Room, 'runner' | 'pictures'>
  readonly sessions: Pick<Sessions, 'lineOf' | 'removalOf'>
  readonly audit: (entry: Audited) => void
  /** Durable when it resolves: what is of a record waits for it, a sheet is wanted most when nothing can be written. */
  readonly auditFirst: (entry: Audited) => Promise<void>
}

/** Whose data leave the room on paper, by their sessions; null: the session is not on the chair. */
const printed = (room: PrintParts['room'], print: Exclude<Print, { sheet: 'chart' | 'strip' }>): Omit<Audited, 'staffId'> | null => {
  if (print.sheet === 'instructions') {
    const { chairId, sessionId } = print
    if (room.runner(chairId)?.sessionId() !== sessionId) return null
    return { action: 'print-instructions', object: `session ${sessionId}`, details: { chair: chairId } }
  }
  const sessions = room.pictures().flatMap(({ session }) => (session === null ? [] : [session.sessionId]))
  return { action: 'print-downtime-sheet', object: 'room', details: { sessions: sessions.join(' ') } }
}

/** `POST /api/prints`: a screen prints a sheet; the audit keeps who, what and when (R2). The sheet itself is the screen's. */
export const addPrintRoute = (app: FastifyInstance, { room, sessions, audit, auditFirst }: PrintParts): void => {
  app.post('/api/prints', async (request, reply) => {
    const person = allowed(request, reply)
    const print = person === null ? null : bodyOf(printSchema, request, reply)
    if (person === null || print === null) return reply
    if (print.sheet === 'chart' || print.sheet === 'strip') {
      if ((await sessions.lineOf(print.sessionId)) === null) return refuseNoSession(reply, sessions, print.sessionId)
      try {
        await auditFirst({ staffId: byOf(person), action: `print-${print.sheet}`, object: `session ${print.sessionId}`, details: {} })
      } catch {
        return refuse(reply, 'not-recording')
      }
      return reply.code(204).send()
    }
    const entry = printed(room, print)
    if (entry === null) return refuse(reply, 'other-session')
    audit({ staffId: byOf(person), ...entry })
    return reply.code(204).send()
  })
}
