import { readFile } from 'node:fs/promises'
import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { applyPatch, type RoomPatch, type RoomPicture } from '@chairside/shared/picture'
import { done } from '@chairside/shared/reply'
import type { Me, Role } from '@chairside/shared/staff'
import { SCREENS_NAMESPACE } from '@chairside/shared/wire'
import { Server } from 'socket.io'

const CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The built client over pictures made by hand: every state of a board, when the test says so. */
export interface PicturedRoom {
  readonly url: string
  /** Changes chairs for every screen, as one patch. */
  patch(chairs: RoomPatch['chairs']): void
  /** Another room for whoever loads the page next, or looks now. */
  show(picture: RoomPicture, role?: Role): void
  /** The server falls silent, and comes back at the same address. */
  fallSilent(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

const personOf = (role: Role): Me => ({ staffId: 's1', name: role === 'viewer' ? 'Wall' : 'N. Ortega', role, demo: false })

/** `nowOf`: the room time of an answer, in UTC ms. */
export const openPicturedRoom = async (first: RoomPicture, nowOf: () => number, firstRole: Role = 'nurse'): Promise<PicturedRoom> => {
  let picture = first
  let role = firstRole
  let http: HttpServer
  let io: Server
  let port = 0

  const send = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (path.startsWith('/api/')) {
      response.writeHead(path === '/api/me' ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(path === '/api/me' ? personOf(role) : { code: 'unknown-event', message: 'Nothing.' }))
      return
    }
    const isFile = extname(path) !== ''
    const found = await readFile(join(CLIENT_DIR, isFile ? path : 'index.html'))
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/html; charset=utf-8' })
    response.end(isFile ? found : found.toString().replaceAll('__CSP_NONCE__', 'n'))
  }

  const open = async (): Promise<void> => {
    http = createServer((request, response) => {
      send(request, response).catch(() => response.writeHead(404).end())
    })
    io = new Server(http)
    io.of(SCREENS_NAMESPACE).on('connection', (socket) => {
      const snapshot = (): RoomPicture => ({ ...picture, clock: { roomNow: nowOf(), speed: 1 } })
      socket.on('beat', (_nothing: object, answer: (pong: object) => void) =>
        answer({ epoch: picture.epoch, number: picture.number, roomNow: nowOf(), speed: 1 }),
      )
      socket.on('resync', (_nothing: object, answer: (snapshot: RoomPicture) => void) => answer(snapshot()))
      socket.on('command', (_command: object, answer: (reply: object) => void) => answer(done()))
      socket.emit('snapshot', snapshot())
    })
    await new Promise<void>((resolve) => {
      http.listen(port, '127.0.0.1', resolve)
    })
    port = (http.address() as AddressInfo).port
  }
  const close = async (): Promise<void> => {
    await io.close()
    http.closeAllConnections()
  }

  await open()
  return {
    url: `http://127.0.0.1:${port}`,
    patch: (chairs) => {
      const patch: RoomPatch = { epoch: picture.epoch, number: picture.number + 1, chairs }
      picture = applyPatch(picture, patch) ?? picture
      io.of(SCREENS_NAMESPACE).emit('patch', patch)
    },
    show: (next, nextRole = role) => {
      role = nextRole
      picture = { ...next, epoch: picture.epoch, number: picture.number + 1 }
      io.of(SCREENS_NAMESPACE).emit('snapshot', { ...picture, clock: { roomNow: nowOf(), speed: 1 } })
    },
    fallSilent: close,
    comeBack: open,
    close,
  }
}
