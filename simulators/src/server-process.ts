import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { MachineClock } from './clock.ts'
import type { DeviceToken } from './simulated-chair.ts'

export interface ServerSettings {
  readonly port: number
  readonly dataDir: string
  readonly speed: number
  readonly chairs: number
  readonly password: string
  readonly devices: readonly DeviceToken[]
  readonly clinic: string
  /** Where room time begins; absent: now. */
  readonly roomStart?: number
}

/** A server of the built bundle in demo mode, as a child of this process. */
export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** Resolves when it takes work; rejects with a sentence where it does not come to that. */
  readonly ready: Promise<void>
  /** Resolves when it has ended, with its exit code. */
  readonly ended: Promise<number | null>
  /** Ends it cleanly, by force after four seconds. */
  stop(): Promise<void>
  /** Ends it in the middle of what it does: what it receipted is kept, and no more room time passes. */
  kill(): Promise<void>
}

/** Where nothing else is asked for. */
export const USUAL_PORT = 8420
export const USUAL_CHAIRS = 6

const READY_WITHIN_MS = 30_000
const END_WITHIN_MS = 4_000
const LAST_WORDS = 4_000
/** The log's levels from `error` on. */
const ERROR_LINE = /^\{"level":[56]0/

const LOOK_AGAIN_MS = 100

/** Null where the port is free, else why it can't be had. */
export const portProblem = (port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' ? `Port ${port} is taken: end what uses it, or choose another with --port.` : error.message),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(null)))
  })

const environmentOf = (settings: ServerSettings): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CHAIRSIDE_'))),
  CHAIRSIDE_MODE: 'demo',
  CHAIRSIDE_PORT: String(settings.port),
  CHAIRSIDE_DATA_DIR: settings.dataDir,
  CHAIRSIDE_SPEED: String(settings.speed),
  CHAIRSIDE_CHAIRS: String(settings.chairs),
  CHAIRSIDE_CLINIC: settings.clinic,
  CHAIRSIDE_TIME_ZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
  ...(settings.roomStart === undefined ? {} : { CHAIRSIDE_ROOM_START: String(settings.roomStart) }),
  CHAIRSIDE_LOG: 'warn',
  CHAIRSIDE_DEMO_PASSWORD: settings.password,
  CHAIRSIDE_DEMO_DEVICE_TOKENS: JSON.stringify(settings.devices),
})

const isReady = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(new URL('/readyz', url))
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

/** Starts the built server. `onTrouble` is given each line in which it reports an error. */
export const startServer = (settings: ServerSettings, clock: MachineClock, onTrouble: (line: string) => void): ServerProcess => {
  const main = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [main], { env: environmentOf(settings), stdio: ['ignore', 'pipe', 'pipe'] })
  let lastWords = ''
  const hear = (line: string): void => {
    lastWords = `${lastWords}${line}\n`.slice(-LAST_WORDS)
    if (ERROR_LINE.test(line)) onTrouble(line)
  }
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface({ input: stream }).on('line', hear)
  let isOver = false
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', (code) => resolve(code))
  }).then((code) => {
    isOver = true
    return code
  })
  const stop = async (): Promise<void> => {
    if (isOver) return
    child.kill('SIGTERM')
    const cancel = clock.after(END_WITHIN_MS, () => child.kill('SIGKILL'))
    await ended
    cancel()
  }
  const kill = async (): Promise<void> => {
    if (!isOver) child.kill('SIGKILL')
    await ended
  }
  const url = `http://127.0.0.1:${settings.port}`
  const untilReady = async (): Promise<void> => {
    const giveUpAt = clock.monotonicMs() + READY_WITHIN_MS
    while (!(await isReady(url))) {
      if (isOver) throw new Error(`The server did not start. It said:\n${lastWords.trim()}`)
      if (clock.monotonicMs() > giveUpAt) {
        await stop()
        throw new Error('The server was not ready within 30 s.')
      }
      await clock.pause(LOOK_AGAIN_MS)
    }
  }
  const ready = untilReady()
  // Whoever waits for it hears of a failure; one that nobody waits for any more is no news.
  ready.catch(() => undefined)
  return { url, pid: child.pid ?? 0, ready, ended, stop, kill }
}
