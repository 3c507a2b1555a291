import type { GateQuestion } from '../protocol-start.ts'

/** What practices ask before they infuse. A profile takes those that it asks, and may class one otherwise. */
export const GATE_QUESTIONS = {
  reaction: { id: 'ask.reaction-to-ketamine', words: 'Allergic to ketamine, or a bad reaction to it before', class: 'block' },
  infarction: { id: 'ask.infarction-6-months', words: 'Heart attack within the last 6 months', class: 'block' },
  stroke: { id: 'ask.stroke-1-year', words: 'Stroke within the last year', class: 'block' },
  strokeEver: { id: 'ask.stroke-ever', words: 'Stroke at any time', class: 'review' },
  heart: { id: 'ask.pressure-or-heart', words: 'Blood pressure not under control, or an unstable heart disease', class: 'block' },
  psychosis: { id: 'ask.psychosis-now', words: 'Psychotic now', class: 'block' },
  psychosisEver: { id: 'ask.psychosis-ever', words: 'Psychosis at any time', class: 'review' },
  mania: { id: 'ask.mania-now', words: 'Manic now', class: 'block' },
  liver: { id: 'ask.liver', words: 'Liver damage', class: 'review' },
  pregnancy: { id: 'ask.pregnancy', words: 'Pregnant, or possibly so', class: 'block' },
  substances: { id: 'ask.substance-use', words: 'Alcohol, drug or cannabis abuse at present', class: 'block' },
  thyroid: { id: 'ask.thyroid', words: 'Thyroid disease without treatment', class: 'review' },
  minor: { id: 'ask.under-18', words: 'Younger than 18', class: 'block' },
  opioidUse: {
    id: 'ask.opioid-use-disorder',
    words: 'Opioid use disorder (6 weeks sober, treatment team, on substitution or depot?)',
    class: 'review',
    asksDrugScreen: true,
  },
  opioidForPain: { id: 'ask.opioid-for-pain', words: 'An opioid for chronic pain', class: 'warn' },
  interfering: { id: 'ask.interfering-medicine', words: 'Takes lamotrigine, risperidone or olanzapine', class: 'warn' },
  difficultVein: { id: 'ask.difficult-vein', words: 'Veins that are difficult to find', class: 'note' },
  other: { id: 'ask.anything-else', words: 'Anything else that speaks against ketamine today', class: 'review' },
} as const satisfies Record<string, GateQuestion>
