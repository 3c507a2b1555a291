import { runMs } from '@chairside/shared/infusion'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { givenMg } from '../../model/given-dose.ts'
import { initialsOf } from '../../model/selectors.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

/** Who sits here, what was ordered, how far it is. */
export const ChairHead = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { order, patient, protocol } = session
  const infusion = chair.infusion
  const running = infusion !== null && infusion.startedAt !== null
  const rate = infusion?.stretches.at(-1)?.toAt === null ? (infusion.stretches.at(-1)?.rateMlPerHour ?? 0) : 0
  const inPump = session.phase === 'infusing' || session.phase === 'paused'
  return (
    <div className="chair-head">
      <Link to="/" className="back-link" aria-label={t('app.toBoard')}>
        <Icon name="back" />
      </Link>
      <h1>
        {t('chair.title', { chair: chair.chairId })} · {initialsOf(patient.name)}
      </h1>
      <span className="soft">{t('tile.course', { number: patient.infusionNumber, length: patient.courseLength })}</span>
      {session.simulated && (
        <span className="pill" data-kind="simulated">
          {t('app.simulated')}
        </span>
      )}
      <span className="chair-phase">
        <b>{t(`phase.${session.phase}`)}</b> <b>{spanOf(inPump && infusion !== null ? runMs(infusion, now) : now - session.phaseSince)}</b>
        {inPump && infusion !== null && <span className="soft"> {t('time.of', { time: spanOf(infusion.plannedDurationMs) })}</span>}
      </span>
      <span className="soft">
        {t('chair.order', { dose: order.doseMg, perKg: (order.doseMg / order.weightKg).toFixed(2), minutes: order.durationMin })}
      </span>
      {running && (
        <span className="soft">
          {t('tile.dose', { mg: givenMg(infusion, now).toFixed(1), total: infusion.doseMg })}
          {rate > 0 && ` · ${t('chair.rate', { rate: Math.round(rate) })}`}
        </span>
      )}
      <span className="soft">{t('chair.protocol', { name: protocol.name, version: protocol.version })}</span>
      {chair.source !== null && (
        <span className="soft">
          {t('chair.monitor', { label: chair.source.label })}
          {chair.source.lastHeardAt !== null && now - chair.source.lastHeardAt >= 5_000 && (
            <b className="strong"> · {t('chair.heard', { age: spanOf(now - chair.source.lastHeardAt) })}</b>
          )}
        </span>
      )}
      {chair.readiness !== null && session.phase === 'recovering' && chair.readiness.verdict !== 'not-applicable' && (
        <a href="#readiness-title" className="ready-chip head-ready" data-ready={chair.readiness.verdict === 'ready'}>
          {t(`verdict.${chair.readiness.verdict}`)} · {t('ready.met', { met: chair.readiness.met, of: chair.readiness.of })}
          {chair.readiness.verdict !== 'ready' &&
            chair.readiness.earliestAt !== null &&
            ` · ${t('tile.earliest', { time: clockOf(chair.readiness.earliestAt, timeZone) })}`}
        </a>
      )}
      {chair.notRecording && <b>{t('live.chairNotRecording')}</b>}
    </div>
  )
}
