import type { AddressInfo } from 'node:net'

/** Where people of this machine find the server. */
export const urlOf = (address: AddressInfo | string | null, host: string): string => {
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
