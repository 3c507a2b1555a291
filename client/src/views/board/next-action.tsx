import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { nextActionOf } from '../../model/next-action.ts'
import { spanOf } from '../common/format.ts'
import { isGateItem, useDetailWords } from '../common/problem-words.ts'
import { useNow } from '../common/services.tsx'

/** What staff do next here, with its countdown. */
export const NextAction = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const words = useDetailWords()
  const action = nextActionOf(chair, now)
  const text = (): string => {
    switch (action.kind) {
      case 'clear-holds':
        return t(isGateItem(action.hold.detail) ? 'next.check-open' : 'next.clear-holds', { detail: words(action.hold.detail) })
      case 'enter-score':
        return t('next.enter-score', { detail: action.criteria.map((id) => t(`criterionShort.${id}`)).join(', ') })
      case 'leaving-steps':
        return t('next.leaving-steps', { detail: action.criteria.map((id) => t(`criterionShort.${id}`)).join(', ') })
      default:
        return t(`next.${action.kind}`)
    }
  }
  const due = 'at' in action ? (action.at > now ? t('time.in', { time: spanOf(action.at - now) }) : t('tile.measureNow')) : null
  return (
    <span className="next-action" data-action={action.kind}>
      {text()}
      {due !== null && <b> {due}</b>}
    </span>
  )
}
