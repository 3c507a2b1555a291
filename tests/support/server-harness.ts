import { type Served, serve } from '@chairside/server/app/serve'
import type { Config } from '@chairside/server/config/read-config'
import { protocolsOf } from '@chairside/server/monitor/clinic-protocols'
import type { Log } from '@chairside/server/ports/log'
import { NEUTRAL_PROFILE } from '@chairside/shared/clinic-profiles/neutral'
import type { Act } from '@chairside/shared/command'
import type { ConfirmedPerson, ProofPurpose } from '@chairside/shared/confirm-person'
import { chairIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import { applyPatch, type ChairPicture, type RoomPatch, type RoomPicture } from '@chairside/shared/picture'
import type { Reply } from '@chairside/shared/reply'
import { LOCK_AFTER } from '@chairside/shared/screen-lock'
import type { Role } from '@chairside/shared/staff'
import type { Declaration, DeviceEntry, Greeting, Receipt, Refusal } from '@chairside/shared/wire'
import { io, type Socket } from 'socket.io-client'
import { createMemoryStore, type MemoryStore } from './server-memory-store.ts'

export const PASSWORD = 'a demo password'
export const tokenOf = (sourceId: string): string => `token-of-the-monitor-${sourceId}`

export const configFor = (change: Partial<Config> = {}): Config => ({
  port: 0,
  host: '127.0.0.1',
  dataDir: 'unused',
  chairs: 6,
  clinic: 'Test clinic',
  timeZone: 'UTC',
  origins: [],
  mode: 'demo',
  speed: 1,
  clientDir: null,
  roomStart: null,
  logLevel: 'silent',
  waveDays: 30,
  lockAfter: LOCK_AFTER,
  demo: {
    password: PASSWORD,
    devices: Array.from({ length: 6 }, (_, index) => {
      const sourceId = `mon-${index + 1}`
      return { sourceId: sourceIdSchema.parse(sourceId), label: `Monitor ${index + 1}`, token: tokenOf(sourceId) }
    }),
  },
  practice: { profile: NEUTRAL_PROFILE, protocols: protocolsOf(NEUTRAL_PROFILE) },
  ...change,
})

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface TestServer {
  readonly store: MemoryStore
  readonly served: Served
  readonly url: string
  stop(): Promise<void>
}

/** A whole server over a store in memory, on a free loopback port. */
export const startTestServer = async (
  change: Partial<Config> = {},
  store = createMemoryStore(),
  clientDir = '/nowhere',
): Promise<TestServer> => {
  const served = await serve(configFor(change), { store, clientDir, log: silentLog })
  return { store, served, url: served.url, stop: served.stop }
}

/** The `Cookie` header of a person who signed in. */
export const signIn = async (url: string, role: Role, password = PASSWORD): Promise<string> => {
  const response = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: role, password }),
  })
  if (!response.ok) throw new Error(`sign-in answered ${response.status}`)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** A proof that a person gives at the screen of `cookie`: whoever is signed in there, or `login`. */
export const proofOf = async (
  url: string,
  cookie: string,
  asked: { readonly login?: Role; readonly purpose: ProofPurpose; readonly sessionId: string },
): Promise<string> => {
  const response = await fetch(`${url}/api/confirm-person`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ secret: PASSWORD, ...asked }),
  })
  if (!response.ok) throw new Error(`confirm-person answered ${response.status}`)
  return ((await response.json()) as ConfirmedPerson).proof
}

const closers: (() => void)[] = []
/** Closes every socket that these helpers opened. */
export const closeSockets = (): void => {
  for (const close of closers.splice(0)) close()
}

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) => reject(error))
  })

export const openSocket = (url: string, namespace: string, auth: object, headers: Record<string, string> = {}): Socket => {
  const socket = io(`${url}${namespace}`, { auth, extraHeaders: headers, transports: ['websocket'], forceNew: true, reconnection: false })
  closers.push(() => socket.disconnect())
  return socket
}

/** What differs from an act of this screen's person at the session that it shows. */
export interface ActChange {
  readonly commandId?: string
  readonly sessionId?: string | null
  /** With which somebody signs or witnesses it. */
  readonly proof?: string
}

export interface TestScreen {
  readonly socket: Socket
  readonly patches: readonly RoomPatch[]
  picture(): RoomPicture
  chair(id: string): ChairPicture
  /** Resolves with the picture as soon as `holds` is true of it. */
  until(holds: (picture: RoomPicture) => boolean): Promise<RoomPicture>
  act(chairId: string, act: Act, change?: ActChange): Promise<Reply>
  ask<Answer>(event: string, payload: unknown): Promise<Answer>
}

let commands = 0

/** A screen that keeps its picture by snapshot and patches, and fails where one does not follow. */
export const openScreen = async (url: string, cookie: string): Promise<TestScreen> => {
  const socket = openSocket(url, '/screens', { version: 1 }, { cookie })
  const patches: RoomPatch[] = []
  const watchers = new Set<() => void>()
  let picture: RoomPicture | null = null
  let broken: string | null = null
  const snapshot = new Promise<void>((resolve) => {
    socket.on('snapshot', (given: RoomPicture) => {
      picture = given
      resolve()
      for (const look of watchers) look()
    })
  })
  socket.on('patch', (patch: RoomPatch) => {
    patches.push(patch)
    const next = picture === null ? null : applyPatch(picture, patch)
    if (next === null) broken = `patch ${patch.number} does not follow ${picture?.number}`
    else picture = next
    for (const look of watchers) look()
  })
  await connected(socket)
  await snapshot
  const now = (): RoomPicture => {
    if (broken !== null) throw new Error(broken)
    if (picture === null) throw new Error('no snapshot')
    return picture
  }
  const chair = (id: string): ChairPicture => {
    const found = now().chairs.find((one) => one.chairId === id)
    if (found === undefined) throw new Error(`no chair ${id}`)
    return found
  }
  const ask = <Answer>(event: string, payload: unknown): Promise<Answer> =>
    new Promise((resolve) => {
      socket.emit(event, payload, resolve)
    })
  return {
    socket,
    patches,
    picture: now,
    chair,
    ask,
    until: (holds) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          try {
            if (!holds(now())) return
            watchers.delete(look)
            resolve(now())
          } catch (error) {
            watchers.delete(look)
            reject(error)
          }
        }
        watchers.add(look)
        look()
      }),
    act: (chairId, act, change = {}) => {
      commands += 1
      const sessionId = change.sessionId === undefined ? (chair(chairId).session?.sessionId ?? null) : change.sessionId
      const proof = change.proof === undefined ? {} : { proof: change.proof }
      const commandId = change.commandId ?? `command-${commands}`
      return ask('command', { commandId, chairId: chairIdSchema.parse(chairId), sessionId, act, ...proof })
    },
  }
}

export const DECLARATION: Declaration = {
  vendor: 'Test',
  model: 'Monitor',
  patientIdentifier: null,
  periodMs: 1_000,
  rrZeroMeans: 'no-breath',
  simulated: true,
  replayed: false,
  speed: 1,
}

export interface TestDevice {
  readonly socket: Socket
  readonly greeting: Greeting
  readonly refusals: readonly Refusal[]
  declare(change?: Partial<Declaration>): Promise<Receipt>
  deliver(entries: readonly DeviceEntry[], sentAt?: number): Promise<Receipt>
  numerics(values: Readonly<Record<string, number>>): DeviceEntry
  set(sys: number, dia: number, map?: number | null): DeviceEntry
  /** Room time now, by the greeting and this machine's monotonic clock. */
  roomNow(): number
  ask<Answer>(event: string, payload: unknown): Promise<Answer>
}

const UNITS: Readonly<Record<string, string>> = { hr: '/min', pulse: '/min', spo2: '%', rr: '/min', etco2: 'mmHg', temp: '°C' }

/** By so much its clock gains with each entry: more than what two clocks differ by when they are rounded. */
const GAINED_MS = 2

/**
 * A monitor on a real socket. Its clock runs fast, so that what it measures and sends at once counts from when it was received (V6): with
 * a right one, rounding could set a reading a millisecond before the act that it came after.
 */
export const openDevice = async (url: string, sourceId: string, firstSeq = 1): Promise<TestDevice> => {
  const socket = openSocket(url, '/monitors', { version: 1, token: tokenOf(sourceId) })
  const refusals: Refusal[] = []
  socket.on('refused', (refusal: Refusal) => refusals.push(refusal))
  const greeted = new Promise<Greeting>((resolve) => {
    socket.once('greeting', resolve)
  })
  await connected(socket)
  const greeting = await greeted
  const startedMs = performance.now()
  let gainedMs = 0
  const roomNow = (): number => Math.round(greeting.roomNow + (performance.now() - startedMs) * greeting.speed) + gainedMs
  let seq = firstSeq - 1
  const next = (): { seq: number; at: number } => {
    seq += 1
    gainedMs += GAINED_MS
    return { seq, at: roomNow() }
  }
  /** Just when the newest of them was made, where that was just now. */
  const sentNow = (entries: readonly DeviceEntry[]): number => {
    const [newestAt, now] = [Math.max(...entries.map(({ at }) => at)), roomNow()]
    return Math.abs(now - newestAt) <= GAINED_MS ? newestAt : now
  }
  const ask = <Answer>(event: string, payload: unknown): Promise<Answer> =>
    new Promise((resolve) => {
      socket.emit(event, payload, resolve)
    })
  return {
    socket,
    greeting,
    refusals,
    roomNow,
    ask,
    declare: (change = {}) => ask('declare', { ...DECLARATION, ...change }),
    deliver: (entries, sentAt = sentNow(entries)) => ask('deliver', { sentAt, entries }),
    numerics: (values) => ({
      kind: 'numerics',
      ...next(),
      readings: Object.entries(values).map(([vital, value]) => ({ vital, value, unit: UNITS[vital] ?? '' })),
      off: [],
    }),
    set: (sys, dia, map = null) => ({ kind: 'set', ...next(), sys, dia, map, pulse: null, unit: 'mmHg' }),
  }
}

/** A monitor that said what it is. */
export const openDeclared = async (url: string, sourceId: string, change: Partial<Declaration> = {}): Promise<TestDevice> => {
  const device = await openDevice(url, sourceId)
  await device.declare(change)
  return device
}

export const checkIn = (identifier = 'P-1'): Act => ({
  kind: 'check-in',
  patient: { identifier, name: 'Test Person', infusionNumber: 2, courseLength: 6 } as never,
  order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 },
  simulated: true,
})

/** Checks a patient in at a chair and binds its monitor. */
export const occupy = async (screen: TestScreen, chairId: string, sourceId: string): Promise<string> => {
  const before = screen.chair(chairId).session?.sessionId ?? null
  const opened = await screen.act(chairId, checkIn())
  if (!opened.ok) throw new Error(`check-in: ${JSON.stringify(opened)}`)
  await screen.until(() => (screen.chair(chairId).session?.sessionId ?? null) !== before)
  const bound = await screen.act(chairId, { kind: 'bind-monitor', sourceId: sourceIdSchema.parse(sourceId) })
  if (!bound.ok) throw new Error(`bind: ${JSON.stringify(bound)}`)
  await screen.until(() => screen.chair(chairId).source?.sourceId === sourceId)
  return screen.chair(chairId).session?.sessionId ?? ''
}
