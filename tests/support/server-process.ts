import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { PASSWORD, tokenOf } from './server-harness.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface ServerProcess {
  readonly child: ChildProcess
  readonly url: string
  readonly output: () => string
  /** Sends the signal and resolves with the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>
}

/** A server in a process of its own, from source, in demo mode with the monitors `mon-1` to `mon-6`, on a free port. */
export const startServerProcess = (dataDir: string, change: Readonly<Record<string, string>> = {}): Promise<ServerProcess> => {
  const devices = Array.from({ length: 6 }, (_, index) => {
    const sourceId = `mon-${index + 1}`
    return { sourceId, label: `Monitor ${index + 1}`, token: tokenOf(sourceId) }
  })
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', 'server/src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      CHAIRSIDE_PORT: '0',
      CHAIRSIDE_DATA_DIR: dataDir,
      CHAIRSIDE_MODE: 'demo',
      CHAIRSIDE_DEMO_PASSWORD: PASSWORD,
      CHAIRSIDE_DEMO_DEVICE_TOKENS: JSON.stringify(devices),
      ...change,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
  const end = (signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> => {
    child.kill(signal)
    return ended
  }
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const url = /"url":"([^"]+)"/.exec(output)?.[1]
      if (url !== undefined) resolve({ child, url, output: () => output, end })
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    void ended.then((how) => reject(new Error(`the server ended with ${how}: ${output}`)))
  })
}
