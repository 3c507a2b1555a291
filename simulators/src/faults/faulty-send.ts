import { SECOND_MS } from '@chairside/shared/time'
import type { Delivery, DeviceEntry, Receipt } from '@chairside/shared/wire'
import type { MachineClock } from '../clock.ts'
import { type Send, saysLater } from '../devices/outbox.ts'
import type { FaultPlan } from './fault-plan.ts'

export interface FaultySendOptions {
  readonly plan: FaultPlan
  readonly clock: Pick<MachineClock, 'after' | 'pause'>
  /** Room seconds since the simulation began. */
  readonly sinceSec: () => number
  /** Room seconds in a wall second. */
  readonly speed: () => number
  /** How long a monitor waits for a receipt. */
  readonly receiptWaitMs: number
}

/** A held delivery goes at the latest after this, even if none follows. */
const HELD_FOR_MS = 3_000

/** The delivery as a broken connection leaves it: its last entry without what makes it one. */
const cutOff = (delivery: Delivery): Delivery => {
  const last = delivery.entries.at(-1)
  const stump = { kind: last?.kind, seq: last?.seq } as unknown as DeviceEntry
  return { ...delivery, entries: [...delivery.entries.slice(0, -1), stump] }
}

/** The way of deliveries to the server, with its faults. Nothing is lost for good: what got no receipt is rejected, so that the outbox repeats it. */
export const createFaultyWay = ({ plan, clock, sinceSec, speed, receiptWaitMs }: FaultySendOptions): ((send: Send) => Send) => {
  /** By the lowest number of a delivery, until its entries got their answer. */
  const attempts = new Map<number, number>()
  const heldBack = new Set<() => void>()

  const unanswered = (): Promise<never> =>
    new Promise((_, reject) => {
      clock.after(receiptWaitMs, () => reject(new Error('no receipt')))
    })

  /** Resolves when the next delivery was sent. */
  const held = (): Promise<void> =>
    new Promise((resolve) => {
      const letGo = (): void => {
        heldBack.delete(letGo)
        resolve()
      }
      heldBack.add(letGo)
      clock.after(HELD_FOR_MS, letGo)
    })

  return (send) => {
    const through = async (delivery: Delivery): Promise<Receipt> => {
      const firstSeq = delivery.entries[0]?.seq ?? 0
      const attempt = attempts.get(firstSeq) ?? 0
      attempts.set(firstSeq, attempt + 1)
      const { drop, truncate, reorder, delaySec, copies } = plan.delivery(firstSeq, attempt, sinceSec())
      if (drop) return unanswered()
      if (truncate) {
        await send(cutOff(delivery)).catch(() => undefined)
        throw new Error('cut off')
      }
      if (delaySec > 0) await clock.pause((delaySec * SECOND_MS) / speed())
      if (reorder) await held()
      const receipt = send(delivery)
      for (let copy = 0; copy < copies; copy += 1) send(delivery).catch(() => undefined)
      for (const letGo of heldBack) letGo()
      return receipt.then((answer) => {
        if (answer.ok || !saysLater(answer)) for (const { seq } of delivery.entries) attempts.delete(seq)
        return answer
      })
    }
    return through
  }
}
