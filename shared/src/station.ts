/** Where a browser stands, as it was set up: told to the server in a cookie, so that the audit can name it (R2). */
export const PLACE_COOKIE = 'chairside_place'
/** The name that the server gave to this browser, for good. */
export const STATION_COOKIE = 'chairside_station'

const PLACE = /^(desk|wall|chairside(-[A-Za-z0-9]{1,12})?)$/

/** `desk`, `wall`, `chairside` or `chairside-3`; null: nothing of ours. */
export const readPlace = (text: string | null): string | null => (text !== null && PLACE.test(text) ? text : null)
