import type { ChairPicture, SetPicture } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MarkForm, useMarkTitle } from '../common/mark-form.tsx'
import { useMayAct } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly set: SetPicture
}

/** X9: a set of the running session is marked, or its mark taken back, where it is listed. */
export const MarkSet = ({ chair, set }: Props) => {
  const { t } = useTranslation()
  const titleOf = useMarkTitle()
  const mayAct = useMayAct()
  const acting = useAct(chair.chairId, chair.session?.sessionId ?? null)
  const [open, setOpen] = useState(false)
  const marked = chair.care.artefactSets.includes(set.at)
  if (set.state === 'rejected' || chair.session === null) return null
  const does = marked ? t('mark.back') : t('mark.artefact')
  return (
    <div className="mark-set">
      {mayAct && !open && (
        <button type="button" className="text-button" aria-label={titleOf(set, marked)} onClick={() => setOpen(true)}>
          {does}
        </button>
      )}
      {open && (
        <MarkForm
          set={set}
          marked={marked}
          acting={acting}
          words={{ says: marked ? t('mark.saysBack') : t('mark.says'), submit: does }}
          onSend={(mark) =>
            void acting.run(mark).then((done) => {
              if (done) setOpen(false)
            })
          }
          onBack={() => setOpen(false)}
        />
      )}
    </div>
  )
}
