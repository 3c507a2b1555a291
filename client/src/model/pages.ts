import type { Role } from '@chairside/shared/staff'

/** A page that a person can go to from anywhere. */
export interface PagePlace {
  readonly name: 'board' | 'today' | 'sessions' | 'handover' | 'alarms' | 'audit' | 'downtime'
  readonly to: string
  /** The one key that leads there. */
  readonly key: string
  /** Addresses that belong to it begin like this. */
  readonly within: readonly string[]
}

const PAGES: readonly PagePlace[] = [
  { name: 'board', to: '/', key: 'b', within: ['/chairs/'] },
  { name: 'today', to: '/today', key: 't', within: ['/today', '/patients/'] },
  { name: 'handover', to: '/handover', key: 'o', within: ['/handover'] },
  { name: 'sessions', to: '/sessions', key: 's', within: ['/sessions'] },
  { name: 'alarms', to: '/alarms', key: 'r', within: ['/alarms'] },
  { name: 'audit', to: '/audit', key: 'u', within: ['/audit'] },
  { name: 'downtime', to: '/downtime', key: 'd', within: ['/downtime'] },
]

/** Physicians and those who run the clinic read who looked at what. */
const READS_AUDIT: readonly Role[] = ['physician', 'manager']

/** The pages that this role may open, in the order in which they are listed. All hold names or lead there: a viewer has none. */
export const pagesFor = (role: Role): readonly PagePlace[] =>
  role === 'viewer' ? [] : PAGES.filter(({ name }) => name !== 'audit' || READS_AUDIT.includes(role))

/** To which page an address belongs; null: to none that is listed. */
export const pageOf = (path: string): PagePlace | null =>
  PAGES.find(({ to, within }) => path === to || within.some((start) => path.startsWith(start))) ?? null
