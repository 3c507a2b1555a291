/**
 * The bare baseline: takes the same deliveries and traces, checks nothing, acknowledges at once, and sends one batched frame each 100 ms to
 * every screen. With a file as its argument it also writes the numbers into SQLite, one transaction each 50 ms, before it acknowledges.
 */
import { createServer } from 'node:http'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { Server, type Socket } from 'socket.io'

const TICK_MS = 100
const COMMIT_MS = 50

interface Entry {
  readonly kind: string
  readonly at: number
  readonly seq: number
  readonly readings?: readonly { readonly value: number }[]
}
interface Delivery {
  readonly entries: readonly Entry[]
}
type Answer = (receipt: object) => void
const RECEIVED = { ok: true, received: [1] }

const http = createServer()
const io = new Server(http, { serveClient: false })
const screens = io.of('/screens')
const waves = io.of('/waves')
let waiting: object[] = []
let traces: { readonly chairId: string; readonly at: number; readonly samples: Uint8Array }[] = []

const file = process.argv[2]
const database = file === undefined ? null : openSqliteFile(file, 5_000)
database?.exec(
  'CREATE TABLE numerics (session_no INTEGER, input_number INTEGER, at INTEGER, hr REAL, pulse REAL, spo2 REAL, rr REAL, etco2 REAL) STRICT',
)
const insert = database?.prepare('INSERT INTO numerics VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
let unsaved: { readonly monitor: number; readonly delivery: Delivery; readonly answer: Answer }[] = []
const commit = database?.transaction(() => {
  for (const { monitor, delivery } of unsaved)
    for (const { seq, at, readings = [] } of delivery.entries)
      insert?.run(monitor, seq, at, ...[0, 1, 2, 3, 4].map((index) => readings[index]?.value ?? null))
})
if (commit !== undefined)
  setInterval(() => {
    if (unsaved.length === 0) return
    commit()
    for (const { answer } of unsaved) answer(RECEIVED)
    unsaved = []
  }, COMMIT_MS)

io.of('/monitors').on('connection', (socket: Socket) => {
  const monitor = Number((socket.handshake.auth as { readonly monitor: number }).monitor)
  socket.on('declare', (_declaration, answer: Answer) => answer(RECEIVED))
  socket.on('deliver', (delivery: Delivery, answer: Answer) => {
    if (commit === undefined) answer(RECEIVED)
    else unsaved.push({ monitor, delivery, answer })
    const told = { chairId: String(monitor), delivery }
    if (delivery.entries[0]?.kind === 'apnoea') screens.emit('patch', { deliveries: [told] })
    else waiting.push(told)
  })
  socket.on('waves', (packet: { readonly at: number; readonly samples: Uint8Array }) => {
    traces.push({ chairId: String(monitor), at: packet.at, samples: packet.samples })
  })
})
const watched = new Map<string, ReadonlySet<string>>()
waves.on('connection', (socket: Socket) => {
  socket.on('watch', ({ chairIds }: { readonly chairIds: readonly string[] }, answer: (chairs: readonly string[]) => void) => {
    const room = chairIds.join(' ')
    watched.set(room, new Set(chairIds))
    void socket.join(room)
    answer(chairIds)
  })
})
setInterval(() => {
  if (waiting.length > 0) screens.emit('patch', { deliveries: waiting })
  waiting = []
  for (const [room, chairIds] of watched) {
    const own = traces.filter(({ chairId }) => chairIds.has(chairId))
    if (own.length > 0)
      waves
        .to(room)
        .emit('frame', { chairs: own.map(({ chairId, at }) => ({ chairId, at })) }, Buffer.concat(own.map(({ samples }) => samples)))
  }
  traces = []
}, TICK_MS)
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`)
})
const end = (): void => {
  database?.close()
  process.exit(0)
}
process.on('SIGTERM', end)
// Whoever started it is gone.
process.stdin.on('end', end).resume()
