import { LOCK_AFTER, lockSchema, newPinSchema, unlockSchema } from '@chairside/shared/screen-lock'
import type { FastifyInstance } from 'fastify'
import type { SignedIn } from '../ports/access.ts'
import type { SignInAccess } from './access.ts'
import { bodyOf, refuse } from './patients.ts'

/** What a locked screen may ask beside looking: to be unlocked, or to be left. */
const WHILE_LOCKED: ReadonlySet<string> = new Set(['/api/confirm-person', '/api/lock', '/api/unlock', '/api/sign-in', '/api/sign-out'])

/** A locked sign-in may look; whatever changes something is for its person, who unlocks it first. */
export const isHeldByLock = (person: SignedIn | null, method: string, path: string): boolean =>
  person?.me.locked === true && method !== 'GET' && method !== 'HEAD' && !WHILE_LOCKED.has(path)

/** A page that was closed or asleep for longer than any screen may stand untouched comes back locked. A wall without a person does not lock. */
export const isLeftAlone = ({ me, idleMs }: SignedIn, lockAfter = LOCK_AFTER): boolean =>
  me.locked !== true && me.role !== 'viewer' && idleMs >= Math.max(lockAfter.deskMs, lockAfter.chairsideMs)

/** `POST /api/lock`, `POST /api/unlock`, `POST /api/pin`, and `POST /api/awake`, by which a screen says that somebody is at it. */
export const addScreenLockRoutes = (app: FastifyInstance, access: SignInAccess): void => {
  app.post('/api/lock', async (request, reply) => {
    const body = bodyOf(lockSchema, request, reply)
    if (body === null || request.person === null) return reply
    if (request.person.me.locked !== true) await access.lock(request.person, body.because)
    return reply.code(204).send()
  })
  app.post('/api/unlock', async (request, reply) => {
    const body = bodyOf(unlockSchema, request, reply)
    if (body === null || request.person === null) return reply
    return (await access.unlock(request.person, body.proof)) ? reply.code(204).send() : refuse(reply, 'proof-refused')
  })
  app.post('/api/pin', async (request, reply) => {
    const body = bodyOf(newPinSchema, request, reply)
    if (body === null || request.person === null) return reply
    const refusal = await access.setPin(request.person, body, request.ip)
    return refusal === null ? reply.code(204).send() : refuse(reply, refusal)
  })
  app.post('/api/awake', (_request, reply) => reply.code(204).send())
}
