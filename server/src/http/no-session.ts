import type { SessionId } from '@chairside/shared/identity'
import type { FastifyReply } from 'fastify'
import type { Sessions } from '../ports/sessions.ts'
import { refuse, refuseWith } from './patients.ts'

/** R1: a session that its retention removed is told from one that never was. Only for whoever may see charts. */
export const refuseNoSession = async (
  reply: FastifyReply,
  sessions: Pick<Sessions, 'removalOf'>,
  sessionId: SessionId | undefined,
): Promise<FastifyReply> => {
  const removed = sessionId === undefined ? null : await sessions.removalOf(sessionId)
  return removed === null ? refuse(reply, 'unknown-session') : refuseWith(reply, 'removed-session', { removed })
}
