import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the server's own probe says; null before its first line. */
export interface ProbeLine {
  readonly heapBytes: number
  readonly resources: number
  readonly delayP99Ms: number
  readonly delayMaxMs: number
}

/** Lets every server that this process starts from now on write its figures into `file`. */
export const probeServers = (file: string, everyMs: number): void => {
  const probe = fileURLToPath(new URL('./server-probe.mjs', import.meta.url))
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=${JSON.stringify(probe)}`.trim()
  process.env.SOAK_PROBE_FILE = file
  process.env.SOAK_PROBE_EVERY_MS = String(everyMs)
}

export const lastProbe = (file: string): ProbeLine | null => {
  try {
    const [line = ''] = readFileSync(file, 'utf8').trim().split('\n').slice(-1)
    return line === '' ? null : (JSON.parse(line) as ProbeLine)
  } catch {
    return null
  }
}

/** Resident memory of a process in bytes, and how many files and sockets it holds open (Linux). */
export const processFigures = (pid: number): { readonly residentBytes: number; readonly handles: number } => {
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return { residentBytes: Number(resident?.[1] ?? 0) * 1_024, handles: readdirSync(`/proc/${pid}/fd`).length }
}

/** Bytes of all files of a folder. */
export const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
