import type { EvidencePart } from '@chairside/shared/evidence'
import type { Baseline } from '@chairside/shared/fact'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import type { LevelledSet, ReadinessEvidence } from './readiness-evidence.ts'
import { type Judged, judged, NO_BASELINE, nearBaseline, short } from './readiness-result.ts'
import { standstillMs } from './readiness-standstill.ts'

type PressureRules = Protocol['discharge']['bp']

const passes = (set: LevelledSet, baseline: Baseline | null, rules: PressureRules): boolean =>
  set.sys < rules.sysBelow &&
  set.dia < rules.diaBelow &&
  set.sys >= rules.sysAtLeast &&
  set.dia >= rules.diaAtLeast &&
  (baseline === null ||
    (nearBaseline(set.sys, baseline.sys, rules.percent, 0) && nearBaseline(set.dia, baseline.dia, rules.percent, rules.diaAtLeastMmHg)))

const pressurePart = (sys: number, dia: number): EvidencePart => ({ code: 'pressure', value: short(sys), beside: short(dia) })

/**
 * D3: the newest set of the recovery, the newest earlier one that lies the spacing before it, and every set between them
 * pass; and the newest is of no worse level than that earlier one.
 */
export const judgePressure = (evidence: ReadinessEvidence, endedAt: Moment, rules: PressureRules, now: Moment): Judged => {
  const { sets, baseline } = evidence
  const newestIndex = sets.length - 1
  const newest = sets[newestIndex]
  if (newest === undefined || newest.at < endedAt) return judged('D3', now, { state: 'no-evidence' })

  // The unbroken run of passing sets up to the newest, and the partner of the newest within or before it.
  let runStart: LevelledSet | null = null
  let partner: LevelledSet | null = null
  let broken = false
  for (let index = newestIndex; index >= 0; index -= 1) {
    const set = sets[index]
    if (set === undefined || set.at < endedAt) break
    if (!passes(set, baseline, rules)) broken = true
    else if (!broken) runStart = set
    if (partner === null && set.at <= newest.at - rules.spacingMs) partner = set
    if (partner !== null && broken) break
    if (partner !== null && runStart !== null && runStart.at <= newest.at - rules.spacingMs) break
  }

  const countsUntil = newest.at + rules.maxAgeMs + standstillMs(evidence, newest.at)
  const shown = {
    restsOn: [
      ...(partner === null ? [newest] : [partner, newest]).map(({ sys, dia }) => pressurePart(sys, dia)),
      ...(baseline === null ? [NO_BASELINE] : []),
    ],
    evidenceAt: newest.at,
    countsUntil,
  }
  if (now > countsUntil) return judged('D3', now, { ...shown, state: 'expired' })
  if (runStart === null) return judged('D3', now, { ...shown, state: 'not-met' })
  const possibleAt = runStart.at + rules.spacingMs
  if (partner === null) return judged('D3', now, { ...shown, state: broken ? 'not-met' : 'no-evidence', possibleAt })
  const met = runStart.at <= partner.at && newest.level <= partner.level
  return judged('D3', now, met ? { ...shown, state: 'met' } : { ...shown, state: 'not-met', possibleAt })
}
