import { runMs } from '@chairside/shared/infusion'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { shownFreshness } from '../../model/room-time.ts'
import { decimalWords } from '../../words/numbers.ts'
import { ChairStaffing } from '../common/chair-staffing.tsx'
import { CourseLink } from '../common/course-link.tsx'
import { useShortData } from '../common/data-words.ts'
import { useDoseWords } from '../common/dose-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useCovered, useNow, useSpeed, useTimeZone } from '../common/services.tsx'
import { useNaming } from '../common/use-naming.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

/** Who sits here, what was ordered, how far it is. */
export const ChairHead = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const doseWords = useDoseWords()
  const { protocol: protocolName } = useShortData()
  const covered = useCovered()
  const who = useNaming()(session.patient.name)
  const speed = useSpeed()
  const { order, patient, protocol } = session
  const infusion = chair.infusion
  const rate = infusion?.stretches.at(-1)?.toAt === null ? (infusion.stretches.at(-1)?.rateMlPerHour ?? 0) : 0
  const inPump = session.phase === 'infusing' || session.phase === 'paused'
  const facts: string[] = [
    t('tile.course', { number: patient.infusionNumber, length: patient.courseLength }),
    t('chair.order', { dose: order.doseMg, perKg: decimalWords(order.doseMg / order.weightKg, 2), minutes: order.durationMin }),
  ]
  if (infusion !== null && infusion.startedAt !== null) facts.push(doseWords(infusion, now))
  if (rate > 0) facts.push(t('chair.rate', { rate: Math.round(rate) }))
  facts.push(t('chair.protocol', { name: protocolName(protocol.name), version: protocol.version }))
  const elapsedMs = inPump && infusion !== null ? runMs(infusion, now) : now - session.phaseSince
  const { source } = chair
  const heardAt = source?.lastHeardAt ?? null
  const silent = source !== null && heardAt !== null && shownFreshness(now, heardAt, source.periodMs, speed) !== 'live'
  const readiness = session.phase === 'recovering' && chair.readiness?.verdict !== 'not-applicable' ? chair.readiness : null
  return (
    <div className="chair-head">
      <Link to="/" className="back-link" aria-label={t('app.toBoard')}>
        <Icon name="back" />
      </Link>
      <h1>
        {t('chair.title', { chair: chair.chairId })}
        {who !== '' && ` · ${who}`}
      </h1>
      {session.simulated && (
        <span className="pill" data-kind="simulated">
          {t('app.simulated')}
        </span>
      )}
      <span className="chair-phase">
        <b>{t(`phase.${session.phase}`)}</b> <b>{covered ? '–' : spanOf(elapsedMs)}</b>
        {inPump && infusion !== null && <span className="soft"> {t('time.of', { time: spanOf(infusion.plannedDurationMs) })}</span>}
      </span>
      <CourseLink sessionId={session.sessionId} />
      {readiness !== null && (
        <a href="#readiness-title" className="ready-chip head-ready" data-ready={readiness.verdict === 'ready'}>
          {t(`verdict.${readiness.verdict}`)} · {t('ready.met', { met: readiness.met, of: readiness.of })}
          {readiness.verdict !== 'ready' &&
            readiness.earliestAt !== null &&
            ` · ${t('tile.earliest', { time: clockOf(readiness.earliestAt, timeZone) })}`}
        </a>
      )}
      <p className="chair-facts">
        {chair.notRecording && <b className="strong">{t('live.chairNotRecording')} </b>}
        {facts.join(' · ')}
        {source !== null && ` · ${source.label}`}
        {silent && <b className="strong"> · {t('chair.heard', { age: spanOf(now - (heardAt ?? now)) })}</b>}
      </p>
      <ChairStaffing chair={chair} session={session} />
    </div>
  )
}
