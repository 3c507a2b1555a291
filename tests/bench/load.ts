/** The load of the server bench, in a process of its own: N monitors at 1 Hz, four screens that watch. */
import { DEVICE_PROTOCOL_VERSION, type Receipt } from '@chairside/shared/wire'
import { io, type Socket } from 'socket.io-client'

interface Plan {
  readonly url: string
  readonly tokens: readonly string[]
  readonly seconds: number
  readonly cookie: string | null
}

const plan = JSON.parse(process.argv[2] ?? '{}') as Plan
const HEADERS = plan.cookie === null ? {} : { cookie: plan.cookie, origin: new URL(plan.url).origin }

const connected = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('connect', () => resolve()))
const open = (namespace: string, auth: object): Socket =>
  io(plan.url + namespace, { transports: ['websocket'], auth, extraHeaders: HEADERS, forceNew: true, reconnection: false })

const declaration = {
  vendor: 'Bench',
  model: 'Load',
  patientIdentifier: null,
  periodMs: 1_000,
  rrZeroMeans: 'no-breath',
  simulated: true,
  replayed: false,
  speed: 1,
}

const reading = (vital: string, value: number, unit: string) => ({ vital, value, unit })

const run = async (): Promise<void> => {
  const screens = Array.from({ length: 4 }, () => open('/screens', { version: 1 }))
  let frames = 0
  for (const screen of screens)
    screen.on('patch', () => {
      frames += 1
    })
  const monitors = plan.tokens.map((token) => open('/monitors', { version: DEVICE_PROTOCOL_VERSION, token }))
  await Promise.all([...screens, ...monitors].map(connected))
  await Promise.all(monitors.map((monitor) => monitor.emitWithAck('declare', declaration)))
  process.stdout.write('ready\n')
  await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()))
  const receiptMs: number[] = []
  let refused = 0
  await Promise.all(
    monitors.map(async (monitor, index) => {
      await new Promise((resolve) => setTimeout(resolve, (1_000 * index) / monitors.length))
      for (let second = 1; second <= plan.seconds; second += 1) {
        const at = Date.now()
        const wave = Math.sin(second / 20 + index)
        const readings = [
          reading('hr', Math.round(78 + 6 * wave), '/min'),
          reading('spo2', Math.round(97 + wave), '%'),
          reading('rr', Math.round(14 + 2 * wave), '/min'),
          reading('etco2', Math.round(38 + 2 * wave), 'mmHg'),
        ]
        const sent = performance.now()
        monitor.emitWithAck('deliver', { sentAt: at, entries: [{ kind: 'numerics', seq: second, at, readings }] }).then(
          (receipt: Receipt) => {
            if (receipt.ok) receiptMs.push(performance.now() - sent)
            else refused += 1
          },
          () => {
            refused += 1
          },
        )
        await new Promise((resolve) => setTimeout(resolve, 1_000))
      }
    }),
  )
  process.stdout.write(`${JSON.stringify({ receiptMs, refused, frames })}\n`)
  for (const socket of [...screens, ...monitors]) socket.disconnect()
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  },
)
