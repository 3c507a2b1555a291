import type { BaselineGuide, ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decimalWords } from '../../words/numbers.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { ConfirmBox } from './confirm-box.tsx'
import { HoldsList } from './holds-list.tsx'
import { MeasureNow } from './measure-now.tsx'
import { NumericsPanel } from './numerics-panel.tsx'
import { type ActName, offeredActs } from './offered-acts.ts'
import { VitalsForm } from './vitals-form.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const STARTING: ReadonlySet<ActName> = new Set(['begin-baseline', 'record-cannulation', 'start-infusion'])
const half = (value: number): string => decimalWords(value, Number.isInteger(value) ? 0 : 1)

/** B1 step by step: which sets are there, what the next one is for, and from when on it counts. */
const Guide = ({ guide }: { readonly guide: BaselineGuide }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { wants, counted, notBefore, passedOver, bp, goodUntil, agreementMmHg } = guide
  const slots = wants === 'third' || counted.length === 3 ? 3 : 2
  const waitMs = notBefore === null ? 0 : notBefore - now
  return (
    <div className="baseline-guide">
      <ol className="baseline-sets" aria-label={t('steps.sets')}>
        {Array.from({ length: slots }, (_, index) => {
          const set = counted[index]
          const isFrozen = set !== undefined && bp?.sets.some(({ at }) => at === set.at) === true
          return (
            <li key={set?.at ?? `slot ${index}`} data-taken={set !== undefined} data-counts={isFrozen}>
              <span>{t('steps.set', { number: index + 1 })}</span>
              {set === undefined ? (
                <b className="soft">{t('steps.setWaits')}</b>
              ) : (
                <b>
                  {isFrozen && <Icon name="check" size={18} />} {set.sys}/{set.dia} <small>{clockOf(set.at, timeZone)}</small>
                </b>
              )}
            </li>
          )
        })}
      </ol>
      <p className="baseline-wants" role="status">
        {t(`steps.wants.${wants}`, { limit: agreementMmHg })}
      </p>
      {wants !== 'nothing' && notBefore !== null && (
        <p className={waitMs > 0 ? 'soft' : 'strong'}>
          {waitMs > 0 ? t('steps.notBefore', { time: clockOf(notBefore, timeZone), left: spanOf(waitMs) }) : t('steps.nowPossible')}
        </p>
      )}
      {bp !== null && (
        <p>
          <b>{t('steps.stands', { sys: half(bp.sys), dia: half(bp.dia) })}</b>{' '}
          {goodUntil !== null && <span className="soft">{t('steps.goodUntil', { time: clockOf(goodUntil, timeZone) })}</span>}
        </p>
      )}
      {passedOver.length > 0 && (
        <p className="soft">
          {t('steps.passedOver', {
            list: passedOver.map(({ at, because }) => t(`steps.passed.${because}`, { time: clockOf(at, timeZone) })).join(', '),
          })}
        </p>
      )}
    </div>
  )
}

/** Baseline and start: the sets, what holds, and the act that begins the infusion (S2, B1). */
export const CheckInBaseline = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const [opened, setOpened] = useState<ActName | 'by-hand' | null>(null)
  const offered = offeredActs(chair, session, now).filter(({ name }) => STARTING.has(name))
  const confirming = offered.find(({ name }) => name === opened)
  const { holds, baselineGuide, cannulatedAt, phase } = session
  const toggle = (which: ActName | 'by-hand'): void => setOpened(opened === which ? null : which)
  const close = (): void => setOpened(null)
  const pressureHeld = holds.some(({ id, strength }) => id === 'bp' && strength === 'soft')
  return (
    <section className="panel check-baseline" aria-labelledby="baseline-title">
      <h2 id="baseline-title">{t('steps.baseline')}</h2>
      {chair.source === null && <p className="strong">{t('steps.bindFirst')}</p>}
      {phase === 'checked-in' && chair.source !== null && <p className="strong">{t('steps.beginFirst')}</p>}
      {baselineGuide !== undefined && <Guide guide={baselineGuide} />}
      <div className="form-end">
        <MeasureNow chair={chair} session={session} />
        <Button variant="default" aria-expanded={opened === 'by-hand'} onClick={() => toggle('by-hand')}>
          {t('measure.byHand')}
        </Button>
        {offered.map((offer) => (
          <Button
            key={offer.name}
            variant={offer.main ? 'filled' : 'default'}
            aria-expanded={opened === offer.name}
            onClick={() => toggle(offer.name)}
          >
            {t(`do.${offer.name}`)}
          </Button>
        ))}
        {cannulatedAt !== undefined && <span className="soft">{t('cannula.placed', { time: clockOf(cannulatedAt, timeZone) })}</span>}
      </div>
      {opened === 'by-hand' && <VitalsForm chairId={chair.chairId} sessionId={session.sessionId} onDone={close} />}
      {confirming !== undefined && <ConfirmBox key={confirming.name} offer={confirming} chair={chair} session={session} onClose={close} />}
      <NumericsPanel chair={chair} />
      {/* The confirmation of a start lists them itself. */}
      {confirming?.name !== 'start-infusion' && (
        <>
          <h3>{t('steps.holds')}</h3>
          {holds.length === 0 ? <p className="soft">{t('prepare.noHolds')}</p> : <HoldsList holds={holds} />}
        </>
      )}
      {pressureHeld && <p className="soft">{t('steps.recheck')}</p>}
    </section>
  )
}
