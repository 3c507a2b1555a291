import type { ChairPicture } from '@chairside/shared/picture'
import { useElementSize } from '@mantine/hooks'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { nextActionOf } from '../../model/next-action.ts'
import { useShortData } from '../common/data-words.ts'
import { fitWords } from '../common/fit-words.ts'
import { spanOf } from '../common/format.ts'
import { useNow } from '../common/services.tsx'
import { sameBesideNumbers } from './same-beside-numbers.ts'

/** What staff do next here, with its countdown. */
export const NextAction = memo(({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const { hold: holdWords } = useShortData()
  const { ref, width } = useElementSize<HTMLSpanElement>()
  const action = nextActionOf(chair, now)
  const text = (): string => {
    switch (action.kind) {
      case 'clear-holds':
        return t('next.clear-holds', { detail: holdWords(action.hold) })
      case 'enter-score':
      case 'leaving-steps': {
        const words = action.criteria.map((id) => t(`criterionShort.${id}`))
        const taken = t(`next.${action.kind}`, { detail: '' }).length
        return t(`next.${action.kind}`, { detail: fitWords(words, width, taken) })
      }
      default:
        return t(`next.${action.kind}`)
    }
  }
  const due = 'at' in action ? (action.at > now ? t('time.in', { time: spanOf(action.at - now) }) : t('tile.measureNow')) : null
  return (
    <span className="next-action" data-action={action.kind} ref={ref}>
      {text()}
      {due !== null && <b> {due}</b>}
    </span>
  )
}, sameBesideNumbers)
