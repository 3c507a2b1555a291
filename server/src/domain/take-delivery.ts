import type { GapPicture } from '@chairside/shared/picture'
import { isMonitored } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { Origin } from '@chairside/shared/vital'
import type { DeliveryInput, SourceEntry } from './chair-input.ts'
import { countHeldBack } from './hold-back.ts'
import { beginApnoea } from './judge-reading.ts'
import { answerMeasure } from './measure-request.ts'
import { wasOffMonitor } from './off-monitor.ts'
import { withoutRepeats } from './repeats.ts'
import { beginInflation, endInflation } from './same-limb-cuff.ts'
import type { BoundSource, Session, Work } from './session-state.ts'
import { clockOf, correctedAt, heardFrom, isSkewed } from './source-clock.ts'
import { takeNumerics } from './take-numerics.ts'
import { takeCuffFailure, takeSet } from './take-set.ts'
import { findTechnical, setTechnical } from './technical-conditions.ts'

const takeEntry = (work: Work, entry: SourceEntry, bound: BoundSource, takenAt: Moment): void => {
  const { session } = work
  const at = correctedAt(bound, entry, takenAt)
  // S4: what is older than the binding was never this patient's.
  if (at < bound.boundAt) return
  const origin: Origin = bound.profile.origin
  switch (entry.kind) {
    case 'numerics':
      for (const { name } of entry.unmapped) setTechnical(work, 'unmapped-data', name, 'low', takenAt)
      takeNumerics(work, entry.values, entry.off, at, takenAt)
      return
    case 'cuff-started':
      beginInflation(work, at, takenAt)
      return
    case 'set':
      endInflation(work, at, takenAt)
      answerMeasure(work, at, takenAt)
      takeSet(work, { at, sys: entry.sys, dia: entry.dia, map: entry.map, pulse: entry.pulse }, origin, takenAt)
      return
    case 'cuff-failed':
      endInflation(work, at, takenAt)
      answerMeasure(work, at, takenAt)
      takeCuffFailure(work, at, takenAt)
      return
    case 'apnoea':
      if (session.care.offMonitor !== null || wasOffMonitor(session, at)) countHeldBack(work, 'off-monitor')
      else beginApnoea(work, at, takenAt)
      return
    case 'gap':
      return
  }
}

/**
 * Hatches what is missing (screens: gaps with their cause): a stretch opens when data are noticed missing, from where they stopped.
 * `before`: the session as it was shown last; null: never.
 */
export const showGaps = (work: Work, before: Session | null): void => {
  const { session } = work
  if (before?.technical === session.technical) return
  const silent = findTechnical(session.technical, 'source-silent', null) !== undefined
  const open = session.gaps.filter((gap) => gap.toAt === null)
  const wanted: GapPicture[] = []
  const lastHeardAt = session.bound?.lastHeardAt ?? null
  if (silent && lastHeardAt !== null) wanted.push({ fromAt: lastHeardAt, toAt: null, cause: 'source-silent', vital: null })
  for (const vital of ['hr', 'pulse', 'spo2', 'rr', 'etco2', 'temp'] as const) {
    if (findTechnical(session.technical, 'signal-lost', vital) === undefined) continue
    wanted.push({ fromAt: session.tracks[vital]?.acceptedAt ?? session.checkedInAt, toAt: null, cause: 'signal-lost', vital })
  }
  // A gap of no single vital is the silence of all.
  const matches = (a: GapPicture, b: GapPicture): boolean => a.vital === b.vital
  const ended = open.filter((gap) => !wanted.some((want) => matches(want, gap)))
  const began = wanted.filter((want) => !open.some((gap) => matches(want, gap)))
  if (ended.length === 0 && began.length === 0) return
  const endOf = (gap: GapPicture): Moment =>
    (gap.vital === null ? session.bound?.lastHeardAt : session.tracks[gap.vital]?.acceptedAt) ?? gap.fromAt
  session.gaps = [...session.gaps.map((gap) => (ended.includes(gap) ? { ...gap, toAt: endOf(gap) } : gap)), ...began]
}

const showSource = (session: Session, bound: BoundSource): Session['sourcePicture'] => {
  const shown = session.sourcePicture
  if (shown?.lastHeardAt === bound.lastHeardAt && shown.clockOffsetMs === bound.offsetMs) return shown
  return {
    sourceId: bound.profile.sourceId,
    label: bound.profile.label,
    boundAt: bound.boundAt,
    lastHeardAt: bound.lastHeardAt,
    periodMs: bound.profile.periodMs,
    clockOffsetMs: bound.offsetMs,
  }
}

/** Takes entries for the chart, each once (V4). */
export const takeEntries = (work: Work, entries: readonly SourceEntry[], bound: BoundSource, takenAt: Moment): void => {
  for (const entry of entries) {
    const fresh = withoutRepeats(work, entry, clockOf(bound, entry))
    if (fresh !== null) takeEntry(work, fresh, bound, takenAt)
  }
}

/** Takes what the bound monitor delivered. What another source sends, and what a closed session gets, has no effect (S4). */
export const takeDelivery = (work: Work, input: DeliveryInput): void => {
  const { session } = work
  if (session.bound === null || session.bound.profile.sourceId !== input.sourceId) return
  const { takenAt } = input
  const bound = heardFrom(session.bound, input, session.protocol.technical, session.speed)
  session.bound = bound
  session.sourcePicture = showSource(session, bound)
  if (isMonitored(session.phase))
    setTechnical(work, 'clock-skew', null, isSkewed(bound, takenAt, session.protocol.technical) ? 'low' : null, takenAt)
  // G5: the record keeps it; the chart waits until staff resolve whose it is.
  if (session.wrongPatient) session.withheld = [...session.withheld, ...input.entries]
  else takeEntries(work, input.entries, bound, takenAt)
}
