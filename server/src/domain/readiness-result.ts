import type { EvidencePart } from '@chairside/shared/evidence'
import type { CriterionId, CriterionResult, CriterionState } from '@chairside/shared/readiness'
import type { Moment } from '@chairside/shared/time'
import { evidenceText } from './evidence-text.ts'
import { nano } from './exact.ts'

/** A criterion as judged, and the next moment at which its result may change by time alone (null: none). */
export interface Judged {
  readonly result: CriterionResult
  readonly changesAt: Moment | null
}

interface Findings {
  readonly state: CriterionState
  readonly restsOn?: readonly EvidencePart[]
  readonly evidenceAt?: Moment | null
  readonly by?: string | null
  /** The last moment at which this evidence counts. */
  readonly countsUntil?: Moment | null
  /** When the criterion could be met; one that has passed is left out, since then it waits for something else. */
  readonly possibleAt?: Moment | null
}

/** The earlier of two moments; null counts as never. */
export const earlier = (one: Moment | null, other: Moment | null): Moment | null => {
  if (one === null) return other
  return other === null ? one : Math.min(one, other)
}

/** The later of two moments; null counts as unknown and is passed over. */
export const later = (one: Moment | null, other: Moment | null): Moment | null => {
  if (one === null) return other
  return other === null ? one : Math.max(one, other)
}

/**
 * Judges one criterion at `now`. An age of exactly the maximum still counts, so a result changes one millisecond after
 * `countsUntil`; a wait is over at exactly `possibleAt`.
 */
export const judged = (id: CriterionId, now: Moment, findings: Findings): Judged => {
  const restsOn = findings.restsOn ?? []
  const countsUntil = findings.countsUntil ?? null
  const counting = countsUntil !== null && countsUntil >= now
  const possibleAt = findings.possibleAt ?? null
  const waiting = findings.state !== 'met' && possibleAt !== null && possibleAt > now
  return {
    result: {
      id,
      state: findings.state,
      restsOn,
      evidence: evidenceText(restsOn),
      evidenceAt: findings.evidenceAt ?? null,
      by: findings.by ?? null,
      expiresAt: findings.state === 'met' ? countsUntil : null,
      earliestAt: waiting ? possibleAt : null,
    },
    changesAt: earlier(counting ? countsUntil + 1 : null, waiting ? possibleAt : null),
  }
}

/** A rule that compares with the baseline had none to compare with. */
export const NO_BASELINE: EvidencePart = { code: 'no-baseline' }

/** A number for a person: one decimal at most. */
export const short = (value: number): number => Math.round(value * 10) / 10

/** Within `percent` of the baseline or within `orBy` of it, whichever is wider; exact decimals, both ends included. */
export const nearBaseline = (value: number, baseline: number, percent: number, orBy: number): boolean => {
  const change = Math.abs(nano(value) - nano(baseline))
  return change <= nano(orBy) || change * 100 <= nano(baseline) * percent
}
