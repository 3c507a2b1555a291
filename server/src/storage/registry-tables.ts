import type { SourceId, StaffId } from '@chairside/shared/identity'
import { roleSchema } from '@chairside/shared/staff'
import type { Kysely } from 'kysely'
import type { Account, DataKind, Device, Registry, SignIn } from '../ports/registry.ts'
import type { AccountsTable, DevicesTable, SignInsTable, Tables } from './schema.ts'

const account = (row: AccountsTable): Account => ({
  staffId: row.staff_id as StaffId,
  login: row.login,
  name: row.name,
  role: roleSchema.parse(row.role),
  passwordHash: row.password_hash,
  demo: row.demo === 1,
})

const signIn = (row: SignInsTable): SignIn => ({
  tokenHash: row.token_hash,
  staffId: row.staff_id as StaffId,
  createdAt: row.created_at,
  lastSeenAt: row.last_seen_at,
  ...(row.locked_at === null ? {} : { lockedAt: row.locked_at }),
})

const device = (row: DevicesTable): Device => ({
  sourceId: row.source_id as SourceId,
  label: row.label,
  tokenHash: row.token_hash,
  simulated: row.simulated === 1,
})

const asDataKind = (text: string): DataKind => {
  if (text === 'real' || text === 'demo') return text
  throw new Error('the kind of the data folder is neither real nor demo')
}

/** The registry on tables. `appendAudit` is durable when it returns. */
export const createRegistry = (kysely: Kysely<Tables>, appendAudit: (entry: Parameters<Registry['audit']>[0]) => void): Registry => {
  const dataKind = async (): Promise<DataKind | null> => {
    const row = await kysely.selectFrom('settings').select('value').where('name', '=', 'data-kind').executeTakeFirst()
    return row === undefined ? null : asDataKind(row.value)
  }
  return {
    dataKind,
    setDataKind: async (kind) => {
      await kysely
        .insertInto('settings')
        .values({ name: 'data-kind', value: kind })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      if ((await dataKind()) !== kind) throw new Error('a data folder keeps its kind: real and demo data never mix')
    },
    addAccount: async (added) => {
      const row = { staff_id: added.staffId, login: added.login, name: added.name, role: added.role, password_hash: added.passwordHash }
      await kysely
        .insertInto('accounts')
        .values({ ...row, demo: added.demo ? 1 : 0 })
        .execute()
    },
    accountByLogin: async (login) => {
      const row = await kysely.selectFrom('accounts').selectAll().where('login', '=', login).executeTakeFirst()
      return row === undefined ? null : account(row)
    },
    accountById: async (staffId) => {
      const row = await kysely.selectFrom('accounts').selectAll().where('staff_id', '=', staffId).executeTakeFirst()
      return row === undefined ? null : account(row)
    },
    accounts: async () => (await kysely.selectFrom('accounts').selectAll().orderBy('login').execute()).map(account),
    setPasswordHash: async (staffId, passwordHash) => {
      await kysely.transaction().execute(async (step) => {
        const changed = await step
          .updateTable('accounts')
          .set({ password_hash: passwordHash })
          .where('staff_id', '=', staffId)
          .executeTakeFirst()
        if (changed.numUpdatedRows === 0n) throw new Error('no such account')
        await step.deleteFrom('sign_ins').where('staff_id', '=', staffId).execute()
      })
    },
    pinOf: async (staffId) => {
      const row = await kysely.selectFrom('pins').selectAll().where('staff_id', '=', staffId).executeTakeFirst()
      return row === undefined ? null : { hash: row.pin_hash, failures: row.failures }
    },
    setPin: async (staffId, hash) => {
      await kysely.transaction().execute(async (step) => {
        await step.deleteFrom('pins').where('staff_id', '=', staffId).execute()
        if (hash !== null) await step.insertInto('pins').values({ staff_id: staffId, pin_hash: hash, failures: 0 }).execute()
      })
    },
    countPinFailure: async (staffId) => {
      const row = await kysely
        .updateTable('pins')
        .set((change) => ({ failures: change('failures', '+', 1) }))
        .where('staff_id', '=', staffId)
        .returning('failures')
        .executeTakeFirst()
      return row?.failures ?? 0
    },
    clearPinFailures: async (staffId) => {
      await kysely.updateTable('pins').set({ failures: 0 }).where('staff_id', '=', staffId).where('failures', '>', 0).execute()
    },
    addSignIn: async (added) => {
      await kysely
        .insertInto('sign_ins')
        .values({ token_hash: added.tokenHash, staff_id: added.staffId, created_at: added.createdAt, last_seen_at: added.lastSeenAt })
        .execute()
    },
    signInByHash: async (tokenHash) => {
      const row = await kysely.selectFrom('sign_ins').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
      return row === undefined ? null : signIn(row)
    },
    touchSignIn: async (tokenHash, at) => {
      await kysely
        .updateTable('sign_ins')
        .set({ last_seen_at: at })
        .where('token_hash', '=', tokenHash)
        .where('last_seen_at', '<', at)
        .execute()
    },
    lockSignIn: async (tokenHash, at) => {
      await kysely.updateTable('sign_ins').set({ locked_at: at }).where('token_hash', '=', tokenHash).execute()
    },
    removeSignIn: async (tokenHash) => {
      await kysely.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).execute()
    },
    removeSignInsOf: async (staffId) => {
      const removed = await kysely.deleteFrom('sign_ins').where('staff_id', '=', staffId).executeTakeFirst()
      return Number(removed.numDeletedRows)
    },
    addDevice: async (added) => {
      await kysely
        .insertInto('devices')
        .values({ source_id: added.sourceId, label: added.label, token_hash: added.tokenHash, simulated: added.simulated ? 1 : 0 })
        .execute()
    },
    deviceByHash: async (tokenHash) => {
      const row = await kysely.selectFrom('devices').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
      return row === undefined ? null : device(row)
    },
    devices: async () => (await kysely.selectFrom('devices').selectAll().orderBy('source_id').execute()).map(device),
    removeDevice: async (sourceId) => {
      await kysely.deleteFrom('devices').where('source_id', '=', sourceId).execute()
    },
    audit: async (entry) => appendAudit(entry),
  }
}
