import { CONTINUOUS_VITALS, type ContinuousVital } from '@chairside/shared/vital'
import type { SourceEntry } from './chair-input.ts'
import { packSeen, type SeenNumerics, seenAt } from './seen-block.ts'
import type { Work } from './session-state.ts'

/** A delivery copies one block at most. */
const BLOCK = 32

type Numerics = Extract<SourceEntry, { readonly kind: 'numerics' }>

const known = (work: Work, at: number, clock: number): readonly (SourceEntry | SeenNumerics)[] => {
  const { seenRecent, seenClock, seenOlder } = work.session
  const found: (SourceEntry | SeenNumerics)[] = seenClock === clock ? seenRecent.filter((entry) => entry.at === at) : []
  for (const block of seenOlder) if (block.clock === clock) found.push(...seenAt(block, at))
  return found
}

const remember = (work: Work, entry: SourceEntry, clock: number): void => {
  const { session } = work
  session.seenNewestAt = Math.max(session.seenNewestAt ?? entry.at, entry.at)
  if (session.seenRecent.length < BLOCK && session.seenClock === clock) session.seenRecent = [...session.seenRecent, entry]
  else {
    session.seenOlder = [...session.seenOlder, packSeen(session.seenRecent, session.seenClock)]
    session.seenRecent = [entry]
    session.seenClock = clock
  }
}

const sameSet = (a: Extract<SourceEntry, { kind: 'set' }>, b: SourceEntry | SeenNumerics): boolean =>
  b.kind === 'set' && a.sys === b.sys && a.dia === b.dia && a.map === b.map && a.pulse === b.pulse

/** What of a numerics entry was not taken before: per vital, at the same moment, the same value (V4). Null: nothing new. */
const newNumerics = (entry: Numerics, before: readonly (SourceEntry | SeenNumerics)[]): Numerics | null => {
  const others = before.filter((candidate) => candidate.kind === 'numerics')
  if (others.length === 0) return entry
  const values: { [vital in ContinuousVital]?: number } = {}
  for (const vital of CONTINUOUS_VITALS) {
    const value = entry.values[vital]
    if (value !== undefined && !others.some((other) => other.values[vital] === value)) values[vital] = value
  }
  const off = entry.off.filter((vital) => !others.some((other) => other.off.includes(vital)))
  const unmapped = entry.unmapped.filter(
    (odd) =>
      !others.some((other) =>
        other.unmapped.some((known) => known.name === odd.name && known.value === odd.value && known.unit === odd.unit),
      ),
  )
  return Object.keys(values).length === 0 && off.length === 0 && unmapped.length === 0 ? null : { ...entry, values, off, unmapped }
}

/**
 * V4: an entry delivered again has no second effect. Returns what is new of it, or null. Times are the source's own: what another
 * `clock` of it dated, before or after it was set back, is another reading.
 */
export const withoutRepeats = (work: Work, entry: SourceEntry, clock: number): SourceEntry | null => {
  const { seenNewestAt } = work.session
  if (seenNewestAt !== null && entry.at <= seenNewestAt) {
    const before = known(work, entry.at, clock)
    if (entry.kind === 'numerics') {
      const fresh = newNumerics(entry, before)
      if (fresh !== null) remember(work, fresh, clock)
      return fresh
    }
    const repeated = before.some((other) => {
      if (other.kind !== entry.kind) return false
      return entry.kind === 'set' ? sameSet(entry, other) : true
    })
    if (repeated) return null
  }
  remember(work, entry, clock)
  return entry
}
