import type { Entry } from './entry.ts'

/** How the items of a score make its value, and which values they may take. Words of the items are the screen's. */
export interface ScoreTable {
  readonly label: string
  /** Which published form this is, where several are in use. */
  readonly variant: string
  readonly items: readonly { readonly id: string; readonly low: number; readonly high: number }[]
  readonly low: number
  readonly high: number
  /** A score that passes at and above `passFrom`, or at and below `passUpTo`; null: no pass mark of its own. */
  readonly passFrom: number | null
  readonly passUpTo: number | null
}

const items = (low: number, high: number, ...ids: readonly string[]): ScoreTable['items'] => ids.map((id) => ({ id, low, high }))
const single = (label: string, variant: string, low: number, high: number, pass: { from?: number; upTo?: number } = {}): ScoreTable => ({
  label,
  variant,
  items: items(low, high, 'value'),
  low,
  high,
  passFrom: pass.from ?? null,
  passUpTo: pass.upTo ?? null,
})

/** The scores that staff give, one row each. Pass marks are shown beside the form; the protocol decides about leaving. */
export const SCORES = {
  aldrete: {
    label: 'Modified Aldrete',
    variant: '1995, SpO2 above 92 % on air, circulation in % of the value before',
    items: items(0, 2, 'activity', 'respiration', 'circulation', 'consciousness', 'saturation'),
    low: 0,
    high: 10,
    passFrom: 9,
    passUpTo: null,
  },
  padss: {
    label: 'Modified PADSS (IV-site variant)',
    variant: 'IV site in place of surgical bleeding',
    items: items(0, 2, 'vitals', 'ambulation', 'nausea', 'pain', 'ivSite'),
    low: 0,
    high: 10,
    passFrom: 9,
    passUpTo: null,
  },
  moaas: single('MOAA/S', 'modified observer assessment, 0 to 5', 0, 5, { from: 5 }),
  rass: single('RASS', 'Richmond, -5 to +4', -5, 4),
  dissociation: single('Dissociation', '0 to 10, how strange it feels now', 0, 10, { upTo: 2 }),
  'cadss-6': {
    label: 'CADSS-6',
    variant: 'total of six items of 0 to 4 and the highest of them; wording from the licensed source',
    items: [
      { id: 'value', low: 0, high: 24 },
      { id: 'highestItem', low: 0, high: 4 },
    ],
    low: 0,
    high: 24,
    passFrom: null,
    passUpTo: 3,
  },
  nausea: single('Nausea', '0 to 10', 0, 10),
  pain: single('Pain', '0 to 10', 0, 10),
  anxiety: single('Anxiety', '0 to 10', 0, 10),
} as const satisfies Record<string, ScoreTable>
export type ScoreId = keyof typeof SCORES

export interface ScoreValue {
  readonly score: ScoreId
  readonly value: number
}

/** The score that an entry gives, or null where it is none. */
export const scoreOf = (entry: Entry): ScoreValue | null => {
  switch (entry.kind) {
    case 'aldrete':
      return {
        score: 'aldrete',
        value: entry.activity + entry.respiration + entry.circulation + entry.consciousness + entry.saturation,
      }
    case 'padss':
      return { score: 'padss', value: entry.vitals + entry.ambulation + entry.nausea + entry.pain + entry.ivSite }
    case 'sedation':
      return { score: 'moaas', value: entry.moaas }
    case 'rass':
      return { score: 'rass', value: entry.value }
    case 'dissociation':
      return { score: entry.scale === '0-10' ? 'dissociation' : 'cadss-6', value: entry.value }
    case 'nausea-score':
      return { score: 'nausea', value: entry.value }
    case 'pain-score':
      return { score: 'pain', value: entry.value }
    case 'anxiety-score':
      return { score: 'anxiety', value: entry.value }
    default:
      return null
  }
}
