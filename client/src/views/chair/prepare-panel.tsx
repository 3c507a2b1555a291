import './prepare.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { clockOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useTimeZone } from '../common/services.tsx'
import { GateChecks } from './gate-checks.tsx'
import { HoldsList } from './holds-list.tsx'
import { MonitorBinding } from './monitor-binding.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

/** B1: that the cannula is in, and from when on readings count. */
const Cannula = ({ session }: Pick<Props, 'session'>) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const at = session.cannulatedAt
  if (at === undefined) return null
  return (
    <p className="prepare-cannula">
      <Icon name="check" size={18} /> {t('cannula.placed', { time: clockOf(at, timeZone) })}
    </p>
  )
}

/** Before the infusion: the monitor, the checks, and what still holds a start (S2, S4). */
export const PreparePanel = (props: Props) => {
  const { t } = useTranslation()
  const { holds } = props.session
  return (
    <section className="panel prepare" aria-labelledby="prepare-title">
      <h2 id="prepare-title">{t('prepare.title')}</h2>
      <MonitorBinding {...props} />
      <Cannula session={props.session} />
      <GateChecks {...props} />
      <h3>{t('prepare.holds')}</h3>
      {holds.length === 0 ? <p className="soft">{t('prepare.noHolds')}</p> : <HoldsList holds={holds} />}
    </section>
  )
}
