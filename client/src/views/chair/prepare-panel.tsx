import './prepare.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'
import { GateChecks } from './gate-checks.tsx'
import { HoldsList } from './holds-list.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

const NO_SOURCES: readonly never[] = []

const MonitorBinding = ({ chair, session, mayAct }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const sources = useRoom((state) => state.picture?.sources ?? NO_SOURCES)
  const free = sources.filter((source) => source.boundTo === null && source.simulated === session.simulated)
  const [chosen, setChosen] = useState('')
  const source = free.find((found) => found.sourceId === chosen)
  if (chair.source !== null) {
    return (
      <div className="prepare-monitor">
        <p>{t('prepare.bound', { label: chair.source.label })}</p>
        {mayAct && (
          <Button
            variant="default"
            disabled={acting.sending}
            title={t('says.release')}
            onClick={() => void acting.run({ kind: 'release-monitor' })}
          >
            {t('prepare.release')}
          </Button>
        )}
        <OutcomeLine state={acting.state} />
      </div>
    )
  }
  return (
    <div className="prepare-monitor">
      <NativeSelect
        label={t('prepare.monitor')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: free.length === 0 ? t('prepare.none') : t('prepare.choose') },
          ...free.map((found) => ({
            value: found.sourceId as string,
            label: `${found.label} (${found.connected ? t('prepare.connected') : t('prepare.away')})`,
          })),
        ]}
      />
      {mayAct && (
        <Button
          disabled={source === undefined || acting.sending}
          onClick={() => source !== undefined && void acting.run({ kind: 'bind-monitor', sourceId: source.sourceId })}
        >
          {t('prepare.bind')}
        </Button>
      )}
      <OutcomeLine state={acting.state} />
    </div>
  )
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
