import './monitor-binding.css'
import type { ChairPicture, RoomSource, SessionPicture } from '@chairside/shared/picture'
import type { MonitorPreview } from '@chairside/shared/visit'
import { CONTINUOUS_VITALS, type ContinuousVital, VITALS } from '@chairside/shared/vital'
import { Button, Checkbox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shownFreshness } from '../../model/room-time.ts'
import { decimalWords } from '../../words/numbers.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useCovered, useNow, useRoom, useServices, useSpeed, useTimeZone } from '../common/services.tsx'
import { type Acting, useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const NO_SOURCES: readonly RoomSource[] = []
const USUAL_PERIOD_MS = 1_000

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

/** V7 for one number of a free monitor. The server leaves out what is lost; a screen that was cut off must say it itself. */
const PreviewNumber = ({ preview, vital }: { readonly preview: MonitorPreview; readonly vital: ContinuousVital }) => {
  const now = useNow()
  const speed = useSpeed()
  const covered = useCovered()
  const { t } = useTranslation()
  const value = preview.values[vital]
  if (value === undefined) return null
  const at = preview.measuredAt?.[vital]
  const periodMs = preview.periodsMs?.[vital] ?? preview.periodMs ?? USUAL_PERIOD_MS
  const freshness = at === undefined || covered ? 'lost' : shownFreshness(now, at, periodMs, speed)
  return (
    <div>
      <dt>{t(`vital.${vital}`)}</dt>
      <dd data-freshness={freshness}>{freshness === 'lost' ? '–' : decimalWords(value, VITALS[vital].decimals)}</dd>
    </div>
  )
}

const PreviewNumbers = ({ preview }: { readonly preview: MonitorPreview | undefined }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const covered = useCovered()
  if (preview === undefined || (preview.set === null && Object.keys(preview.values).length === 0))
    return <p className="free-numbers soft">{t('steps.silent')}</p>
  const { set } = preview
  return (
    <dl className="free-numbers" aria-label={t('steps.shows')}>
      {CONTINUOUS_VITALS.map((vital) => (
        <PreviewNumber key={vital} preview={preview} vital={vital} />
      ))}
      {set !== null && (
        <div>
          <dt>{t('tile.nibp')}</dt>
          <dd>
            {covered ? (
              '–'
            ) : (
              <>
                {`${set.sys}/${set.dia}`} <small>{clockOf(set.at, timeZone)}</small>
              </>
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}

interface FreeProps extends Props {
  readonly source: RoomSource
  readonly preview: MonitorPreview | undefined
  readonly acting: Acting
  readonly sameLimb: boolean
}

/** One free monitor: its numbers, and whom it names (S4). */
const FreeMonitor = ({ source, preview, session, acting, sameLimb }: FreeProps) => {
  const { t } = useTranslation()
  const now = useNow()
  const { sourceId, label, connected } = source
  const named = preview?.patientIdentifier ?? null
  const heardAt = preview?.heardAt ?? null
  const isThis = named === session.patient.identifier
  const names = (): string => {
    if (named === null) return t('steps.namesNobody')
    return isThis ? t('steps.namesThis') : `${t('steps.namesOther', { identifier: named })} ${t('steps.namesOtherWarn')}`
  }
  return (
    <li className="free-monitor">
      <div className="free-head">
        <b>{label}</b>
        <span className="soft">
          {!connected ? t('prepare.away') : heardAt === null ? t('prepare.connected') : t('steps.heard', { age: spanOf(now - heardAt) })}
        </span>
      </div>
      <PreviewNumbers preview={preview} />
      <p className={named !== null && !isThis ? 'strong' : 'soft'}>{names()}</p>
      <Button
        variant={isThis ? 'filled' : 'default'}
        disabled={!connected || acting.sending}
        onClick={() => void acting.run({ kind: 'bind-monitor', sourceId, ...(sameLimb ? { sameLimb } : {}) })}
      >
        {t('steps.bindThis', { label })}
      </Button>
    </li>
  )
}

const FreeMonitors = (props: Props & { readonly acting: Acting }) => {
  const { t } = useTranslation()
  const { patient, simulated } = props.session
  const sources = useRoom((state) => state.picture?.sources ?? NO_SOURCES)
  const { previews, failed } = usePreviews()
  const [sameLimb, setSameLimb] = useState(false)
  const free = sources.filter((source) => source.boundTo === null && source.simulated === simulated)
  const previewOf = (source: RoomSource): MonitorPreview | undefined => previews.find(({ sourceId }) => sourceId === source.sourceId)
  // Whichever names this patient stands first, then those that are there. What comes and goes with the numbers would move the buttons.
  const rank = (source: RoomSource): number => (previewOf(source)?.patientIdentifier === patient.identifier ? 0 : source.connected ? 1 : 2)
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

/** S4, T5: which monitor is this patient's: told by its live numbers before it is bound, and on which arm it measures; or its release. */
export const MonitorBinding = ({ chair, session, mayAct }: Props & { readonly mayAct: boolean }) => {
  const { t } = useTranslation()
  const now = useNow()
  const acting = useAct(chair.chairId, session.sessionId)
  const { source } = chair
  return (
    <div className="monitor-binding">
      {source === null && mayAct && <FreeMonitors chair={chair} session={session} acting={acting} />}
      {source === null && !mayAct && <p className="soft">{t('tile.noMonitor')}</p>}
      {source !== null && (
        <div className="free-head">
          <b>{t('prepare.bound', { label: source.label })}</b>
          {source.lastHeardAt !== null && <span className="soft">{t('steps.heard', { age: spanOf(now - source.lastHeardAt) })}</span>}
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
        </div>
      )}
      <OutcomeLine state={acting.state} />
    </div>
  )
}
