import '../common/row-button.css'
import { useTranslation } from 'react-i18next'
import { Icon } from '../common/icon.tsx'

export const CHECK_IN_STEPS = ['patient', 'order', 'gate', 'monitor', 'baseline'] as const
export type CheckInStep = (typeof CHECK_IN_STEPS)[number]

interface Props {
  readonly now: CheckInStep
  readonly done: ReadonlySet<CheckInStep>
  /** Where one may go from here; absent: nowhere yet. */
  readonly onGo?: (step: CheckInStep) => void
  readonly reachable: ReadonlySet<CheckInStep>
}

/** How far the check-in is, and the way to each step that may be taken now. */
export const CheckInSteps = ({ now, done, onGo, reachable }: Props) => {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('steps.label')}>
      <ol className="check-steps">
        {CHECK_IN_STEPS.map((step, index) => {
          const isDone = done.has(step)
          return (
            <li key={step}>
              <button
                type="button"
                className="row-button check-step"
                data-done={isDone}
                aria-current={step === now ? 'step' : undefined}
                disabled={step !== now && !reachable.has(step)}
                onClick={() => onGo?.(step)}
              >
                <span className="row-mark check-step-mark" aria-hidden="true">
                  {isDone ? <Icon name="check" size={18} /> : index + 1}
                </span>
                {t(`steps.${step}`)}
                <span className="visually-hidden">{isDone ? t('steps.done') : t('steps.open')}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
