import './forms.css'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeLine } from './outcome-line.tsx'
import type { ActState } from './use-act.ts'

interface Props {
  /** What it is sent by; its answer stands below. */
  readonly acting: { readonly state: ActState; readonly sending: boolean }
  /** Everything that is needed is there. */
  readonly whole: boolean
  /** What the button says. */
  readonly children: ReactNode
  /** Absent: the button submits the form around it. */
  readonly onSubmit?: () => void
  /** Absent: what it ends is closed otherwise. */
  readonly onBack?: () => void
  /** Further buttons between the two. */
  readonly more?: ReactNode
  /** Stands for the answer where that has words of its own; `false` or absent: it has none. */
  readonly outcome?: ReactNode
}

/** The end of everything that is filled in: send it, leave it, and what became of it. */
export const FormEnd = ({ acting, whole, children, onSubmit, onBack, more, outcome }: Props) => {
  const { t } = useTranslation()
  return (
    <>
      <div className="form-end">
        <Button type={onSubmit === undefined ? 'submit' : 'button'} disabled={!whole || acting.sending} onClick={onSubmit}>
          {children}
        </Button>
        {more}
        {onBack !== undefined && (
          <Button variant="default" onClick={onBack}>
            {t('act.back')}
          </Button>
        )}
      </div>
      {outcome || <OutcomeLine state={acting.state} />}
    </>
  )
}
