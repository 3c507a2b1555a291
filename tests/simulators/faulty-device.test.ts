import { type MachineClock, machineClock } from '@chairside/simulators/clock'
import type { SocketDevice } from '@chairside/simulators/devices/socket-device'
import { createFaultPlan } from '@chairside/simulators/faults/fault-plan'
import { parseFaults } from '@chairside/simulators/faults/fault-spec'
import { connectFaultyDevice } from '@chairside/simulators/faults/faulty-device'
import { declarationAt } from '@chairside/simulators/monitor'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type FakeDoor, openFakeDoor, seqsOf } from './fake-door.ts'

vi.setConfig({ testTimeout: 60_000 })
const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})
const waitFor = (isSo: () => void): Promise<void> => vi.waitFor(isSo, { timeout: 40_000, interval: 10 })

/** Waits of a monitor for its receipts are short here, so that a lost delivery is soon repeated. */
const hurried: MachineClock = { ...machineClock, after: (wallMs, act) => machineClock.after(Math.min(wallMs, 100), act) }

const SPEED = 60
const STARTED_AT = 1_000_000
interface Bench {
  readonly door: FakeDoor
  readonly device: SocketDevice
  /** Lets it be that many room seconds since the device was made; the device looks at its clock. */
  at(second: number): void
}

const bench = async (lines: readonly string[], pingMs?: number): Promise<Bench> => {
  const parsed = parseFaults(lines)
  if (!parsed.ok) throw new Error(parsed.reasons.join(' '))
  const door = await openFakeDoor(0, SPEED, pingMs)
  cleanups.push(door.kill)
  let second = 0
  const device = connectFaultyDevice({
    url: door.url,
    token: 'a-token-of-sixteen-or-more',
    declare: (speed) => declarationAt(speed, null),
    clock: hurried,
    now: () => STARTED_AT + second * 1_000,
    onRoomClock: () => undefined,
    onProblem: () => undefined,
    plan: createFaultPlan(parsed.faults, 'bench'),
    startedAt: () => STARTED_AT,
  })
  cleanups.push(() => device.close())
  await waitFor(() => expect(door.declarations.length).toBeGreaterThan(0))
  const at = (now: number): void => {
    second = now
    device.flush()
  }
  return { door, device, at }
}

/** Reports so many entries, each in a delivery of its own, and waits until all are receipted. */
const deliver = async ({ device }: Bench, count: number): Promise<void> => {
  await waitFor(() => expect(device.online).toBe(true))
  for (let index = 1; index <= count; index += 1) {
    device.report({ kind: 'numerics', at: 2_000_000 + index, readings: [{ vital: 'hr', value: 70, unit: '/min' }], off: [] })
    device.flush()
    if (index % 4 === 0) await waitFor(() => expect(device.waiting).toBeLessThan(8))
  }
  await waitFor(() => {
    device.flush()
    expect(device.waiting).toBe(0)
  })
}
const isAll = (door: FakeDoor, count: number): void =>
  expect([...new Set(seqsOf(door.deliveries))].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index + 1))

describe('I1: whatever befalls a delivery, every entry arrives', () => {
  it('dropped', async () => {
    const one = await bench(['drop:0.3'])
    await deliver(one, 60)
    isAll(one.door, 60)
  })

  it('doubled', async () => {
    const one = await bench(['duplicate:0.5'])
    await deliver(one, 40)
    isAll(one.door, 40)
    expect(seqsOf(one.door.deliveries).length).toBeGreaterThan(50)
  })

  it('delayed and overtaken', async () => {
    const one = await bench(['reorder:0.3', 'delay:0.3=3'])
    await deliver(one, 60)
    isAll(one.door, 60)
    const order = seqsOf(one.door.deliveries)
    expect(order.some((seq, index) => seq < (order[index - 1] ?? 0))).toBe(true)
  })

  it('cut off', async () => {
    const one = await bench(['truncate:0.2'])
    await deliver(one, 40)
    isAll(one.door, 40)
    expect(one.door.malformed).toBeGreaterThan(2)
  })

  it('flooding', async () => {
    const one = await bench(['flood@0=30'])
    await deliver(one, 3)
    isAll(one.door, 3)
    await waitFor(() => expect(seqsOf(one.door.deliveries).length).toBeGreaterThanOrEqual(33))
  })

  it('on a connection that comes and goes', async () => {
    const one = await bench(['reconnect-storm@0+60=0.1'])
    for (let time = 1; time <= 4; time += 1) {
      await waitFor(() => expect(one.device.online).toBe(true))
      one.device.report({ kind: 'apnoea', at: 2_000_000 + time })
      one.at(time * 10 + 1)
      await waitFor(() => expect(one.door.connections).toBe(time + 1))
    }
    await waitFor(() => expect(one.device.waiting).toBe(0))
    isAll(one.door, 4)
  })

  it('on a connection that stands and carries nothing: the server hears no ping answered, and gets all once it is broken', async () => {
    const one = await bench(['half-open@60+240'], 300)
    await waitFor(() => expect(one.device.online).toBe(true))
    one.at(60)
    for (let index = 1; index <= 5; index += 1) one.device.report({ kind: 'apnoea', at: 2_000_000 + index })
    one.at(61)
    await waitFor(() => expect(one.door.disconnections).toBe(1))
    expect(one.door.deliveries).toEqual([])
    expect(one.device.waiting).toBe(5)
    one.at(300)
    await waitFor(() => expect(one.device.waiting).toBe(0))
    isAll(one.door, 5)
    expect(one.door.connections).toBe(2)
  })
})

it('S4: names somebody else for a while, on the same connection', async () => {
  const one = await bench(['wrong-patient@60+60'])
  await waitFor(() => expect(one.device.online).toBe(true))
  one.at(60)
  await waitFor(() => expect(one.door.declarations).toHaveLength(2))
  one.at(120)
  await waitFor(() => expect(one.door.declarations).toHaveLength(3))
  expect(one.door.declarations.map(({ patientIdentifier }) => patientIdentifier)).toEqual([null, 'SIM-SOMEBODY-ELSE', null])
  expect(one.door.connections).toBe(1)
})

it('V6: a clock that is ahead dates entries and sendings alike', async () => {
  const one = await bench(['skew@0=45'])
  await deliver(one, 2)
  expect(one.door.deliveries.flatMap(({ entries }) => entries.map(({ at }) => at))).toEqual([2_045_001, 2_045_002])
})

it('is the plain monitor where nothing is planned', async () => {
  const one = await bench([])
  await deliver(one, 3)
  expect(seqsOf(one.door.deliveries)).toEqual([1, 2, 3])
})
