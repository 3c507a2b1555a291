import type { Delivery, Receipt } from '@chairside/shared/wire'
import { deliverySchema } from '@chairside/shared/wire'
import type { MachineClock } from '@chairside/simulators/clock'
import { deviceClockAt } from '@chairside/simulators/devices/device-clock'
import { createOutbox, type EntryBody, type Send } from '@chairside/simulators/devices/outbox'
import type { FaultPlan } from '@chairside/simulators/faults/fault-plan'
import { createFaultyWay } from '@chairside/simulators/faults/faulty-send'

/** A monitor with faults and its door in one process, by a clock of the test's: the outbox and the faulty way are the real ones. */
export interface VirtualMonitor {
  report(entry: EntryBody): void
  unplug(): void
  plug(): void
  /** Lets it be `now`: what waited for that is done, what was reported is sent. */
  goOn(now: number): Promise<void>
  /** Entries without a receipt. */
  readonly waiting: number
}

export interface VirtualMonitorOptions {
  readonly plan: FaultPlan
  readonly startedAt: number
  /** The door takes a delivery. */
  readonly take: (delivery: Delivery) => void
  /** It declares itself, after a connection or since it names somebody else. */
  readonly declare: (wrongPatient: boolean) => void
}

/** As long as a monitor waits for a receipt, and before it tries again. */
const RECEIPT_WAIT_MS = 15_000
const RETRY_AFTER_MS = 1_000
/** More than the longest chain of promises between a delivery and its receipt. */
const TURNS = 30

export const createVirtualMonitor = ({ plan, startedAt, take, declare }: VirtualMonitorOptions): VirtualMonitor => {
  let now = startedAt
  let plugged = true
  let held = false
  let wrongPatient = false
  let reconnects = 0
  let timers: { readonly at: number; readonly act: () => void }[] = []
  const clock: Pick<MachineClock, 'after' | 'pause'> = {
    after: (ms, act) => {
      const timer = { at: now + ms, act }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    pause: (ms) =>
      new Promise((resolve) => {
        clock.after(ms, resolve)
      }),
  }
  const since = (): number => (now - startedAt) / 1_000
  const shows = (moment: number): number => deviceClockAt(plan.clock((moment - startedAt) / 1_000, startedAt), moment)
  const outbox = createOutbox({
    capacity: 14_400,
    now: () => shows(now),
    onRefused: () => undefined,
    retryLater: (again) => void clock.after(RETRY_AFTER_MS, again),
  })
  const through = createFaultyWay({ plan, clock, sinceSec: since, speed: () => 1, receiptWaitMs: RECEIPT_WAIT_MS })
  /** Tells a connection that broke from the present one. */
  let connection = 0
  const connect = (): void => {
    connection += 1
    const mine = connection
    const send: Send = (delivery) => {
      if (held || mine !== connection)
        return new Promise((_, reject) => void clock.after(RECEIPT_WAIT_MS, () => reject(new Error('no receipt'))))
      const parsed = deliverySchema.safeParse(delivery)
      if (!parsed.success) return Promise.resolve<Receipt>({ ok: false, code: 'malformed', message: 'not a delivery' })
      take(parsed.data)
      return Promise.resolve<Receipt>({ ok: true, received: parsed.data.entries.map(({ seq }) => seq) })
    }
    declare(wrongPatient)
    outbox.open(through(send))
  }
  const breakOff = (): void => {
    connection += 1
    outbox.close()
  }
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve()
  }
  connect()

  return {
    report: (entry) => void outbox.add({ ...entry, at: shows(entry.at) }),
    unplug: () => {
      if (plugged) breakOff()
      plugged = false
    },
    plug: () => {
      if (!plugged) connect()
      plugged = true
    },
    goOn: async (moment) => {
      now = moment
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { act } of due) act()
      await settled()
      const link = plan.link(since())
      if (link.wrongPatient !== wrongPatient) {
        wrongPatient = link.wrongPatient
        if (plugged && !held) declare(wrongPatient)
      }
      if (link.halfOpen !== held) {
        held = link.halfOpen
        if (!held && plugged) {
          breakOff()
          connect()
        }
      }
      if (link.reconnects > reconnects && plugged) {
        breakOff()
        connect()
      }
      reconnects = link.reconnects
      outbox.flush()
      await settled()
    },
    get waiting() {
      return outbox.waiting
    },
  }
}
