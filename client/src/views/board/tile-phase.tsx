import { runMs } from '@chairside/shared/infusion'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { MINUTE_MS } from '@chairside/shared/time'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { useCovered, useNow } from '../common/services.tsx'
import { sameBesideNumbers } from './same-beside-numbers.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly who: string
}

interface Progress {
  readonly elapsedMs: number
  readonly ofMs: number | null
}

/** While the pump runs or pauses its own time counts, else the time in the phase; in recovery against the earliest time to leave. */
const progressOf = (chair: ChairPicture, session: SessionPicture, now: number): Progress => {
  if ((session.phase === 'infusing' || session.phase === 'paused') && chair.infusion !== null) {
    return { elapsedMs: runMs(chair.infusion, now), ofMs: chair.infusion.plannedDurationMs }
  }
  const elapsedMs = Math.max(0, now - session.phaseSince)
  const stay = chair.readiness?.criteria.find((criterion) => criterion.id === 'D2')
  const until = stay?.earliestAt ?? stay?.evidenceAt ?? null
  const ofMs = session.phase === 'recovering' && until !== null && until > session.phaseSince ? until - session.phaseSince : null
  return { elapsedMs, ofMs }
}

/** A call for help (S8), or the time off the monitor (S7): in the place of the course, so that nothing moves. */
const InHand = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const { help, offMonitor } = chair.care
  if (help !== null) {
    return (
      <strong className="tile-help" title={t('care.helpLong', { by: help.by, time: spanOf(now - help.since) })}>
        {t('care.help', { time: spanOf(now - help.since) })}
      </strong>
    )
  }
  if (offMonitor === null) return null
  const leftMs = offMonitor.untilAt - now
  return (
    <span className="tile-off">{leftMs > 0 ? t('care.off', { time: spanOf(Math.ceil(leftMs / 1_000) * 1_000) }) : t('care.offOver')}</span>
  )
}

/** Chair, patient, course, and the phase with its clock. */
export const TilePhase = memo(({ chair, session, who }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const { elapsedMs, ofMs } = progressOf(chair, session, now)
  const stayed =
    session.phase === 'recovering' && chair.readiness?.criteria.some((result) => result.id === 'D2' && result.state === 'met') === true
  const covered = useCovered()
  const share = covered ? 0 : stayed ? 1 : ofMs === null ? 0 : Math.min(1, elapsedMs / ofMs)
  return (
    <>
      <div className="tile-head">
        <span className="tile-chair">{chair.chairId}</span>
        <span className="tile-who">
          {who !== '' && <b>{who}</b>}
          <InHand chair={chair} />
          <span className="tile-course">
            {who !== '' && ' '}
            {t('tile.course', { number: session.patient.infusionNumber, length: session.patient.courseLength })}
          </span>
        </span>
        {/* A clock that gains a digit is written anew: what stands beside it did not move. */}
        <span className="tile-phase" key={`${session.phase} ${spanOf(elapsedMs).length}`}>
          <b>{t(`phase.${session.phase}`)}</b> <b className="tile-clock">{covered ? '–' : spanOf(elapsedMs)}</b>
          {ofMs !== null && <span className="tile-of"> {t('time.of', { time: spanOf(Math.round(ofMs / MINUTE_MS) * MINUTE_MS) })}</span>}
        </span>
      </div>
      <div className="tile-progress" aria-hidden="true">
        <i style={{ width: `${(share * 100).toFixed(1)}%` }} />
      </div>
    </>
  )
}, sameBesideNumbers)
