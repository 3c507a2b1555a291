import { evidenceText } from '@chairside/server/domain/evidence-text'
import { EVIDENCE_PHRASES, type EvidenceCode, type EvidencePart } from '@chairside/shared/evidence'
import { enClinicalWords } from '@chairside/shared/words/en-clinical'
import { enDataWords } from '@chairside/shared/words/en-data'
import { esClinicalWords } from '@chairside/shared/words/es-clinical'
import { esDataWords } from '@chairside/shared/words/es-data'
import { shortDataIn } from '@chairside/shared/words/short-data'
import { describe, expect, it } from 'vitest'
import { everyEvidence } from '../support/evidence-samples.ts'

const english = shortDataIn({ ...enClinicalWords, ...enDataWords }, '.')
const spanish = shortDataIn({ ...esClinicalWords, ...esDataWords }, ',')

const CODES = Object.keys(EVIDENCE_PHRASES) as EvidenceCode[]
/** Numbers, units and names of scales: the same in every language. */
const NEUTRAL: ReadonlySet<EvidenceCode> = new Set([
  'pressure',
  'saturation',
  'breaths',
  'breaths-between',
  'moaas',
  'rass',
  'rass-above',
  'oriented',
  'dissociation',
  'cadss',
  'aldrete',
  'padss',
])
/** With more numbers than most phrases take in: a reader passes over what its words do not name. */
const partOf = (code: EvidenceCode): EvidencePart => ({ code, value: 72.5, beside: 3 }) as EvidencePart

describe('L1: what a criterion rests on', () => {
  it('L1: the judge gives every code, with the text that records hold beside it', () => {
    const criteria = everyEvidence()
    const given = new Set(criteria.flatMap(({ restsOn }) => restsOn.map(({ code }) => code)))
    expect([...CODES, 'alarm', 'symptom'].filter((code) => !given.has(code as EvidenceCode))).toEqual([])
    for (const { restsOn, evidence } of criteria) {
      expect(evidenceText(restsOn)).toBe(evidence)
      expect(evidence).not.toMatch(/\{\{|undefined|NaN/)
    }
  })

  it.each(CODES)('L1: %s has words in both languages, and in Spanish none of the record’s own', (code) => {
    const phrase = EVIDENCE_PHRASES[code].replace('{{value}}', '72.5').replace('{{beside}}', '3')
    expect(english.evidence([partOf(code)]).replaceAll('’', "'")).toBe(phrase)
    const said = spanish.evidence([partOf(code)])
    expect(said).not.toMatch(/\{\{|\d\.\d/)
    if (NEUTRAL.has(code)) expect(said).toBe(phrase.replace('.', ','))
    else expect(said.replace(',', '.')).not.toBe(phrase)
  })

  it('L1: alarms and symptoms are said by their names in each language', () => {
    const parts: readonly EvidencePart[] = [
      { code: 'symptom', symptom: 'chest-pain', severity: 'moderate' },
      { code: 'alarm', cause: 'nibp-overdue' },
    ]
    expect(english.evidence(parts)).toBe('Chest pain, moderate, Cuff overdue')
    expect(spanish.evidence(parts)).toBe('Dolor torácico, de intensidad moderada, Toma de PNI atrasada')
    expect(evidenceText(parts)).toBe('chest-pain, moderate, nibp-overdue')
  })

  it('L1: decimals are written as the language writes them', () => {
    expect(spanish.evidence([{ code: 'heart-median', value: 72.5 }, { code: 'no-baseline' }])).toBe('mediana 72,5 /min, sin basal')
    expect(spanish.evidence([{ code: 'since-end', value: 32.5 }, { code: 'rescue-given' }])).toBe(
      '32,5 min desde el final, medicación de rescate dada',
    )
    expect(english.evidence([{ code: 'heart-median', value: 72.5 }])).toBe('median 72.5 /min')
  })
})
