import { createStore, type StoreApi } from 'zustand/vanilla'
import { initialsOf } from './selectors.ts'
import { STATION_KINDS, type StationKind } from './sound-state.ts'
import { TILE_TRACES, type TileTrace } from './tile-lanes.ts'

/** How much of a patient's name a screen shows: all of it, the initials, or nothing but the chair. */
export const NAMINGS = ['name', 'initials', 'chair'] as const
export type Naming = (typeof NAMINGS)[number]

/** Every chair in its place, or the one in trouble first. */
export const BOARD_ORDERS = ['place', 'worst-first'] as const
export type BoardOrder = (typeof BOARD_ORDERS)[number]

/** What this device was set to. It holds nothing of a patient. */
export interface DevicePreferences {
  /** By where the screen stands; a kind that is absent shows what it begins with. */
  readonly naming: { readonly [kind in StationKind]?: Naming }
  readonly order: BoardOrder
  /** The chair that a chairside screen is about; null: none was chosen. */
  readonly chairId: string | null
  /** Which traces its tiles show; empty: none. */
  readonly traces: readonly TileTrace[]
}

export const NEW_DEVICE: DevicePreferences = { naming: {}, order: 'place', chairId: null, traces: [] }

/** Anybody may look at a wall: it begins with the least. */
const NAMING_AT_FIRST: Readonly<Record<StationKind, Naming>> = { desk: 'initials', chairside: 'initials', wall: 'chair' }

export const namingAt = ({ naming }: Pick<DevicePreferences, 'naming'>, kind: StationKind): Naming => naming[kind] ?? NAMING_AT_FIRST[kind]

/** A patient as this screen may name them; empty: only the chair is said. */
export const shownName = (naming: Naming, name: string): string =>
  naming === 'chair' ? '' : naming === 'initials' ? initialsOf(name) : name.trim()

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const oneOf = <Known extends string>(known: readonly Known[], value: unknown): Known | undefined => known.find((each) => each === value)

const MAX_CHAIR_ID_LENGTH = 12

/** What was kept, part by part: a part that is damaged is as if it had never been set. */
export const readPreferences = (text: string | null): DevicePreferences => {
  let kept: unknown
  try {
    kept = text === null ? null : JSON.parse(text)
  } catch {
    kept = null
  }
  if (!isFields(kept)) return NEW_DEVICE
  const { naming, order, chairId, traces } = kept
  const named = STATION_KINDS.flatMap((kind) => {
    const found = isFields(naming) ? oneOf(NAMINGS, naming[kind]) : undefined
    return found === undefined ? [] : [[kind, found] as const]
  })
  return {
    naming: Object.fromEntries(named),
    order: oneOf(BOARD_ORDERS, order) ?? NEW_DEVICE.order,
    chairId: typeof chairId === 'string' && chairId !== '' && chairId.length <= MAX_CHAIR_ID_LENGTH ? chairId : null,
    traces: Array.isArray(traces) ? TILE_TRACES.filter((channel) => traces.includes(channel)) : NEW_DEVICE.traces,
  }
}

/** Where preferences are kept; neither ever throws. */
export interface DeviceKeep {
  read(): string | null
  write(text: string): void
}

export type DeviceStore = StoreApi<DevicePreferences>

/** The preferences of this device: every change is kept at once. */
export const createDeviceStore = (keep: DeviceKeep): DeviceStore => {
  const store = createStore<DevicePreferences>(() => readPreferences(keep.read()))
  store.subscribe((preferences) => keep.write(JSON.stringify(preferences)))
  return store
}

export const chooseNaming = (store: DeviceStore, kind: StationKind, naming: Naming): void =>
  store.setState((before) => ({ naming: { ...before.naming, [kind]: naming } }))
export const chooseOrder = (store: DeviceStore, order: BoardOrder): void => store.setState({ order })
export const chooseChair = (store: DeviceStore, chairId: string | null): void => store.setState({ chairId })
/** Shows a trace on the tiles, or takes it away. */
export const switchTrace = (store: DeviceStore, channel: TileTrace): void =>
  store.setState(({ traces }) => ({ traces: TILE_TRACES.filter((one) => (one === channel) !== traces.includes(one)) }))
