import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { nonceOf } from './headers.ts'

const PLACEHOLDER = '__CSP_NONCE__'

/** Serves the built client; every other address that is not the API's is the page itself, with this request's nonce. */
export const addStaticClient = async (app: FastifyInstance, clientDir: string): Promise<void> => {
  const page = await readPage(clientDir)
  if (page !== null)
    await app.register(fastifyStatic, {
      root: clientDir,
      index: false,
      allowedPath: (path) => path !== '/index.html',
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.startsWith(join(clientDir, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  const sendPage = (reply: FastifyReply): FastifyReply =>
    page === null
      ? reply.code(503).type('text/plain; charset=utf-8').send('The client is not built: run npm run build.')
      : reply
          .header('cache-control', 'no-store')
          .type('text/html; charset=utf-8')
          .send(page.replaceAll(PLACEHOLDER, nonceOf(reply.raw)))
  app.get('/', (_request, reply) => sendPage(reply))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (path.startsWith('/api/') || path.startsWith('/assets/') || request.method !== 'GET' || path.includes('.'))
      return reply.code(404).send({ code: 'unknown-event', message: 'Nothing lives at this address.' })
    return sendPage(reply)
  })
}

const readPage = async (clientDir: string): Promise<string | null> => {
  try {
    return await readFile(join(clientDir, 'index.html'), 'utf8')
  } catch {
    return null
  }
}
