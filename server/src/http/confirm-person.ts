import { type ConfirmedPerson, confirmPersonSchema } from '@chairside/shared/confirm-person'
import type { FastifyInstance } from 'fastify'
import type { SignInAccess } from './access.ts'
import { bodyOf, refuse } from './patients.ts'

/** `POST /api/confirm-person`: a person at this screen proves who they are, for one act of one kind at one session. */
export const addConfirmPersonRoute = (app: FastifyInstance, access: SignInAccess): void => {
  app.post('/api/confirm-person', async (request, reply) => {
    const { person } = request
    if (person === null) return refuse(reply, 'not-signed-in')
    const body = bodyOf(confirmPersonSchema, request, reply)
    if (body === null) return reply
    if (person.me.locked === true && body.purpose !== 'unlock') return refuse(reply, 'locked')
    const confirmed = await access.confirm(person, body, request.ip)
    if (typeof confirmed === 'string') return refuse(reply, confirmed)
    const answer: ConfirmedPerson = confirmed
    return reply.send(answer)
  })
}
