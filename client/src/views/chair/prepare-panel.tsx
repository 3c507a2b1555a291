import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { GATE_ITEMS } from '@chairside/shared/session'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../common/icon.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'
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

const Gate = ({ chair, session, mayAct }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const confirmAll = async (): Promise<void> => {
    for (const item of GATE_ITEMS) {
      if (item.kind !== 'confirm' || session.gate[item.id]?.passed === true) continue
      if (!(await acting.run({ kind: 'answer-gate', item: item.id, passed: true }))) return
    }
  }
  return (
    <div className="gate">
      <h3>{t('prepare.gate')}</h3>
      <ul>
        {GATE_ITEMS.map((item) => {
          const answer = session.gate[item.id]
          const derived = item.kind === 'derived'
          // The server answers these itself: what still holds the start is named among the holds.
          const passed = derived ? !session.holds.some((hold) => hold.detail === item.id) : answer?.passed === true
          return (
            <li key={item.id}>
              <button
                type="button"
                className="gate-item"
                aria-pressed={passed}
                disabled={derived || !mayAct || acting.sending}
                onClick={() => void acting.run({ kind: 'answer-gate', item: item.id, passed: !passed })}
              >
                <span className="gate-box">{passed && <Icon name="check" size={18} />}</span>
                {t(`gate.${item.id}`)}
                <small>{derived ? t('prepare.derived') : passed ? answer?.by : ''}</small>
              </button>
            </li>
          )
        })}
      </ul>
      {mayAct && (
        <Button variant="default" disabled={acting.sending} onClick={() => void confirmAll()}>
          {t('prepare.confirmAll')}
        </Button>
      )}
      <OutcomeLine state={acting.state} />
    </div>
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
      <Gate {...props} />
      <h3>{t('prepare.holds')}</h3>
      {holds.length === 0 ? <p className="soft">{t('prepare.noHolds')}</p> : <HoldsList holds={holds} />}
    </section>
  )
}
