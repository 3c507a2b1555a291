import './drug.css'
import { drugBalance } from '@chairside/shared/drug-balance'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { givenMg } from '../../model/given-dose.ts'
import { standingEntries } from '../../model/standing-entries.ts'
import { clockOf, rateShown, spanOf, tenthsShown } from '../common/format.ts'
import { useCovered, useNow, useTimeZone } from '../common/services.tsx'
import { DrawnForm, WasteForm } from './drug-forms.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

interface Figure {
  readonly name: string
  readonly value: string
  readonly more?: string
}

/** A rest below this is rounding. */
const EVEN_MG = 0.05

const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <dl className="drug-figures">
    {figures.map(({ name, value, more }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          <b>{value}</b> {more !== undefined && <small>{more}</small>}
        </dd>
      </div>
    ))}
  </dl>
)

/** S3: what ran and what is left, when it will be in, and what became of the ampoule. Numbers of a screen that lost its server are covered. */
export const DrugPanel = ({ chair, session, mayAct }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const covered = useCovered()
  const [opened, setOpened] = useState<'opened' | 'thrown' | null>(null)
  const { infusion } = chair
  const toggle = (form: 'opened' | 'thrown'): void => setOpened(opened === form ? null : form)
  const close = (): void => setOpened(null)
  const estimated = (mg: number): string => (covered ? '–' : t('drug.mg', { mg: `≈ ${tenthsShown(mg)}` }))

  const runs = (): readonly Figure[] => {
    if (infusion === null || infusion.startedAt === null) return []
    const given = givenMg(infusion, now)
    const complete = infusion.endedAt !== null && !infusion.endedEarly && tenthsShown(given) === tenthsShown(infusion.doseMg)
    const last = infusion.stretches.at(-1)
    const end = infusion.plannedEndAt
    const value = complete && !covered ? t('drug.mg', { mg: tenthsShown(given) }) : estimated(given)
    const figures: Figure[] = [{ name: t('drug.given'), value, more: t('time.of', { time: t('drug.mg', { mg: infusion.doseMg }) }) }]
    if (infusion.endedAt !== null) {
      return [...figures, { name: t('drug.ended'), value: clockOf(infusion.endedAt, timeZone) }]
    }
    figures.push({ name: t('drug.left'), value: estimated(infusion.doseMg - given) })
    if (session.phase === 'paused') return [...figures, { name: t('drug.ends'), value: '–', more: t('drug.noEnd') }]
    figures.push({ name: t('drug.rate'), value: rateShown(last?.rateMlPerHour ?? infusion.plannedRateMlPerHour), more: 'mL/h' })
    if (end !== null) {
      const more = end > now ? t('drug.inTime', { left: spanOf(end - now) }) : t('drug.over', { age: spanOf(now - end) })
      figures.push({ name: t('drug.ends'), value: clockOf(end, timeZone), ...(covered ? {} : { more }) })
    }
    return figures
  }

  const balance = drugBalance(
    standingEntries(chair.events).map(({ entry }) => entry),
    infusion,
    now,
  )
  const over = infusion !== null && infusion.endedAt !== null
  const restSaid = (restMg: number): string | null => {
    if (covered) return null
    if (restMg < -EVEN_MG) return t('drug.short', { mg: tenthsShown(-restMg) })
    return over && restMg <= EVEN_MG ? t('drug.even') : null
  }
  const ampoule = (): readonly Figure[] => {
    if (balance === null) return []
    return [
      { name: t('drug.lots'), value: balance.lots.join(', ') || '–' },
      { name: t('drug.drawn'), value: t('drug.mg', { mg: tenthsShown(balance.drawnMg) }) },
      { name: t('drug.wasted'), value: t('drug.mg', { mg: tenthsShown(balance.wastedMg) }) },
      { name: over ? t('drug.rest') : t('drug.restNow'), value: estimated(Math.max(0, balance.restMg)) },
    ]
  }
  const said = balance === null ? t('drug.none') : restSaid(balance.restMg)
  return (
    <section className="panel drug-panel" aria-labelledby="drug-title">
      <h2 id="drug-title">{t('drug.title')}</h2>
      <Figures figures={runs()} />
      {infusion !== null && infusion.startedAt !== null && infusion.endedAt === null && (
        <p className="soft drug-estimate">{t('drug.estimate')}</p>
      )}
      <h3>{t('quick.ampoule')}</h3>
      <Figures figures={ampoule()} />
      {said !== null && <p className={balance !== null && balance.restMg < -EVEN_MG ? 'strong' : 'soft'}>{said}</p>}
      {mayAct && (
        <div className="form-end">
          {(['opened', 'thrown'] as const).map((form) => (
            <button
              type="button"
              key={form}
              className="chip-button"
              aria-expanded={opened === form}
              disabled={form === 'thrown' && balance === null}
              onClick={() => toggle(form)}
            >
              {t(`drug.${form}`)}
            </button>
          ))}
        </div>
      )}
      {opened === 'opened' && <DrawnForm chair={chair} session={session} onDone={close} />}
      {opened === 'thrown' && <WasteForm chair={chair} session={session} onDone={close} />}
    </section>
  )
}
