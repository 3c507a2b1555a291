import './main-nav.css'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { offersFor } from '../../model/handover.ts'
import { type PagePlace, pageOf, pagesFor } from '../../model/pages.ts'
import { chairsOf } from '../../model/selectors.ts'
import { Icon } from './icon.tsx'
import { useRole, useRoom } from './services.tsx'
import { usePanel } from './use-panel.ts'

/** The frequent ones stand in the bar as well, where it is wide enough. */
const FREQUENT: readonly PagePlace['name'][] = ['today', 'handover', 'sessions']

/** How many chairs others offer to whoever sits here. */
const useOffers = (): number => useRoom((state) => offersFor(chairsOf(state), state.person))

const Offers = () => {
  const { t } = useTranslation()
  const offered = useOffers()
  if (offered === 0) return null
  return (
    <span className="nav-count" title={t('handover.waiting', { count: offered })}>
      <span className="visually-hidden">{t('handover.waiting', { count: offered })}</span>
      <span aria-hidden="true">{offered}</span>
    </span>
  )
}

/**
 * The ways to the pages, for persons. One list behind one button that names the page that is open, at every width; it keeps its
 * width whatever it names. Where there is room the frequent ones stand beside it.
 */
export const MainNav = () => {
  const { t } = useTranslation()
  const path = useLocation().pathname
  const panel = usePanel<HTMLElement>()
  const pages = pagesFor(useRole())
  const offered = useOffers()
  if (pages.length === 0) return null
  const here = pageOf(path)
  const current = (page: PagePlace): 'page' | 'true' | undefined => {
    if (page.name !== here?.name) return undefined
    return path === page.to ? 'page' : 'true'
  }
  const place = here === null ? t('nav.pages') : t('nav.pagesAt', { page: t(`nav.${here.name}`) })
  const label = offered === 0 ? place : `${place}, ${t('handover.waiting', { count: offered })}`
  return (
    <nav className="main-nav" aria-label={t('nav.pages')} ref={panel.root}>
      <button
        type="button"
        className="nav-button"
        ref={panel.button}
        aria-expanded={panel.open}
        aria-controls={panel.id}
        aria-label={label}
        title={t('nav.pages')}
        onClick={panel.toggle}
      >
        <Icon name="menu" />
        <span className="nav-names" aria-hidden="true">
          <span data-shown={here === null}>{t('nav.pages')}</span>
          {pages.map((page) => (
            <span key={page.name} data-shown={page.name === here?.name}>
              {t(`nav.${page.name}`)}
            </span>
          ))}
        </span>
        <Offers />
      </button>
      {panel.open && (
        <ul className="nav-panel" id={panel.id}>
          {pages.map((page) => (
            <li key={page.name}>
              <Link to={page.to} className="nav-row" aria-current={current(page)} aria-keyshortcuts={page.key} onClick={panel.close}>
                <span>
                  {t(`nav.${page.name}`)} <small>{t(`nav.says.${page.name}`)}</small>
                </span>
                {page.name === 'handover' && <Offers />}
                <span className="nav-key" aria-hidden="true">
                  {page.key.toUpperCase()}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <span className="nav-frequent">
        {pages
          .filter(({ name }) => FREQUENT.includes(name))
          .map((page) => (
            <Link key={page.name} to={page.to} className="bar-link" aria-current={current(page)}>
              {t(`nav.${page.name}`)}
              {page.name === 'handover' && <Offers />}
            </Link>
          ))}
      </span>
    </nav>
  )
}
