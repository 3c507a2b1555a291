import './sets.css'
import type { ChairPicture } from '@chairside/shared/picture'
import { MINUTE_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { clockOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import { MarkSet } from './mark-set.tsx'

/** The picture's cuff sets as words and numbers. */
export const SetsTable = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const artefact = (at: number): boolean => chair.care.artefactSets.includes(at)
  const startedAt = chair.infusion?.startedAt ?? null
  return (
    <details className="panel sets">
      <summary>
        {t('chair.sets')} ({chair.sets.length})
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('plot.time')}</th>
            <th scope="col">{t('plot.minute')}</th>
            <th scope="col">{t('vital.sys')}</th>
            <th scope="col">{t('vital.dia')}</th>
            <th scope="col">{t('vital.map')}</th>
            <th scope="col">{t('plot.origin')}</th>
            <th scope="col">{t('plot.state')}</th>
          </tr>
        </thead>
        <tbody>
          {[...chair.sets].reverse().map((set) => (
            <tr key={`${set.at} ${set.sys} ${set.dia}`} data-state={artefact(set.at) ? 'artefact' : set.state}>
              <td>{clockOf(set.at, timeZone)}</td>
              <td>{startedAt === null ? '–' : Math.floor((set.at - startedAt) / MINUTE_MS)}</td>
              <td>{set.sys ?? '–'}</td>
              <td>{set.dia ?? '–'}</td>
              <td>{set.map ?? '–'}</td>
              <td>{t(`origin.${set.origin}`)}</td>
              <td>
                {set.state === 'accepted' ? '' : t(`plot.${set.state}`)}
                {set.reason !== null && ` (${t(`rejection.${set.reason}`)})`}
                {artefact(set.at) && ` ${t('axis.artefact')}`}
                <MarkSet chair={chair} set={set} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
