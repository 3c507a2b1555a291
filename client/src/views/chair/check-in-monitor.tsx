import type { ChairPicture, RoomSource, SessionPicture } from '@chairside/shared/picture'
import type { MonitorPreview } from '@chairside/shared/visit'
import { isContinuousVital, VITALS } from '@chairside/shared/vital'
import { Button, Checkbox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockOf, spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useNow, useRoom, useServices, useSpeed, useTimeZone } from '../common/services.tsx'
import { type Acting, useAct } from '../common/use-act.ts'
import { ConfirmBox } from './confirm-box.tsx'
import { MeasureNow } from './measure-now.tsx'
import { NumericsPanel } from './numerics-panel.tsx'
import { offeredActs } from './offered-acts.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const NO_SOURCES: readonly RoomSource[] = []
/** What is older than this is no live number; the monitor is told as silent. */
const LIVE_MS = 10_000

/** What free monitors show, read anew once a second while somebody looks for the right one. */
const usePreviews = () => {
  const { visits } = useServices()
  const second = Math.floor(useNow() / (1_000 * useSpeed()))
  const [previews, setPreviews] = useState<readonly MonitorPreview[]>([])
  const [failed, setFailed] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each second is another look.
  useEffect(() => {
    let over = false
    const look = async (): Promise<void> => {
      const asked = await visits.previews()
      if (over) return
      setFailed(!asked.ok)
      if (asked.ok) setPreviews(asked.value.previews)
    }
    void look()
    return () => {
      over = true
    }
  }, [visits, second])
  return { previews, failed }
}

interface FreeProps extends Props {
  readonly source: RoomSource
  readonly preview: MonitorPreview | undefined
  readonly acting: Acting
  readonly sameLimb: boolean
}

/** For how long nothing was heard of it; null: nothing ever. */
const silentMsOf = (preview: MonitorPreview | undefined, now: number): number | null =>
  preview === undefined || preview.heardAt === null || Object.keys(preview.values).length === 0 ? null : now - preview.heardAt

/** One free monitor: its numbers, and whom it names (S4). */
const FreeMonitor = ({ source, preview, session, acting, sameLimb }: FreeProps) => {
  const { t } = useTranslation()
  const now = useNow()
  const speed = useSpeed()
  const timeZone = useTimeZone()
  const { label, connected } = source
  const named = preview?.patientIdentifier ?? null
  const isThis = named === session.patient.identifier
  const names = (): string => {
    if (named === null) return t('steps.namesNobody')
    return isThis ? t('steps.namesThis') : t('steps.namesOther', { identifier: named })
  }
  const silentMs = silentMsOf(preview, now)
  const isLive = silentMs !== null && silentMs < LIVE_MS * speed
  const values = Object.entries(preview?.values ?? {}).filter(([vital]) => isContinuousVital(vital))
  const set = preview?.set ?? null
  return (
    <li className="free-monitor" data-live={isLive}>
      <div className="free-head">
        <b>{label}</b>
        <span className="soft">
          {!connected
            ? t('prepare.away')
            : silentMs === null
              ? t('steps.silent')
              : isLive
                ? t('prepare.connected')
                : t('steps.heard', { age: spanOf(silentMs) })}
        </span>
      </div>
      {values.length === 0 && set === null ? (
        <p className="free-numbers soft">{t('steps.silent')}</p>
      ) : (
        <dl className="free-numbers" aria-label={t('steps.shows')}>
          {values.map(([vital, value]) =>
            isContinuousVital(vital) ? (
              <div key={vital}>
                <dt>{VITALS[vital].label}</dt>
                <dd>{isLive && value !== undefined ? value.toFixed(VITALS[vital].decimals) : '–'}</dd>
              </div>
            ) : null,
          )}
          {set !== null && (
            <div>
              <dt>{t('tile.nibp')}</dt>
              <dd>
                {set.sys}/{set.dia} <small>{clockOf(set.at, timeZone)}</small>
              </dd>
            </div>
          )}
        </dl>
      )}
      <p className={named !== null && !isThis ? 'strong' : 'soft'}>
        {names()}
        {named !== null && !isThis && <> {t('steps.namesOtherWarn')}</>}
      </p>
      <Button
        variant={isThis ? 'filled' : 'default'}
        disabled={!connected || acting.sending}
        onClick={() => void acting.run({ kind: 'bind-monitor', sourceId: source.sourceId, ...(sameLimb ? { sameLimb } : {}) })}
      >
        {t('steps.bindThis', { label })}
      </Button>
    </li>
  )
}

const FreeMonitors = (props: Props & { readonly acting: Acting }) => {
  const { t } = useTranslation()
  const sources = useRoom((state) => state.picture?.sources ?? NO_SOURCES)
  const { previews, failed } = usePreviews()
  const now = useNow()
  const speed = useSpeed()
  const [sameLimb, setSameLimb] = useState(false)
  const free = sources.filter((source) => source.boundTo === null && source.simulated === props.session.simulated)
  const previewOf = (source: RoomSource): MonitorPreview | undefined => previews.find(({ sourceId }) => sourceId === source.sourceId)
  // Whichever names this patient first, then those that show something now; the others keep their order.
  const rank = (source: RoomSource): number => {
    const preview = previewOf(source)
    if (preview?.patientIdentifier === props.session.patient.identifier) return 0
    const silentMs = silentMsOf(preview, now)
    return silentMs !== null && silentMs < LIVE_MS * speed ? 1 : source.connected ? 2 : 3
  }
  const ordered = [...free].sort((a, b) => rank(a) - rank(b))
  return (
    <>
      <p className="soft">{t('steps.compare')}</p>
      <Checkbox label={t('steps.sameLimb')} checked={sameLimb} onChange={(event) => setSameLimb(event.currentTarget.checked)} />
      {failed && <p className="strong">{t('steps.previewFailed')}</p>}
      {ordered.length === 0 && <p>{t('steps.noFree')}</p>}
      <ul className="free-monitors" aria-label={t('steps.free')}>
        {ordered.map((source) => (
          <FreeMonitor key={source.sourceId} {...props} source={source} sameLimb={sameLimb} preview={previewOf(source)} />
        ))}
      </ul>
    </>
  )
}

/** S4: which monitor is this patient's: told by its live numbers before it is bound, and watched by them afterwards. */
export const CheckInMonitor = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const role = useRoom((state) => (typeof state.person === 'string' ? 'viewer' : state.person.role))
  const acting = useAct(chair.chairId, session.sessionId)
  const resolve = offeredActs(chair, session, role, now).find((offer) => offer.name === 'resolve')
  return (
    <section className="panel check-monitor" aria-labelledby="monitor-title">
      <h2 id="monitor-title">{t('steps.monitor')}</h2>
      {chair.source === null ? (
        <FreeMonitors chair={chair} session={session} acting={acting} />
      ) : (
        <>
          <div className="free-head">
            <b>{t('prepare.bound', { label: chair.source.label })}</b>
            {chair.source.lastHeardAt !== null && (
              <span className="soft">{t('steps.heard', { age: spanOf(now - chair.source.lastHeardAt) })}</span>
            )}
            <Button
              variant="default"
              disabled={acting.sending}
              title={t('says.release')}
              onClick={() => void acting.run({ kind: 'release-monitor' })}
            >
              {t('prepare.release')}
            </Button>
          </div>
          {resolve !== undefined && (
            <>
              <p className="strong">{t('cause.wrong-patient')}</p>
              <ConfirmBox offer={resolve} chair={chair} session={session} onClose={acting.reset} />
            </>
          )}
          <NumericsPanel chair={chair} />
          <MeasureNow chair={chair} session={session} />
          <p className="soft">{t('steps.compare')}</p>
        </>
      )}
      <OutcomeLine state={acting.state} />
    </section>
  )
}
