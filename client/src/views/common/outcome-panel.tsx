import './fold.css'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { OutcomeEntry } from './outcome-entry.tsx'
import { useScores } from './use-scores.ts'

/** Where a patient is checked in: the totals that were filled in before this session, and the way to all of them. */
export const OutcomePanel = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation()
  const { kept, failed, reload } = useScores(patientId)
  return (
    <details className="panel fold outcome-panel">
      <summary>{t('scores.beforeSession')}</summary>
      {kept === null ? (
        <p role="status" className={failed ? 'strong' : 'soft'}>
          {failed ? t('scores.failed') : t('scores.loading')}
        </p>
      ) : (
        <>
          <p className="soft">{t('scores.hint')}</p>
          <OutcomeEntry known={kept} onSaved={reload} />
        </>
      )}
      <Link to={`/patients/${patientId}`} className="plain-link">
        {t('course.open')}
      </Link>
    </details>
  )
}
