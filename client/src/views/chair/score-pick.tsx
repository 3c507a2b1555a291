import type { Entry } from '@chairside/shared/entry'
import { SCORES, type ScoreId } from '@chairside/shared/scores'
import { useTranslation } from 'react-i18next'
import { SCORE_FORMS, SINGLE_SCORES, type SingleScore } from '../common/entry-fields.ts'
import { signed, useAnchors } from '../common/entry-inputs.tsx'
import { useScoreMark } from '../common/score-words.ts'
import { FormPick } from './form-pick.tsx'
import type { PickProps } from './quick-picks.tsx'

const isSingle = (score: ScoreId): score is SingleScore => (SINGLE_SCORES as readonly ScoreId[]).includes(score)

const entryOfSingle = (score: SingleScore, value: number): Entry => {
  switch (score) {
    case 'moaas':
      return { kind: 'sedation', moaas: value }
    case 'rass':
      return { kind: 'rass', value }
    case 'dissociation':
      return { kind: 'dissociation', scale: '0-10', value }
    case 'nausea':
      return { kind: 'nausea-score', value }
    case 'pain':
      return { kind: 'pain-score', value }
    case 'anxiety':
      return { kind: 'anxiety-score', value }
  }
}

/** A score of one number: a tap on the value records it. The worst stands last where words are many. */
const SinglePick = ({ score, sending, onPick }: PickProps & { readonly score: SingleScore }) => {
  const anchor = useAnchors()
  const { low, high } = SCORES[score]
  const item = score === 'moaas' ? 'moaas' : 'value'
  const values = Array.from({ length: high - low + 1 }, (_, index) => low + index)
  const worded = anchor(SCORE_FORMS[score], item, low) !== null
  return (
    <div className={worded ? 'score-list' : 'pick-chips score-numbers'}>
      {(worded ? values.toReversed() : values).map((value) => {
        const words = anchor(SCORE_FORMS[score], item, value)
        return (
          <button type="button" key={value} className="chip-button" disabled={sending} onClick={() => onPick(entryOfSingle(score, value))}>
            <b>{signed(value, low)}</b> {words}
          </button>
        )
      })}
    </div>
  )
}

/** One score: what it is, its mark, and its values. */
export const ScorePick = ({ score, ...pick }: PickProps & { readonly score: ScoreId }) => {
  const { t } = useTranslation()
  const mark = useScoreMark()
  return (
    <div className="score-pick">
      <p className="soft">
        {t(`score.variant.${score}`)} {score === 'aldrete' || score === 'padss' ? '' : mark(score)}
      </p>
      {isSingle(score) ? <SinglePick score={score} {...pick} /> : <FormPick form={SCORE_FORMS[score]} {...pick} />}
    </div>
  )
}
