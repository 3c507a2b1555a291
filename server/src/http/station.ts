import { PLACE_COOKIE, readPlace, STATION_COOKIE } from '@chairside/shared/station'
import type { Ids } from '../ports/ids.ts'

const NAME = /^[a-z0-9]{8}$/

/** The value of one cookie of a `Cookie` header; null: absent or empty. */
export const cookieOf = (header: string | undefined, name: string): string | null => {
  for (const part of header?.split(';') ?? []) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=') || null
  }
  return null
}

/** The name that this browser was given; null: none yet. */
export const browserOf = (header: string | undefined): string | null => {
  const name = cookieOf(header, STATION_COOKIE)
  return name !== null && NAME.test(name) ? name : null
}

/** A name for a browser that has none. It is no secret: it tells one station from another. */
export const newBrowser = (ids: Ids): string =>
  ids
    .next()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(-8)
    .padStart(8, '0')

/** R2: how the audit names a station: `desk 4f9a1c2e`. `browser`: where the header has no name of its own. */
export const stationOf = (header: string | undefined, browser: string | null = null): string | null => {
  const name = browserOf(header) ?? browser
  const place = readPlace(cookieOf(header, PLACE_COOKIE))
  return name === null ? place : `${place ?? 'screen'} ${name}`
}
