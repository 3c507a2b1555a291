import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { PANEL_PAGE, PANEL_SCRIPT, PANEL_STYLE } from './panel-page.ts'
import type { SimulatedRoom } from './room.ts'
import { SCENARIOS } from './scenario-library.ts'
import { FORCE_WORDS, orderIn, PACE_WORDS, TROUBLE_PHRASES } from './steering.ts'

/** The instructor's panel: a page of the simulator's own, for this machine alone. */
export interface Panel {
  readonly url: string
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
const MOST_BYTES = 1_000
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const

const FILES: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': ['text/html; charset=utf-8', PANEL_PAGE],
  '/panel.css': ['text/css; charset=utf-8', PANEL_STYLE],
  '/panel.js': ['text/javascript; charset=utf-8', PANEL_SCRIPT],
}

/** The body as text, or null where it is longer than any order. */
const bodyOf = async (request: IncomingMessage): Promise<string | null> => {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > MOST_BYTES) return null
  }
  return text
}

/** The line of `{"line": "3 raise bp"}`; null: it is something else. */
const lineIn = (body: string): string | null => {
  try {
    const given: unknown = JSON.parse(body)
    return typeof given === 'object' && given !== null && 'line' in given && typeof given.line === 'string' ? given.line : null
  } catch {
    return null
  }
}

/** Does what a line asks for and answers in a sentence. */
export const obey = (room: Pick<SimulatedRoom, 'steer'>, line: string, find?: Parameters<SimulatedRoom['steer']>[2]): string => {
  try {
    const { chair, instruction } = orderIn(line)
    room.steer(chair, instruction, find)
    return `Done: ${line.trim()}.`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Why there is no panel, from what `openPanel` rejected with. */
export const whyNoPanel = (error: unknown, port: number): string => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const reason = isTaken ? `Port ${port} is taken` : `Port ${port} can't be had (${error instanceof Error ? error.message : String(error)})`
  return `${reason}: there is no page to steer the patients. Another port can be given with --panel.`
}

/**
 * Serves the panel on this machine's loopback alone. Another name in `Host` (a page that had its own name point here) and another
 * `Origin` are refused. `roomNow` gives the room, or null while there is none. Rejects where the port can't be had.
 */
export const openPanel = (port: number, roomNow: () => SimulatedRoom | null): Promise<Panel> => {
  let own: readonly string[] = []

  const reply = (response: ServerResponse, status: number, type: string, text: string): void => {
    response.writeHead(status, { ...HEADERS, 'content-type': type }).end(text)
  }
  const json = (response: ServerResponse, status: number, value: unknown): void =>
    reply(response, status, 'application/json; charset=utf-8', JSON.stringify(value))

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { host, origin } = request.headers
    if (host === undefined || !own.includes(host)) return json(response, 403, { answer: 'This panel is for its own address alone.' })
    if (origin !== undefined && !own.some((name) => origin === `http://${name}`))
      return json(response, 403, { answer: 'Another page may not steer this room.' })
    const room = roomNow()
    const path = request.url ?? '/'
    const file = request.method === 'GET' ? FILES[path] : undefined
    if (file !== undefined) return reply(response, 200, ...file)
    if (request.method === 'GET' && path === '/state')
      return json(response, 200, {
        chairs: room?.chairs ?? [],
        scenarios: SCENARIOS.map(({ id, title }) => ({ id, title })),
        pace: PACE_WORDS,
        forces: [...FORCE_WORDS, 'settle'],
        troubles: [...TROUBLE_PHRASES, 'unplug', 'plug'],
      })
    if (request.method !== 'POST' || path !== '/say') return json(response, 404, { answer: 'There is nothing here.' })
    // A form of another page can't send this type without asking first.
    if (origin === undefined || request.headers['content-type'] !== 'application/json')
      return json(response, 403, { answer: 'Only the panel itself may say this.' })
    const body = await bodyOf(request)
    const line = body === null ? null : lineIn(body)
    if (line === null) return json(response, 400, { answer: 'That is not understood.' })
    json(response, 200, { answer: room === null ? 'The room is not open yet.' : obey(room, line) })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address !== null ? address.port : port
      own = [`${LOOPBACK}:${bound}`, `localhost:${bound}`]
      resolve({
        url: `http://${LOOPBACK}:${bound}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}
