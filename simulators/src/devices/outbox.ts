import type { Moment } from '@chairside/shared/time'
import { type Delivery, type DeviceEntry, MAX_ENTRIES_PER_DELIVERY, type Receipt } from '@chairside/shared/wire'

/** An entry before it has its number. */
export type EntryBody<Entry extends DeviceEntry = DeviceEntry> = Entry extends DeviceEntry ? Omit<Entry, 'seq'> : never

export interface OutboxOptions {
  /** How many entries are kept at most; the oldest goes first. */
  readonly capacity: number
  /** The monitor's own clock, for `sentAt`. */
  readonly now: () => Moment
  /** Called with a refusal that repeating can't mend: the entries it names are given up. */
  readonly onRefused: (receipt: Extract<Receipt, { ok: false }>, entries: readonly DeviceEntry[]) => void
  /** Calls `again` a little later; nothing is sent until then. */
  readonly retryLater: (again: () => void) => void
}

/** Sends one delivery; rejects where no receipt came. */
export type Send = (delivery: Delivery) => Promise<Receipt>

export interface Outbox {
  /** Keeps an entry until it is receipted, and gives its number. Sent with the next `flush`. */
  add(entry: EntryBody): number
  /** A connection stands. What is kept by now is the backlog; what is added from now on is live. */
  open(send: Send): void
  close(): void
  /** Sends what may be sent. */
  flush(): void
  /** Entries not receipted. */
  readonly waiting: number
}

const BACKLOG_CHUNK = 200
const LIVE_DELIVERIES_UNDERWAY = 8

/** Refusals that say "later", as opposed to "never". */
const PASSING = new Set(['too-frequent', 'not-recording', 'shutting-down', 'internal'])
/** True where the same delivery may be taken a little later. */
export const saysLater = ({ code }: Extract<Receipt, { ok: false }>): boolean => PASSING.has(code)

type Gap = Extract<DeviceEntry, { kind: 'gap' }>

interface Kept {
  entry: DeviceEntry
  underway: boolean
}

/**
 * I2: a monitor's bounded store-and-forward queue. Each entry stays until a receipt names it. After an interruption the backlog
 * goes in order, one delivery at a time, while live entries go at once in deliveries of their own. An overflow drops the oldest
 * and leaves a `gap` entry in their place, under the number of the newest that was dropped.
 */
export const createOutbox = ({ capacity, now, onRefused, retryLater }: OutboxOptions): Outbox => {
  let kept: Kept[] = []
  let lastSeq = 0
  let backlogUpTo = 0
  let send: Send | null = null
  /** Tells answers of an earlier connection from those of this one. */
  let connection = 0
  let backlogUnderway = false
  let liveUnderway = 0
  let holding = false

  const merge = (first: DeviceEntry, second: DeviceEntry): Gap => {
    const from = first.kind === 'gap' ? first.fromAt : first.at
    const to = second.kind === 'gap' ? second.toAt : second.at
    const lost = (entry: DeviceEntry): number => (entry.kind === 'gap' ? entry.lostEntries : 1)
    return {
      kind: 'gap',
      seq: second.seq,
      at: Math.max(from, to),
      fromAt: Math.min(from, to),
      toAt: Math.max(from, to),
      lostEntries: lost(first) + lost(second),
    }
  }

  const bound = (): void => {
    while (kept.length > capacity) {
      const first = kept.findIndex(({ underway }, index) => !underway && kept[index + 1]?.underway === false)
      const [a, b] = [kept[first], kept[first + 1]]
      if (a === undefined || b === undefined) return
      kept.splice(first, 2, { entry: merge(a.entry, b.entry), underway: false })
    }
  }

  const transmit = (chosen: readonly Kept[], live: boolean): void => {
    if (send === null || chosen.length === 0) return
    const mine = connection
    const entries = chosen.map(({ entry }) => entry)
    for (const item of chosen) item.underway = true
    if (live) liveUnderway += 1
    else backlogUnderway = true
    const ended = (): boolean => {
      if (mine !== connection) return true
      if (live) liveUnderway -= 1
      else backlogUnderway = false
      return false
    }
    const keepForLater = (): void => {
      for (const item of chosen) item.underway = false
      backlogUpTo = Math.max(backlogUpTo, entries.at(-1)?.seq ?? 0)
      if (holding) return
      holding = true
      retryLater(() => {
        if (mine !== connection) return
        holding = false
        flush()
      })
    }
    const forget = (seqs: ReadonlySet<number>): void => {
      kept = kept.filter(({ entry }) => !seqs.has(entry.seq))
    }
    send({ sentAt: now(), entries }).then(
      (receipt) => {
        const stale = ended()
        if (receipt.ok) {
          forget(new Set(receipt.received))
          for (const item of chosen) item.underway = false
          if (!stale) flush()
        } else if (saysLater(receipt)) {
          if (!stale) keepForLater()
        } else {
          forget(new Set(entries.map(({ seq }) => seq)))
          onRefused(receipt, entries)
          if (!stale) flush()
        }
      },
      () => {
        if (!ended()) keepForLater()
      },
    )
  }

  const flush = (): void => {
    if (send === null || holding) return
    while (liveUnderway < LIVE_DELIVERIES_UNDERWAY) {
      const live = kept.filter(({ entry, underway }) => !underway && entry.seq > backlogUpTo).slice(0, MAX_ENTRIES_PER_DELIVERY)
      if (live.length === 0) break
      transmit(live, true)
    }
    if (!backlogUnderway) {
      transmit(kept.filter(({ entry, underway }) => !underway && entry.seq <= backlogUpTo).slice(0, BACKLOG_CHUNK), false)
    }
  }

  const close = (): void => {
    connection += 1
    send = null
    backlogUnderway = false
    liveUnderway = 0
    holding = false
    for (const item of kept) item.underway = false
  }

  return {
    add: (entry) => {
      lastSeq += 1
      kept.push({ entry: { ...entry, seq: lastSeq }, underway: false })
      bound()
      return lastSeq
    },
    open: (way) => {
      close()
      backlogUpTo = lastSeq
      send = way
      flush()
    },
    close,
    flush,
    get waiting() {
      return kept.length
    },
  }
}
