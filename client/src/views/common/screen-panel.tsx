import './bar-panel.css'
import './screen-panel.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { BOARD_ORDERS, chooseChair, chooseNaming, chooseOrder, NAMINGS, namingAt, switchTrace } from '../../model/device.ts'
import { chairsOf } from '../../model/selectors.ts'
import type { StationKind } from '../../model/sound-state.ts'
import { TILE_TRACES } from '../../model/tile-lanes.ts'
import { Chips } from './chips.tsx'
import { Icon } from './icon.tsx'
import { useRoom, useServices } from './services.tsx'
import { useStationKind } from './use-naming.ts'
import { usePanel } from './use-panel.ts'

const Names = ({ kind, title }: { readonly kind: StationKind; readonly title: string }) => {
  const { t } = useTranslation()
  const { device } = useServices()
  const naming = useStore(device, (preferences) => namingAt(preferences, kind))
  return (
    <fieldset className="screen-choice">
      <legend>{title}</legend>
      <div>
        <Chips
          chips={NAMINGS.map((value) => ({ value, label: t(`screen.naming.${value}`), pressed: value === naming }))}
          onPick={(value) => chooseNaming(device, kind, value)}
        />
      </div>
    </fieldset>
  )
}

const Order = () => {
  const { t } = useTranslation()
  const { device } = useServices()
  const order = useStore(device, (preferences) => preferences.order)
  return (
    <fieldset className="screen-choice">
      <legend>{t('screen.order')}</legend>
      <div>
        <Chips
          chips={BOARD_ORDERS.map((value) => ({ value, label: t(`screen.orders.${value}`), pressed: value === order }))}
          onPick={(value) => chooseOrder(device, value)}
        />
      </div>
      <p>{t('screen.orderSay')}</p>
    </fieldset>
  )
}

/** Which traces the tiles show; none at first. */
const Traces = () => {
  const { t } = useTranslation()
  const { device } = useServices()
  const traces = useStore(device, (preferences) => preferences.traces)
  return (
    <fieldset className="screen-choice">
      <legend>{t('traceOption.choose')}</legend>
      <div>
        <Chips
          chips={TILE_TRACES.map((value) => ({ value, label: t(`wave.channel.${value}`), pressed: traces.includes(value) }))}
          onPick={(value) => switchTrace(device, value)}
        />
      </div>
      <p>{t('traceOption.say')}</p>
    </fieldset>
  )
}

/** A screen at a chair is about that one. */
const OwnChair = () => {
  const { t } = useTranslation()
  const { device } = useServices()
  const chairs = useRoom(useShallow((state) => chairsOf(state).map(({ chairId }) => chairId)))
  const chosen = useStore(device, (preferences) => preferences.chairId)
  return (
    <label className="screen-choice">
      <span>{t('screen.chair')}</span>
      <select
        value={chosen ?? ''}
        onChange={(event) => chooseChair(device, event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        <option value="">{t('screen.noChair')}</option>
        {chairs.map((chairId) => (
          <option key={chairId} value={chairId}>
            {t('strip.chair', { chair: chairId })}
          </option>
        ))}
      </select>
      <p>{t('screen.chairSay')}</p>
    </label>
  )
}

/** What this device is set to: where it stands, whom it names, in which order, and the way to the wall. */
export const ScreenPanel = ({ station }: { readonly station: ReactNode }) => {
  const { t } = useTranslation()
  const kind = useStationKind()
  const panel = usePanel<HTMLDivElement>()
  return (
    <div className="screen-control" ref={panel.root}>
      <button
        type="button"
        className="icon-button"
        ref={panel.button}
        aria-label={t('screen.open')}
        title={t('screen.open')}
        aria-expanded={panel.open}
        aria-controls={panel.id}
        onClick={panel.toggle}
      >
        <Icon name="screen" />
      </button>
      {panel.open && (
        <section className="bar-panel screen-panel" id={panel.id} aria-label={t('screen.title')}>
          <h2>{t('screen.title')}</h2>
          {station}
          {kind === 'chairside' && <OwnChair />}
          {kind !== 'wall' && <Names kind={kind} title={t('screen.names')} />}
          <Names kind="wall" title={t('screen.wallNames')} />
          <Order />
          <Traces />
          <div className="screen-choice">
            <Link to="/?wall" className="chip-button screen-wall">
              {t('screen.wall')}
            </Link>
            <p>{t('screen.wallSay')}</p>
          </div>
        </section>
      )}
    </div>
  )
}
