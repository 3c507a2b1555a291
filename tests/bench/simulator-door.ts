/** A door for the simulator bench, in a process of its own: greets each monitor at the speed asked for and receipts what it delivers. */
import { createServer } from 'node:http'
import { MONITORS_NAMESPACE, type Receipt } from '@chairside/shared/wire'
import { Server } from 'socket.io'

const speed = Number(process.argv[2] ?? 1)
const roomStart = Number(process.argv[3] ?? 0)
const started = performance.now()
const http = createServer()
const io = new Server(http, { serveClient: false })
let entries = 0
io.of(MONITORS_NAMESPACE).on('connection', (socket) => {
  socket.on('declare', (_declaration: unknown, answer: (receipt: Receipt) => void) => answer({ ok: true, received: [] }))
  socket.on('deliver', (delivery: { readonly entries: readonly { readonly seq: number }[] }, answer: (receipt: Receipt) => void) => {
    entries += delivery.entries.length
    answer({ ok: true, received: delivery.entries.map(({ seq }) => seq) })
  })
  const roomNow = Math.round(roomStart + (performance.now() - started) * speed)
  socket.emit('greeting', { protocol: 1, sourceId: 'bench', roomNow, speed, boundTo: null })
})
process.stdin.on('data', () => process.stdout.write(`${entries}\n`))
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`)
})
process.on('SIGTERM', () => process.exit(0))
// Whoever started it is gone.
process.stdin.on('end', () => process.exit(0))
