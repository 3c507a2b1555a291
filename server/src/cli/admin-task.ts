import { parseArgs } from 'node:util'
import type { Moment } from '@chairside/shared/time'
import type { Ids } from '../ports/ids.ts'
import type { AuditEntry, Registry } from '../ports/registry.ts'
import type { RetentionSource, SessionRemoval } from '../ports/retention.ts'

/** The mistake of the person at the command line, said in one sentence. */
export class AdminMistake extends Error {}

/** What a command works on. */
export interface AdminStore {
  readonly registry: Registry
  readonly retention: RetentionSource
  readonly removal: SessionRemoval
}

export interface AdminParts {
  /** What is in the data folder; opened only for a command that needs it, and closed after it. */
  readonly withStore: (work: (store: AdminStore) => Promise<void>) => Promise<void>
  /** Writes the database anew without what was removed; `in-use`: somebody has it open, the server for one. */
  readonly pack: () => 'packed' | 'in-use' | 'no-room'
  /** Files beside the database that hold what it held before. */
  readonly copies: () => readonly string[]
  readonly timeZone: string
  readonly ids: Ids
  readonly wallNow: () => Moment
  readonly hashPassword: (password: string) => Promise<string>
  readonly readInput: () => Promise<string>
  readonly say: (line: string) => void
  /** Who types this, as the machine knows them, and where: kept in the audit. */
  readonly operator: string
  readonly station: string
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  id: { type: 'string' },
  label: { type: 'string' },
  session: { type: 'string' },
  patient: { type: 'string' },
  reason: { type: 'string' },
  code: { type: 'string' },
  years: { type: 'string' },
  'audit-years': { type: 'string' },
  simulated: { type: 'boolean', default: false },
  'pin-stdin': { type: 'boolean', default: false },
  'password-stdin': { type: 'boolean', default: false },
} as const

/** The words of the command line. Throws `AdminMistake`. */
export const parseAdmin = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw new AdminMistake(error instanceof Error ? error.message : String(error))
  }
}
type Values = ReturnType<typeof parseAdmin>['values']

export interface Task extends AdminStore {
  readonly values: Values
  readonly parts: AdminParts
}

/** What was done to what; `details` are what it is from now on, or what was taken away. */
export interface Done {
  readonly object: string
  readonly details: AuditEntry['details']
}

/** Throws `AdminMistake` where it is not there. */
export const needed = (values: Values, name: 'login' | 'name' | 'role' | 'id' | 'label' | 'reason' | 'code'): string => {
  const value = values[name]?.trim()
  if (value === undefined || value === '') throw new AdminMistake(`--${name} is needed`)
  return value
}
