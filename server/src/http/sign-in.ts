import type { LockAfter } from '@chairside/shared/screen-lock'
import { signInSchema } from '@chairside/shared/staff'
import { STATION_COOKIE } from '@chairside/shared/station'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '../ports/access.ts'
import { COOKIE_NAME, cookieLifeMs, cookieSecretOf, type SignInAccess } from './access.ts'
import { isLeftAlone } from './screen-lock.ts'
import { browserOf } from './station.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: SignedIn | null
    /** The name of this browser, given anew where it has none. */
    browser: string | null
  }
}

/** What browsers allow at most. */
const BROWSER_NAMED_SECONDS = 400 * 24 * 3_600

const SENTENCES = {
  'not-signed-in': 'The name or the password is not right.',
  'too-frequent': 'Too many attempts. Wait a few minutes and try again.',
} as const

/** `POST /api/sign-in`, `POST /api/sign-out`, `GET /api/me`. */
export const addSignInRoutes = (app: FastifyInstance, access: SignInAccess, lockAfter: LockAfter): void => {
  app.post('/api/sign-in', async (request, reply) => {
    const parsed = signInSchema.safeParse(request.body)
    if (!parsed.success) return reply.code(400).send({ code: 'malformed', message: 'A name and a password are needed.' })
    const result = await access.signIn(parsed.data.login, parsed.data.password, request.ip)
    if (!result.ok)
      return reply.code(result.code === 'too-frequent' ? 429 : 401).send({ code: result.code, message: SENTENCES[result.code] })
    // Whoever comes in at the screen of another takes it over: the one before is out.
    if (request.person !== null) await access.signOut(request.person)
    setCookie(request, reply, result.secret, cookieLifeMs(result.me.role) / 1_000)
    nameBrowser(request, reply)
    return reply.send(result.me)
  })
  app.post('/api/sign-out', async (request, reply) => {
    if (request.person !== null) await access.signOut(request.person)
    setCookie(request, reply, '', 0)
    return reply.code(204).send()
  })
  app.get('/api/me', async (request, reply) => {
    const { person } = request
    const secret = cookieSecretOf(request.headers.cookie)
    // A wall that loads its page anew keeps its cookie for as long again.
    if (person?.me.role === 'viewer' && secret !== null) setCookie(request, reply, secret, cookieLifeMs(person.me.role) / 1_000)
    if (person === null || !isLeftAlone(person, lockAfter)) return reply.send(person?.me)
    await access.lock(person, 'idle')
    return reply.send({ ...person.me, locked: true })
  })
}

/** R2: a browser keeps its name for as long as browsers keep anything. */
const nameBrowser = (request: FastifyRequest, reply: FastifyReply): void => {
  if (request.browser === null || browserOf(request.headers.cookie) !== null) return
  const secure = request.headers.origin?.startsWith('https://') ?? false
  reply.setCookie(STATION_COOKIE, request.browser, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: BROWSER_NAMED_SECONDS })
}

/** `Secure` where the browser says that it came by TLS, which a proxy may end before this server. */
const setCookie = (request: FastifyRequest, reply: FastifyReply, value: string, maxAge: number): void => {
  const secure = request.headers.origin?.startsWith('https://') ?? false
  reply.setCookie(COOKIE_NAME, value, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge })
}
