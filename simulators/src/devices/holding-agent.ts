import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectSecurely } from 'node:tls'

/** Connections that can be made half-open: they stand, and nothing passes in either direction. */
export interface HoldingAgent {
  /** For an HTTP or WebSocket client. */
  readonly agent: Agent
  /** Nothing passes from now on, on new connections either. */
  hold(): void
  /** The held connections break, as they do when somebody notices; new ones are as usual. */
  release(): void
}

export const createHoldingAgent = (secure: boolean): HoldingAgent => {
  const sockets = new Set<Socket>()
  let holding = false
  const stop = (socket: Socket): void => {
    socket.cork()
    socket.pause()
  }
  const agent = secure ? new SecureAgent() : new Agent()
  agent.createConnection = (options) => {
    const socket = secure ? connectSecurely(options as ConnectionOptions) : connect(options as NetConnectOpts)
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    if (holding) stop(socket)
    return socket
  }
  return {
    agent,
    hold: () => {
      holding = true
      for (const socket of sockets) stop(socket)
    },
    release: () => {
      holding = false
      for (const socket of sockets) socket.destroy()
    },
  }
}
