import { sourceIdSchema } from '@chairside/shared/identity'
import { isEnded } from '@chairside/shared/session'
import { machineClock } from '@chairside/simulators/clock'
import { demoHabits } from '@chairside/simulators/demo-room'
import { openRoom } from '@chairside/simulators/room'
import { connectStaff } from '@chairside/simulators/staff-connection'
import { afterEach, expect, it, vi } from 'vitest'
import { PASSWORD, startTestServer, tokenOf } from '../support/server-harness.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const CHAIRS = 24
const SPEED = 300
/**
 * What no staff and no monitor may ever be told. Other refusals an attentive nurse meets too: something changed, ran out or was cut
 * off while a hand moved (L4, A4, S2).
 */
const NEVER =
  /malformed|oversized|internal|not-allowed|not-signed-in|unknown-(?!alarm)|wrong-(?:speed|version)|simulated-mix|in-use|identifier-taken|other-name|implausible|outside-allowed|turned this monitor away|not accept/

it('S1: 24 chairs with their staff run by themselves at 300x: every chair sees its patient off and takes the next', async () => {
  const devices = Array.from({ length: CHAIRS }, (_, index) => {
    const sourceId = sourceIdSchema.parse(`mon-${index + 1}`)
    return { sourceId, label: `Monitor ${index + 1}`, token: tokenOf(sourceId) }
  })
  const server = await startTestServer({ speed: SPEED, chairs: CHAIRS, demo: { password: PASSWORD, devices } })
  cleanups.push(() => server.stop())
  const problems: string[] = []
  const room = await openRoom({
    url: server.url,
    seed: 'day',
    devices,
    staff: { nurse: 'nurse', physician: 'physician', password: PASSWORD },
    clock: machineClock,
    habits: () => demoHabits(SPEED, 'none'),
    firstCheckInMin: (chair) => chair - 1,
    onProblem: (sentence) => void problems.push(sentence),
  })
  cleanups.push(() => room.close())
  const visitor = await connectStaff({
    url: server.url,
    login: 'physician',
    password: PASSWORD,
    clock: machineClock,
    onPicture: () => undefined,
    onProblem: (sentence) => void problems.push(sentence),
  })
  cleanups.push(() => visitor.close())

  /** Chairs at which another patient than the first sits. */
  const second = (): number =>
    visitor.picture?.chairs.filter(({ session }) => session !== null && !isEnded(session.phase) && /-2$/.test(session.patient.identifier))
      .length ?? 0
  let turned = 0
  const passed = new Set<string>()
  await vi.waitFor(
    () => {
      turned = Math.max(turned, second())
      for (const { session } of visitor.picture?.chairs ?? [])
        if (session !== null) passed.add(`${session.patient.identifier} ${session.phase}`)
      for (let chair = 1; chair <= CHAIRS; chair += 1)
        expect(
          [`SIM-${chair}-1 infusing`, `SIM-${chair}-1 recovering`, `SIM-${chair}-2 baseline`].filter((one) => !passed.has(one)),
        ).toEqual([])
    },
    { timeout: 240_000, interval: 50 },
  )
  expect(room.visitsEnded).toBeGreaterThanOrEqual(CHAIRS)
  expect(turned).toBeGreaterThan(CHAIRS / 4)
  expect(problems.filter((sentence) => NEVER.test(sentence))).toEqual([])
  // Nobody's numbers pile up on the way.
  await vi.waitFor(() => expect(room.waiting).toBeLessThan(CHAIRS * 10), { timeout: 20_000 })
}, 300_000)
