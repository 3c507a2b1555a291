import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOUR_MS, type Moment } from '@chairside/shared/time'
import { groupBy } from './group-by.ts'

/** What is written outside the database about one chain: its entry `entry` had this hash (hex) at `at`. `chain`: a session's id, or `audit`. */
export interface Head {
  readonly at: Moment
  readonly chain: string
  readonly entry: number
  readonly hash: string
}

export const AUDIT_CHAIN = 'audit'

/** One file a day (UTC), one head a line. Throws where the folder cannot be written. */
export const appendHeads = (folder: string, heads: readonly Head[]): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const byDay = groupBy(heads, (head) => new Date(head.at).toISOString().slice(0, 10))
  for (const [day, ofDay] of byDay) {
    appendFileSync(join(folder, `${day}.ndjson`), ofDay.map((head) => `${JSON.stringify(head)}\n`).join(''), { mode: 0o600 })
  }
}

/**
 * Collects the newest head of each chain and writes them when there is time: at most once an hour of the moments passed in,
 * at once for a chain that ended, and at the close. What cannot be written is kept for the next time: heads never hold up the record.
 */
export const createHeadsWriter = (folder: string) => {
  const waiting = new Map<string, Head>()
  let writtenHour: number | null = null
  let newestAt = 0
  let ended = false
  const write = (): void => {
    if (waiting.size === 0) return
    try {
      appendHeads(folder, [...waiting.values()])
    } catch {
      return
    }
    waiting.clear()
    ended = false
    writtenHour = Math.floor(newestAt / HOUR_MS)
  }
  return {
    note: (head: Head, chainEnded: boolean): void => {
      waiting.set(head.chain, head)
      newestAt = Math.max(newestAt, head.at)
      writtenHour ??= Math.floor(newestAt / HOUR_MS)
      ended ||= chainEnded
    },
    writeIfDue: (): void => {
      if (ended || Math.floor(newestAt / HOUR_MS) !== writtenHour) write()
    },
    write,
  }
}
export type HeadsWriter = ReturnType<typeof createHeadsWriter>

const parseHead = (line: string): Head | null => {
  try {
    const head: Partial<Head> | null = JSON.parse(line)
    return head !== null && typeof head.chain === 'string' && typeof head.entry === 'number' && typeof head.hash === 'string'
      ? { at: head.at ?? 0, chain: head.chain, entry: head.entry, hash: head.hash }
      : null
  } catch {
    // A line that a power cut left half written says nothing.
    return null
  }
}

/** Every head that was written in this folder. */
export const readHeads = (folder: string): Head[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .map(parseHead)
    .filter((head) => head !== null)
