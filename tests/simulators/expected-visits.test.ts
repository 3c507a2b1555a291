import type { DayList } from '@chairside/shared/visit'
import { expectVisits } from '@chairside/simulators/expected-visits'
import { signIn as signInAsStaff } from '@chairside/simulators/staff-connection'
import { afterEach, expect, it } from 'vitest'
import { PASSWORD, startTestServer } from '../support/server-harness.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const DAY_MS = 24 * 3_600_000
const FIRST_AT = Date.UTC(2099, 4, 4, 8)

it('S1: a data folder that was kept has its patients in the list of the second day too, each once', async () => {
  const server = await startTestServer({ chairs: 2 })
  cleanups.push(() => server.stop())
  const expectOn = (day: number) =>
    expectVisits({
      url: server.url,
      login: 'nurse',
      password: PASSWORD,
      seed: '1',
      chairs: 2,
      timeZone: 'UTC',
      firstAt: (chair) => FIRST_AT + day * DAY_MS + chair * 600_000,
    })
  const listOf = async (day: string) => {
    const cookie = await signInAsStaff(server.url, 'nurse', PASSWORD)
    const response = await fetch(`${server.url}/api/visits?day=${day}`, { headers: { cookie } })
    return ((await response.json()) as DayList).visits.map(({ patient }) => patient.identifier).sort()
  }
  const planned = ['SIM-1-1', 'SIM-1-2', 'SIM-1-3', 'SIM-2-1', 'SIM-2-2', 'SIM-2-3']
  await expectOn(0)
  expect(await listOf('2099-05-04')).toEqual(planned)
  await expectOn(1)
  expect(await listOf('2099-05-05')).toEqual(planned)
  // The same day a second time: whoever is expected is not expected twice.
  await expectOn(1)
  expect(await listOf('2099-05-05')).toEqual(planned)
})
