import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { sourceIdSchema, staffIdSchema } from '@chairside/shared/identity'
import { isGuessablePin, isPin } from '@chairside/shared/screen-lock'
import { roleSchema } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import type { Ids } from '../ports/ids.ts'
import type { Registry } from '../ports/registry.ts'

const ADMIN_HELP = `Accounts and monitors of the data folder (CHAIRSIDE_DATA_DIR, ./data by default).

  admin list
  admin add-account    --login NAME --name "FULL NAME" --role nurse|physician|manager|viewer
  admin reset-password --login NAME
  admin set-pin        --login NAME [--pin-stdin]
  admin remove-pin     --login NAME
  admin add-device     --id ID --label TEXT [--simulated]
  admin remove-device  --id ID

A password is read from standard input with --password-stdin (12 characters or more); otherwise one is made and shown once.
A PIN has 4 to 8 digits; it unlocks a screen and signs, and is made and shown once unless it is read with --pin-stdin.
A monitor's token is shown once. Both work while the server runs.
`

const MIN_PASSWORD = 12
const MADE_LENGTH = 20

/** The mistake of the person at the command line, said in one sentence. */
export class AdminMistake extends Error {}

export interface AdminParts {
  /** The registry of the data folder; opened only for a command that needs it. */
  readonly withRegistry: (work: (registry: Registry) => Promise<void>) => Promise<void>
  readonly ids: Ids
  readonly wallNow: () => Moment
  readonly hashPassword: (password: string) => Promise<string>
  readonly readInput: () => Promise<string>
  readonly say: (line: string) => void
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  id: { type: 'string' },
  label: { type: 'string' },
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
  readonly values: Values
  readonly parts: AdminParts
}

const needed = (values: Values, name: 'login' | 'name' | 'role' | 'id' | 'label'): string => {
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

const list = async ({ registry, parts }: Task): Promise<void> => {
  for (const { login, name, role, demo } of await registry.accounts())
    parts.say(`account  ${login}  ${role}  ${name}${demo ? '  (demo)' : ''}`)
  for (const { sourceId, label, simulated } of await registry.devices())
    parts.say(`monitor  ${sourceId}  ${label}${simulated ? '  (simulated)' : ''}`)
}

const addAccount = async (task: Task): Promise<string> => {
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
  await registry.addAccount({ staffId, login, name: needed(values, 'name'), role: role.data, passwordHash, demo: false })
  if (isMade) parts.say(`Password of ${login}, shown this once: ${text}`)
  return `account ${staffId}`
}

const resetPassword = async (task: Task): Promise<string> => {
  const { registry, values, parts } = task
  const account = await registry.accountByLogin(needed(values, 'login'))
  if (account === null) throw new AdminMistake('there is no such login')
  const { text, isMade } = await newPassword(task)
  await registry.setPasswordHash(account.staffId, await parts.hashPassword(text))
  if (isMade) parts.say(`New password of ${account.login}, shown this once: ${text}`)
  return `account ${account.staffId}`
}

/** Six digits that nobody tries first, from a secret of the machine. */
const madePin = (ids: Ids): string => {
  for (;;) {
    const pin = (BigInt(`0x${createHash('sha256').update(ids.secret()).digest('hex')}`) % 1_000_000n).toString().padStart(6, '0')
    if (!isGuessablePin(pin)) return pin
  }
}

const setPin = async ({ registry, values, parts }: Task): Promise<string> => {
  const account = await registry.accountByLogin(needed(values, 'login'))
  if (account === null) throw new AdminMistake('there is no such login')
  const isRead = values['pin-stdin']
  const pin = isRead ? (await parts.readInput()).replace(/\r?\n$/, '') : madePin(parts.ids)
  if (!isPin(pin)) throw new AdminMistake('a PIN has 4 to 8 digits')
  if (isGuessablePin(pin)) throw new AdminMistake('this PIN is the first that anybody tries: choose another')
  await registry.setPin(account.staffId, await parts.hashPassword(pin))
  if (!isRead) parts.say(`PIN of ${account.login}, shown this once: ${pin}`)
  return `account ${account.staffId}`
}

const removePin = async ({ registry, values }: Task): Promise<string> => {
  const account = await registry.accountByLogin(needed(values, 'login'))
  if (account === null) throw new AdminMistake('there is no such login')
  await registry.setPin(account.staffId, null)
  return `account ${account.staffId}`
}

const addDevice = async (task: Task): Promise<string> => {
  const { registry, values, parts } = task
  const sourceId = sourceIdSchema.safeParse(needed(values, 'id'))
  if (!sourceId.success) throw new AdminMistake('--id has letters, digits and . _ : - only')
  if ((await registry.devices()).some((device) => device.sourceId === sourceId.data))
    throw new AdminMistake(`the monitor ${sourceId.data} exists`)
  const token = parts.ids.secret()
  const tokenHash = createHash('sha256').update(token).digest('hex')
  await registry.addDevice({ sourceId: sourceId.data, label: needed(values, 'label'), tokenHash, simulated: values.simulated })
  parts.say(`Token of ${sourceId.data}, shown this once: ${token}`)
  return `monitor ${sourceId.data}`
}

const removeDevice = async (task: Task): Promise<string> => {
  const { registry, values } = task
  const id = needed(values, 'id')
  const device = (await registry.devices()).find((one) => one.sourceId === id)
  if (device === undefined) throw new AdminMistake('there is no such monitor')
  await registry.removeDevice(device.sourceId)
  return `monitor ${id}`
}

const CHANGES: Readonly<Record<string, (task: Task) => Promise<string>>> = {
  'add-account': addAccount,
  'reset-password': resetPassword,
  'set-pin': setPin,
  'remove-pin': removePin,
  'add-device': addDevice,
  'remove-device': removeDevice,
}

/** Carries out one command. Throws `AdminMistake` with a sentence for the person; a new secret is said once and kept nowhere. */
export const administer = async (args: readonly string[], parts: AdminParts): Promise<void> => {
  const { positionals, values } = parse(args)
  if (values.help === true) return parts.say(ADMIN_HELP)
  const [verb = ''] = positionals
  const change = CHANGES[verb]
  if (change === undefined && verb !== 'list')
    throw new AdminMistake(`${verb === '' ? 'a command is needed' : `unknown command ${verb}`}\n\n${ADMIN_HELP}`)
  await parts.withRegistry(async (registry) => {
    const task: Task = { registry, values, parts }
    if (change === undefined) return list(task)
    const object = await change(task)
    await registry.audit({ at: parts.wallNow(), staffId: null, action: `admin-${verb}`, object, details: {} })
  })
}
