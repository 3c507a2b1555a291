import type { Delivery, Receipt } from '@chairside/shared/wire'
import type { DeliveryFaults } from '@chairside/simulators/faults/fault-plan'
import { createFaultyWay } from '@chairside/simulators/faults/faulty-send'
import { describe, expect, it } from 'vitest'

const WELL: DeliveryFaults = { drop: false, truncate: false, reorder: false, delaySec: 0, copies: 0 }
const deliveryOf = (...seqs: readonly number[]): Delivery => ({ sentAt: 0, entries: seqs.map((seq) => ({ kind: 'apnoea', seq, at: seq })) })

/** A way whose timers never come, and what it sent and asked the plan about. */
const wayWith = (faultsOf: (firstSeq: number, attempt: number) => Partial<DeliveryFaults>, answer: (delivery: Delivery) => Receipt) => {
  const asked: (readonly [firstSeq: number, attempt: number])[] = []
  const sent: number[] = []
  const way = createFaultyWay({
    plan: {
      isEmpty: false,
      delivery: (firstSeq, attempt) => {
        asked.push([firstSeq, attempt])
        return { ...WELL, ...faultsOf(firstSeq, attempt) }
      },
      link: () => ({ halfOpen: false, wrongPatient: false, reconnects: 0 }),
      clock: () => ({ drifts: [], jumps: [] }),
    },
    clock: { after: () => () => undefined, pause: () => Promise.resolve() },
    sinceSec: () => 0,
    speed: () => 1,
    receiptWaitMs: 1,
  })((delivery) => {
    sent.push(...delivery.entries.map(({ seq }) => seq))
    return Promise.resolve(answer(delivery))
  })
  return { way, asked, sent }
}
const received = ({ entries }: Delivery): Receipt => ({ ok: true, received: entries.map(({ seq }) => seq) })

describe('the way of deliveries with faults', () => {
  it('lets every delivery go that it held back once the next one was sent', async () => {
    const { way, sent } = wayWith((firstSeq) => ({ reorder: firstSeq < 3 }), received)
    const held = [way(deliveryOf(1)), way(deliveryOf(2))]
    await way(deliveryOf(3))
    await Promise.all(held)
    expect(sent).toEqual([3, 1, 2])
  })

  it('forgets how often a delivery was tried once it got its answer, also where it was refused for good', async () => {
    let refusal: Receipt = { ok: false, code: 'malformed', message: 'no' }
    const { way, asked } = wayWith(
      () => ({}),
      () => refusal,
    )
    await way(deliveryOf(1, 2))
    await way(deliveryOf(1, 2))
    refusal = { ok: false, code: 'too-frequent', message: 'later' }
    await way(deliveryOf(1, 2))
    await way(deliveryOf(1, 2))
    expect(asked).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 1],
    ])
  })

  it('forgets what was tried as a delivery of its own and arrived in another', async () => {
    let lost = true
    const { way, asked } = wayWith(() => ({ truncate: lost }), received)
    await expect(way(deliveryOf(2))).rejects.toThrow('cut off')
    lost = false
    await way(deliveryOf(1, 2))
    await way(deliveryOf(2))
    expect(asked).toEqual([
      [2, 0],
      [1, 0],
      [2, 0],
    ])
  })
})
