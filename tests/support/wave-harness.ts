import { type Served, serve } from '@chairside/server/app/serve'
import type { Clock } from '@chairside/server/ports/clock'
import type { Log } from '@chairside/server/ports/log'
import {
  AHEAD_OF_CLOCK_MS,
  type ChairWaves,
  type ServerToWaveScreen,
  type WatchedChair,
  type WaveFrame,
  type WavePacket,
  type WaveScreenToServer,
} from '@chairside/shared/wave-wire'
import { MISSING_SAMPLE, samplesIn, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import type { Socket } from 'socket.io-client'
import { createStillClock, type StillClock } from './server-clock.ts'
import { configFor, openScreen, openSocket, signIn, silentLog, type TestScreen } from './server-harness.ts'
import { createMemoryStore } from './server-memory-store.ts'

/** Where the samples of a packet begin to count: each channel's are `first`, `first + 1`, ... */
interface PacketOptions {
  readonly lastsMs?: number
  readonly channels?: readonly WaveChannel[]
  readonly off?: readonly WaveChannel[]
  readonly first?: number
}

const USUAL = ['ecg', 'pleth', 'resp'] as const

export interface WaveSource {
  /** A packet that follows the last one; the first begins now. */
  next(options?: PacketOptions): WavePacket
  /** Time that passes without a packet: the next one begins so much later. */
  skip(ms: number): void
}

/** Packets of a monitor in their order; its clock is the room's. */
export const createWaveSource = (clock: Pick<Clock, 'roomNow'>): WaveSource => {
  let seq = 0
  let at = clock.roomNow()
  return {
    skip: (ms) => {
      at += ms
    },
    next: ({ lastsMs = 208, channels = USUAL, off = [], first = 0 } = {}) => {
      seq += 1
      // A test does not wait for its packets to be over: they run ahead of the clock, as far as the server lets them.
      const sentAt = Math.max(clock.roomNow(), at + lastsMs - AHEAD_OF_CLOCK_MS)
      const packet = packetOf({ seq, at, sentAt, lastsMs, channels, off, first })
      at += lastsMs
      return packet
    },
  }
}

const packetOf = (given: Required<PacketOptions> & { readonly seq: number; readonly at: number; readonly sentAt: number }): WavePacket => {
  const { seq, at, sentAt, lastsMs, channels, off, first } = given
  const samples = channels.map((channel) => Int16Array.from({ length: samplesIn(channel, lastsMs) }, (_, index) => first + index))
  return {
    seq,
    at,
    lastsMs,
    sentAt,
    parts: channels.map((channel) => {
      const { rateHz, unit, perUnit } = WAVE_CHANNELS[channel]
      return { channel, rateHz, unit, perUnit }
    }),
    off: [...off],
    samples: Buffer.concat(samples.map((one) => new Uint8Array(one.buffer))),
  }
}

interface PastWaves {
  readonly chairs: readonly ChairWaves[]
  /** The samples of a chair's channel stretch by stretch. */
  samplesOf(chairId: string, channel: WaveChannel): readonly number[]
}

const NO_PAST: PastWaves = { chairs: [], samplesOf: () => [] }

const pastOf = (chairs: readonly ChairWaves[], bytes: Uint8Array): PastWaves => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const traces = new Map<string, number[]>()
  let offset = 0
  for (const { chairId, stretches } of chairs)
    for (const { lastsMs, channels } of stretches)
      for (const channel of channels) {
        const trace = traces.get(`${chairId} ${channel}`) ?? []
        traces.set(`${chairId} ${channel}`, trace)
        for (let index = 0; index < samplesIn(channel, lastsMs); index += 1) trace.push(view.getInt16(offset + index * 2, true))
        offset += samplesIn(channel, lastsMs) * 2
      }
  return { chairs, samplesOf: (chairId, channel) => traces.get(`${chairId} ${channel}`) ?? [] }
}

export interface WaveScreen {
  readonly socket: Socket<ServerToWaveScreen, WaveScreenToServer>
  readonly frames: readonly (WaveFrame & { readonly bytes: number })[]
  /** What arrived of a chair's channel, in order; the holes between stretches as -32768. */
  samplesOf(chairId: string, channel: WaveChannel): readonly number[]
  watch(...chairIds: readonly string[]): Promise<readonly WatchedChair[]>
  /** Watches these chairs and asks for so much of their past, which has come when this resolves, if there is any. */
  watchPast(lastMs: number, ...chairIds: readonly string[]): Promise<PastWaves>
  /** Resolves as soon as it holds, looking at each frame. */
  until(holds: () => boolean): Promise<void>
  readonly slowed: readonly boolean[]
}

/** A screen that watches waves. `takes`: it says what it took in, as a live one does. */
export const openWaveScreen = async (url: string, cookie: string, takes = true): Promise<WaveScreen> => {
  const socket = openSocket(url, '/waves', { version: 1 }, { cookie }) as Socket<ServerToWaveScreen, WaveScreenToServer>
  const frames: (WaveFrame & { readonly bytes: number })[] = []
  const slowed: boolean[] = []
  const traces = new Map<string, number[]>()
  const ends = new Map<string, number>()
  const watchers = new Set<() => void>()
  const look = (): void => {
    for (const one of watchers) one()
  }
  socket.on('slowed', (now) => {
    slowed.push(now.slowed)
    look()
  })
  socket.on('frame', (frame, bytes) => {
    frames.push({ ...frame, bytes: bytes.byteLength })
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let offset = 0
    for (const { chairId, stretches } of frame.chairs)
      for (const { at, lastsMs, channels } of stretches)
        for (const channel of channels) {
          const key = `${chairId} ${channel}`
          const trace = traces.get(key) ?? []
          traces.set(key, trace)
          const holeMs = at - (ends.get(key) ?? at)
          ends.set(key, at + lastsMs)
          for (let index = 0; index < samplesIn(channel, holeMs); index += 1) trace.push(MISSING_SAMPLE)
          for (let index = 0; index < samplesIn(channel, lastsMs); index += 1) trace.push(view.getInt16(offset + index * 2, true))
          offset += samplesIn(channel, lastsMs) * 2
        }
    if (takes) socket.emit('taken', { number: frame.number })
    look()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return {
    socket,
    frames,
    slowed,
    samplesOf: (chairId, channel) => traces.get(`${chairId} ${channel}`) ?? [],
    watch: (...chairIds) => socket.emitWithAck('watch', { chairIds: [...chairIds] }),
    watchPast: async (lastMs, ...chairIds) => {
      let past = NO_PAST
      const heard = (part: { readonly chairs: readonly ChairWaves[] }, bytes: Uint8Array): void => {
        past = pastOf(part.chairs, bytes)
      }
      socket.on('recent', heard)
      await socket.emitWithAck('watch', { chairIds: [...chairIds], recent: chairIds.map((chairId) => ({ chairId, lastMs })) })
      // It is sent right after its answer: what answers a second question comes after both.
      await socket.emitWithAck('watch', { chairIds: [...chairIds] })
      socket.off('recent', heard)
      return past
    },
    until: (holds) =>
      new Promise((resolve) => {
        const once = (): void => {
          if (!holds()) return
          watchers.delete(once)
          resolve()
        }
        watchers.add(once)
        once()
      }),
  }
}

export interface WaveRoom {
  readonly clock: StillClock
  readonly server: Served
  readonly cookie: string
  readonly nurse: TestScreen
}

/** A room whose time stands still, with a nurse's screen. */
export const openWaveRoom = async (log: Log = silentLog): Promise<WaveRoom> => {
  const clock = createStillClock()
  const server = await serve(configFor(), { store: createMemoryStore(), clientDir: '/nowhere', log, clockFrom: () => clock })
  const cookie = await signIn(server.url, 'nurse')
  return { clock, server, cookie, nurse: await openScreen(server.url, cookie) }
}

/** The numbers from one up to before another, as the samples of a packet that begins with `from`. */
export const counting = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, index) => from + index)
