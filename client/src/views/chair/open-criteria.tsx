import './leave.css'
import { CLINICAL_CRITERIA, LEAVING_STEPS, type Readiness } from '@chairside/shared/readiness'
import { useTranslation } from 'react-i18next'
import { useShortData } from '../common/data-words.ts'
import { clockOf } from '../common/format.ts'
import { useNow, useTimeZone } from '../common/services.tsx'

const ASKED: ReadonlySet<string> = new Set([...CLINICAL_CRITERIA, ...LEAVING_STEPS])

/** L3: each criterion that is not met now, with what it rests on and from when on it could be. */
export const OpenCriteria = ({ readiness }: { readonly readiness: Readiness | null }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { evidence } = useShortData()
  if (readiness === null || readiness.verdict === 'not-applicable') return null
  const open = readiness.criteria.filter(({ id, state }) => ASKED.has(id) && state !== 'met' && state !== 'not-required')
  if (open.length === 0) return <p className="soft">{t('leaving.all')}</p>
  return (
    <div className="open-criteria">
      <h4>{t('leaving.now')}</h4>
      <ul>
        {open.map(({ id, state, restsOn, earliestAt }) => (
          <li key={id} data-criterion={id}>
            <b>{t(`criterion.${id}`)}</b>
            <small>
              {[
                t(`criterionState.${state}`),
                restsOn.length === 0 ? null : evidence(restsOn),
                earliestAt !== null && earliestAt > now ? t('ready.earliestAt', { time: clockOf(earliestAt, timeZone) }) : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </div>
  )
}
