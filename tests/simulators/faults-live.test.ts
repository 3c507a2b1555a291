import { createRoomTime, machineClock } from '@chairside/simulators/clock'
import type { SocketDevice } from '@chairside/simulators/devices/socket-device'
import { createFaultPlan } from '@chairside/simulators/faults/fault-plan'
import { parseFaults } from '@chairside/simulators/faults/fault-spec'
import { connectFaultyDevice } from '@chairside/simulators/faults/faulty-device'
import { declarationAt } from '@chairside/simulators/monitor'
import { afterEach, expect, it, vi } from 'vitest'
import { closeSockets, occupy, openScreen, signIn, startTestServer, type TestScreen, tokenOf } from '../support/server-harness.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  closeSockets()
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})
const waitFor = (isSo: () => void): Promise<void> => vi.waitFor(isSo, { timeout: 40_000, interval: 20 })

const SPEED = 10
const CHAIR = '1'

interface Live {
  readonly screen: TestScreen
  readonly device: SocketDevice
  /** Lets the plan's clock stand at that second. */
  at(second: number): void
  causes(): readonly string[]
  /** The numbers of what is in the record, in its order. */
  recorded(): readonly number[]
}

/** Each from the first to the last, and each once. */
const areAll = (seqs: readonly number[]): void => {
  const ordered = [...seqs].sort((a, b) => a - b)
  const [first = 0] = ordered
  expect(ordered.length).toBeGreaterThan(20)
  expect(ordered).toEqual(Array.from({ length: ordered.length }, (_, index) => first + index))
}

/** A chair of a whole server in its baseline, with a monitor that measures all the time and has these faults. */
const live = async (...lines: readonly string[]): Promise<Live> => {
  const parsed = parseFaults(lines)
  if (!parsed.ok) throw new Error(parsed.reasons.join(' '))
  const server = await startTestServer({ speed: SPEED, chairs: 1 })
  cleanups.push(() => server.stop())
  const screen = await openScreen(server.url, await signIn(server.url, 'nurse'))
  const roomTime = createRoomTime(machineClock)
  let second = 0
  const device = connectFaultyDevice({
    url: server.url,
    token: tokenOf('mon-1'),
    declare: (speed) => declarationAt(speed, null),
    clock: machineClock,
    now: () => roomTime.now() ?? 0,
    onRoomClock: (reading) => roomTime.set(reading),
    onProblem: () => undefined,
    plan: createFaultPlan(parsed.faults, 'live'),
    // The plan's seconds are the test's.
    startedAt: () => (roomTime.now() ?? 0) - second * 1_000,
  })
  cleanups.push(() => device.close())
  await waitFor(() => expect(device.online).toBe(true))
  cleanups.push(
    machineClock.every(100, () => {
      const at = roomTime.now() ?? 0
      device.report({
        kind: 'numerics',
        at,
        readings: [
          { vital: 'hr', value: 70, unit: '/min' },
          { vital: 'spo2', value: 98, unit: '%' },
        ],
        off: [],
      })
      device.flush()
    }),
  )
  await occupy(screen, CHAIR, 'mon-1')
  const begun = await screen.act(CHAIR, { kind: 'begin-baseline' })
  if (!begun.ok) throw new Error(JSON.stringify(begun.problem))
  await screen.until(() => screen.chair(CHAIR).numerics.hr !== undefined)
  return {
    screen,
    device,
    at: (now) => {
      second = now
    },
    causes: () => screen.chair(CHAIR).alarms.map(({ cause }) => cause),
    recorded: () => server.store.written.flatMap(({ input }) => (input.kind === 'delivery' ? input.entries.map(({ seq }) => seq) : [])),
  }
}

it('G1, I1: a half-open monitor is told as silent, and delivers all of it afterwards, each entry once', async () => {
  const one = await live('half-open@100+100')
  const alarms = () => one.screen.chair(CHAIR).alarms
  one.at(100)
  await waitFor(() => expect(one.causes()).toContain('source-silent'))
  expect(alarms().find(({ cause }) => cause === 'source-silent')).toMatchObject({
    kind: 'technical',
    priority: 'medium',
    condition: 'present',
  })
  const before = one.recorded().at(-1) ?? 0
  expect(one.device.waiting).toBeGreaterThan(5)
  one.at(200)
  await waitFor(() => expect(one.causes()).not.toContain('source-silent'))
  await waitFor(() => expect(one.device.waiting).toBeLessThan(10))
  await waitFor(() => expect(Math.max(...one.recorded())).toBeGreaterThan(before + 20))
  await waitFor(() => areAll(one.recorded()))
})

it('G5: a monitor that names somebody else is told, and none of its numbers is shown until staff settle it', async () => {
  const one = await live('wrong-patient@100')
  const shownAt = (): number => one.screen.chair(CHAIR).numerics.hr?.at ?? 0
  expect(one.causes()).not.toContain('wrong-patient')
  one.at(100)
  await waitFor(() => expect(one.causes()).toContain('wrong-patient'))
  expect(one.screen.chair(CHAIR).alarms.find(({ cause }) => cause === 'wrong-patient')).toMatchObject({ priority: 'high' })
  const [shown, recorded] = [shownAt(), one.recorded().length]
  await waitFor(() => expect(one.recorded().length).toBeGreaterThan(recorded + 10))
  expect(shownAt()).toBe(shown)
  const settled = await one.screen.act(CHAIR, { kind: 'resolve-wrong-patient', reason: 'seen at the chair' })
  expect(settled.ok).toBe(true)
  await waitFor(() => expect(shownAt()).toBeGreaterThan(shown))
  await waitFor(() => expect(one.causes()).not.toContain('wrong-patient'))
})

it('I3: a monitor that floods is refused, and its live numbers come through afterwards, each entry once', async () => {
  const one = await live('flood@100+2=400')
  one.at(101)
  const refused = (): number => one.screen.picture().sources.find(({ sourceId }) => sourceId === 'mon-1')?.refusals['too-frequent'] ?? 0
  await waitFor(() => expect(refused()).toBeGreaterThan(0))
  one.at(300)
  const recorded = one.recorded().length
  await waitFor(() => expect(one.recorded().length).toBeGreaterThan(recorded + 20))
  await waitFor(() => expect(one.device.waiting).toBeLessThan(5))
  await waitFor(() => areAll(one.recorded()))
})
