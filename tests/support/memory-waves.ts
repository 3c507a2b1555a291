import type { WaveBlock, WaveRecord } from '@chairside/server/ports/waves'

/** Waves in memory, kept for ever. */
export const createMemoryWaves = (): WaveRecord & { readonly blocks: readonly WaveBlock[] } => {
  const blocks: WaveBlock[] = []
  return {
    blocks,
    store: async (block) => {
      blocks.push(block)
    },
    blocksOf: async (sessionId, fromAt, toAt) => {
      const own = blocks.filter((block) => block.sessionId === sessionId)
      return own.length === 0 ? null : own.filter((block) => block.fromAt < toAt && block.fromAt + block.lastsMs > fromAt)
    },
    storedOf: async (sessionId) => {
      const spans = blocks
        .filter((block) => block.sessionId === sessionId)
        .map(({ fromAt, lastsMs }) => ({ fromAt, toAt: fromAt + lastsMs }))
      return { spans, removedUntil: null }
    },
    removeBefore: async () => 0,
    // What is in memory alone does not outlive a crash.
    journal: async () => undefined,
    recover: async () => 0,
  }
}
