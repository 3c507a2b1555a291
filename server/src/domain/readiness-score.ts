import type { EvidencePart } from '@chairside/shared/evidence'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { scoreOf } from '@chairside/shared/scores'
import type { Moment } from '@chairside/shared/time'
import type { EnteredEvidence } from './readiness-evidence.ts'
import { type Judged, judged } from './readiness-result.ts'

type ScoreRules = Protocol['discharge']['score']

interface Score {
  readonly kind: 'aldrete' | 'padss'
  readonly at: Moment
  readonly by: string
  readonly passes: boolean
  readonly part: EvidencePart
}

const dischargeScoreOf = ({ at, by, entry }: EnteredEvidence, rules: ScoreRules): Score | null => {
  if (entry.kind !== 'aldrete' && entry.kind !== 'padss') return null
  const total = scoreOf(entry)?.value ?? 0
  if (entry.kind === 'padss') return { kind: 'padss', at, by, passes: total >= rules.pass, part: { code: 'padss', value: total } }
  const { activity, respiration, circulation, consciousness, saturation } = entry
  const hasNought = [activity, respiration, circulation, consciousness, saturation].includes(0)
  return { kind: 'aldrete', at, by, passes: total >= rules.pass && !hasNought, part: { code: 'aldrete', value: total } }
}

/**
 * D18: modified Aldrete once, or modified PADSS as many times running as the protocol asks, at different moments. The newest
 * score of all must pass; what it rests on is the option that lasts longest.
 */
export const judgeScore = (entries: readonly EnteredEvidence[], endedAt: Moment, rules: ScoreRules, now: Moment): Judged => {
  let newest: Score | null = null
  let aldrete: Score | null = null
  let padss: Score | null = null
  let padssRun = 0
  let padssRunOpen = true
  let lastPadssAt: Moment | null = null
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entered = entries[index] as EnteredEvidence
    if (entered.at < endedAt) break
    const score = dischargeScoreOf(entered, rules)
    if (score === null) continue
    newest ??= score
    if (score.kind === 'aldrete') {
      aldrete ??= score
      continue
    }
    padss ??= score
    if (!score.passes) padssRunOpen = false
    // Two entries of one moment are one assessment.
    if (padssRunOpen && score.at !== lastPadssAt) padssRun += 1
    lastPadssAt = score.at
  }
  if (newest === null) return judged('D18', now, { state: 'no-evidence' })

  const passed = (score: Score | null): Moment | null => (score?.passes === true && now - score.at <= rules.maxAgeMs ? score.at : null)
  const aldreteAt = passed(aldrete)
  const padssAt = padssRun >= rules.padssAssessments ? passed(padss) : null
  const basis = (aldreteAt ?? Number.NEGATIVE_INFINITY) >= (padssAt ?? Number.NEGATIVE_INFINITY) ? aldrete : padss
  const shown = (score: Score) => ({
    restsOn: [score.part],
    evidenceAt: score.at,
    by: score.by,
    countsUntil: score.at + rules.maxAgeMs,
  })
  if (now - newest.at > rules.maxAgeMs) return judged('D18', now, { ...shown(newest), state: 'expired' })
  if (!newest.passes) return judged('D18', now, { ...shown(newest), state: 'not-met' })
  if (basis !== null && (aldreteAt !== null || padssAt !== null)) return judged('D18', now, { ...shown(basis), state: 'met' })
  const missing: readonly EvidencePart[] = [newest.part, { code: 'running', value: padssRun, beside: rules.padssAssessments }]
  return judged('D18', now, { ...shown(newest), restsOn: missing, state: 'no-evidence' })
}
