import {
  useEvidenceWords,
  useProtocolName,
  useQuestionWords,
  useRefusalWords,
  useValueWords,
} from '@chairside/client/views/common/data-words.ts'
import { useDetailWords, useHoldWords } from '@chairside/client/views/common/problem-words.ts'
import { showLanguage } from '@chairside/client/words/language.ts'
import { evaluateReadiness } from '@chairside/server/domain/discharge-readiness'
import { refusalsOf } from '@chairside/server/domain/personal-limits'
import type { ReadinessEvidence } from '@chairside/server/domain/readiness-evidence'
import { BUILT_IN_PROTOCOLS } from '@chairside/shared/built-in-protocols/all'
import { CLINIC_PROFILES } from '@chairside/shared/clinic-profiles/all'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { type Entry, SEVERITIES, SYMPTOMS } from '@chairside/shared/entry'
import { type Moment, SECOND_MS } from '@chairside/shared/time'
import { act, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { afterEnd, END, entered, minutes, nothingKnown, RULES, readyAt, stream } from '../domain/readiness-fixture.ts'

const NOW = afterEnd(40)
const said = <Say,>(use: () => Say): Say => renderHook(use).result.current
const speak = (language: 'en' | 'es') => act(async () => void (await showLanguage(language)))
afterEach(() => speak('en'))

const scale = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const bool = [true, false] as const
const entries: readonly Entry[] = [
  ...scale(0, 5).map((moaas): Entry => ({ kind: 'sedation', moaas })),
  ...scale(-5, 4).map((value): Entry => ({ kind: 'rass', value })),
  ...scale(0, 4).map((correct): Entry => ({ kind: 'orientation', correct })),
  ...scale(0, 10).map((value): Entry => ({ kind: 'dissociation', scale: '0-10', value })),
  { kind: 'dissociation', scale: 'cadss-6', value: 4, highestItem: 2 },
  ...bool.flatMap((steady) => bool.map((dizzy): Entry => ({ kind: 'gait', steady, dizzy }))),
  ...(['none', ...SEVERITIES] as const).flatMap((level) =>
    bool.map((vomitedWithin15Min): Entry => ({ kind: 'nausea', level, vomitedWithin15Min })),
  ),
  ...bool.map((newModerateOrSevere): Entry => ({ kind: 'pain', newModerateOrSevere })),
  ...bool.map((concern): Entry => ({ kind: 'safety', concern })),
  ...bool.map((siteClean): Entry => ({ kind: 'iv-out', siteClean })),
  ...bool.flatMap((present) => ['', 'Anybody'].map((name): Entry => ({ kind: 'escort', present, name, phone: '5550100' }))),
  ...bool.map((understood): Entry => ({ kind: 'instructions', understood })),
  { kind: 'aldrete', activity: 2, respiration: 2, circulation: 2, consciousness: 2, saturation: 2 },
  { kind: 'padss', vitals: 2, ambulation: 2, nausea: 2, pain: 2, ivSite: 2 },
  ...SYMPTOMS.flatMap((symptom) => SEVERITIES.map((severity): Entry => ({ kind: 'symptom', symptom, severity }))),
  { kind: 'nausea-score', value: 6 },
  { kind: 'pain-score', value: 7 },
]
const start = END - minutes(41)
const own = (before: Entry, after: Entry): ReadinessEvidence => ({
  ...nothingKnown(),
  entries: [entered(start, before), entered(NOW, after)],
})
const known: readonly ReadinessEvidence[] = [
  nothingKnown(),
  { ...nothingKnown(), endedAt: null },
  readyAt(NOW),
  { ...readyAt(NOW), baseline: null, continuousBaseline: { hr: null, spo2: null, rr: null } },
  { ...readyAt(NOW), heartRate: stream(NOW, 131.5), spo2: stream(NOW, 88.4), rr: stream(NOW, 35) },
  { ...readyAt(NOW), rr: [], rrManual: { at: NOW - SECOND_MS, value: 14 } },
  { ...readyAt(NOW), endedEarly: true, rescues: [NOW - minutes(1)], criticalEvent: true, overridden: true },
  { ...readyAt(NOW), oxygenOn: true },
  { ...readyAt(NOW), oxygenOffSince: NOW - minutes(2) },
  { ...nothingKnown(), spo2: [{ at: NOW, value: 96 }], oxygenOffSince: NOW - minutes(2) },
  own({ kind: 'orientation', correct: 3 }, { kind: 'orientation', correct: 3 }),
  own(
    { kind: 'dissociation', scale: 'cadss-6', value: 5, highestItem: 2 },
    { kind: 'dissociation', scale: 'cadss-6', value: 6, highestItem: 2 },
  ),
  ...entries.map((entry) => ({ ...nothingKnown(), entries: [entered(NOW, entry)] })),
]
const evidenceOf = (evidence: ReadinessEvidence, now: Moment, rules = RULES): readonly string[] =>
  evaluateReadiness(evidence, rules, now).criteria.flatMap((criterion) => (criterion.evidence === null ? [] : [criterion.evidence]))
const texts = [
  ...new Set([
    ...known.flatMap((evidence) => evidenceOf(evidence, NOW)),
    ...known.flatMap((evidence) => evidenceOf(evidence, NOW, { ...RULES, prescriberAlways: true, extraAfterEarlyStopMs: minutes(10) })),
    ...evidenceOf({ ...nothingKnown(), entries: [entered(afterEnd(5), { kind: 'sedation', moaas: 5 })] }, afterEnd(6)),
  ]),
]
/** What is the same in every language: numbers, units, names of scales. */
const NEUTRAL = /^(?:[\d.,/–+−-]+(?: (?:\/min|%))?|(?:MOAA\/S|RASS|CADSS-6|Aldrete|PADSS) [+-]?\d+)$/

describe('L1: evidence in words', () => {
  it('L1: everything that the judge gives as evidence is read: in English nothing changes, in Spanish no English part is left', async () => {
    expect(texts.length).toBeGreaterThan(60)
    const english = said(useEvidenceWords)
    const same = texts.filter(
      (text) =>
        english(text).replaceAll('’', "'").toLowerCase() !== text.toLowerCase() && !SYMPTOMS.some((symptom) => text.startsWith(symptom)),
    )
    expect(same).toEqual([])
    await speak('es')
    const spanish = said(useEvidenceWords)
    const left = texts.flatMap((text) =>
      text.split(', ').filter((part, index) => spanish(text).split(', ')[index] === part && !NEUTRAL.test(part)),
    )
    expect(left).toEqual([])
  })

  it('L1: decimals are written as the language writes them', async () => {
    await speak('es')
    const words = said(useEvidenceWords)
    expect(words('median 72.5 /min, no baseline')).toBe('mediana 72,5 /min, sin basal')
    expect(words('32.5 min since the end, rescue drug given')).toBe('32,5 min desde el final, medicación de rescate dada')
    expect(words('CADSS-6 6, highest item 2, before 5')).toBe('CADSS-6 6, ítem más alto 2, antes 5')
    expect(words('bp-high, nibp-overdue')).toBe('Presión arterial alta, Toma de PNI atrasada')
  })

  it('L1: what no catalogue knows is shown as it came', async () => {
    await speak('es')
    expect(said(useEvidenceWords)('something of a later judge, complete')).toBe('something of a later judge, completa')
  })
})

describe('A2, S2: values and limits', () => {
  it('A2: the label is the bedside’s of this language, the numbers are the judge’s', async () => {
    await speak('es')
    const words = said(useValueWords)
    expect(words('HR 134 > 120')).toBe('FC 134 > 120')
    expect(words('RR 0')).toBe('FR 0')
    expect(words('SYS 172 ≥ 171.6')).toBe('SYS 172 ≥ 171,6')
    expect(words('MOAA/S 2 ≤ 2')).toBe('MOAA/S 2 ≤ 2')
  })

  it('S2: a hold is said as what is the case', async () => {
    await speak('es')
    const hold = said(useHoldWords)
    expect(hold({ id: 'bp', strength: 'soft', detail: 'SYS 152 ≥ 140' })).toBe('Presión arterial: SYS 152 ≥ 140')
    expect(hold({ id: 'hr', strength: 'soft', detail: 'HR –' })).toBe('Frecuencia cardíaca: FC –')
    expect(hold({ id: 'weight', strength: 'soft', detail: '77.5 kg, 70 kg (+10.7 % > 10 %)' })).toBe(
      'Peso frente al último: 77,5 kg, 70 kg (+10,7 % > 10 %)',
    )
    expect(hold({ id: 'gate', strength: 'hard', detail: 'consent' })).toBe('El consentimiento no está firmado')
    expect(hold({ id: 'gate', strength: 'hard', detail: 'Psychotic now' })).toBe('Respondido con sí: Psicosis actual')
    expect(hold({ id: 'gate', strength: 'hard', detail: 'Our own question' })).toBe('Respondido con sí: Our own question')
  })

  it('P3: what stands in the way is said, whatever kind of data it is', async () => {
    await speak('es')
    const detail = said(useDetailWords)
    expect(detail('bp: SYS 152 ≥ 140')).toBe('Presión arterial: SYS 152 ≥ 140')
    expect(detail('D3')).toBe('Presión arterial cerca de la basal')
    expect(detail('recovering')).toBe('Recuperación')
    expect(detail('hr')).toBe('Frecuencia cardíaca')
    expect(detail('nibp')).toBe('PNI')
    expect(detail('pulse-pressure')).toBe('presión de pulso imposible')
    expect(detail('12.5 > 10 mg')).toBe('12,5 > 10 mg')
    expect(detail('N. Ortega')).toBe('N. Ortega')
  })

  it('X13: why a limit is refused', async () => {
    const refused = [
      ...refusalsOf(DEFAULT_PROTOCOL, { hrHigh: 200, spo2Low: 10 }),
      ...refusalsOf(DEFAULT_PROTOCOL, { sysHighWarning: 180, sysHighCritical: 170 }),
      ...refusalsOf(DEFAULT_PROTOCOL, { leaveSysAtLeast: 110, leaveSysBelow: 110 }),
      ...refusalsOf({ ...DEFAULT_PROTOCOL, personal: {} }, { hrHigh: 130 }),
    ]
    expect(refused.length).toBeGreaterThan(3)
    await speak('es')
    const words = said(useRefusalWords)
    expect(words('hrHigh: 200 is outside 90 to 140')).toBe('FC alta: 200 está fuera de 90 a 140')
    expect(refused.map(words).filter((line) => /\b(is|not|to|above|below|set)\b/.test(line))).toEqual([])
  })
})

describe('S2: what a practice brings with it', () => {
  it('S2: every built-in question and protocol has words, and keeps its own in English', async () => {
    const protocols = [...BUILT_IN_PROTOCOLS, ...CLINIC_PROFILES.flatMap((profile) => profile.protocols)]
    const questions = protocols.flatMap(({ gate }) => gate.questions.map(({ words }) => words))
    const names = protocols.map(({ name }) => name)
    expect(questions.length).toBeGreaterThan(20)
    expect(questions.map(said(useQuestionWords))).toEqual(questions)
    expect(names.map(said(useProtocolName))).toEqual(names)
    await speak('es')
    const question = said(useQuestionWords)
    const name = said(useProtocolName)
    expect(questions.filter((words) => question(words) === words)).toEqual([])
    expect(names.filter((own) => name(own) === own)).toEqual([])
    expect(name('Weekly course, first infusion')).toBe('Ciclo semanal, primera infusión')
    expect(name('Our own protocol')).toBe('Our own protocol')
  })
})
