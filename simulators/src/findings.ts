/** What somebody sees who looks at the patient and asks: what staff score. */
export interface Findings {
  /** 0 to 1; CADSS total is about 27 times this. */
  readonly dissociation: number
  /** MOAA/S, 5 awake to 0. */
  readonly alertness: number
  /** Of four questions. */
  readonly oriented: number
  readonly nausea: 'none' | 'mild' | 'moderate' | 'severe'
  readonly vomitedWithin15Min: boolean
  /** New and at least moderate. */
  readonly pain: boolean
  readonly steady: boolean
  readonly dizzy: boolean
}

interface BodyState {
  readonly dissociation: number
  /** Sedation beside that of ketamine, 0 to about 2: 1 sleeps and wakes when called. */
  readonly sedation: number
  /** 0 to 1. */
  readonly nausea: number
  readonly vomitedWithin15Min: boolean
  readonly pain: boolean
  /** Null before the end of the infusion. */
  readonly minutesSinceEnd: number | null
}

const nauseaLevel = (nausea: number): Findings['nausea'] =>
  nausea < 0.25 ? 'none' : nausea < 0.5 ? 'mild' : nausea < 0.75 ? 'moderate' : 'severe'

/** The findings of somebody in this state. */
export const findingsOf = (state: BodyState): Findings => {
  const { dissociation, sedation } = state
  const drowsy = (dissociation > 0.5 ? 1 : 0) + Math.max(0, Math.floor(2 * sedation + 0.2))
  return {
    dissociation,
    alertness: Math.max(1, 5 - drowsy),
    oriented: dissociation > 0.6 || sedation > 0.9 ? 2 : dissociation > 0.35 || sedation > 0.5 ? 3 : 4,
    nausea: nauseaLevel(state.nausea),
    vomitedWithin15Min: state.vomitedWithin15Min,
    pain: state.pain,
    steady: dissociation < 0.15 && sedation < 0.35 && (state.minutesSinceEnd ?? 0) > 18,
    dizzy: dissociation > 0.25 || state.nausea > 0.6,
  }
}
