import { machineClock } from '@chairside/simulators/clock'
import { openRoom, type SimulatedRoom } from '@chairside/simulators/room'
import { connectStaff } from '@chairside/simulators/staff-connection'
import { afterEach, expect, it, vi } from 'vitest'
import { PASSWORD, startTestServer, tokenOf } from '../support/server-harness.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const SPEED = 200
const problems: string[] = []

const room = async (url: string): Promise<SimulatedRoom> => {
  const opened = await openRoom({
    url,
    seed: '1',
    devices: [1, 2].map((number) => ({ sourceId: `mon-${number}`, label: `Monitor ${number}`, token: tokenOf(`mon-${number}`) })),
    staff: { nurse: 'nurse', physician: 'physician', password: PASSWORD },
    clock: machineClock,
    habits: () => ({ acknowledgeAfterMs: 60_000, dischargeAfterMs: 60_000, resumeAfterMs: Number.POSITIVE_INFINITY, turnoverMs: 60_000 }),
    firstCheckInMin: (chair) => (chair - 1) * 2,
    onProblem: (sentence) => void problems.push(sentence),
  })
  cleanups.push(() => opened.close())
  return opened
}

it('S1: patients, monitors and staff come to an infusion through the same commands as a person, and a pause reaches the patient', async () => {
  const server = await startTestServer({ speed: SPEED, chairs: 2 })
  cleanups.push(() => server.stop())
  await room(server.url)
  const visitor = await connectStaff({
    url: server.url,
    login: 'physician',
    password: PASSWORD,
    clock: machineClock,
    onPicture: () => undefined,
    onProblem: (sentence) => void problems.push(sentence),
  })
  cleanups.push(() => visitor.close())
  const chair = () => visitor.picture?.chairs[0]
  const until = (isSo: () => void): Promise<void> => vi.waitFor(isSo, { timeout: 30_000, interval: 50 })
  await until(() => expect(chair()?.session?.phase).toBe('infusing'))
  expect(chair()?.session).toMatchObject({ simulated: true, patient: { identifier: 'SIM-1-1' } })
  expect(chair()?.baseline?.bp).not.toBeNull()
  await until(() => expect(visitor.picture?.chairs[1]?.session?.phase).toBe('infusing'))
  const [one] = visitor.picture?.chairs ?? []
  if (one?.session === undefined || one.session === null) throw new Error('no session')
  expect(await visitor.act(one.chairId, one.session.sessionId, { kind: 'pause-infusion', reason: null })).toMatchObject({ ok: true })
  await until(() => expect(chair()?.session?.phase).toBe('paused'))
  const setsBefore = chair()?.sets.length ?? 0
  // The monitor and its cuff go on while the pump stands still.
  await until(() => expect(chair()?.sets.length).toBeGreaterThan(setsBefore))
  expect(chair()?.infusion?.stretches.at(-1)?.toAt).not.toBeNull()
  expect(problems.filter((sentence) => !sentence.includes('too-frequent'))).toEqual([])
}, 60_000)

it('an instructor steers a chair while it runs, and chooses who comes next', async () => {
  const server = await startTestServer({ speed: SPEED, chairs: 2 })
  cleanups.push(() => server.stop())
  const opened = await room(server.url)
  const until = (isSo: () => void): Promise<void> => vi.waitFor(isSo, { timeout: 30_000, interval: 50 })
  expect(() => opened.steer(1, { kind: 'force', force: 'race heart' })).toThrow('Nobody sits at chair 1.')
  expect(() => opened.steer(9, { kind: 'settle' })).toThrow('There is no chair 9.')
  expect(() => opened.steer(1, { kind: 'start', scenario: 'nothing' })).toThrow('There is no scenario "nothing".')
  opened.steer(2, { kind: 'start', scenario: 'panic' })
  await until(() => expect(opened.chairs[1]).toMatchObject({ scenario: 'Panic that settles on a pause', next: null }))
  await until(() => expect(opened.chairs[0]?.phase).toBe('baseline'))
  opened.steer(1, { kind: 'pace', times: 0 })
  opened.steer(1, { kind: 'cable', plugged: false })
  await until(() => expect(opened.chairs[0]).toMatchObject({ times: 0, plugged: false }))
  await until(() => expect(opened.heard).toBe(false))
  opened.steer(1, { kind: 'settle' })
  await until(() => expect(opened.chairs[0]).toMatchObject({ plugged: true, troubles: [] }))
}, 60_000)
