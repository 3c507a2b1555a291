import { dayOf } from '@chairside/shared/clinic-day'
import type { LocalText } from '@chairside/shared/clinic-lists'
import type { ProfilePicture } from '@chairside/shared/clinic-profiles/clinic-profile'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { chairById } from '../../model/selectors.ts'
import { standingEntries } from '../../model/standing-entries.ts'
import { dayWords } from '../common/day-words.ts'
import { clockOf, zoneOf } from '../common/format.ts'
import { useIsPerson, useRoom, useTimeZone } from '../common/services.tsx'
import { useClinicLists } from '../common/use-clinic-lists.ts'
import { NotForYou, SheetPage } from './sheet-page.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const SIGNS = ['pain', 'sick', 'dizzy', 'mood', 'site'] as const
const NONE: Pick<ProfilePicture, 'restrictions'>['restrictions'] = { until: 'next-morning', items: [], advice: [] }

/** Where a number or a name is written by hand. */
const Blank = ({ wide = false }: { readonly wide?: boolean }) => <span className="sheet-blank" data-wide={wide} />

const Field = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Sheet = ({ chair, session }: Props) => {
  const { t, i18n } = useTranslation()
  const timeZone = useTimeZone()
  const restrictions = useRoom((state) => state.picture?.clinic.profile?.restrictions ?? NONE)
  const { telephone, telephoneAtNight, paragraphs } = useClinicLists().instructions
  const { patient } = session
  const endedAt = chair.infusion?.endedAt ?? null
  const escort = standingEntries(chair.events).findLast(({ entry }) => entry.kind === 'escort')?.entry
  const escortSaid = escort?.kind === 'escort' ? [escort.name, escort.phone].filter((part) => part.trim() !== '').join(', ') : ''
  const inLanguage = ({ en, es }: LocalText): string => (i18n.resolvedLanguage === 'es' ? (es ?? en) : en)
  const title = t('after.title')
  return (
    <SheetPage
      title={title}
      back={`/chairs/${chair.chairId}`}
      print={{ sheet: 'instructions', chairId: chair.chairId, sessionId: session.sessionId }}
      simulated={session.simulated}
    >
      <dl className="sheet-facts">
        <Field name={t('after.patient')}>{patient.name}</Field>
        <Field name={t('after.number')}>{patient.identifier}</Field>
        <Field name={t('after.date')}>{dayWords(dayOf(session.checkedInAt, timeZone))}</Field>
        <Field name={t('after.drug')}>{t('after.of', { number: patient.infusionNumber, length: patient.courseLength })}</Field>
        <Field name={t('after.ended')}>{endedAt === null ? <Blank /> : `${clockOf(endedAt, timeZone)} ${zoneOf(endedAt, timeZone)}`}</Field>
        <Field name={t('after.escort')}>{escortSaid === '' ? <Blank wide /> : escortSaid}</Field>
      </dl>
      {restrictions.items.length > 0 && (
        <section>
          <h2>{restrictions.until === 'next-morning' ? t('after.untilMorning') : t('after.restOfDay')}</h2>
          <ul>
            {restrictions.items.map((item) => (
              <li key={item}>{t(`after.restriction.${item}`)}</li>
            ))}
          </ul>
        </section>
      )}
      {restrictions.advice.length > 0 && (
        <section>
          <h2>{t('after.advise')}</h2>
          <ul>
            {restrictions.advice.map((item) => (
              <li key={item}>{t(`after.advice.${item}`)}</li>
            ))}
          </ul>
        </section>
      )}
      {paragraphs.length > 0 && (
        <section>
          <h2>{t('after.clinicSays')}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph.en}>{inLanguage(paragraph)}</p>
          ))}
        </section>
      )}
      <section>
        <h2>{t('after.call')}</h2>
        <ul>
          {SIGNS.map((sign) => (
            <li key={sign}>{t(`after.signs.${sign}`)}</li>
          ))}
        </ul>
        <p className="sheet-strong">{t('after.emergency')}</p>
        <dl className="sheet-facts">
          <Field name={t('after.telephone')}>{telephone === null ? <Blank wide /> : <b>{telephone}</b>}</Field>
          <Field name={t('after.atNight')}>{telephoneAtNight === null ? <Blank wide /> : <b>{telephoneAtNight}</b>}</Field>
          <Field name={t('after.next')}>
            <Blank wide />
          </Field>
        </dl>
      </section>
      <section className="sheet-signed">
        <p>{t('after.signed')}</p>
        <dl className="sheet-facts sheet-signatures">
          <Field name={t('after.patientSigns')}>
            <Blank wide />
          </Field>
          <Field name={t('after.nurseSigns')}>
            <Blank wide />
          </Field>
        </dl>
      </section>
    </SheetPage>
  )
}

/** What a patient takes home: of whoever sits at the chair, or has just left it. */
export const InstructionsView = () => {
  const { t } = useTranslation()
  const { chairId = '' } = useParams()
  const chair = useRoom(useMemo(() => chairById(chairId), [chairId]))
  const isPerson = useIsPerson()
  if (!isPerson) return <NotForYou />
  if (chair === null || chair.session === null) {
    return (
      <main className="plain-page">
        <p>{chair === null ? t('chair.unknown', { chair: chairId }) : t('after.nobody', { chair: chairId })}</p>
        <Link to="/" className="plain-link">
          {t('app.toBoard')}
        </Link>
      </main>
    )
  }
  return <Sheet key={chair.session.sessionId} chair={chair} session={chair.session} />
}
