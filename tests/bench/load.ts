/**
 * The load of the server bench, in a process of its own: N monitors with numbers once a second and traces four times, and four screens
 * that show all numbers and watch traces. Commands come by lines, `{ warmMs, ms }`: it sends for so long, says `measuring` in between,
 * and tells what it saw as one line.
 */
import { createInterface } from 'node:readline'
import { type SourceId, sourceIdSchema } from '@chairside/shared/identity'
import type { RoomPatch } from '@chairside/shared/picture'
import { DEVICE_PROTOCOL_VERSION, type Receipt } from '@chairside/shared/wire'
import { io, type Socket } from 'socket.io-client'
import type { LoadPlan, LoadRun, LoadSeen } from './load-plan.ts'
import { heartRateOf, numericsEntry, PACKET_MS, SCREENS, watchedBy, wavePacket } from './traffic.ts'

const plan = JSON.parse(process.argv[2] ?? '{}') as LoadPlan
const HEADERS = plan.cookie === null ? {} : { cookie: plan.cookie, origin: new URL(plan.url).origin }
const STEP_MS = 4
const TAKEN_EVERY_MS = 400
/** Without an answer for so long a monitor or a screen is in trouble, and so is the bench. */
const CONNECT_WITHIN_MS = 60_000

const open = (namespace: string, auth: object): Socket =>
  io(plan.url + namespace, { transports: ['websocket'], auth, extraHeaders: HEADERS, forceNew: true, reconnection: false })

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    if (socket.connected) return resolve()
    socket.once('connect', () => resolve())
    socket.once('connect_error', (error) => reject(new Error(`a connection was refused: ${error.message}`)))
    setTimeout(() => reject(new Error('a connection was not made')), CONNECT_WITHIN_MS).unref()
  })

const DECLARATION = {
  vendor: 'Bench',
  model: 'Load',
  patientIdentifier: null,
  periodMs: 1_000,
  rrZeroMeans: 'no-breath',
  simulated: true,
  replayed: false,
  speed: 1,
}

interface Monitor {
  readonly number: number
  readonly sourceId: SourceId
  readonly socket: Socket
  seq: number
  packets: number
  /** When the next number and the next packet are due, by this process's clock. */
  numbersDueMs: number
  packetDueMs: number
  /** When the traces of this run began, by the monitor's clock. */
  tracesFrom: number
  /** What was sent last, until all screens had time to show it. */
  sent: { readonly value: number; readonly atMs: number } | null
  alarmSentMs: number | null
  readonly alarmAtSecond: number
}

let seen = emptySeen()
function emptySeen(): LoadSeen {
  return { receiptMs: [], readingMs: [], alarmMs: [], refused: [], sent: 0, packets: 0, patches: 0, frames: 0, lateMs: 0 }
}
const round = (ms: number): number => Math.round(ms * 100) / 100

const monitors: Monitor[] = Array.from({ length: plan.chairs }, (_, index) => ({
  number: index + 1,
  sourceId: sourceIdSchema.parse(`bench-${index + 1}`),
  socket: open('/monitors', { version: DEVICE_PROTOCOL_VERSION, token: `${plan.tokens}${index + 1}`, monitor: index + 1 }),
  seq: 0,
  packets: 0,
  numbersDueMs: 0,
  packetDueMs: 0,
  tracesFrom: 0,
  sent: null,
  alarmSentMs: null,
  alarmAtSecond: (index * 7) % 10,
}))

const shown = (chairId: string, heartRate: number | undefined, isAlarm: boolean): void => {
  const monitor = monitors[Number(chairId) - 1]
  if (monitor === undefined) return
  const nowMs = performance.now()
  if (heartRate !== undefined && monitor.sent?.value === heartRate) seen.readingMs.push(round(nowMs - monitor.sent.atMs))
  if (isAlarm && monitor.alarmSentMs !== null) seen.alarmMs.push(round(nowMs - monitor.alarmSentMs))
}

interface RelayPatch {
  readonly deliveries: readonly {
    readonly chairId: string
    readonly delivery: { readonly entries: readonly { readonly kind: string; readonly readings?: readonly { readonly value: number }[] }[] }
  }[]
}

const onPatch = (patch: RoomPatch | RelayPatch): void => {
  seen.patches += 1
  if ('deliveries' in patch) {
    for (const { chairId, delivery } of patch.deliveries)
      shown(chairId, delivery.entries[0]?.readings?.[0]?.value, delivery.entries[0]?.kind === 'apnoea')
    return
  }
  for (const chair of patch.chairs)
    shown(
      chair.chairId,
      chair.numerics?.hr?.value,
      chair.alarms?.some(({ cause, condition }) => cause === 'apnoea' && condition === 'present') ?? false,
    )
}

const openScreens = async (): Promise<void> => {
  const screens = Array.from({ length: SCREENS }, () => open('/screens', { version: 1 }))
  const watchers = Array.from({ length: SCREENS }, () => open('/waves', { version: 1 }))
  for (const screen of screens) screen.on('patch', onPatch)
  await Promise.all([...screens, ...watchers].map(connected))
  for (const [screen, watcher] of watchers.entries()) {
    await watcher.emitWithAck('watch', { chairIds: watchedBy(screen, plan.chairs).map(String) })
    let takenMs = 0
    watcher.on('frame', (frame: { readonly number?: number }) => {
      seen.frames += 1
      const nowMs = performance.now()
      if (frame.number === undefined || nowMs - takenMs < TAKEN_EVERY_MS) return
      takenMs = nowMs
      watcher.emit('taken', { number: frame.number })
    })
  }
}

const deliver = (monitor: Monitor, entry: object, then: () => void): void => {
  const sentMs = performance.now()
  seen.sent += 1
  monitor.socket.emit('deliver', { sentAt: Date.now(), entries: [entry] }, (receipt: Receipt) => {
    if (receipt.ok) seen.receiptMs.push(round(performance.now() - sentMs))
    else seen.refused.push(receipt.code)
  })
  then()
}

/** What a stalled machine could not send in time is not sent in one go: no monitor does that. */
const skipMissed = (monitor: Monitor, nowMs: number): void => {
  while (nowMs - monitor.numbersDueMs > 1_000) monitor.numbersDueMs += 1_000
  while (nowMs - monitor.packetDueMs > 2 * PACKET_MS) {
    monitor.packetDueMs += PACKET_MS
    monitor.tracesFrom += PACKET_MS
  }
}

const sendDue = (monitor: Monitor, nowMs: number, second: number): void => {
  seen.lateMs = Math.max(seen.lateMs, round(nowMs - Math.min(monitor.numbersDueMs, monitor.packetDueMs)))
  skipMissed(monitor, nowMs)
  if (nowMs >= monitor.numbersDueMs) {
    monitor.numbersDueMs += 1_000
    monitor.seq += 1
    deliver(monitor, numericsEntry(monitor.seq, Date.now(), monitor.seq, monitor.number), () => {
      monitor.sent = { value: heartRateOf(monitor.seq), atMs: nowMs }
      monitor.alarmSentMs = null
    })
    if (plan.alarms && second % 10 === monitor.alarmAtSecond) {
      monitor.seq += 1
      deliver(monitor, { kind: 'apnoea', seq: monitor.seq, at: Date.now() }, () => {
        monitor.alarmSentMs = performance.now()
      })
    }
  }
  if (plan.waves && nowMs >= monitor.packetDueMs) {
    monitor.packetDueMs += PACKET_MS
    monitor.packets += 1
    seen.packets += 1
    const now = Date.now()
    monitor.socket.emit('waves', wavePacket(monitor.packets, monitor.tracesFrom, now))
    monitor.tracesFrom += PACKET_MS
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const run = async ({ warmMs, ms }: LoadRun): Promise<void> => {
  const startMs = performance.now()
  monitors.forEach((monitor, index) => {
    // Neighbours at a screen are no neighbours in time.
    const phase = ((index * 37) % monitors.length) / monitors.length
    monitor.numbersDueMs = startMs + 1_000 * phase
    monitor.packetDueMs = startMs + PACKET_MS * (1 + phase)
    monitor.tracesFrom = Date.now()
  })
  const timer = setInterval(() => {
    const nowMs = performance.now()
    for (const monitor of monitors) sendDue(monitor, nowMs, Math.floor((nowMs - startMs) / 1_000))
  }, STEP_MS)
  await pause(warmMs)
  seen = emptySeen()
  process.stdout.write('measuring\n')
  await pause(ms)
  clearInterval(timer)
  process.stdout.write(`${JSON.stringify(seen)}\n`)
}

const main = async (): Promise<void> => {
  await openScreens()
  await Promise.all(monitors.map(({ socket }) => connected(socket)))
  for (const { socket } of monitors) socket.on('refused', ({ code }: { readonly code: string }) => seen.refused.push(code))
  await Promise.all(monitors.map(({ socket }) => socket.emitWithAck('declare', DECLARATION)))
  process.stdout.write('ready\n')
  for await (const line of createInterface({ input: process.stdin })) await run(JSON.parse(line) as LoadRun)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
