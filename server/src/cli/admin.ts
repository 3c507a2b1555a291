import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { sourceIdSchema, staffIdSchema } from '@chairside/shared/identity'
import { isGuessablePin, isPin } from '@chairside/shared/screen-lock'
import { roleSchema } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import { USUAL_RETENTION } from '../domain/retention.ts'
import type { Ids } from '../ports/ids.ts'
import type { AuditEntry, Registry } from '../ports/registry.ts'
import type { RetentionSource } from '../ports/retention.ts'
import { listRetention } from './retention.ts'

const ADMIN_HELP = `Accounts and monitors of the data folder (CHAIRSIDE_DATA_DIR, ./data by default).

  admin list
  admin add-account    --login NAME --name "FULL NAME" --role nurse|physician|manager|viewer
  admin reset-password --login NAME
  admin end-sign-ins   --login NAME
  admin set-pin        --login NAME [--pin-stdin]
  admin remove-pin     --login NAME
  admin add-device     --id ID --label TEXT [--simulated]
  admin remove-device  --id ID
  admin hold           --session ID | --patient ID  --reason TEXT
  admin release        --session ID | --patient ID  --reason TEXT
  admin retention      [--years N] [--audit-years N]

A password is read from standard input with --password-stdin (12 characters or more); otherwise one is made and shown once.
A PIN has 4 to 8 digits; it unlocks a screen and signs, and is made and shown once unless it is read with --pin-stdin.
A wall (role viewer) stays signed in while it shows the room; end-sign-ins, or a new password, ends that on every screen of the login.
A monitor's token is shown once. All of it works while the server runs.
A legal hold keeps a session, or all of a patient, whatever its age, until it is released. Retention lists what is past its time and
what keeps the rest; it removes nothing.
`

const MIN_PASSWORD = 12
const MADE_LENGTH = 20

/** The mistake of the person at the command line, said in one sentence. */
export class AdminMistake extends Error {}

export interface AdminParts {
  /** The registry of the data folder; opened only for a command that needs it. */
  readonly withRegistry: (work: (registry: Registry, retention: RetentionSource) => Promise<void>) => Promise<void>
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
  years: { type: 'string' },
  'audit-years': { type: 'string' },
  simulated: { type: 'boolean', default: false },
  'pin-stdin': { type: 'boolean', default: false },
  'password-stdin': { type: 'boolean', default: false },
} as const

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw new AdminMistake(error instanceof Error ? error.message : String(error))
  }
}
type Values = ReturnType<typeof parse>['values']

interface Task {
  readonly registry: Registry
  readonly retention: RetentionSource
  readonly values: Values
  readonly parts: AdminParts
}

/** What was done to what; `details` are what it is from now on, or what was taken away. */
interface Done {
  readonly object: string
  readonly details: AuditEntry['details']
}

const needed = (values: Values, name: 'login' | 'name' | 'role' | 'id' | 'label' | 'reason'): string => {
  const value = values[name]?.trim()
  if (value === undefined || value === '') throw new AdminMistake(`--${name} is needed`)
  return value
}

const newPassword = async ({ values, parts }: Task): Promise<{ readonly text: string; readonly isMade: boolean }> => {
  if (!values['password-stdin']) return { text: parts.ids.secret().slice(0, MADE_LENGTH), isMade: true }
  const text = (await parts.readInput()).replace(/\r?\n$/, '')
  if (text.length < MIN_PASSWORD) throw new AdminMistake(`a password has ${MIN_PASSWORD} characters or more`)
  return { text, isMade: false }
}

const list = async ({ registry, parts }: Task): Promise<Done> => {
  for (const { login, name, role, demo } of await registry.accounts())
    parts.say(`account  ${login}  ${role}  ${name}${demo ? '  (demo)' : ''}`)
  for (const { sourceId, label, simulated } of await registry.devices())
    parts.say(`monitor  ${sourceId}  ${label}${simulated ? '  (simulated)' : ''}`)
  return { object: 'accounts', details: {} }
}

const addAccount = async (task: Task): Promise<Done> => {
  const { registry, values, parts } = task
  if ((await registry.dataKind()) === 'demo') throw new AdminMistake('this data folder holds demo data; its accounts come with the demo')
  const login = needed(values, 'login')
  const role = roleSchema.safeParse(needed(values, 'role'))
  if (!role.success) throw new AdminMistake('--role is nurse, physician, manager or viewer')
  if ((await registry.accountByLogin(login)) !== null) throw new AdminMistake(`the login ${login} is taken`)
  const { text, isMade } = await newPassword(task)
  const staffId = staffIdSchema.parse(parts.ids.next())
  const passwordHash = await parts.hashPassword(text)
  if ((await registry.dataKind()) === null) await registry.setDataKind('real')
  const name = needed(values, 'name')
  await registry.addAccount({ staffId, login, name, role: role.data, passwordHash, demo: false })
  if (isMade) parts.say(`Password of ${login}, shown this once: ${text}`)
  return { object: `account ${staffId}`, details: { login, name, accountRole: role.data } }
}

const resetPassword = async (task: Task): Promise<Done> => {
  const { registry, values, parts } = task
  const account = await registry.accountByLogin(needed(values, 'login'))
  if (account === null) throw new AdminMistake('there is no such login')
  const { text, isMade } = await newPassword(task)
  await registry.setPasswordHash(account.staffId, await parts.hashPassword(text))
  if (isMade) parts.say(`New password of ${account.login}, shown this once: ${text}`)
  return { object: `account ${account.staffId}`, details: { login: account.login } }
}

const endSignIns = async ({ registry, values, parts }: Task): Promise<Done> => {
  const account = await registry.accountByLogin(needed(values, 'login'))
  if (account === null) throw new AdminMistake('there is no such login')
  const ended = await registry.removeSignInsOf(account.staffId)
  parts.say(`Sign-ins of ${account.login} that ended: ${ended}`)
  return { object: `account ${account.staffId}`, details: { login: account.login, ended } }
}

/** Six digits that nobody tries first, from a secret of the machine. */
const madePin = (ids: Ids): string => {
  for (;;) {
    const pin = (BigInt(`0x${createHash('sha256').update(ids.secret()).digest('hex')}`) % 1_000_000n).toString().padStart(6, '0')
    if (!isGuessablePin(pin)) return pin
  }
}

const setPin = async ({ registry, values, parts }: Task): Promise<Done> => {
  const account = await registry.accountByLogin(needed(values, 'login'))
  if (account === null) throw new AdminMistake('there is no such login')
  const isRead = values['pin-stdin']
  const pin = isRead ? (await parts.readInput()).replace(/\r?\n$/, '') : madePin(parts.ids)
  if (!isPin(pin)) throw new AdminMistake('a PIN has 4 to 8 digits')
  if (isGuessablePin(pin)) throw new AdminMistake('this PIN is the first that anybody tries: choose another')
  await registry.setPin(account.staffId, await parts.hashPassword(pin))
  if (!isRead) parts.say(`PIN of ${account.login}, shown this once: ${pin}`)
  return { object: `account ${account.staffId}`, details: { login: account.login, pin: 'set' } }
}

const removePin = async ({ registry, values }: Task): Promise<Done> => {
  const account = await registry.accountByLogin(needed(values, 'login'))
  if (account === null) throw new AdminMistake('there is no such login')
  await registry.setPin(account.staffId, null)
  return { object: `account ${account.staffId}`, details: { login: account.login, pin: 'removed' } }
}

const addDevice = async (task: Task): Promise<Done> => {
  const { registry, values, parts } = task
  const sourceId = sourceIdSchema.safeParse(needed(values, 'id'))
  if (!sourceId.success) throw new AdminMistake('--id has letters, digits and . _ : - only')
  if ((await registry.devices()).some((device) => device.sourceId === sourceId.data))
    throw new AdminMistake(`the monitor ${sourceId.data} exists`)
  const token = parts.ids.secret()
  const tokenHash = createHash('sha256').update(token).digest('hex')
  const label = needed(values, 'label')
  await registry.addDevice({ sourceId: sourceId.data, label, tokenHash, simulated: values.simulated })
  parts.say(`Token of ${sourceId.data}, shown this once: ${token}`)
  return { object: `monitor ${sourceId.data}`, details: { label, simulated: values.simulated } }
}

const removeDevice = async (task: Task): Promise<Done> => {
  const { registry, values } = task
  const id = needed(values, 'id')
  const device = (await registry.devices()).find((one) => one.sourceId === id)
  if (device === undefined) throw new AdminMistake('there is no such monitor')
  await registry.removeDevice(device.sourceId)
  return { object: `monitor ${id}`, details: { label: device.label, simulated: device.simulated } }
}

const REASON_LETTERS = 3

/** What a hold is about: one session, or one patient. */
const heldSubject = async ({ retention, values }: Task): Promise<string> => {
  const { session, patient } = values
  if ((session === undefined) === (patient === undefined)) throw new AdminMistake('--session or --patient is needed')
  const subject = session === undefined ? `patient ${patient ?? ''}` : `session ${session}`
  if (!(await retention.knows(subject))) throw new AdminMistake('there is no such session or patient')
  return subject
}

const changeHold =
  (wanted: boolean) =>
  async (task: Task): Promise<Done> => {
    const object = await heldSubject(task)
    const reason = needed(task.values, 'reason')
    if (reason.length < REASON_LETTERS) throw new AdminMistake('--reason says why')
    if ((await task.retention.holds()).has(object) === wanted) throw new AdminMistake(wanted ? 'it is held already' : 'it is not held')
    return { object, details: { reason } }
  }

const retention = async ({ retention: source, values, parts }: Task): Promise<Done> => {
  const years = (text: string | undefined, otherwise: number): number => (text === undefined ? otherwise : Number(text))
  const recordYears = years(values.years, USUAL_RETENTION.recordYears)
  const rules = { recordYears, auditYears: years(values['audit-years'], Math.max(recordYears, USUAL_RETENTION.auditYears)) }
  try {
    const details = await listRetention(rules, { source, now: parts.wallNow(), timeZone: parts.timeZone, say: parts.say })
    return { object: 'record', details }
  } catch (error) {
    if (error instanceof RangeError) throw new AdminMistake(error.message)
    throw error
  }
}

const VERBS: Readonly<Record<string, (task: Task) => Promise<Done>>> = {
  list,
  'add-account': addAccount,
  'reset-password': resetPassword,
  'end-sign-ins': endSignIns,
  'set-pin': setPin,
  'remove-pin': removePin,
  'add-device': addDevice,
  'remove-device': removeDevice,
  hold: changeHold(true),
  release: changeHold(false),
  retention,
}

/**
 * Carries out one command. Throws `AdminMistake` with a sentence for the person; a new secret is said once and kept nowhere. What was
 * done, and what was refused, is in the audit (R2).
 */
export const administer = async (args: readonly string[], parts: AdminParts): Promise<void> => {
  const { positionals, values } = parse(args)
  if (values.help === true) return parts.say(ADMIN_HELP)
  const [verb = ''] = positionals
  const act = VERBS[verb]
  if (act === undefined) throw new AdminMistake(`${verb === '' ? 'a command is needed' : `unknown command ${verb}`}\n\n${ADMIN_HELP}`)
  const { operator, station } = parts
  await parts.withRegistry(async (registry, source) => {
    const tell = (action: string, { object, details }: Done): Promise<void> =>
      registry.audit({ at: parts.wallNow(), staffId: null, action, object, details: { ...details, operator }, station })
    try {
      await tell(`admin-${verb}`, await act({ registry, retention: source, values, parts }))
    } catch (error) {
      if (error instanceof AdminMistake) await tell(`admin-${verb}-refused`, { object: 'accounts', details: {} })
      throw error
    }
  })
}
