import { NEW_STATION, STATION_KINDS, type Station } from '../model/sound-state.ts'

/** What one browser remembers of its sound. */
export interface SoundSettings {
  station(): Station
  keepStation(station: Station): void
  /** Whether a test was heard since the person of this tab signed in; survives a reload. */
  testHeard(): boolean
  keepTestHeard(heard: boolean): void
}

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const STATION_KEY = 'chairside-station'
const TEST_KEY = 'chairside-sound-test'

const readStation = (text: string | null): Station => {
  const kind = STATION_KINDS.find((known) => text === known || text === `${known} silent`)
  if (kind === undefined) return NEW_STATION
  return { kind, carries: kind === 'desk' || text === kind }
}

/**
 * Settings in the browser's storage: `station` for good, the test as long as the tab lives. Storage that is forbidden or full
 * is no reason to fail: then the station is a desk, which is heard.
 */
export const createSoundSettings = (lasting: () => Keep, passing: () => Keep): SoundSettings => {
  const trying = <Found>(attempt: () => Found, otherwise: Found): Found => {
    try {
      return attempt()
    } catch {
      return otherwise
    }
  }
  return {
    station: () => trying(() => readStation(lasting().getItem(STATION_KEY)), NEW_STATION),
    keepStation: ({ kind, carries }) => trying(() => lasting().setItem(STATION_KEY, carries ? kind : `${kind} silent`), undefined),
    testHeard: () => trying(() => passing().getItem(TEST_KEY) === 'heard', false),
    keepTestHeard: (heard) => trying(() => (heard ? passing().setItem(TEST_KEY, 'heard') : passing().removeItem(TEST_KEY)), undefined),
  }
}
