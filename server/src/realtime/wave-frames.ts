import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { ChairWaves, WaveFrame, WaveStretch } from '@chairside/shared/wave-wire'
import { WAVE_CHANNEL_NAMES } from '@chairside/shared/waveform'
import type { WaveChunk } from '../ports/waves.ts'

interface Gathered {
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly chunks: WaveChunk[]
}

export interface WaveFrames {
  gather(chairId: ChairId, sessionId: SessionId, chunk: WaveChunk): void
  /** Whether anything was gathered since `clear`. */
  isEmpty(): boolean
  /** What these chairs traced since `clear`, with the samples as one attachment; null: nothing. */
  frameOf(chairIds: ReadonlySet<ChairId>, number: number): { readonly frame: WaveFrame; readonly samples: Buffer } | null
  clear(): void
}

const stretchOf = (chunk: WaveChunk): WaveStretch => ({
  at: chunk.at,
  lastsMs: chunk.lastsMs,
  channels: WAVE_CHANNEL_NAMES.filter((channel) => chunk.samples[channel] !== undefined),
  off: chunk.off,
})

/** The memory order of `Int16Array` is the wire's on every machine that Node runs on. */
const bytesOf = (samples: Int16Array): Uint8Array => new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)

/** Gathers the waves of one tick, so that each screen gets one message with one attachment, however many chairs it watches. */
export const createWaveFrames = (): WaveFrames => {
  /** By session: it sits on one chair. */
  const gathered = new Map<SessionId, Gathered>()
  return {
    gather: (chairId, sessionId, chunk) => {
      const known = gathered.get(sessionId)
      if (known === undefined) gathered.set(sessionId, { chairId, sessionId, chunks: [chunk] })
      else known.chunks.push(chunk)
    },
    isEmpty: () => gathered.size === 0,
    frameOf: (chairIds, number) => {
      const chosen = [...gathered.values()].filter(({ chairId }) => chairIds.has(chairId))
      if (chosen.length === 0) return null
      const parts: Uint8Array[] = []
      const chairs: ChairWaves[] = []
      for (const { chairId, sessionId, chunks } of chosen) {
        const stretches = chunks.map(stretchOf)
        chairs.push({ chairId, sessionId, stretches })
        chunks.forEach((chunk, index) => {
          for (const channel of stretches[index]?.channels ?? []) {
            const samples = chunk.samples[channel]
            if (samples !== undefined) parts.push(bytesOf(samples))
          }
        })
      }
      return { frame: { number, chairs }, samples: Buffer.concat(parts) }
    },
    clear: () => {
      gathered.clear()
    },
  }
}
