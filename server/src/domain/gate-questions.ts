import type { QuestionPicture } from '@chairside/shared/picture'
import type { Hold } from '@chairside/shared/session'
import type { Session } from './session-state.ts'

/** Every question was answered, so that the item `contraindications` needs no word of its own. */
export const allAnswered = ({ questions }: Session): boolean => questions.length > 0 && questions.every(({ answer }) => answer !== null)

/** A yes that asks for a drug screen, whatever the protocol asks of others. */
export const drugScreenAsked = ({ questions }: Session): boolean =>
  questions.some(({ answer, asksDrugScreen }) => answer?.passed === false && asksDrugScreen === true)

const holdOf = ({ answer, review, class: strength, words: detail }: QuestionPicture): Hold | null => {
  if (answer?.passed !== false) return null
  switch (strength) {
    case 'block':
      return { id: 'gate', strength: review === null ? 'refused' : 'hard', detail }
    case 'review':
      return review === null ? { id: 'gate', strength: 'hard', detail } : null
    case 'warn':
      return { id: 'gate', strength: 'soft', detail }
    case 'note':
      return null
  }
}

/** S2: what was answered with yes, each by its class. */
export const questionHolds = ({ questions }: Session): readonly Hold[] => questions.map(holdOf).filter((hold) => hold !== null)
