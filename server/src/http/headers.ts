import type { ServerResponse } from 'node:http'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Ids } from '../ports/ids.ts'

const nonces = new WeakMap<object, string>()

/** The nonce of this response's content security policy. */
export const nonceOf = (response: ServerResponse): string => nonces.get(response) ?? ''

/** Security headers: only this server's own files run, styles need the page's nonce, and nothing of another site is fetched. */
export const addHeaders = async (app: FastifyInstance, ids: Ids): Promise<void> => {
  app.addHook('onRequest', (_request, reply, next) => {
    nonces.set(reply.raw, ids.secret())
    next()
  })
  const withNonce = (_request: unknown, response: object): string => `'nonce-${nonces.get(response) ?? ''}'`
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", withNonce],
        styleSrc: ["'self'", withNonce],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        // On plain http in a clinic's network an upgrade would leave the page blank.
        upgradeInsecureRequests: null,
      },
    },
    hsts: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  })
  app.addHook('onSend', (_request, reply, payload, next) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    next(null, payload)
  })
}
