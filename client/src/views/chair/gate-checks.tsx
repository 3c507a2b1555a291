import '../common/row-button.css'
import './gate.css'
import './prepare.css'
import type { ChairPicture, QuestionPicture, SessionPicture } from '@chairside/shared/picture'
import { GATE_ITEMS, type GateItemId, isOwnSecond } from '@chairside/shared/session'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortData } from '../common/data-words.ts'
import { Icon } from '../common/icon.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useIsPhysician, useRoom } from '../common/services.tsx'
import { type Acting, useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

const NO_QUESTIONS: readonly QuestionPicture[] = []

interface QuestionProps {
  readonly question: QuestionPicture
  readonly acting: Acting
  readonly mayAct: boolean
}

/** S2: a question of the protocol, answered with yes or no; a yes that refuses waits for a physician's look. */
const Question = ({ question, acting, mayAct }: QuestionProps) => {
  const { t } = useTranslation()
  const physician = useIsPhysician()
  const [reviewing, setReviewing] = useState(false)
  const [reason, setReason] = useState('')
  const { id, answer, review } = question
  const words = useShortData().question(question.words)
  const isYes = answer?.passed === false
  const said = (): string => {
    if (answer === null) return t(`gateChecks.class.${question.class}`)
    const given = `${isYes ? t('gateChecks.isYes') : t('gateChecks.isNo')} · ${answer.by}`
    if (review !== null) return `${given} · ${t('gateChecks.reviewed', { by: review.by })}`
    return isYes ? `${given} · ${t(`gateChecks.class.${question.class}`)}` : given
  }
  const send = async (): Promise<void> => {
    if (await acting.run({ kind: 'review-answer', question: id, reason: reason.trim() })) setReviewing(false)
  }
  return (
    <li className="gate-question">
      <span className="gate-words">
        {words} <small>{said()}</small>
      </span>
      <span className="gate-answers">
        {([false, true] as const).map((passed) => (
          <button
            type="button"
            key={String(passed)}
            className="chip-button"
            aria-pressed={answer?.passed === passed}
            aria-label={`${passed ? t('gateChecks.no') : t('gateChecks.yes')}: ${words}`}
            disabled={!mayAct || acting.sending}
            onClick={() => void acting.run({ kind: 'answer-gate', item: id, passed, sawAt: answer?.at ?? null })}
          >
            {passed ? t('gateChecks.no') : t('gateChecks.yes')}
          </button>
        ))}
        {isYes && physician && review === null && (
          <button type="button" className="chip-button" aria-expanded={reviewing} onClick={() => setReviewing(!reviewing)}>
            {t('gateChecks.review')}
          </button>
        )}
      </span>
      {reviewing && (
        <div className="gate-review">
          <ReasonField value={reason} onChange={setReason} />
          <Button disabled={!isReason(reason) || acting.sending} onClick={() => void send()}>
            {t('gateChecks.review')}
          </Button>
        </div>
      )}
    </li>
  )
}

/** S2: what is asked and checked before a start, with who answered. The second person is somebody else than who confirmed the identity. */
export const GateChecks = ({ chair, session, mayAct }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const me = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.staffId))
  const questions = session.questions ?? NO_QUESTIONS
  // The questions stand for the one item that sums them up.
  const items = GATE_ITEMS.filter(({ id }) => id !== 'contraindications' || questions.length === 0)
  const open = items.filter(
    ({ id, kind }) =>
      kind === 'confirm' && id !== 'second-person' && session.gate[id]?.passed !== true && !isOwnSecond(session.gate, id, me),
  )
  /** Two who answer at once: the server compares with what this person saw. */
  const sawAt = (id: GateItemId): number | null => session.gate[id]?.at ?? null
  const confirmAll = async (): Promise<void> => {
    for (const { id } of open) if (!(await acting.run({ kind: 'answer-gate', item: id, passed: true, sawAt: sawAt(id) }))) return
  }
  const isPassed = (id: GateItemId, derived: boolean): boolean =>
    // The server answers derived ones itself: what still holds the start is named among the holds.
    derived ? !session.holds.some((hold) => hold.detail === id) : session.gate[id]?.passed === true
  const said = (id: GateItemId, derived: boolean, passed: boolean, spared: boolean): string => {
    if (spared) return t('gateOpen.notRequired')
    if (derived) return t('prepare.derived')
    if (passed) return session.gate[id]?.by ?? ''
    return isOwnSecond(session.gate, id, me) ? t('gateChecks.somebodyElse') : ''
  }
  return (
    <div className="gate">
      <h3>{t('prepare.gate')}</h3>
      <ul>
        {items.map((item) => {
          const derived = item.kind === 'derived'
          const passed = isPassed(item.id, derived)
          // The server asks for it only where the protocol, or an answer, does: an open box would look like something to do.
          const spared = item.kind === 'where-required' && !session.holds.some((hold) => hold.detail === item.id) && !passed
          const waits = !passed && isOwnSecond(session.gate, item.id, me)
          return (
            <li key={item.id}>
              <button
                type="button"
                className="row-button gate-item"
                aria-pressed={passed}
                data-spared={spared}
                disabled={derived || waits || !mayAct || acting.sending}
                onClick={() => void acting.run({ kind: 'answer-gate', item: item.id, passed: !passed, sawAt: sawAt(item.id) })}
              >
                <span className="row-mark gate-box">
                  {passed ? <Icon name="check" size={18} /> : spared && <Icon name="dash" size={18} />}
                </span>
                {t(`gate.${item.id}`)}
                <small>{said(item.id, derived, passed, spared)}</small>
              </button>
            </li>
          )
        })}
      </ul>
      {questions.length > 0 && (
        <>
          <h3>{t('gateChecks.questions')}</h3>
          <ul className="gate-questions">
            {questions.map((question) => (
              <Question key={question.id} question={question} acting={acting} mayAct={mayAct} />
            ))}
          </ul>
        </>
      )}
      {session.gate['second-person']?.passed !== true && session.gate.identity?.passed === true && (
        <p className="soft">{t('gateChecks.waits', { name: session.gate.identity.by })}</p>
      )}
      {mayAct && open.length > 0 && (
        <Button variant="default" disabled={acting.sending} onClick={() => void confirmAll()}>
          {t('prepare.confirmAll')}
        </Button>
      )}
      <OutcomeLine state={acting.state} />
    </div>
  )
}
