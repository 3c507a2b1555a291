import type { ChainFault } from '../ports/record.ts'
import { canonicalText } from './json-text.ts'
import { digestOfRow, type WaveDigest, type WaveRow, type WavesRemoved } from './wave-tables.ts'

const has = (body: unknown, name: string): boolean => typeof body === 'object' && body !== null && name in body

/** Whether a digest entry of a chain is about waves, and not about inputs. */
export const isAboutWaves = (body: unknown): boolean => has(body, 'waves') || has(body, 'wavesRemoved')

/** Holds the stored blocks against what the chain states of them, and of their removal. */
export const checkWaves = (stated: readonly unknown[], rows: Iterable<WaveRow>, report: (fault: ChainFault['fault']) => void): void => {
  const stored = new Map<number, string>()
  for (const row of rows) stored.set(row.from_at, canonicalText(digestOfRow(row)))
  let removedUntil = Number.NEGATIVE_INFINITY
  for (const body of stated) if (has(body, 'wavesRemoved')) removedUntil = Math.max(removedUntil, (body as WavesRemoved).wavesRemoved.until)
  for (const body of stated) {
    if (!has(body, 'waves')) continue
    const { fromAt, lastsMs } = (body as WaveDigest).waves
    const text = stored.get(fromAt)
    stored.delete(fromAt)
    if (text === undefined) {
      if (fromAt + lastsMs > removedUntil) report('missing')
    } else if (text !== canonicalText(body)) report('digest')
  }
  // A block that no chain knows was put there by somebody else.
  if (stored.size > 0) report('altered')
}
