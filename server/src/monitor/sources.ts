import type { SourceId } from '@chairside/shared/identity'
import type { ProblemCode } from '@chairside/shared/reply'
import type { Moment } from '@chairside/shared/time'
import type { SourceProfile } from '../domain/chair-input.ts'
import { createUnboundPreviews, type ShownUnbound, type UnboundDelivery } from './unbound-previews.ts'

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
  /** How the source is asked to measure while it is connected; null: it left. */
  reachable(sourceId: SourceId, measure: (() => void) | null): void
  /** Asks a connected source to measure now; nothing happens where it just left. */
  measure(sourceId: SourceId): void
  /** What a monitor that is bound to nobody reports. */
  showed(sourceId: SourceId, delivery: UnboundDelivery): void
  /** What it shows at `now`, of the time since it was bound to nobody (S4). */
  shownBy(sourceId: SourceId, now: Moment): ShownUnbound | null
  bound(sourceId: SourceId): void
  released(sourceId: SourceId, at: Moment): void
  /** Counts a refusal for the source's health page (I3). */
  refused(sourceId: SourceId, code: ProblemCode): void
  find(sourceId: SourceId): KnownSource | null
  list(): readonly KnownSource[]
}

/** The table of monitors, from `startedAt` on. `changed` is called where a screen would show a difference. */
export const createSources = (changed: () => void, startedAt: Moment): Sources => {
  const known = new Map<SourceId, KnownSource>()
  const previews = createUnboundPreviews(startedAt)
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
      if (!connected) previews.forget(sourceId)
      alter(sourceId, { connected })
      changed()
    },
    declared: (profile) => {
      // It names somebody else now: what it showed was not theirs.
      if (known.get(profile.sourceId)?.profile?.patientIdentifier !== profile.patientIdentifier) previews.forget(profile.sourceId)
      alter(profile.sourceId, { profile })
    },
    heard: (sourceId, lastHeardAt) => alter(sourceId, { lastHeardAt }),
    reachable: (sourceId, measure) => {
      if (measure === null) askers.delete(sourceId)
      else askers.set(sourceId, measure)
    },
    measure: (sourceId) => askers.get(sourceId)?.(),
    showed: (sourceId, delivery) => {
      const profile = known.get(sourceId)?.profile ?? null
      if (profile !== null) previews.showed(profile, delivery)
    },
    shownBy: previews.shownBy,
    bound: previews.bound,
    released: previews.released,
    refused: (sourceId, code) => {
      const refusals = known.get(sourceId)?.refusals ?? {}
      alter(sourceId, { refusals: { ...refusals, [code]: (refusals[code] ?? 0) + 1 } })
      changed()
    },
    find: (sourceId) => known.get(sourceId) ?? null,
    list: () => [...known.values()],
  }
}
