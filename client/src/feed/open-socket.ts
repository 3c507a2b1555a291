import { WAVES_NAMESPACE } from '@chairside/shared/wave-wire'
import { SCREEN_PROTOCOL_VERSION, SCREENS_NAMESPACE } from '@chairside/shared/wire'
import { io } from 'socket.io-client'
import type { ScreenSocket } from './room-feed.ts'
import type { WaveSocket } from './wave-feed.ts'

const OPTIONS = {
  autoConnect: false,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  auth: { version: SCREEN_PROTOCOL_VERSION },
  reconnection: true,
  reconnectionAttempts: Number.POSITIVE_INFINITY,
  reconnectionDelay: 500,
  reconnectionDelayMax: 5_000,
  timeout: 5_000,
}

/** The socket of a screen, not yet connected; it tries for ever, at most 5 s apart (P4). */
export const openSocket = (): ScreenSocket => io(SCREENS_NAMESPACE, OPTIONS)

/** The waves' own connection, so that none of them stands before an alarm (P2). */
export const openWaveSocket = (): WaveSocket => io(WAVES_NAMESPACE, { ...OPTIONS, forceNew: true })
