import { createHash } from 'node:crypto'
import { sourceIdSchema, staffIdSchema } from '@chairside/shared/identity'
import { isGuessablePin, isPin } from '@chairside/shared/screen-lock'
import { roleSchema } from '@chairside/shared/staff'
import type { Ids } from '../ports/ids.ts'
import { changeHold, packAway, removeSessions, retention } from './admin-retention.ts'
import { AdminMistake, type AdminParts, type Done, needed, parseAdmin, type Task } from './admin-task.ts'

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
  admin remove-sessions --code CODE [--years N]
  admin pack

A password is read from standard input with --password-stdin (12 characters or more); otherwise one is made and shown once.
A PIN has 4 to 8 digits; it unlocks a screen and signs, and is made and shown once unless it is read with --pin-stdin.
A wall (role viewer) stays signed in while it shows the room; end-sign-ins, or a new password, ends that on every screen of the login.
A monitor's token is shown once. All of it works while the server runs, but pack.
A legal hold keeps a session, or all of a patient, whatever its age, until it is released. Retention lists what is past its time and
what keeps the rest; it removes nothing, and gives a code for exactly what it listed. Remove-sessions takes that code and removes those
sessions for ever: make a backup first. The patients' cards, visits and questionnaires stay, and so does the audit. Pack writes the
database file anew, so that no byte of a removed session is left in it; remove-sessions does so itself where the server is stopped.
`

const MIN_PASSWORD = 12
const MADE_LENGTH = 20

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
  'remove-sessions': removeSessions,
}

/**
 * Carries out one command. Throws `AdminMistake` with a sentence for the person; a new secret is said once and kept nowhere. What was
 * done, and what was refused, is in the audit (R2).
 */
export const administer = async (args: readonly string[], parts: AdminParts): Promise<void> => {
  const { positionals, values } = parseAdmin(args)
  if (values.help === true) return parts.say(ADMIN_HELP)
  const [verb = ''] = positionals
  const act = VERBS[verb]
  const { operator, station } = parts
  const tell = ({ registry }: Pick<Task, 'registry'>, action: string, { object, details }: Done): Promise<void> =>
    registry.audit({ at: parts.wallNow(), staffId: null, action, object, details: { ...details, operator }, station })
  const pack = async (): Promise<void> => {
    const isPacked = packAway(parts)
    await parts.withStore((store) => tell(store, isPacked ? 'admin-pack' : 'admin-pack-refused', { object: 'record', details: {} }))
    if (!isPacked && verb === 'pack') throw new AdminMistake('Nothing was packed.')
  }
  if (verb === 'pack') return pack()
  if (act === undefined) throw new AdminMistake(`${verb === '' ? 'a command is needed' : `unknown command ${verb}`}\n\n${ADMIN_HELP}`)
  let removed: unknown = 0
  await parts.withStore(async (store) => {
    try {
      const done = await act({ ...store, values, parts })
      removed = done.details.removed
      await tell(store, `admin-${verb}`, done)
    } catch (error) {
      if (error instanceof AdminMistake) await tell(store, `admin-${verb}-refused`, { object: 'accounts', details: {} })
      throw error
    }
  })
  if (verb === 'remove-sessions' && removed !== 0) await pack()
}
