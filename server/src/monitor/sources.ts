import type { SourceId } from '@chairside/shared/identity'
import type { ProblemCode } from '@chairside/shared/reply'
import type { Moment } from '@chairside/shared/time'
import type { VitalValues } from '@chairside/shared/vital'
import type { SourceEntry, SourceProfile } from '../domain/chair-input.ts'

/** A monitor that the registry knows, and what was heard of it since the start. */
export interface KnownSource {
  readonly sourceId: SourceId
  readonly label: string
  readonly simulated: boolean
  readonly connected: boolean
  /** As it declared itself last; null before. */
  readonly profile: SourceProfile | null
  readonly lastHeardAt: Moment | null
  readonly refusals: Readonly<Record<string, number>>
}

/** What a monitor showed last while nobody was bound to it; kept in memory alone, and never a patient's (S4). */
export interface ShownUnbound {
  readonly values: VitalValues
  readonly set: { readonly at: Moment; readonly sys: number; readonly dia: number } | null
}

export interface Sources {
  register(device: Pick<KnownSource, 'sourceId' | 'label' | 'simulated'>): void
  connected(sourceId: SourceId, connected: boolean): void
  declared(profile: SourceProfile): void
  heard(sourceId: SourceId, at: Moment): void
  /** How the source is asked to measure while it is connected; null: it left. */
  reachable(sourceId: SourceId, measure: (() => void) | null): void
  /** Asks a connected source to measure now; nothing happens where it just left. */
  measure(sourceId: SourceId): void
  /** What a monitor that is bound to nobody reports. */
  showed(sourceId: SourceId, entries: readonly SourceEntry[]): void
  /** What it showed last; `bound` forgets it. */
  shownBy(sourceId: SourceId): ShownUnbound | null
  bound(sourceId: SourceId): void
  /** Counts a refusal for the source's health page (I3). */
  refused(sourceId: SourceId, code: ProblemCode): void
  find(sourceId: SourceId): KnownSource | null
  list(): readonly KnownSource[]
}

/** The table of monitors. `changed` is called where a screen would show a difference. */
export const createSources = (changed: () => void): Sources => {
  const known = new Map<SourceId, KnownSource>()
  const shown = new Map<SourceId, ShownUnbound>()
  const askers = new Map<SourceId, () => void>()
  const alter = (sourceId: SourceId, change: Partial<KnownSource>): void => {
    const source = known.get(sourceId)
    if (source !== undefined) known.set(sourceId, { ...source, ...change })
  }
  return {
    register: (device) => {
      const before = known.get(device.sourceId)
      if (before?.label === device.label && before.simulated === device.simulated) return
      const fresh = { connected: false, profile: null, lastHeardAt: null, refusals: {} }
      known.set(device.sourceId, {
        ...(before ?? fresh),
        sourceId: device.sourceId,
        label: device.label,
        simulated: device.simulated,
      })
      changed()
    },
    connected: (sourceId, connected) => {
      if (!connected) shown.delete(sourceId)
      alter(sourceId, { connected })
      changed()
    },
    declared: (profile) => alter(profile.sourceId, { profile }),
    heard: (sourceId, lastHeardAt) => alter(sourceId, { lastHeardAt }),
    reachable: (sourceId, measure) => {
      if (measure === null) askers.delete(sourceId)
      else askers.set(sourceId, measure)
    },
    measure: (sourceId) => askers.get(sourceId)?.(),
    showed: (sourceId, entries) => {
      for (const entry of entries) {
        const before = shown.get(sourceId) ?? { values: {}, set: null }
        if (entry.kind === 'numerics') {
          const values = { ...before.values, ...entry.values }
          for (const vital of entry.off) delete values[vital]
          shown.set(sourceId, { ...before, values })
        } else if (entry.kind === 'set' && entry.sys !== null && entry.dia !== null)
          shown.set(sourceId, { ...before, set: { at: entry.at, sys: entry.sys, dia: entry.dia } })
      }
    },
    shownBy: (sourceId) => shown.get(sourceId) ?? null,
    bound: (sourceId) => {
      shown.delete(sourceId)
    },
    refused: (sourceId, code) => {
      const refusals = known.get(sourceId)?.refusals ?? {}
      alter(sourceId, { refusals: { ...refusals, [code]: (refusals[code] ?? 0) + 1 } })
      changed()
    },
    find: (sourceId) => known.get(sourceId) ?? null,
    list: () => [...known.values()],
  }
}
