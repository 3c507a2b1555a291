import { WAVES_NAMESPACE } from '@chairside/shared/wave-wire'
import { MONITORS_NAMESPACE, SCREENS_NAMESPACE } from '@chairside/shared/wire'
import type { Server } from 'socket.io'
import type { Clock } from '../ports/clock.ts'

const CLOSE_MS = 1_000
const LAST_WORDS_MS = 50

/** Tells every monitor and screen that the server stops, and closes their connections; in little more than a second at most. */
export const closeSocketsOf = async (io: Server, clock: Clock): Promise<void> => {
  const pause = (wallMs: number): Promise<void> =>
    new Promise((resolve) => {
      clock.after(wallMs, resolve)
    })
  for (const name of [MONITORS_NAMESPACE, SCREENS_NAMESPACE, WAVES_NAMESPACE])
    io.of(name).emit('refused', { code: 'shutting-down', message: 'The server stops; connect again later.' })
  await pause(LAST_WORDS_MS)
  // The transport is closed without a farewell: clients that were told goodbye would not come back by themselves (P4).
  await Promise.race([io.close(), pause(CLOSE_MS)])
}
