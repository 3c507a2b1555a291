import { createRoomTime, machineClock } from '@chairside/simulators/clock'
import { connectSocketDevice, type SocketDevice, type SocketDeviceOptions } from '@chairside/simulators/devices/socket-device'
import { declarationAt } from '@chairside/simulators/monitor'
import { afterEach, expect, it, vi } from 'vitest'
import { type FakeDoor, openFakeDoor, seqsOf } from './fake-door.ts'

vi.setConfig({ testTimeout: 30_000 })

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const startFake = async (port = 0, speed = 1): Promise<FakeDoor> => {
  const door = await openFakeDoor(port, speed)
  cleanups.push(door.kill)
  return door
}

const connect = (port: number, capacity = 1_000, more: Partial<SocketDeviceOptions> = {}): SocketDevice => {
  const roomTime = createRoomTime(machineClock)
  const device = connectSocketDevice({
    url: `http://127.0.0.1:${port}`,
    token: 'a-token-of-sixteen-or-more',
    declare: (speed) => declarationAt(speed, null),
    clock: machineClock,
    now: () => roomTime.now() ?? 0,
    capacity,
    onRoomClock: (reading) => roomTime.set(reading),
    onProblem: (sentence) => {
      throw new Error(sentence)
    },
    ...more,
  })
  cleanups.push(() => device.close())
  return device
}

const report = (device: SocketDevice, count: number): void => {
  for (let index = 0; index < count; index += 1) {
    device.report({ kind: 'numerics', at: index, readings: [{ vital: 'hr', value: 70, unit: '/min' }], off: [] })
  }
  device.flush()
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)

const waitFor = (isSo: () => void): Promise<void> => vi.waitFor(isSo, { timeout: 10_000, interval: 10 })

it('I1: repeats what was not receipted to a server that died, and every number arrives', async () => {
  const first = await startFake()
  first.receipting = false
  const device = connect(first.port)
  await waitFor(() => expect(device.online).toBe(true))
  report(device, 5)
  await waitFor(() => expect(seqsOf(first.deliveries)).toEqual(upTo(5)))
  await first.kill()
  await waitFor(() => expect(device.online).toBe(false))
  report(device, 7)
  expect(device.waiting).toBe(12)
  const second = await startFake(first.port)
  await waitFor(() => expect(device.waiting).toBe(0))
  expect(seqsOf(second.deliveries)).toEqual(upTo(12))
})

it('I2: live data of a monitor that is plugged in again does not wait behind its backlog', async () => {
  const server = await startFake()
  const device = connect(server.port)
  await waitFor(() => expect(device.online).toBe(true))
  device.unplug()
  expect(device.plugged).toBe(false)
  report(device, 500)
  server.receipting = false
  device.plug()
  await waitFor(() => expect(device.online).toBe(true))
  report(device, 1)
  await waitFor(() => expect(seqsOf(server.deliveries)).toContain(501))
  const live = server.deliveries.find(({ entries }) => entries.some(({ seq }) => seq === 501))
  expect(live?.entries.map(({ seq }) => seq)).toEqual([501])
  // The rest of the backlog is still to come: its first part waits for its receipt.
  expect(seqsOf(server.deliveries)).not.toContain(500)
})

it('I2: numbers go on counting over a restart of the server, and it is told the speed anew', async () => {
  const first = await startFake(0, 60)
  const device = connect(first.port)
  await waitFor(() => expect(device.online).toBe(true))
  expect(first.declarations[0]).toMatchObject({ speed: 60, periodMs: 6_000, simulated: true })
  report(device, 3)
  await waitFor(() => expect(device.waiting).toBe(0))
  await first.kill()
  await waitFor(() => expect(device.online).toBe(false))
  const second = await startFake(first.port, 1)
  await waitFor(() => expect(device.online).toBe(true))
  expect(second.declarations[0]).toMatchObject({ speed: 1, periodMs: 1_000 })
  report(device, 2)
  await waitFor(() => expect(device.waiting).toBe(0))
  expect(seqsOf(second.deliveries)).toEqual([4, 5])
})

it('I2: an overflow while unplugged arrives as a gap entry, then what was kept, in order', async () => {
  const server = await startFake()
  const device = connect(server.port, 20)
  await waitFor(() => expect(device.online).toBe(true))
  device.unplug()
  report(device, 50)
  device.plug()
  await waitFor(() => expect(device.waiting).toBe(0))
  const [gap] = server.deliveries[0]?.entries ?? []
  expect(gap).toMatchObject({ kind: 'gap', seq: 31, lostEntries: 31 })
  expect(seqsOf(server.deliveries)).toEqual([31, ...upTo(50).slice(31)])
})

it('dates each entry and each sending by its own clock', async () => {
  const server = await startFake()
  const device = connect(server.port, 1_000, { clockShows: (moment) => moment + 45_000 })
  await waitFor(() => expect(device.online).toBe(true))
  report(device, 3)
  await waitFor(() => expect(device.waiting).toBe(0))
  expect(server.deliveries.flatMap(({ entries }) => entries.map(({ at }) => at))).toEqual([45_000, 45_001, 45_002])
  expect(server.deliveries[0]?.sentAt).toBeGreaterThanOrEqual(1_045_000)
})

it('measures when staff ask, and declares anew on the same connection', async () => {
  const server = await startFake()
  let asked = 0
  const device = connect(server.port, 1_000, {
    onMeasure: () => {
      asked += 1
    },
    declare: (speed) => declarationAt(speed, asked === 0 ? null : 'SIM-1', true),
  })
  await waitFor(() => expect(device.online).toBe(true))
  server.askToMeasure()
  await waitFor(() => expect(asked).toBe(1))
  device.redeclare()
  await waitFor(() => expect(server.declarations).toHaveLength(2))
  expect(server.declarations.map(({ patientIdentifier }) => patientIdentifier)).toEqual([null, 'SIM-1'])
  expect(server.declarations[0]?.canMeasure).toBe(true)
  expect(server.connections).toBe(1)
})
