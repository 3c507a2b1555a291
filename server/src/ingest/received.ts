import type { DeviceEntry } from '@chairside/shared/wire'
import type { Saved } from '../monitor/record-keeping.ts'

/** What became of an entry that was passed on: how its saving goes, or that it is durable. */
export type Fate = Saved | 'durable'

export interface Received {
  fateOf(entry: DeviceEntry): Fate | null
  mark(entry: DeviceEntry, fate: Fate): void
  forget(entry: DeviceEntry): void
}

const REMEMBERED = 20_000

/**
 * The newest entries of one source, so that a repeat is receipted without being judged again. An entry is known by its number and its
 * moment: a monitor that lost its numbering is not mistaken for one that repeats itself.
 */
export const createReceived = (): Received => {
  const fates = new Map<string, Fate>()
  const keyOf = (entry: DeviceEntry): string => `${entry.seq} ${entry.at} ${entry.kind}`
  return {
    fateOf: (entry) => fates.get(keyOf(entry)) ?? null,
    mark: (entry, fate) => {
      fates.set(keyOf(entry), fate)
      if (fates.size <= REMEMBERED) return
      const oldest = fates.keys().next()
      if (oldest.done !== true) fates.delete(oldest.value)
    },
    forget: (entry) => fates.delete(keyOf(entry)),
  }
}
