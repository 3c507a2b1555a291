import type { DeviceEntry } from '@chairside/shared/wire'
import type { Saved } from '../monitor/record-keeping.ts'

/** What became of an entry that was passed on: how its saving goes, or that it is durable. */
export type Fate = Saved | 'durable'

export interface Received {
  fateOf(entry: DeviceEntry): Fate | null
  mark(entry: DeviceEntry, fate: Fate): void
  forget(entry: DeviceEntry): void
}

/** Neighbouring numbers lie on one page: nine bytes an entry, where a table of texts takes a hundred. */
const ENTRIES_A_PAGE = 250
const PAGES = 80
/** Its place, from 1; 0: nothing is known. */
const KINDS = ['numerics', 'set', 'cuff-started', 'cuff-failed', 'apnoea', 'gap'] as const satisfies readonly DeviceEntry['kind'][]

interface Page {
  readonly ats: Float64Array
  readonly kinds: Uint8Array
}

/** What is durable, by number: one entry for each. The pages opened last are kept, 20,000 numbers in a row. */
const createDurable = () => {
  const pages = new Map<number, Page>()
  const pageOf = (seq: number): number => Math.floor(seq / ENTRIES_A_PAGE)
  const opened = (number: number): Page => {
    const known = pages.get(number)
    if (known !== undefined) return known
    const page = { ats: new Float64Array(ENTRIES_A_PAGE), kinds: new Uint8Array(ENTRIES_A_PAGE) }
    pages.set(number, page)
    const oldest = pages.size > PAGES ? pages.keys().next() : null
    if (oldest !== null && oldest.done !== true) pages.delete(oldest.value)
    return page
  }
  const kindOf = (entry: DeviceEntry): number => KINDS.indexOf(entry.kind) + 1
  return {
    holds: (entry: DeviceEntry): boolean => {
      const page = pages.get(pageOf(entry.seq))
      const place = entry.seq % ENTRIES_A_PAGE
      return page !== undefined && page.kinds[place] === kindOf(entry) && page.ats[place] === entry.at
    },
    add: (entry: DeviceEntry): void => {
      const page = opened(pageOf(entry.seq))
      const place = entry.seq % ENTRIES_A_PAGE
      page.ats[place] = entry.at
      page.kinds[place] = kindOf(entry)
    },
  }
}

/**
 * The newest entries of one source, so that a repeat is receipted without being judged again. An entry is known by its number and its
 * moment: a monitor that lost its numbering is not mistaken for one that repeats itself.
 */
export const createReceived = (): Received => {
  /** Those that are on their way to the disk. */
  const saving = new Map<string, Saved>()
  const durable = createDurable()
  const keyOf = (entry: DeviceEntry): string => `${entry.seq} ${entry.at} ${entry.kind}`
  return {
    fateOf: (entry) => (saving.size === 0 ? undefined : saving.get(keyOf(entry))) ?? (durable.holds(entry) ? 'durable' : null),
    mark: (entry, fate) => {
      if (fate !== 'durable') {
        saving.set(keyOf(entry), fate)
        return
      }
      saving.delete(keyOf(entry))
      durable.add(entry)
    },
    forget: (entry) => void saving.delete(keyOf(entry)),
  }
}
