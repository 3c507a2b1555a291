import type { Account } from '@chairside/server/ports/registry'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import type { SourceId, StaffId } from '@chairside/shared/identity'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { START, temporaryFolder } from '../contract/record-samples.ts'

let place: ReturnType<typeof temporaryFolder>
let store: Store
const reopen = async (): Promise<void> => {
  await store.close()
  store = await openStore({ dataDir: place.folder, threaded: false })
}
beforeEach(async () => {
  place = temporaryFolder()
  store = await openStore({ dataDir: place.folder, threaded: false })
})
afterEach(async () => {
  await store.close()
  place.remove()
})

const nurse: Account = {
  staffId: 'staff-1' as StaffId,
  login: 'nurse',
  name: 'A Nurse',
  role: 'nurse',
  passwordHash: '$argon2id$x',
  demo: true,
}
const manager: Account = { ...nurse, staffId: 'staff-2' as StaffId, login: 'manager', role: 'manager', demo: false }

it('accounts are found by login and by id, and a login is given once', async () => {
  await store.registry.addAccount(nurse)
  await store.registry.addAccount(manager)
  await reopen()
  expect(await store.registry.accountByLogin('nurse')).toStrictEqual(nurse)
  expect(await store.registry.accountById(manager.staffId)).toStrictEqual(manager)
  expect(await store.registry.accounts()).toStrictEqual([manager, nurse])
  expect(await store.registry.accountByLogin('nobody')).toBeNull()
  await expect(store.registry.addAccount({ ...nurse, staffId: 'staff-3' as StaffId })).rejects.toThrow()
})

it('a sign-in lives until it is removed; its last use never goes back', async () => {
  await store.registry.addAccount(nurse)
  const signIn = { tokenHash: 'ab12', staffId: nurse.staffId, createdAt: START, lastSeenAt: START }
  await store.registry.addSignIn(signIn)
  await store.registry.touchSignIn('ab12', START + 5)
  await store.registry.touchSignIn('ab12', START + 2)
  await reopen()
  expect(await store.registry.signInByHash('ab12')).toStrictEqual({ ...signIn, lastSeenAt: START + 5 })
  await store.registry.removeSignIn('ab12')
  expect(await store.registry.signInByHash('ab12')).toBeNull()
})

it('a new password ends the sign-ins of that person alone', async () => {
  await store.registry.addAccount(nurse)
  await store.registry.addAccount(manager)
  for (const { staffId, login } of [nurse, manager]) {
    await store.registry.addSignIn({ tokenHash: login, staffId, createdAt: START, lastSeenAt: START })
  }
  await Promise.all([
    store.registry.setPasswordHash(nurse.staffId, '$argon2id$y'),
    store.registry.audit({ at: START, staffId: manager.staffId, action: 'password', object: nurse.staffId, details: {} }),
  ])
  expect((await store.registry.accountById(nurse.staffId))?.passwordHash).toBe('$argon2id$y')
  expect(await store.registry.signInByHash('nurse')).toBeNull()
  expect(await store.registry.signInByHash('manager')).not.toBeNull()
  await expect(store.registry.setPasswordHash('staff-9' as StaffId, 'x')).rejects.toThrow('no such account')
  expect(await store.verifyAudit()).toStrictEqual([])
})

it('a PIN counts its failures over a restart, until it is cleared or set anew', async () => {
  await store.registry.addAccount(nurse)
  expect(await store.registry.pinOf(nurse.staffId)).toBeNull()
  expect(await store.registry.countPinFailure(nurse.staffId)).toBe(0)
  await store.registry.setPin(nurse.staffId, '$argon2id$pin')
  expect(await store.registry.countPinFailure(nurse.staffId)).toBe(1)
  expect(await store.registry.countPinFailure(nurse.staffId)).toBe(2)
  await reopen()
  expect(await store.registry.pinOf(nurse.staffId)).toStrictEqual({ hash: '$argon2id$pin', failures: 2 })
  await store.registry.clearPinFailures(nurse.staffId)
  expect((await store.registry.pinOf(nurse.staffId))?.failures).toBe(0)
  await store.registry.countPinFailure(nurse.staffId)
  await store.registry.setPin(nurse.staffId, '$argon2id$other')
  expect(await store.registry.pinOf(nurse.staffId)).toStrictEqual({ hash: '$argon2id$other', failures: 0 })
  await store.registry.setPin(nurse.staffId, null)
  expect(await store.registry.pinOf(nurse.staffId)).toBeNull()
})

it('I3: devices are found by the hash of their token, until they are removed', async () => {
  const device = { sourceId: 'monitor-1' as SourceId, label: 'Monitor 1', tokenHash: 'cd34', simulated: true }
  await store.registry.addDevice(device)
  await reopen()
  expect(await store.registry.deviceByHash('cd34')).toStrictEqual(device)
  expect(await store.registry.devices()).toStrictEqual([device])
  await store.registry.removeDevice(device.sourceId)
  expect(await store.registry.deviceByHash('cd34')).toBeNull()
})

it('S5: a data folder is real or demo for its whole life', async () => {
  expect(await store.registry.dataKind()).toBeNull()
  await store.registry.setDataKind('demo')
  await store.registry.setDataKind('demo')
  await expect(store.registry.setDataKind('real')).rejects.toThrow('never mix')
  await reopen()
  expect(await store.registry.dataKind()).toBe('demo')
})
