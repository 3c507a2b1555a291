import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const FROM_SOURCE = ['--conditions=source', '--import', 'tsx']
const CLOCK_TICK_MS = 10

/** What is done however the bench ends: processes end, folders go. */
const leftovers = new Set<() => void>()
process.once('exit', () => {
  for (const clear of leftovers) clear()
})
const endProcess = (pid: number, by: NodeJS.Signals): void => {
  try {
    process.kill(pid, by)
  } catch {
    // It ended by itself.
  }
}

/** A process that must not outlive the bench. Returns what forgets it, once it ended. `by`: one with children ends them itself. */
export const guard = (pid: number, by: NodeJS.Signals = 'SIGKILL'): (() => void) => {
  const clear = (): void => endProcess(pid, by)
  leftovers.add(clear)
  return () => leftovers.delete(clear)
}

/** A script of this folder in a process of its own. What it prints comes line by line; it ends with whoever started it. */
export interface Helper {
  readonly pid: number
  /** The next line; rejects where the process ended instead. */
  line(): Promise<string>
  tell(line: string): void
  end(): Promise<void>
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit').then(() => undefined)

export const startHelper = (file: string, args: readonly string[] = []): Helper => {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, [...FROM_SOURCE, path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const forget = guard(child.pid ?? 0)
  child.once('exit', forget)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid ?? 0,
    line: async () => {
      const next = await lines.next()
      if (next.done === true) throw new Error(`${file} ended before it answered`)
      return next.value
    },
    tell: (line) => void child.stdin.write(`${line}\n`),
    end: async () => {
      child.kill('SIGTERM')
      await ended(child)
    },
  }
}

/** CPU time that a process has used so far, in ms, all its threads (Linux). */
export const cpuMs = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS
}

/** Resident memory of a process in MB, now (Linux). */
export const residentMb = (pid: number): number => {
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(resident?.[1] ?? Number.NaN) / 1_024
}

/** Bytes of all files of a folder. */
export const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

/** A folder that is gone afterwards, whatever happened. */
export const inFolder = async <Done>(act: (folder: string) => Promise<Done>): Promise<Done> => {
  const folder = mkdtempSync(join(tmpdir(), 'chairside-bench-'))
  const clear = (): void => rmSync(folder, { recursive: true, force: true })
  leftovers.add(clear)
  try {
    return await act(folder)
  } finally {
    leftovers.delete(clear)
    clear()
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
