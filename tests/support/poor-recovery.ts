import type { Entry } from '@chairside/shared/entry'
import { EVIDENCE_PHRASES } from '@chairside/shared/evidence'
import { type Example, NURSE, running } from './judge-harness.ts'

/** A recovery in which nothing is as it should be: everything that a criterion may say is on paper. */
export const poorRecovery = (): Example => {
  const example = running({ baseline: { sys: 122, dia: 78 } })
  example.stream(1, 600, { hr: 134.5, spo2: 97, rr: 14 }, 2)
  example.mustAct(600, { kind: 'stop-infusion', early: true, reason: 'se encontraba mal' }, NURSE)
  example.stream(601, 1_500, { hr: 131.5, spo2: 88, rr: 35 }, 2)
  example.set(1_200, 168, 96)
  const said: readonly Entry[] = [
    { kind: 'sedation', moaas: 5 },
    { kind: 'orientation', correct: 2 },
    { kind: 'dissociation', scale: 'cadss-6', value: 9, highestItem: 3 },
    { kind: 'gait', steady: false, dizzy: true },
    { kind: 'nausea', level: 'mild', vomitedWithin15Min: true },
    { kind: 'pain', newModerateOrSevere: true },
    { kind: 'safety', concern: true },
    { kind: 'iv-out', siteClean: false },
    { kind: 'escort', present: false, name: '', phone: '' },
    { kind: 'instructions', understood: false },
    { kind: 'padss', vitals: 2, ambulation: 2, nausea: 2, pain: 2, ivSite: 2 },
    { kind: 'medication', name: 'Labetalol', group: 'iv-antihypertensive', dose: '10 mg' },
  ]
  for (const entry of said) example.enter(1_501, entry)
  return example
}

/** What the phrases of records are made of between their numbers; a unit is none of them. */
const PHRASES = Object.values(EVIDENCE_PHRASES)
  .flatMap((phrase) => phrase.split(/\{\{\w+\}\}/).map((words) => words.trim()))
  .filter((phrase) => /^[a-z]{3}/.test(phrase) && phrase !== 'min')

/** Which English phrases of evidence stand in a text as words of their own. */
export const evidencePhrasesIn = (text: string): readonly string[] =>
  PHRASES.filter((phrase) => new RegExp(`(?<![\\p{L}\\d])${phrase.replaceAll(' ', '\\s+')}(?!\\p{L})`, 'iu').test(text))
