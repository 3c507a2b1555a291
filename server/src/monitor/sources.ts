import type { SourceId } from '@chairside/shared/identity'
import type { ProblemCode } from '@chairside/shared/reply'
import type { Moment } from '@chairside/shared/time'
import type { SourceProfile } from '../domain/chair-input.ts'

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

export interface Sources {
  register(device: Pick<KnownSource, 'sourceId' | 'label' | 'simulated'>): void
  connected(sourceId: SourceId, connected: boolean): void
  declared(profile: SourceProfile): void
  heard(sourceId: SourceId, at: Moment): void
  /** Counts a refusal for the source's health page (I3). */
  refused(sourceId: SourceId, code: ProblemCode): void
  find(sourceId: SourceId): KnownSource | null
  list(): readonly KnownSource[]
}

/** The table of monitors. `changed` is called where a screen would show a difference. */
export const createSources = (changed: () => void): Sources => {
  const known = new Map<SourceId, KnownSource>()
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
      alter(sourceId, { connected })
      changed()
    },
    declared: (profile) => alter(profile.sourceId, { profile }),
    heard: (sourceId, lastHeardAt) => alter(sourceId, { lastHeardAt }),
    refused: (sourceId, code) => {
      const refusals = known.get(sourceId)?.refusals ?? {}
      alter(sourceId, { refusals: { ...refusals, [code]: (refusals[code] ?? 0) + 1 } })
      changed()
    },
    find: (sourceId) => known.get(sourceId) ?? null,
    list: () => [...known.values()],
  }
}
