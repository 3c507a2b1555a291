import { PLACE_COOKIE, readPlace } from '@chairside/shared/station'
import type { DevicePreferences } from '../model/device.ts'
import type { Station } from '../model/sound-state.ts'

/** What may change, and who says so. */
interface Told<State> {
  getState(): State
  subscribe(listener: () => void): unknown
}

const YEAR_SECONDS = 365 * 24 * 3_600

/** R2: tells the server where this screen stands, with each request, from now on and after each change. */
export const tellPlace = (
  sound: Told<{ readonly station: Station }>,
  device: Told<Pick<DevicePreferences, 'chairId'>>,
  write: (cookie: string) => void = (cookie) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the other way is not in every browser, and only for https.
    document.cookie = cookie
  },
): void => {
  let told: string | null = null
  const tell = (): void => {
    const { kind } = sound.getState().station
    const { chairId } = device.getState()
    const place = readPlace(kind === 'chairside' && chairId !== null ? `${kind}-${chairId}` : kind) ?? kind
    if (place === told) return
    told = place
    write(`${PLACE_COOKIE}=${place}; path=/; max-age=${YEAR_SECONDS}; samesite=strict`)
  }
  tell()
  sound.subscribe(tell)
  device.subscribe(tell)
}
