import type { Entry, EntryKind } from '@chairside/shared/entry'
import type { EvidencePart } from '@chairside/shared/evidence'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { CriterionId } from '@chairside/shared/readiness'
import type { Moment } from '@chairside/shared/time'
import { complaintAgainst } from './readiness-complaints.ts'
import type { EnteredEvidence, ReadinessEvidence } from './readiness-evidence.ts'
import { type Judged, judged } from './readiness-result.ts'

type DischargeRules = Protocol['discharge']
type EntryOf<Kind extends EntryKind> = Extract<Entry, { readonly kind: Kind }>
type Newest = { readonly [Kind in EntryKind]?: EnteredEvidence & { readonly entry: EntryOf<Kind> } }

/** The newest entry of each kind at or after `from`. */
const newestSince = (entries: readonly EnteredEvidence[], from: Moment): Newest => {
  const newest: Partial<Record<EntryKind, EnteredEvidence>> = {}
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entered = entries[index] as EnteredEvidence
    if (entered.at >= from) newest[entered.entry.kind] ??= entered
  }
  return newest as Newest
}

/** An assessment with a verdict of its own, or none. */
interface Assessment {
  readonly at: Moment
  readonly by: string
  readonly passes: boolean
  readonly parts: readonly EvidencePart[]
}

const judgeAssessment = (id: CriterionId, now: Moment, maxAgeMs: number | null, found: Assessment | null): Judged => {
  if (found === null) return judged(id, now, { state: 'no-evidence' })
  const shown = {
    restsOn: found.parts,
    evidenceAt: found.at,
    by: found.by,
    countsUntil: maxAgeMs === null ? null : found.at + maxAgeMs,
  }
  if (maxAgeMs !== null && now - found.at > maxAgeMs) return judged(id, now, { ...shown, state: 'expired' })
  return judged(id, now, { ...shown, state: found.passes ? 'met' : 'not-met' })
}

const assess = <Kind extends EntryKind>(
  entered: (EnteredEvidence & { readonly entry: EntryOf<Kind> }) | undefined,
  read: (entry: EntryOf<Kind>) => readonly [passes: boolean, ...parts: readonly EvidencePart[]],
): Assessment | null => {
  if (entered === undefined) return null
  const [passes, ...parts] = read(entered.entry)
  return { at: entered.at, by: entered.by, passes, parts }
}

const newerOf = (one: Assessment | null, other: Assessment | null): Assessment | null => {
  if (one === null || other === null) return one ?? other
  if (one.at === other.at) return one.passes ? other : one
  return one.at > other.at ? one : other
}

/** D7: counts only when assessed long enough after the end; a poor one is shown as failing at once. */
const judgeSedation = (newest: Newest, endedAt: Moment, rules: DischargeRules['sedation'], now: Moment): Judged => {
  const from = endedAt + rules.earliestAfterEndMs
  const observed = assess(newest.sedation, (entry) => [entry.moaas >= rules.moaas, { code: 'moaas', value: entry.moaas }])
  const agitation = assess(newest.rass, (entry) => [
    entry.value === 0,
    { code: entry.value > 0 ? 'rass-above' : 'rass', value: entry.value },
  ])
  // The newer of the two scales decides; of one moment, the one that fails.
  const found = newerOf(observed, agitation)
  if (found !== null && found.at >= from) return judgeAssessment('D7', now, rules.maxAgeMs, found)
  if (found === null) return judged('D7', now, { state: 'no-evidence', possibleAt: from })
  const expired = now - found.at > rules.maxAgeMs
  const early = found.passes ? 'no-evidence' : 'not-met'
  return judged('D7', now, {
    state: expired ? 'expired' : early,
    restsOn: found.passes ? [...found.parts, { code: 'too-early' }] : found.parts,
    evidenceAt: found.at,
    by: found.by,
    countsUntil: found.at + rules.maxAgeMs,
    possibleAt: from,
  })
}

/** The patient's own value before the infusion: the newest entry that `read` understands; null where there is none. */
const before = (evidence: ReadinessEvidence, read: (entry: Entry) => number | null): number | null => {
  const startedAt = evidence.startedAt ?? null
  if (startedAt === null) return null
  for (let index = evidence.entries.length - 1; index >= 0; index -= 1) {
    const { at, entry } = evidence.entries[index] as EnteredEvidence
    const value = at < startedAt ? read(entry) : null
    if (value !== null) return value
  }
  return null
}

const assessOrientation = (newest: Newest, evidence: ReadinessEvidence, rules: DischargeRules['orientation']): Assessment | null =>
  assess(newest.orientation, ({ correct }) => {
    const own = correct >= rules.correct ? null : before(evidence, (entry) => (entry.kind === 'orientation' ? entry.correct : null))
    const passes = correct >= rules.correct || (own !== null && correct >= own)
    return [passes, { code: 'oriented', value: correct }, ...(own === null ? [] : [{ code: 'oriented-before', value: own } as const])]
  })

const assessDissociation = (newest: Newest, evidence: ReadinessEvidence, rules: DischargeRules['dissociation']): Assessment | null =>
  assess(newest.dissociation, (entry) => {
    if (entry.scale === '0-10') return [entry.value <= rules.scaleMax, { code: 'dissociation', value: entry.value }]
    const parts: readonly EvidencePart[] = [
      { code: 'cadss', value: entry.value },
      { code: 'cadss-highest', value: entry.highestItem },
    ]
    if (entry.value <= rules.cadssTotalMax && entry.highestItem <= rules.cadssItemMax) return [true, ...parts]
    const own = before(evidence, (earlier) => (earlier.kind === 'dissociation' && earlier.scale === 'cadss-6' ? earlier.value : null))
    if (own === null) return [false, ...parts]
    return [entry.value <= own + rules.cadssAboveBefore, ...parts, { code: 'cadss-before', value: own }]
  })

/** The assessment, or a complaint that came with or after it. */
const unlessComplained = (
  id: CriterionId,
  found: Assessment | null,
  entries: readonly EnteredEvidence[],
  endedAt: Moment,
): Assessment | null => {
  const complaint = complaintAgainst(id, entries, endedAt)
  return complaint === null || (found !== null && found.at > complaint.at) ? found : { ...complaint, passes: false }
}

/** D7 to D13: assessments since the end of the infusion; the newest of a kind decides. */
export const judgeAssessments = (evidence: ReadinessEvidence, endedAt: Moment, rules: DischargeRules, now: Moment): readonly Judged[] => {
  const newest = newestSince(evidence.entries, endedAt)
  const gait = assess(newest.gait, ({ steady, dizzy }) => [
    steady && !dizzy,
    { code: steady ? 'steady' : 'unsteady' },
    { code: dizzy ? 'dizzy' : 'not-dizzy' },
  ])
  const nausea = assess(newest.nausea, ({ level, vomitedWithin15Min }) => [
    (level === 'none' || level === 'mild') && !vomitedWithin15Min,
    { code: `nausea-${level}` },
    ...(vomitedWithin15Min ? [{ code: 'vomited' } as const] : []),
  ])
  const pain = assess(newest.pain, ({ newModerateOrSevere }) => [
    !newModerateOrSevere,
    { code: newModerateOrSevere ? 'pain-new' : 'pain-nothing-new' },
  ])
  const safety = assess(newest.safety, ({ concern }) => [!concern, { code: concern ? 'concern' : 'no-concern' }])
  const unless = (id: CriterionId, found: Assessment | null) => unlessComplained(id, found, evidence.entries, endedAt)
  return [
    judgeSedation(newest, endedAt, rules.sedation, now),
    judgeAssessment('D8', now, rules.orientation.maxAgeMs, assessOrientation(newest, evidence, rules.orientation)),
    judgeAssessment('D9', now, rules.dissociation.maxAgeMs, assessDissociation(newest, evidence, rules.dissociation)),
    judgeAssessment('D10', now, rules.gaitMaxAgeMs, unless('D10', gait)),
    judgeAssessment('D11', now, rules.nauseaMaxAgeMs, unless('D11', nausea)),
    judgeAssessment('D12', now, rules.painMaxAgeMs, unless('D12', pain)),
    judgeAssessment('D13', now, rules.safetyMaxAgeMs, unless('D13', safety)),
  ]
}

/** D14 to D16: steps of this visit, whenever they were done. The name and number of the escort stay out of the evidence. */
export const judgeLeavingSteps = (entries: readonly EnteredEvidence[], rules: DischargeRules, now: Moment): readonly Judged[] => {
  const newest = newestSince(entries, Number.NEGATIVE_INFINITY)
  const ivOut = assess(newest['iv-out'], ({ siteClean }) =>
    siteClean ? [true, { code: 'iv-out' }, { code: 'site-clean' }] : [false, { code: 'site-not-clean' }],
  )
  const escort = assess(newest.escort, ({ present, name, phone }) => {
    const reachable = name.trim() !== '' && phone.trim() !== ''
    return [
      present && reachable,
      { code: present ? 'escort-present' : 'escort-not-present' },
      ...(reachable ? [] : [{ code: 'escort-unreachable' } as const]),
    ]
  })
  const instructions = assess(newest.instructions, ({ understood }) => [understood, { code: understood ? 'understood' : 'not-understood' }])
  return [
    judgeAssessment('D14', now, null, ivOut),
    judgeAssessment('D15', now, rules.escortMaxAgeMs, escort),
    judgeAssessment('D16', now, null, instructions),
  ]
}
