import { type Moment, SECOND_MS } from '@chairside/shared/time'
import { deviceClockAt } from '../devices/device-clock.ts'
import { createHoldingAgent } from '../devices/holding-agent.ts'
import { connectSocketDevice, RECEIPT_TIMEOUT_MS, type SocketDevice, type SocketDeviceOptions } from '../devices/socket-device.ts'
import type { FaultPlan } from './fault-plan.ts'
import { createFaultyWay } from './faulty-send.ts'

export interface FaultyDeviceOptions extends SocketDeviceOptions {
  readonly plan: FaultPlan
  /** The moment from which the plan's seconds count; null: not yet. */
  readonly startedAt: () => Moment | null
}

/** Whom a monitor names that was left on another patient. */
const SOMEBODY_ELSE = 'SIM-SOMEBODY-ELSE'

/**
 * A monitor over Socket.IO on which faults come as planned; without any it is the plain one. What lasts (a half-open connection, a
 * storm, a wrong patient) begins and ends with a `flush`.
 */
export const connectFaultyDevice = (options: FaultyDeviceOptions): SocketDevice => {
  const { plan, clock, startedAt, now } = options
  if (plan.isEmpty) return connectSocketDevice(options)
  let speed = 1
  let halfOpen = false
  let wrongPatient = false
  let reconnected = 0
  const held = createHoldingAgent(new URL(options.url).protocol === 'https:')

  const secondsAt = (moment: Moment): number => {
    const from = startedAt()
    return from === null ? -1 : (moment - from) / SECOND_MS
  }
  const device = connectSocketDevice({
    ...options,
    agent: held.agent,
    declare: (roomSpeed) => {
      speed = roomSpeed
      const declaration = options.declare(roomSpeed)
      return wrongPatient ? { ...declaration, patientIdentifier: SOMEBODY_ELSE } : declaration
    },
    clockShows: (moment) => deviceClockAt(plan.clock(secondsAt(moment), startedAt() ?? moment), moment),
    through: createFaultyWay({ plan, clock, sinceSec: () => secondsAt(now()), speed: () => speed, receiptWaitMs: RECEIPT_TIMEOUT_MS }),
  })

  const follow = (): void => {
    const link = plan.link(secondsAt(now()))
    if (link.halfOpen !== halfOpen) {
      halfOpen = link.halfOpen
      if (halfOpen) held.hold()
      else held.release()
    }
    if (link.wrongPatient !== wrongPatient) {
      wrongPatient = link.wrongPatient
      device.redeclare()
    }
    // One at a time: a room that is looked at rarely must not catch up with a burst.
    if (link.reconnects > reconnected) device.reconnect()
    // What a story had planned is over with it.
    reconnected = link.reconnects
  }

  return {
    report: (entry) => device.report(entry),
    flush: () => {
      follow()
      device.flush()
    },
    trace: (chunk) => device.trace(chunk),
    unplug: () => device.unplug(),
    plug: () => device.plug(),
    reconnect: () => device.reconnect(),
    redeclare: () => device.redeclare(),
    close: () => {
      device.close()
      if (halfOpen) held.release()
    },
    get online() {
      return device.online
    },
    get plugged() {
      return device.plugged
    },
    get waiting() {
      return device.waiting
    },
  }
}
