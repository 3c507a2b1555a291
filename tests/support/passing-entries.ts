import type { Entry } from '@chairside/shared/entry'

export const ALDRETE_10: Entry = { kind: 'aldrete', activity: 2, respiration: 2, circulation: 2, consciousness: 2, saturation: 2 }

/** All that a nurse assesses before a patient leaves (D7 to D13, D18), each as well as can be. */
export const PASSING_ENTRIES: readonly Entry[] = [
  { kind: 'sedation', moaas: 5 },
  { kind: 'orientation', correct: 4 },
  { kind: 'dissociation', scale: '0-10', value: 1 },
  { kind: 'gait', steady: true, dizzy: false },
  { kind: 'nausea', level: 'none', vomitedWithin15Min: false },
  { kind: 'pain', newModerateOrSevere: false },
  { kind: 'safety', concern: false },
  ALDRETE_10,
]

/** The leaving steps (D14 to D16), all done. */
export const LEAVING_ENTRIES: readonly Entry[] = [
  { kind: 'iv-out', siteClean: true },
  { kind: 'escort', present: true, name: 'An Adult', phone: '5550100' },
  { kind: 'instructions', understood: true },
]
