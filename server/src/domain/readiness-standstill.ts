import type { Moment } from '@chairside/shared/time'
import type { ReadinessEvidence, Sample } from './readiness-evidence.ts'

/** For how much of the time after `since` evidence stands still: what lies off the monitor of it, up to the time allowed (S7). */
export const standstillMs = ({ offMonitor }: Pick<ReadinessEvidence, 'offMonitor'>, since: Moment): number => {
  if (offMonitor === undefined) return 0
  let offMs = 0
  for (const { fromAt, toAt } of offMonitor.spans) offMs += Math.max(0, toAt - Math.max(fromAt, since))
  return Math.min(offMs, offMonitor.freezeMs)
}

/**
 * Moves readings later by the standstill after them, so that ages, holds and gaps leave it out. Their order stays. While somebody is off
 * the monitor they may lie ahead of the present.
 */
export const standing = (evidence: ReadinessEvidence, samples: readonly Sample[]): readonly Sample[] => {
  const first = samples[0]
  if (first === undefined || standstillMs(evidence, first.at) === 0) return samples
  return samples.map(({ at, value }) => ({ at: at + standstillMs(evidence, at), value }))
}
