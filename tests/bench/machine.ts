import { readdirSync, readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'

/** How busy the machine was while a row ran. */
export interface Busy {
  readonly seconds: number
  /** Of the last minute, when the row ended. */
  readonly loadAverage: number
  /** Shares of all cores, 0 to 1: what the bench and what it started took, and what others took. Null where the system does not say. */
  readonly ownShare: number | null
  readonly othersShare: number | null
}

const TICKS_OF = { idle: 3, ioWait: 4 }

/** Ticks of all cores since the start of the machine: not idle, and all. */
const machineTicks = (): { readonly busy: number; readonly all: number } => {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/)
  // Guests are counted within the others.
  const ticks = fields.slice(0, 8).map(Number)
  const all = ticks.reduce((sum, count) => sum + count, 0)
  return { all, busy: all - (ticks[TICKS_OF.idle] ?? 0) - (ticks[TICKS_OF.ioWait] ?? 0) }
}

interface Stat {
  readonly parent: number
  readonly ticks: number
}

const statOf = (pid: string): Stat | null => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    // Its own and its ended children's.
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0)
    return { parent: Number(fields[1]), ticks }
  } catch {
    return null
  }
}

/** Ticks of this process and all that it started, also of what ended meanwhile. */
const ownTicks = (): number => {
  const stats = new Map<number, Stat>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : null
    if (stat !== null) stats.set(Number(name), stat)
  }
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = stats.get(at)?.parent) if (at === process.pid) return true
    return false
  }
  return [...stats].filter(([pid]) => isOurs(pid)).reduce((sum, [, { ticks }]) => sum + ticks, 0)
}

/** Begins to watch; what it returns says how busy the machine was since. */
export const watchMachine = (): (() => Busy) => {
  const startedMs = performance.now()
  const before = process.platform === 'linux' ? { machine: machineTicks(), own: ownTicks() } : null
  return () => {
    const seconds = (performance.now() - startedMs) / 1_000
    const loadAverage = loadavg()[0] ?? Number.NaN
    if (before === null) return { seconds, loadAverage, ownShare: null, othersShare: null }
    const after = machineTicks()
    const all = Math.max(1, after.all - before.machine.all)
    const ownShare = Math.max(0, ownTicks() - before.own) / all
    return { seconds, loadAverage, ownShare, othersShare: Math.max(0, (after.busy - before.machine.busy) / all - ownShare) }
  }
}

export interface Machine {
  readonly node: string
  readonly platform: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
}

export const thisMachine = (): Machine => ({
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1024 ** 3),
})
