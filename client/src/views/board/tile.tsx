import './tile.css'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { flashOf, runningSession } from '../../model/selectors.ts'
import { PlanChips } from '../common/acknowledge.tsx'
import { useAct } from '../common/use-act.ts'
import { useNaming } from '../common/use-naming.ts'
import { usePlanFor } from '../common/use-plan-for.ts'
import { VitalGroup } from '../common/vital-group.tsx'
import { EmptyTile } from './empty-tile.tsx'
import { Sparkline } from './sparkline.tsx'
import { TileAlarm } from './tile-alarm.tsx'
import { TileFoot } from './tile-foot.tsx'
import { TilePhase } from './tile-phase.tsx'
import { TilePressure } from './tile-pressure.tsx'
import { WithTraces } from './tile-traces.tsx'

/** One chair of the room. The whole tile leads to the chair; what acts stands above that link. Drawn anew only when this chair changed. */
export const Tile = memo(({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const session = runningSession(chair)
  const acting = useAct(chair.chairId, session?.sessionId ?? null)
  const alarms = worstFirst(chair.alarms)
  const worst = alarms[0] ?? null
  const naming = useNaming()
  const plan = usePlanFor(session?.sessionId ?? null, worst)
  if (session === null) return <EmptyTile chair={chair} />

  const who = naming(session.patient.name)
  const said = { chair: chair.chairId, phase: t(`phase.${session.phase}`) }
  const ready = chair.readiness?.verdict === 'ready' && session.phase === 'recovering'
  return (
    <li
      className="tile"
      data-chair={chair.chairId}
      data-priority={worst?.presentedAs ?? null}
      data-acknowledged={worst !== null && worst.acknowledgement !== null}
      data-flash={flashOf(worst)}
      data-help={chair.care.help !== null}
      data-ready={ready}
      data-phase={session.phase}
      data-simulated={session.simulated}
    >
      <Link
        className="tile-link"
        to={`/chairs/${chair.chairId}`}
        aria-label={who === '' ? t('tile.openUnnamed', said) : t('tile.openWith', { ...said, who })}
      />
      <TilePhase chair={chair} session={session} who={who} />
      <TileAlarm
        chair={chair}
        alarms={alarms}
        acting={acting}
        planning={plan.open}
        onAskPlan={() => {
          acting.reset()
          plan.ask()
        }}
      />
      <div className="tile-body">
        <TilePressure chair={chair} />
        <div className="tile-vitals">
          <VitalGroup chair={chair} full={false} />
        </div>
      </div>
      <WithTraces chairId={chair.chairId}>
        <Sparkline chair={chair} />
        {session.simulated && <span className="tile-simulated">{t('app.simulated')}</span>}
      </WithTraces>
      <TileFoot chair={chair} session={session} />
      {plan.open && worst !== null && (
        <div className="tile-plans">
          <PlanChips chairId={chair.chairId} alarm={worst} acting={acting} onClose={plan.close} />
        </div>
      )}
    </li>
  )
})
