import './readiness.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { CLINICAL_CRITERIA, type CriterionId, type CriterionResult, LEAVING_STEPS } from '@chairside/shared/readiness'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortData } from '../common/data-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { Icon, type IconName } from '../common/icon.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { CriterionMore, hasMore } from './criterion-more.tsx'
import { ENTERED_CRITERIA } from './entered-criteria.ts'
import { EntryForm } from './entry-form.tsx'
import { knownOf } from './known-draft.ts'
import { SignHere } from './sign-here.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

const ICONS: Readonly<Record<CriterionResult['state'], IconName>> = {
  met: 'check',
  'not-met': 'cross',
  'no-evidence': 'question',
  expired: 'clock',
  'not-required': 'dash',
}

const SIGNATURES: readonly CriterionId[] = ['D19', 'D20']

const Criterion = ({ result, chair, session, mayAct }: Props & { readonly result: CriterionResult }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { evidence: evidenceWords } = useShortData()
  const [open, setOpen] = useState(false)
  const forms = ENTERED_CRITERIA[result.id]
  const facts = (): string => {
    const said: string[] = []
    if (result.restsOn.length > 0) said.push(evidenceWords(result.restsOn))
    if (result.evidenceAt !== null)
      said.push(now - result.evidenceAt < 5_000 ? t('time.justNow') : t('time.ago', { age: spanOf(now - result.evidenceAt) }))
    if (result.by !== null) said.push(result.by)
    if (result.expiresAt !== null && result.state === 'met') {
      said.push(result.expiresAt > now ? t('ready.expiresIn', { left: spanOf(result.expiresAt - now) }) : t('ready.expiredNow'))
    }
    if (result.state !== 'met' && result.earliestAt !== null && result.earliestAt > now) {
      said.push(t('ready.earliestAt', { time: clockOf(result.earliestAt, timeZone) }))
    }
    return said.join(' · ')
  }
  return (
    <li className="criterion" data-criterion={result.id} data-state={result.state}>
      <div className="criterion-row">
        <span className="criterion-icon">
          <Icon name={ICONS[result.state]} size={18} />
        </span>
        <span className="criterion-text">
          <b>{t(`criterion.${result.id}`)}</b>
          <span className="criterion-state">{t(`criterionState.${result.state}`)}</span>
          <small>{facts() === '' ? t(`criterionHint.${result.id}`) : facts()}</small>
        </span>
        {forms !== undefined && mayAct && (
          <button type="button" className="chip-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('act.close') : result.restsOn.length === 0 ? t('ready.assess') : t('ready.reassess')}
          </button>
        )}
      </div>
      {open && forms !== undefined && (
        <EntryForm
          forms={forms}
          chairId={chair.chairId}
          sessionId={session.sessionId}
          known={knownOf(forms[0], chair.events)}
          onDone={() => setOpen(false)}
        />
      )}
      {mayAct && hasMore(result) && <CriterionMore id={result.id} chair={chair} session={session} />}
    </li>
  )
}

/** L3: every criterion with its evidence; what is missing, what expires next, the earliest time. */
export const ReadinessCard = (props: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { readiness } = props.chair
  if (readiness === null || readiness.verdict === 'not-applicable') {
    return (
      <section className="panel" aria-labelledby="readiness-title">
        <h2 id="readiness-title">{t('chair.readiness')}</h2>
        <p className="soft">{t('ready.notYet')}</p>
      </section>
    )
  }
  const ready = readiness.verdict === 'ready'
  const of = (ids: readonly CriterionId[]): readonly CriterionResult[] => readiness.criteria.filter((result) => ids.includes(result.id))
  const { nextExpiry, earliestAt } = readiness
  return (
    <section className="panel readiness" aria-labelledby="readiness-title" data-verdict={readiness.verdict}>
      <div className="readiness-head">
        <h2 id="readiness-title">{t('chair.readiness')}</h2>
        <span className="ready-chip" data-ready={ready} data-testid="verdict">
          {ready && <Icon name="check" size={18} />}
          {t(`verdict.${readiness.verdict}`)} · {t('ready.met', { met: readiness.met, of: readiness.of })}
        </span>
      </div>
      <p className="readiness-line">
        {readiness.missing.length === 0 ? (
          t('ready.nothingMissing')
        ) : (
          <>
            <b>{t('ready.missing')}: </b>
            {readiness.missing.map((id) => t(`criterion.${id}`)).join(', ')}
          </>
        )}
      </p>
      {!ready && (
        <p className="readiness-line">
          {earliestAt === null ? t('ready.earliestUnknown') : t('ready.earliest', { time: clockOf(earliestAt, timeZone) })}
        </p>
      )}
      {nextExpiry !== null && (
        <p className="readiness-line">
          {t('ready.nextExpiry', {
            criterion: t(`criterion.${nextExpiry.criterion}`),
            time: clockOf(nextExpiry.at, timeZone),
            left: spanOf(nextExpiry.at - now),
          })}
        </p>
      )}
      {readiness.mayLeave && <p className="readiness-line strong">{t('ready.mayLeave')}</p>}
      <h3>{t('ready.clinical')}</h3>
      <ul className="criteria">
        {of(CLINICAL_CRITERIA).map((result) => (
          <Criterion key={result.id} {...props} result={result} />
        ))}
      </ul>
      <h3>{t('ready.leaving')}</h3>
      <ul className="criteria">
        {of(LEAVING_STEPS).map((result) => (
          <Criterion key={result.id} {...props} result={result} />
        ))}
      </ul>
      <h3>{t('ready.signing')}</h3>
      <ul className="criteria">
        {of(SIGNATURES).map((result) => (
          <Criterion key={result.id} {...props} result={result} />
        ))}
      </ul>
      {props.mayAct && <SignHere chair={props.chair} session={props.session} mayLeave={readiness.mayLeave} />}
    </section>
  )
}
