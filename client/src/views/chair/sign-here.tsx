import './leave.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DischargeBox } from './leave-box.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayLeave: boolean
}

/** The last line of the working list: the signature (D19, D20). It may be tried before everything is met; the server says what is missing. */
export const SignHere = ({ chair, session, mayLeave }: Props) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className="leave-signing">
      {!open && (
        <Button variant={mayLeave ? 'filled' : 'default'} onClick={() => setOpen(true)}>
          {t('leaving.open')}
        </Button>
      )}
      {open && <DischargeBox way="discharge" chair={chair} session={session} onClose={() => setOpen(false)} />}
    </div>
  )
}
