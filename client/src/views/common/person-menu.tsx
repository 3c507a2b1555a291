import './person-menu.css'
import { useTranslation } from 'react-i18next'
import { forgetPerson } from '../../model/room-store.ts'
import { Icon } from './icon.tsx'
import { PinForm } from './pin-form.tsx'
import { useRoom, useServices } from './services.tsx'
import { usePanel } from './use-panel.ts'

/** Who is signed in here, with their PIN, the lock, and the way out. Of a locked screen only that it is locked. */
export const PersonMenu = () => {
  const { t } = useTranslation()
  const { store, feed, rest, idle } = useServices()
  const person = useRoom((state) => state.person)
  const locked = useRoom((state) => state.locked)
  const menu = usePanel<HTMLSpanElement>()
  if (typeof person === 'string') return null
  if (locked) {
    return (
      <span className="pill" data-kind="locked">
        <Icon name="lock" size={16} />
        {t('lock.locked')}
      </span>
    )
  }
  const leave = async (): Promise<void> => {
    feed.stop()
    await rest.signOut()
    forgetPerson(store, false)
  }
  const acts = person.role !== 'viewer'
  return (
    <span className="bar-person" ref={menu.root}>
      {acts ? (
        <button
          type="button"
          className="bar-name bar-name-button"
          ref={menu.button}
          aria-expanded={menu.open}
          aria-controls={menu.id}
          title={t('pin.menu')}
          onClick={menu.toggle}
        >
          {person.name}
          <small> {t(`role.${person.role}`)}</small>
        </button>
      ) : (
        <span className="bar-name">
          {person.name}
          <small> {t(`role.${person.role}`)}</small>
        </span>
      )}
      {acts && (
        <button type="button" className="icon-button" aria-label={t('lock.now')} title={t('lock.nowKey')} onClick={idle.lockNow}>
          <Icon name="lock" />
        </button>
      )}
      <button type="button" className="icon-button" aria-label={t('bar.signOut')} title={t('bar.signOut')} onClick={() => void leave()}>
        <Icon name="out" />
      </button>
      {menu.open && (
        <section className="person-panel" id={menu.id} aria-label={t('pin.menu')}>
          <h2>{person.name}</h2>
          <PinForm hasPin={person.hasPin === true} />
        </section>
      )}
    </span>
  )
}
