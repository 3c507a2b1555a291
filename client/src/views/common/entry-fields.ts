import { type EntryKind, INTERVENTIONS, MEDICATION_GROUPS, POSITIONS, SEVERITIES, SYMPTOMS } from '@chairside/shared/entry'
import { SCORES, type ScoreId } from '@chairside/shared/scores'
import type { en } from '../../words/en.ts'

/** A form: one for each kind of entry, and one for the second scale of dissociation. */
export type FormId = EntryKind | 'cadss-6'
type Label = keyof typeof en.entry

/** One field of a form. `name` is the entry's own. */
export type Field =
  | { readonly type: 'scale'; readonly name: string; readonly label: Label; readonly low: number; readonly high: number }
  | { readonly type: 'yes-no'; readonly name: string; readonly label: Label }
  | { readonly type: 'one-of'; readonly name: string; readonly label: Label; readonly words: WordList; readonly values: readonly string[] }
  | { readonly type: 'line'; readonly name: string; readonly label: Label; readonly maxLength: number }
  | { readonly type: 'text'; readonly name: string; readonly label: Label; readonly maxLength: number }
  | { readonly type: 'amount'; readonly name: string; readonly label: Label; readonly max: number; readonly decimals: boolean }
/** Where the words of a choice stand. */
export type WordList = 'severity' | 'symptom' | 'position' | 'intervention' | 'group'

const scale = (name: string, label: Label, low: number, high: number): Field => ({ type: 'scale', name, label, low, high })
const yesNo = (name: string, label: Label): Field => ({ type: 'yes-no', name, label })
const line = (name: string, label: Label, maxLength: number): Field => ({ type: 'line', name, label, maxLength })
const oneOf = (name: string, label: Label, words: WordList, values: readonly string[]): Field => ({
  type: 'one-of',
  name,
  label,
  words,
  values,
})

/** A score of one number: the field that holds it. */
const single = (score: ScoreId, name: string, label: Label): readonly Field[] => [scale(name, label, SCORES[score].low, SCORES[score].high)]

const ALDRETE_LABELS = {
  activity: 'activity',
  respiration: 'respiration',
  circulation: 'circulation',
  consciousness: 'consciousness',
  saturation: 'saturation',
} as const
const PADSS_LABELS = { vitals: 'vitals', ambulation: 'ambulation', nausea: 'nauseaItem', pain: 'painItem', ivSite: 'ivSite' } as const

const items = <Id extends string>(score: 'aldrete' | 'padss', labels: Readonly<Record<Id, Label>>): readonly Field[] =>
  SCORES[score].items.map(({ id, low, high }) => scale(id, labels[id as Id], low, high))

/** What each form asks for, in order. */
export const FORMS: Readonly<Record<FormId, readonly Field[]>> = {
  sedation: single('moaas', 'moaas', 'sedation'),
  rass: single('rass', 'value', 'rass'),
  orientation: [scale('correct', 'orientation', 0, 4)],
  dissociation: single('dissociation', 'value', 'dissociation'),
  'cadss-6': [
    { type: 'amount', name: 'value', label: 'cadssTotal', max: SCORES['cadss-6'].high, decimals: false },
    scale('highestItem', 'cadssHighest', 0, 4),
  ],
  gait: [yesNo('steady', 'gaitSteady'), yesNo('dizzy', 'gaitDizzy')],
  nausea: [oneOf('level', 'nausea', 'severity', ['none', ...SEVERITIES]), yesNo('vomitedWithin15Min', 'vomited')],
  pain: [yesNo('newModerateOrSevere', 'pain')],
  safety: [yesNo('concern', 'safety')],
  'iv-out': [yesNo('siteClean', 'siteClean')],
  escort: [yesNo('present', 'escortPresent'), line('name', 'escortName', 120), line('phone', 'escortPhone', 40)],
  instructions: [yesNo('understood', 'understood')],
  aldrete: items('aldrete', ALDRETE_LABELS),
  padss: items('padss', PADSS_LABELS),
  oxygen: [yesNo('on', 'oxygenOn')],
  medication: [
    line('name', 'medicationName', 80),
    line('dose', 'medicationDose', 40),
    oneOf('group', 'medicationGroup', 'group', MEDICATION_GROUPS),
  ],
  note: [{ type: 'text', name: 'text', label: 'noteText', maxLength: 500 }],
  symptom: [oneOf('symptom', 'symptom', 'symptom', SYMPTOMS), oneOf('severity', 'severity', 'severity', SEVERITIES)],
  position: [oneOf('position', 'position', 'position', POSITIONS)],
  intervention: [oneOf('intervention', 'intervention', 'intervention', INTERVENTIONS)],
  'drug-account': [
    line('lot', 'lot', 60),
    { type: 'amount', name: 'drawnMg', label: 'drawn', max: 2_000, decimals: true },
    { type: 'amount', name: 'wastedMg', label: 'wasted', max: 2_000, decimals: true },
    line('witness', 'witness', 120),
  ],
  'drug-drawn': [line('lot', 'lot', 60), { type: 'amount', name: 'drawnMg', label: 'drawn', max: 2_000, decimals: true }],
  'drug-wasted': [{ type: 'amount', name: 'wastedMg', label: 'wasted', max: 2_000, decimals: true }, line('witness', 'witness', 120)],
  step: [line('name', 'step', 80)],
  'nausea-score': single('nausea', 'value', 'nauseaScore'),
  'pain-score': single('pain', 'value', 'painScore'),
  'anxiety-score': single('anxiety', 'value', 'anxietyScore'),
}

/** The form in which a score is given. */
export const SCORE_FORMS: Readonly<Record<ScoreId, FormId>> = {
  moaas: 'sedation',
  rass: 'rass',
  dissociation: 'dissociation',
  'cadss-6': 'cadss-6',
  nausea: 'nausea-score',
  pain: 'pain-score',
  anxiety: 'anxiety-score',
  aldrete: 'aldrete',
  padss: 'padss',
}
/** The score that a form gives; null: it gives none. */
export const scoreOfForm = (form: FormId): ScoreId | null =>
  (Object.keys(SCORE_FORMS) as ScoreId[]).find((score) => SCORE_FORMS[score] === form) ?? null
/** Scores of one number: a tap on it records. */
export const SINGLE_SCORES = ['moaas', 'rass', 'dissociation', 'nausea', 'pain', 'anxiety'] as const satisfies readonly ScoreId[]
export type SingleScore = (typeof SINGLE_SCORES)[number]
