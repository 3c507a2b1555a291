import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Declaration,
  type Delivery,
  declarationSchema,
  deliverySchema,
  MONITORS_NAMESPACE,
  type Receipt,
} from '@chairside/shared/wire'
import { Server } from 'socket.io'

/** A door for monitors that notes what comes, as a server sees it. */
export interface FakeDoor {
  readonly port: number
  readonly url: string
  readonly declarations: Declaration[]
  /** In the order of their arrival; those that are not as the protocol says are counted only. */
  readonly deliveries: Delivery[]
  malformed: number
  connections: number
  disconnections: number
  /** Whether receipts are given. */
  receipting: boolean
  /** Asks the monitors to measure. */
  askToMeasure(): void
  kill(): Promise<void>
}

export const openFakeDoor = async (port = 0, speed = 1, pingMs = 25_000): Promise<FakeDoor> => {
  const http: HttpServer = createServer()
  const io = new Server(http, { pingInterval: pingMs, pingTimeout: pingMs })
  const seen = {
    declarations: [] as Declaration[],
    deliveries: [] as Delivery[],
    malformed: 0,
    connections: 0,
    disconnections: 0,
    receipting: true,
  }
  io.of(MONITORS_NAMESPACE).on('connection', (socket) => {
    door.connections += 1
    socket.on('disconnect', () => {
      door.disconnections += 1
    })
    socket.on('declare', (payload: unknown, answer: (receipt: Receipt) => void) => {
      door.declarations.push(declarationSchema.parse(payload))
      answer({ ok: true, received: [] })
    })
    socket.on('deliver', (payload: unknown, answer: (receipt: Receipt) => void) => {
      const delivery = deliverySchema.safeParse(payload)
      if (!delivery.success) {
        door.malformed += 1
        answer({ ok: false, code: 'malformed', message: 'not a delivery' })
        return
      }
      door.deliveries.push(delivery.data)
      if (door.receipting) answer({ ok: true, received: delivery.data.entries.map(({ seq }) => seq) })
    })
    socket.emit('greeting', { protocol: 1, sourceId: 'M1', roomNow: 1_000_000, speed, boundTo: null })
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  const listening = (http.address() as AddressInfo).port
  let alive = true
  const door: FakeDoor = {
    ...seen,
    port: listening,
    url: `http://127.0.0.1:${listening}`,
    askToMeasure: () => void io.of(MONITORS_NAMESPACE).emit('measure', {}),
    kill: async () => {
      if (!alive) return
      alive = false
      io.disconnectSockets(true)
      await io.close()
    },
  }
  return door
}

export const seqsOf = (deliveries: readonly Delivery[]): readonly number[] =>
  deliveries.flatMap(({ entries }) => entries.map(({ seq }) => seq))
