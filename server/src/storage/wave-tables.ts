import { createHash } from 'node:crypto'
import type { SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { StoredWaves } from '@chairside/shared/wave-wire'
import { isWaveChannel, samplesIn, type WaveChannel } from '@chairside/shared/waveform'
import type { Database } from 'better-sqlite3'
import { joinSpans } from '../monitor/wave-minute.ts'
import type { WaveBlock } from '../ports/waves.ts'
import { channelsIn, packWaves, unpackWaves } from './wave-pack.ts'

/** What the chain states of one block: its place, and the hash of its packed bytes (base64url). */
export interface WaveDigest {
  readonly waves: {
    readonly fromAt: Moment
    readonly lastsMs: number
    readonly channels: string
    readonly off: string
    readonly sha256: string
  }
}

/** What the chain states of blocks that are gone: all that ended by `until`. */
export interface WavesRemoved {
  readonly wavesRemoved: { readonly until: Moment }
}

export interface WaveRow {
  readonly from_at: number
  readonly lasts_ms: number
  readonly channels: string
  readonly off: string
  readonly packed: Buffer
}

export const digestOfRow = (row: WaveRow): WaveDigest => ({
  waves: {
    fromAt: row.from_at,
    lastsMs: row.lasts_ms,
    channels: row.channels,
    off: row.off,
    sha256: createHash('sha256').update(row.packed).digest('base64url'),
  },
})

const rowOf = (block: WaveBlock): WaveRow => ({
  from_at: block.fromAt,
  lasts_ms: block.lastsMs,
  channels: channelsIn(block.samples).join(' '),
  off: JSON.stringify(block.off),
  packed: packWaves(block.samples),
})

/** A block is a minute at most: none that begins before this can reach the time asked for. */
const REACH_MS = 60_000

/** What of a block lies after this moment of the grid; null: nothing. */
export const restOf = (block: WaveBlock, after: Moment): WaveBlock | null => {
  const cutMs = Math.max(0, after - block.fromAt)
  if (cutMs >= block.lastsMs) return null
  if (cutMs === 0) return block
  const samples: { [channel in WaveChannel]?: Int16Array } = {}
  for (const channel of channelsIn(block.samples)) samples[channel] = block.samples[channel]?.slice(samplesIn(channel, cutMs)) as Int16Array
  return {
    ...block,
    fromAt: after,
    lastsMs: block.lastsMs - cutMs,
    samples,
    off: block.off.map((one) => ({ ...one, fromAt: Math.max(one.fromAt, after) })).filter((one) => one.toAt > one.fromAt),
  }
}

const channelsOf = (row: WaveRow): readonly WaveChannel[] => row.channels.split(' ').filter(isWaveChannel)

const blockOf = (sessionId: SessionId, row: WaveRow): WaveBlock => ({
  sessionId,
  fromAt: row.from_at,
  lastsMs: row.lasts_ms,
  samples: unpackWaves(row.packed, channelsOf(row), row.lasts_ms),
  off: JSON.parse(row.off) as WaveBlock['off'],
})

/** Prepared statements that write blocks of a session, by its number in the database. */
export const createWaveWriter = (database: Database) => {
  const insert = database.prepare(
    'INSERT INTO wave_blocks (session_no, from_at, lasts_ms, channels, off, packed) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const known = database.prepare<[number, number], number>('SELECT 1 FROM wave_blocks WHERE session_no = ? AND from_at = ?').pluck()
  const remove = database.prepare('DELETE FROM wave_blocks WHERE session_no = ? AND from_at + lasts_ms <= ?')
  const older = database
    .prepare<[number], SessionId>(
      `SELECT DISTINCT session_id FROM wave_blocks JOIN sessions USING (session_no)
       WHERE from_at + lasts_ms <= ? AND ended_at IS NOT NULL`,
    )
    .pluck()
  const storedEnd = database
    .prepare<[number, number, number], number | null>(
      'SELECT max(from_at + lasts_ms) FROM wave_blocks WHERE session_no = ? AND from_at < ? AND from_at > ?',
    )
    .pluck()
  return {
    /** Until when blocks are stored that could share time with this one. */
    storedUntil: (sessionNo: number, { fromAt, lastsMs }: WaveBlock): Moment =>
      storedEnd.get(sessionNo, fromAt + lastsMs, fromAt - REACH_MS) ?? 0,
    isStored: (sessionNo: number, fromAt: Moment): boolean => known.get(sessionNo, fromAt) !== undefined,
    add: (sessionNo: number, block: WaveBlock): WaveDigest => {
      const row = rowOf(block)
      insert.run(sessionNo, row.from_at, row.lasts_ms, row.channels, row.off, row.packed)
      return digestOfRow(row)
    },
    /** Sessions that ended and have blocks from before. */
    sessionsBefore: (until: Moment): readonly SessionId[] => older.all(until),
    removeBefore: (sessionNo: number, until: Moment): number => remove.run(sessionNo, until).changes,
  }
}

/** Prepared statements that read blocks. */
export const createWaveReader = (database: Database) => {
  const place = database.prepare<[string], number>('SELECT session_no FROM sessions WHERE session_id = ?').pluck()
  const touching = database.prepare<[number, number, number, number], WaveRow>(
    `SELECT from_at, lasts_ms, channels, off, packed FROM wave_blocks
     WHERE session_no = ? AND from_at < ? AND from_at > ? AND from_at + lasts_ms > ? ORDER BY from_at`,
  )
  const all = database.prepare<[number], WaveRow>(
    'SELECT from_at, lasts_ms, channels, off, packed FROM wave_blocks WHERE session_no = ? ORDER BY from_at',
  )
  const spans = database.prepare<[number], { readonly fromAt: Moment; readonly toAt: Moment }>(
    'SELECT from_at AS fromAt, from_at + lasts_ms AS toAt FROM wave_blocks WHERE session_no = ?',
  )
  const removed = database
    .prepare<[number], Moment | null>(
      `SELECT max(json_extract(body, '$.wavesRemoved.until')) FROM chain_entries WHERE session_no = ? AND kind = 'digest'`,
    )
    .pluck()
  return {
    storedOf: (sessionId: SessionId): StoredWaves | null => {
      const sessionNo = place.get(sessionId)
      if (sessionNo === undefined) return null
      return { spans: joinSpans(spans.all(sessionNo)), removedUntil: removed.get(sessionNo) ?? null }
    },
    blocksOf: (sessionId: SessionId, fromAt: Moment, toAt: Moment): readonly WaveBlock[] | null => {
      const sessionNo = place.get(sessionId)
      if (sessionNo === undefined) return null
      return touching.all(sessionNo, toAt, fromAt - REACH_MS - 1, fromAt).map((row) => blockOf(sessionId, row))
    },
    rowsOf: (sessionNo: number): IterableIterator<WaveRow> => all.iterate(sessionNo),
  }
}
