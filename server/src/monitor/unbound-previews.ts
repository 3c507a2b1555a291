import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { lostAfterMs } from '@chairside/shared/freshness'
import type { SourceId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { VitalMoments } from '@chairside/shared/visit'
import { CONTINUOUS_VITALS, type ContinuousVital, type VitalValues } from '@chairside/shared/vital'
import type { DeliveryInput, SourceEntry, SourceProfile } from '../domain/chair-input.ts'
import type { BoundSource } from '../domain/session-state.ts'
import { correctedAt, heardFrom, unheard } from '../domain/source-clock.ts'

/** What a monitor shows while nobody is bound to it; kept in memory alone, and never a patient's (S4). */
export interface ShownUnbound {
  readonly values: VitalValues
  /** When each of them was measured, in room time. */
  readonly measuredAt: VitalMoments
  readonly set: { readonly at: Moment; readonly sys: number; readonly dia: number } | null
}

export type UnboundDelivery = Pick<DeliveryInput, 'takenAt' | 'sentAt' | 'entries'>

export interface UnboundPreviews {
  showed(profile: SourceProfile, delivery: UnboundDelivery): void
  /** What it shows at `now`; null: it never showed anything. */
  shownBy(sourceId: SourceId, now: Moment): ShownUnbound | null
  /** Forgets what it showed, and takes nothing more until it is released. */
  bound(sourceId: SourceId): void
  /** Nobody is bound to it any more; what it measured before `at` belongs to the patient who was. */
  released(sourceId: SourceId, at: Moment): void
  forget(sourceId: SourceId): void
}

interface Shown<Value> {
  /** Its number and time by the monitor's clock. */
  readonly entry: SourceEntry
  readonly takenAt: Moment
  readonly value: Value
}

interface Preview {
  readonly clock: BoundSource
  /** Null: the monitor cannot see this vital now. */
  readonly vitals: { readonly [vital in ContinuousVital]?: Shown<number | null> }
  readonly set: Shown<{ readonly sys: number; readonly dia: number }> | null
}

const { technical, cuff } = DEFAULT_PROTOCOL

/** `startedAt`: nothing measured before is shown, since nobody knows to whom the monitor was bound then. */
export const createUnboundPreviews = (startedAt: Moment): UnboundPreviews => {
  const previews = new Map<SourceId, Preview>()
  /** The end of its last binding; infinity while it is bound. */
  const freeSince = new Map<SourceId, Moment>()

  /** V5, V7: whether it is young enough, and of nobody who was bound before. */
  const isShowable = ({ clock }: Preview, shown: Shown<unknown>, limitMs: number, now: Moment): boolean => {
    const at = correctedAt(clock, shown.entry, shown.takenAt)
    return now - at <= limitMs && at >= (freeSince.get(clock.profile.sourceId) ?? startedAt)
  }
  const limitOf = ({ clock: { profile } }: Preview, vital: ContinuousVital): number =>
    lostAfterMs(profile.periodsMs?.[vital] ?? profile.periodMs)

  /** Without what is too old by now: it stands in nobody's way. */
  const present = (preview: Preview, now: Moment): Preview => {
    const vitals: { [vital in ContinuousVital]?: Shown<number | null> } = {}
    for (const vital of CONTINUOUS_VITALS) {
      const shown = preview.vitals[vital]
      if (shown !== undefined && isShowable(preview, shown, limitOf(preview, vital), now)) vitals[vital] = shown
    }
    const { set } = preview
    return { ...preview, vitals, set: set !== null && isShowable(preview, set, cuff.liveAgeMs, now) ? set : null }
  }

  /** What was measured later stays, in whatever order it comes. */
  const newer = <Value>({ clock }: Preview, shown: Shown<Value> | null | undefined, entry: Shown<Value>): Shown<Value> => {
    if (shown === null || shown === undefined) return entry
    return correctedAt(clock, entry.entry, entry.takenAt) >= correctedAt(clock, shown.entry, shown.takenAt) ? entry : shown
  }

  const taken = (preview: Preview, entry: SourceEntry, takenAt: Moment): Preview => {
    if (entry.kind === 'set') {
      const { sys, dia } = entry
      return sys === null || dia === null
        ? preview
        : { ...preview, set: newer(preview, preview.set, { entry, takenAt, value: { sys, dia } }) }
    }
    if (entry.kind !== 'numerics') return preview
    const vitals = { ...preview.vitals }
    for (const vital of CONTINUOUS_VITALS) {
      const value = entry.off.includes(vital) ? null : entry.values[vital]
      if (value !== undefined) vitals[vital] = newer(preview, vitals[vital], { entry, takenAt, value })
    }
    return { ...preview, vitals }
  }

  return {
    showed: (profile, { takenAt, sentAt, entries }) => {
      const { sourceId } = profile
      const before = previews.get(sourceId)
      const clock = heardFrom({ ...(before?.clock ?? unheard(profile, takenAt)), profile }, { takenAt, sentAt, entries }, technical, 1)
      const kept = present({ vitals: {}, set: null, ...before, clock }, takenAt)
      previews.set(
        sourceId,
        entries.reduce((preview, entry) => taken(preview, entry, takenAt), kept),
      )
    },
    shownBy: (sourceId, now) => {
      const preview = previews.get(sourceId)
      if (preview === undefined) return null
      const { clock, vitals, set } = present(preview, now)
      const values: { [vital in ContinuousVital]?: number } = {}
      const measuredAt: { [vital in ContinuousVital]?: Moment } = {}
      for (const vital of CONTINUOUS_VITALS) {
        const shown = vitals[vital]
        if (shown === undefined || shown.value === null) continue
        values[vital] = shown.value
        measuredAt[vital] = correctedAt(clock, shown.entry, shown.takenAt)
      }
      return { values, measuredAt, set: set === null ? null : { at: correctedAt(clock, set.entry, set.takenAt), ...set.value } }
    },
    bound: (sourceId) => {
      previews.delete(sourceId)
      freeSince.set(sourceId, Number.POSITIVE_INFINITY)
    },
    released: (sourceId, at) => {
      previews.delete(sourceId)
      freeSince.set(sourceId, at)
    },
    forget: (sourceId) => {
      previews.delete(sourceId)
    },
  }
}
