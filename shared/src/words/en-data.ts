import { GATE_QUESTIONS } from '../clinic-profiles/gate-questions.ts'
import { EVIDENCE_PHRASES } from '../evidence.ts'

const ask = GATE_QUESTIONS

/** What comes as short data, in words: for screens and for what the server prints. */
export const enDataWords = {
  /** What a criterion rests on, part by part (L1). */
  evidence: { ...EVIDENCE_PHRASES, policy: 'the clinic’s policy' },
  /** How severe a symptom is. */
  severity: {
    mild: 'mild',
    moderate: 'moderate',
    severe: 'severe',
  },
  /** The built-in questions of the gate. A clinic's own ones are in the clinic's words. */
  question: {
    'reaction-to-ketamine': ask.reaction.words,
    'infarction-6-months': ask.infarction.words,
    'stroke-1-year': ask.stroke.words,
    'stroke-ever': ask.strokeEver.words,
    'pressure-or-heart': ask.heart.words,
    'psychosis-now': ask.psychosis.words,
    'psychosis-ever': ask.psychosisEver.words,
    'mania-now': ask.mania.words,
    liver: ask.liver.words,
    pregnancy: ask.pregnancy.words,
    'substance-use': ask.substances.words,
    thyroid: ask.thyroid.words,
    'under-18': ask.minor.words,
    'opioid-use-disorder': ask.opioidUse.words,
    'opioid-for-pain': ask.opioidForPain.words,
    'interfering-medicine': ask.interfering.words,
    'difficult-vein': ask.difficultVein.words,
    'anything-else': ask.other.words,
  },
  /** The built-in protocols. A clinic's own ones are called as the clinic calls them. */
  protocolName: {
    default: 'Default',
    firstInfusion: 'First infusion',
    strict: 'Stricter',
    shortStay: 'Short stay',
    weeklyCourse: 'Weekly course',
    taperedCourse: 'Tapered course',
    ninetyMinuteVisit: 'Ninety-minute visit',
    observedRecovery: 'Observed recovery',
    first: ', first infusion',
  },
} as const
