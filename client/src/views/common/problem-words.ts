import { CRITERIA, type CriterionId } from '@chairside/shared/readiness'
import { isGateItem, PHASES, type Phase } from '@chairside/shared/session'
import { isVitalId } from '@chairside/shared/vital'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../feed/room-feed.ts'
import { en } from '../../words/en.ts'
import { useRefusalWords, useShortData } from './data-words.ts'

type Refused = Extract<Outcome, { readonly ok: false }>['problem']

const isCriterion = (text: string): text is CriterionId => (CRITERIA as readonly string[]).includes(text)
const isPhase = (text: string): text is Phase => (PHASES as readonly string[]).includes(text)
const isRejection = (text: string): text is keyof typeof en.rejection => text in en.rejection
const isDetail = (text: string): text is keyof typeof en.detail => text in en.detail
const isHold = (text: string): text is keyof typeof en.hold => text in en.hold

/** Data of the server in the words of the room: a criterion, an open check, a hold, a phase; anything else as it is. */
export const useDetailWords = (): ((detail: string) => string) => {
  const { t } = useTranslation()
  const { value, question } = useShortData()
  const refusalWords = useRefusalWords()
  return (detail) => {
    if (isCriterion(detail)) return t(`criterion.${detail}`)
    if (isGateItem(detail)) return t(`gateOpen.${detail}`)
    if (isPhase(detail)) return t(`phase.${detail}`)
    if (isHold(detail)) return t(`hold.${detail}`)
    if (isDetail(detail)) return t(`detail.${detail}`)
    if (isVitalId(detail)) return t(`vital.${detail}`)
    if (detail === 'nibp') return t('tile.nibp')
    if (isRejection(detail)) return t(`rejection.${detail}`)
    // What holds a start comes as `bp: SYS 152 ≥ 140`, a limit as `hrHigh: 141 is outside 90 to 140`.
    const [hold = '', ...rest] = detail.split(': ')
    if (rest.length > 0 && isHold(hold)) return `${t(`hold.${hold}`)}: ${value(rest.join(': '))}`
    const asked = question(detail)
    return asked === detail ? value(refusalWords(detail)) : asked
  }
}

/** Why something was refused, as a sentence, with what is in the way. */
export const useProblemSentence = (): ((problem: Refused) => string) => {
  const { t } = useTranslation()
  const detailWords = useDetailWords()
  return (problem) => {
    const sentence = t(`problem.${problem.code}`)
    return problem.details.length === 0 ? sentence : `${sentence} (${problem.details.map(detailWords).join(', ')})`
  }
}
