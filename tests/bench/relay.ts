/** The bare baseline: takes the same deliveries, acknowledges at once, and sends one batched frame each 100 ms to every screen. */
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { serveClient: false })
let waiting: unknown[] = []
io.of('/monitors').on('connection', (socket) => {
  socket.on('declare', (_declaration, answer: (receipt: object) => void) => answer({ ok: true }))
  socket.on('deliver', (delivery: unknown, answer: (receipt: object) => void) => {
    waiting.push(delivery)
    answer({ ok: true })
  })
})
const screens = io.of('/screens')
setInterval(() => {
  if (waiting.length === 0) return
  screens.emit('patch', { deliveries: waiting })
  waiting = []
}, 100)
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`)
})
process.on('SIGTERM', () => process.exit(0))
