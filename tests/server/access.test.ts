import { createIds } from '@chairside/server/config/ids'
import { ABSOLUTE_LIMIT_MS, COOKIE_NAME, createAccess, IDLE_LIMIT_MS, WALL_AWAY_LIMIT_MS } from '@chairside/server/http/access'
import { hashPassword } from '@chairside/server/http/passwords'
import { staffIdSchema } from '@chairside/shared/identity'
import type { Role } from '@chairside/shared/staff'
import { HOUR_MS } from '@chairside/shared/time'
import { expect, test } from 'vitest'
import { createManualClock } from '../support/server-clock.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'

const begin = async (role: Role = 'nurse') => {
  const { registry } = createMemoryStore()
  const clock = createManualClock()
  const passwordHash = await hashPassword('the right one')
  await registry.addAccount({
    staffId: staffIdSchema.parse('a-1'),
    login: 'ada',
    name: 'Ada Moss',
    role,
    passwordHash,
    demo: false,
  })
  const access = await createAccess({ registry, clock, ids: createIds(), demo: false })
  const result = await access.signIn('ada', 'the right one', '127.0.0.1')
  if (!result.ok) throw new Error(result.code)
  const ended: string[] = []
  access.onSignedOut((hash) => ended.push(hash))
  return { access, clock, cookie: `other=1; ${COOKIE_NAME}=${result.secret}`, ended, registry }
}

test('a sign-in ends after 12 idle hours, and a look by the machine does not keep it', async () => {
  const { access, clock, cookie, ended } = await begin()
  clock.pass(IDLE_LIMIT_MS - 1_000)
  expect(await access.check(cookie, false)).toMatchObject({ me: { name: 'Ada Moss' } })
  clock.pass(1_000)
  expect(await access.check(cookie, true)).toBeNull()
  expect(ended).toHaveLength(1)
})

test('use keeps a sign-in, up to 24 hours', async () => {
  const { access, clock, cookie } = await begin()
  for (let hour = 0; hour < 23; hour += 1) {
    clock.pass(HOUR_MS)
    expect(await access.check(cookie, true)).not.toBeNull()
  }
  clock.pass(ABSOLUTE_LIMIT_MS - 23 * HOUR_MS)
  expect(await access.check(cookie, true)).toBeNull()
})

test('A8: a wall stays signed in for as long as it is looked at by the machine, days on end', async () => {
  const { access, clock, cookie, ended } = await begin('viewer')
  for (let day = 0; day < 30; day += 1) {
    clock.pass(24 * HOUR_MS)
    expect(await access.check(cookie, false)).toMatchObject({ me: { role: 'viewer' } })
  }
  expect(ended).toEqual([])
})

test('A8: a wall that was off comes back by itself for seven days, and not a moment longer', async () => {
  const { access, clock, cookie } = await begin('viewer')
  clock.pass(WALL_AWAY_LIMIT_MS - 1)
  expect(await access.check(cookie, true)).not.toBeNull()
  clock.pass(WALL_AWAY_LIMIT_MS)
  expect(await access.check(cookie, true)).toBeNull()
})

test('A8: the clinic ends the sign-in of a wall, and only a viewer has it', async () => {
  const wall = await begin('viewer')
  expect(await wall.registry.removeSignInsOf(staffIdSchema.parse('a-1'))).toBe(1)
  expect(await wall.access.check(wall.cookie, false)).toBeNull()
  for (const role of ['nurse', 'physician', 'manager'] as const) {
    const person = await begin(role)
    for (let hour = 0; hour < 23; hour += 1) {
      person.clock.pass(HOUR_MS)
      expect(await person.access.check(person.cookie, true)).not.toBeNull()
    }
    person.clock.pass(HOUR_MS)
    expect(await person.access.check(person.cookie, true)).toBeNull()
  }
})

test('A8: a viewer who becomes a nurse has the limits of a nurse at once', async () => {
  const { access, clock, cookie, registry } = await begin('viewer')
  clock.pass(ABSOLUTE_LIMIT_MS)
  expect(await access.check(cookie, false)).not.toBeNull()
  const known = await registry.accountById(staffIdSchema.parse('a-1'))
  if (known === null) throw new Error('no account')
  await registry.addAccount({ ...known, role: 'nurse' })
  expect(await access.check(cookie, true)).toBeNull()
})

test('a new password ends what was signed in before', async () => {
  const { access, cookie, registry } = await begin()
  await registry.setPasswordHash(staffIdSchema.parse('a-1'), await hashPassword('another one'))
  expect(await access.check(cookie, true)).toBeNull()
})

test('G6: on a full disk a signed-in person stays signed in', async () => {
  const { access, clock, cookie, registry } = await begin()
  registry.touchSignIn = () => Promise.reject(new Error('no space left on the disk'))
  clock.pass(HOUR_MS)
  expect(await access.check(cookie, true)).not.toBeNull()
})
