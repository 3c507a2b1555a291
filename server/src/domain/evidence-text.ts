import { EVIDENCE_PHRASES, type EvidenceCode, type EvidencePart } from '@chairside/shared/evidence'

/** Each phrase between its numbers, taken apart once: this is asked for with every reading of who recovers. */
const PIECES = Object.fromEntries(
  Object.entries(EVIDENCE_PHRASES).map(([code, phrase]) => [code, phrase.split(/\{\{\w+\}\}/)]),
) as unknown as Readonly<Record<EvidenceCode, readonly [string, string, string]>>

const partText = (part: EvidencePart): string => {
  if (part.code === 'alarm') return part.cause
  if (part.code === 'symptom') return `${part.symptom}, ${part.severity}`
  const [before, between, after] = PIECES[part.code]
  if (!('value' in part)) return before
  return 'beside' in part ? `${before}${part.value}${between}${part.beside}${after}` : `${before}${part.value}${between}`
}

/** What a criterion rests on as facts hold it, the same bytes for ever: `142/84, 139/82, no baseline`; null: nothing. */
export const evidenceText = (parts: readonly EvidencePart[]): string | null => {
  const [first, ...others] = parts
  if (first === undefined) return null
  return others.length === 0 ? partText(first) : parts.map(partText).join(', ')
}
