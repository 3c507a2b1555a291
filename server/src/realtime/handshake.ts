import type { IncomingMessage } from 'node:http'
import { handshakeSchema, SCREEN_PROTOCOL_VERSION } from '@chairside/shared/wire'
import type { Socket } from 'socket.io'
import type { Access, SignedIn } from '../ports/access.ts'

export type Admission =
  | { readonly person: SignedIn }
  | { readonly code: 'malformed' | 'wrong-version' | 'not-signed-in'; readonly message: string }

/**
 * Whether a request with this Origin may open a connection. Browsers always send one: only the server's own host and the configured
 * origins pass. Monitors and other machines send none; they come in by token or cookie alone.
 */
export const isOriginAllowed = (request: Pick<IncomingMessage, 'headers'>, origins: readonly string[]): boolean => {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (origins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Who this screen belongs to, or why it is not let in. */
export const admitScreen = async (handshake: Socket['handshake'], access: Access): Promise<Admission> => {
  const parsed = handshakeSchema.safeParse(handshake.auth)
  if (!parsed.success) return { code: 'malformed', message: 'auth needs { version }.' }
  if (parsed.data.version !== SCREEN_PROTOCOL_VERSION)
    return { code: 'wrong-version', message: `This server speaks version ${SCREEN_PROTOCOL_VERSION}; reload the page.` }
  const person = await access.check(handshake.headers.cookie, true)
  return person === null ? { code: 'not-signed-in', message: 'Sign in first.' } : { person }
}
