import './tile.css'
import './wall-tile.css'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { flashOf, runningSession } from '../../model/selectors.ts'
import { useAct } from '../common/use-act.ts'
import { useNaming } from '../common/use-naming.ts'
import { VitalGroup } from '../common/vital-group.tsx'
import { EmptyTile } from './empty-tile.tsx'
import { ReadyChip } from './ready-chip.tsx'
import { Sparkline } from './sparkline.tsx'
import { TileAlarm } from './tile-alarm.tsx'
import { TilePhase } from './tile-phase.tsx'
import { TilePressure } from './tile-pressure.tsx'
import { WithTraces } from './tile-traces.tsx'

/** One chair for whoever stands 3 m away: who is in trouble, what is next, who may leave. It leads nowhere. */
export const WallTile = memo(({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const naming = useNaming()
  const session = runningSession(chair)
  const acting = useAct(chair.chairId, session?.sessionId ?? null)
  if (session === null) return <EmptyTile chair={chair} />
  const alarms = worstFirst(chair.alarms)
  const worst = alarms[0] ?? null
  const who = naming(session.patient.name)
  const said = { chair: chair.chairId, phase: t(`phase.${session.phase}`) }
  const readiness = session.phase === 'recovering' ? chair.readiness : null
  return (
    <li
      className="tile wall-tile"
      aria-label={who === '' ? t('wall.tile', said) : t('wall.tileOf', { ...said, who })}
      data-chair={chair.chairId}
      data-priority={worst?.presentedAs ?? null}
      data-acknowledged={worst !== null && worst.acknowledgement !== null}
      data-flash={flashOf(worst)}
      data-help={chair.care.help !== null}
      data-ready={readiness?.verdict === 'ready'}
      data-phase={session.phase}
      data-simulated={session.simulated}
    >
      <TilePhase chair={chair} session={session} who={who} />
      {worst === null && readiness !== null && readiness.verdict !== 'not-applicable' ? (
        <div className="wall-ready">
          <ReadyChip readiness={readiness} />
        </div>
      ) : (
        <TileAlarm chair={chair} alarms={alarms} acting={acting} planning={false} onAskPlan={() => undefined} />
      )}
      <TilePressure chair={chair} />
      <div className="tile-vitals">
        <VitalGroup chair={chair} full={false} />
      </div>
      <WithTraces chairId={chair.chairId}>
        <Sparkline chair={chair} />
        {session.simulated && <span className="tile-simulated">{t('app.simulated')}</span>}
      </WithTraces>
    </li>
  )
})
