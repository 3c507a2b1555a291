import { closeSync, fdatasyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { type SessionId, sessionIdSchema } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { isWaveChannel, samplesIn, type WaveChannel } from '@chairside/shared/waveform'
import { minuteStart } from '../monitor/wave-minute.ts'
import type { WavePiece } from '../ports/waves.ts'
import { groupBy } from './group-by.ts'
import { channelsIn } from './wave-pack.ts'

/** The minutes that run, one file each beside the database: written at the end alone, read after a crash alone. */
export interface WaveJournal {
  /** On the disk when it returns; throws what the disk throws. */
  append(pieces: readonly WavePiece[]): void
  /** Removes the minutes before this one. */
  dropBefore(moment: Moment): void
  /** All that is there, in the order in which it was written; what was half written when the power went is left out. */
  read(): readonly WavePiece[]
  close(): void
}

/** What stands before the samples of a group of pieces. */
interface PieceHead {
  readonly sessionId: SessionId
  readonly at: Moment
  readonly lastsMs: number
  readonly channels: readonly WaveChannel[]
  readonly off: readonly WaveChannel[]
}

const FILE = /^(\d+)\.journal$/
/** Length of the head, length of the samples, checksum of both. */
const PREFIX_BYTES = 12

const groupOf = (pieces: readonly WavePiece[]): Buffer => {
  const heads: PieceHead[] = pieces.map(({ sessionId, at, lastsMs, samples, off }) => ({
    sessionId,
    at,
    lastsMs,
    channels: channelsIn(samples),
    off,
  }))
  const head = Buffer.from(JSON.stringify(heads))
  const parts = pieces.flatMap(({ samples }) => channelsIn(samples).flatMap((channel) => samples[channel] ?? []))
  const body = Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)))
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.writeUInt32LE(head.length, 0)
  prefix.writeUInt32LE(body.length, 4)
  prefix.writeUInt32LE(crc32(body, crc32(head)), 8)
  return Buffer.concat([prefix, head, body])
}

const isHead = (value: unknown): value is PieceHead => {
  if (typeof value !== 'object' || value === null) return false
  const { sessionId, at, lastsMs, channels, off } = value as Record<string, unknown>
  const areChannels = (list: unknown): boolean => Array.isArray(list) && list.every((one) => typeof one === 'string' && isWaveChannel(one))
  return (
    sessionIdSchema.safeParse(sessionId).success &&
    Number.isInteger(at) &&
    Number.isInteger(lastsMs) &&
    areChannels(channels) &&
    areChannels(off)
  )
}

const piecesOf = (head: Buffer, body: Buffer): readonly WavePiece[] => {
  const heads: unknown = JSON.parse(head.toString())
  if (!Array.isArray(heads) || !heads.every(isHead)) return []
  let offset = 0
  return heads.map(({ sessionId, at, lastsMs, channels, off }) => {
    const samples: { [channel in WaveChannel]?: Int16Array } = {}
    for (const channel of channels) {
      const trace = new Int16Array(samplesIn(channel, lastsMs))
      for (let index = 0; index < trace.length; index += 1) trace[index] = body.readInt16LE(offset + index * 2)
      samples[channel] = trace
      offset += trace.length * 2
    }
    return { sessionId, at, lastsMs, samples, off }
  })
}

/** The groups of one file up to the first that is not whole. */
const groupsOf = (bytes: Buffer): readonly WavePiece[] => {
  const pieces: WavePiece[] = []
  let offset = 0
  while (offset + PREFIX_BYTES <= bytes.length) {
    const [headBytes, bodyBytes] = [bytes.readUInt32LE(offset), bytes.readUInt32LE(offset + 4)]
    const headEnd = offset + PREFIX_BYTES + headBytes
    const end = headEnd + bodyBytes
    if (end > bytes.length) break
    const [head, body] = [bytes.subarray(offset + PREFIX_BYTES, headEnd), bytes.subarray(headEnd, end)]
    if (crc32(body, crc32(head)) !== bytes.readUInt32LE(offset + 8)) break
    pieces.push(...piecesOf(head, body))
    offset = end
  }
  return pieces
}

/** The minute in which a piece ends: with the one in which it begins, what lies in the next would go too soon. */
const lastMinuteOf = ({ at, lastsMs }: WavePiece): Moment => minuteStart(at + lastsMs - 1)

export const createWaveJournal = (folder: string): WaveJournal => {
  const open = new Map<Moment, number>()
  const minutesThere = (): readonly Moment[] => {
    try {
      return readdirSync(folder)
        .flatMap((name) => FILE.exec(name)?.[1] ?? [])
        .map(Number)
        .sort((a, b) => a - b)
    } catch {
      return []
    }
  }
  let oldest: Moment | null = minutesThere()[0] ?? null
  const fileOf = (minute: Moment): string => join(folder, `${minute}.journal`)
  const handleOf = (minute: Moment): number => {
    const known = open.get(minute)
    if (known !== undefined) return known
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const handle = openSync(fileOf(minute), 'a', 0o600)
    open.set(minute, handle)
    oldest = Math.min(oldest ?? minute, minute)
    return handle
  }
  return {
    append: (pieces) => {
      for (const [minute, ofMinute] of groupBy(pieces, lastMinuteOf)) {
        const handle = handleOf(minute)
        writeSync(handle, groupOf(ofMinute))
        fdatasyncSync(handle)
      }
    },
    dropBefore: (moment) => {
      // Most of the time there is nothing to be dropped, and nobody asks the disk.
      if (oldest === null || oldest >= moment) return
      const there = minutesThere()
      for (const minute of there.filter((one) => one < moment)) {
        const handle = open.get(minute)
        if (handle !== undefined) closeSync(handle)
        open.delete(minute)
        rmSync(fileOf(minute), { force: true })
      }
      oldest = there.find((one) => one >= moment) ?? null
    },
    read: () => minutesThere().flatMap((minute) => groupsOf(readFileSync(fileOf(minute)))),
    close: () => {
      for (const handle of open.values()) closeSync(handle)
      open.clear()
    },
  }
}
