import type { AlarmCause } from './alarm.ts'
import type { Severity, Symptom } from './entry.ts'

/**
 * What a criterion may rest on (L1), by its code, with the phrase that stands for it in records. Facts hold these phrases for ever: add
 * one, never edit one. Screens and paper say what a code means in their own language.
 */
export const EVIDENCE_PHRASES = {
  complete: 'complete',
  'stopped-early': 'stopped early',
  'since-end': '{{value}} min since the end',
  'rescue-given': 'rescue drug given',
  pressure: '{{value}}/{{beside}}',
  'no-baseline': 'no baseline',
  'heart-median': 'median {{value}} /min',
  saturation: '{{value}} %',
  'saturation-lowest': 'lowest {{value}} %',
  'on-oxygen': 'on oxygen',
  'oxygen-off': 'oxygen off less than {{value}} min',
  breaths: '{{value}} /min',
  'breaths-between': '{{value}}–{{beside}} /min',
  counted: 'counted',
  moaas: 'MOAA/S {{value}}',
  rass: 'RASS {{value}}',
  'rass-above': 'RASS +{{value}}',
  'too-early': 'too early',
  oriented: '{{value}}/4',
  'oriented-before': 'before {{value}}/4',
  dissociation: '{{value}}/10',
  cadss: 'CADSS-6 {{value}}',
  'cadss-highest': 'highest item {{value}}',
  'cadss-before': 'before {{value}}',
  steady: 'steady',
  unsteady: 'unsteady',
  dizzy: 'dizzy',
  'not-dizzy': 'not dizzy',
  'nausea-none': 'none',
  'nausea-mild': 'mild',
  'nausea-moderate': 'moderate',
  'nausea-severe': 'severe',
  vomited: 'vomited',
  'pain-new': 'new, moderate or severe',
  'pain-nothing-new': 'nothing new',
  concern: 'concern',
  'no-concern': 'no concern',
  'iv-out': 'out',
  'site-clean': 'site clean',
  'site-not-clean': 'site not clean',
  'escort-present': 'present',
  'escort-not-present': 'not present',
  'escort-unreachable': 'name or phone missing',
  understood: 'understood',
  'not-understood': 'not understood',
  'nausea-score': 'nausea {{value}}/10',
  'pain-score': 'pain {{value}}/10',
  aldrete: 'Aldrete {{value}}',
  padss: 'PADSS {{value}}',
  running: '{{value}} of {{beside}}',
  override: 'override',
  'rescue-drug': 'rescue drug',
  'critical-event': 'critical event',
  policy: "the clinic's policy",
} as const

type Phrases = typeof EVIDENCE_PHRASES
export type EvidenceCode = keyof Phrases

/** The numbers that a phrase takes in. */
type NumbersOf<Phrase extends string> = Phrase extends `${string}{{beside}}${string}`
  ? { readonly value: number; readonly beside: number }
  : Phrase extends `${string}{{value}}${string}`
    ? { readonly value: number }
    : object

type WordedPart = { [Code in EvidenceCode]: { readonly code: Code } & NumbersOf<Phrases[Code]> }[EvidenceCode]

/** One part of what a criterion rests on: a code, with the numbers that belong to it; an open alarm by its cause, a symptom by its name. */
export type EvidencePart =
  | WordedPart
  | { readonly code: 'alarm'; readonly cause: AlarmCause }
  | { readonly code: 'symptom'; readonly symptom: Symptom; readonly severity: Severity }
