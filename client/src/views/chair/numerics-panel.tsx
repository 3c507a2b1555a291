import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { cuffFreshnessOf } from '@chairside/shared/freshness'
import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { signedOf, spanOf } from '../common/format.ts'
import { pressureAlarm } from '../common/pressure-alarm.ts'
import { useCovered, useNow } from '../common/services.tsx'
import { vitalAlarm } from '../common/vital-alarms.ts'
import { VitalNumber } from '../common/vital-number.tsx'

/** A limit in the whole mmHg of a cuff: the first value that is beyond it from above, the last that is not from below. */
const whole = (limit: number | null): string => (limit === null ? '–' : String(Math.ceil(limit)))

/** The numbers now, each with its age or its limits. */
export const NumericsPanel = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const covered = useCovered()
  const { cuff, limits } = chair
  const bp = chair.baseline?.bp ?? null
  const alarm = pressureAlarm(chair.alarms)
  const freshness = covered ? 'covered' : cuffFreshnessOf(now, cuff.nextDueAt, DEFAULT_PROTOCOL.cuff)
  const overdueMs = cuff.nextDueAt === null ? Number.NEGATIVE_INFINITY : now - cuff.nextDueAt
  const continuous = chair.baseline?.continuous ?? null
  const heart = chair.heartRateFrom === 'pulse' ? 'pulse' : 'hr'
  const range = (pair: { readonly low: number; readonly high: number } | undefined): string | undefined =>
    pair === undefined ? undefined : `${pair.low}–${pair.high}`
  return (
    <section className="panel numerics" aria-label={t('chair.numerics')}>
      <div className="now-pressure" data-freshness={freshness}>
        <span className="vital-label">
          {t('tile.nibp')} <small>{t('tile.mmHg')}</small>
          {cuff.latest?.origin === 'manual' && <small> · {t('origin.manual')}</small>}
          {cuff.highLevel === 'advisory' && cuff.lowLevel === null && <span className="advisory">↑ {t('tile.advisory')}</span>}
          {cuff.failuresInARow > 0 && <b> · {t('tile.failed', { count: cuff.failuresInARow })}</b>}
        </span>
        <span className="now-bp" data-testid="bp">
          {cuff.latest === null ? (
            <span className="bp-none">{t('tile.waitingCuff')}</span>
          ) : covered ? (
            <span className="cover" data-wide="true" />
          ) : (
            <>
              <span data-alarm={alarm.sys}>{cuff.latest.sys}</span>
              <i>/</i>
              <span data-alarm={alarm.dia}>{cuff.latest.dia}</span>
              {cuff.latest.map !== null && <small>({cuff.latest.map})</small>}
            </>
          )}
        </span>
        <span className="now-sub">
          {cuff.latest !== null && <span>{t('time.ago', { age: spanOf(now - cuff.latest.at) })}</span>}
          {cuff.nextDueAt !== null && (
            <span>
              {overdueMs >= 0 ? (
                <b>
                  {t('tile.measureNow')} · {t('time.overdue', { time: spanOf(overdueMs) })}
                </b>
              ) : (
                <>
                  {cuff.dueBecause === 'recheck' ? t('tile.recheck') : t('tile.next')} <b>{spanOf(-overdueMs)}</b>
                </>
              )}
            </span>
          )}
        </span>
      </div>
      <dl className="now-facts">
        <div>
          <dt>{t('chair.baseline')}</dt>
          <dd>
            {bp === null ? t('tile.noBaseline') : `${Math.round(bp.sys)}/${Math.round(bp.dia)}`}
            {bp !== null && <small> {bp.sets.map((set) => `${set.sys}/${set.dia}`).join(', ')}</small>}
          </dd>
        </div>
        <div>
          <dt>{t('chair.change')}</dt>
          <dd>{cuff.change === null || covered ? '–' : `${signedOf(cuff.change.sys)} / ${signedOf(cuff.change.dia)}`}</dd>
        </div>
        {limits !== null && (
          <div>
            <dt>{t('chair.limits')}</dt>
            <dd>
              <small>
                SYS {whole(limits.sysLowWarning)}–{whole(limits.sysHighWarning)} ({whole(limits.sysHighCritical)}) · DIA &lt;{' '}
                {whole(limits.diaHighWarning)}
              </small>
            </dd>
          </div>
        )}
      </dl>
      <div className="now-vitals">
        <VitalNumber
          vital={heart}
          label={heart === 'pulse' ? `HR (${t('tile.fromPulse')})` : 'HR'}
          numeric={chair.numerics[heart]}
          alarm={vitalAlarm(chair.alarms, 'hr')}
          limits={range(limits?.hr)}
          unit
        />
        <VitalNumber
          vital="spo2"
          label="SpO2"
          numeric={chair.numerics.spo2}
          alarm={vitalAlarm(chair.alarms, 'spo2')}
          limits={limits === null ? undefined : `≥ ${limits.spo2Low}`}
          unit
        />
        <VitalNumber
          vital="rr"
          label="RR"
          numeric={chair.numerics.rr}
          alarm={vitalAlarm(chair.alarms, 'rr')}
          limits={range(limits?.rr)}
          unit
        />
        {chair.numerics.etco2 !== undefined && (
          <VitalNumber
            vital="etco2"
            label="EtCO2"
            numeric={chair.numerics.etco2}
            alarm={vitalAlarm(chair.alarms, 'etco2')}
            limits={limits === null ? undefined : `≤ ${limits.etco2High}`}
            unit
          />
        )}
        {chair.numerics.temp !== undefined && <VitalNumber vital="temp" label="Temp" numeric={chair.numerics.temp} alarm={null} unit />}
      </div>
      {continuous !== null && continuous.hr !== null && (
        <p className="soft now-base">
          {t('chair.baseline')}: HR {Math.round(continuous.hr)}
          {continuous.spo2 !== null && ` · SpO2 ${Math.round(continuous.spo2)}`}
          {continuous.rr !== null && ` · RR ${Math.round(continuous.rr)}`}
        </p>
      )}
    </section>
  )
}
