import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { machineClock } from '@chairside/simulators/clock'
import { DEMO_PASSWORD, demoDevices } from '@chairside/simulators/demo-room'
import { startServer } from '@chairside/simulators/server-process'
import { freePort } from './simulated-room.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a command of the server's, as `npm run` does, and gives what it wrote. Throws where it ends with another code than 0. */
export const runCommand = (file: string, args: readonly string[]): string =>
  execFileSync(process.execPath, ['--conditions=source', '--import', 'tsx', file, ...args], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' })

export interface ClinicSettings {
  /** Simulated sessions that are over. */
  readonly sessions: number
  readonly seed: number
  /** What differs from the default protocol in each of them. */
  readonly protocol?: object
}

/** A server of sessions that are over, with nobody on its chairs. */
export interface FilledClinic {
  readonly url: string
  /** What the server logged as an error. */
  readonly troubles: readonly string[]
  close(): Promise<void>
}

export const openFilledClinic = async ({ sessions, seed, protocol }: ClinicSettings): Promise<FilledClinic> => {
  const folder = mkdtempSync(join(tmpdir(), 'chairside-filled-'))
  const dataDir = join(folder, 'data')
  const protocolFile = join(folder, 'protocol.json')
  if (protocol !== undefined) writeFileSync(protocolFile, JSON.stringify(protocol))
  const troubles: string[] = []
  const fill = ['--data', dataDir, '--count', String(sessions), '--seed', String(seed)]
  runCommand('server/src/app/fill-sessions.ts', protocol === undefined ? fill : [...fill, '--protocol', protocolFile])
  const settings = {
    port: await freePort(),
    dataDir,
    speed: 1,
    chairs: 2,
    password: DEMO_PASSWORD,
    devices: demoDevices(2),
    clinic: 'Test clinic',
  }
  const server = startServer(settings, machineClock, (sentence) => troubles.push(sentence))
  await server.ready
  return {
    url: server.url,
    troubles,
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
