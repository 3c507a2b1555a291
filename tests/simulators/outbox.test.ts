import { type Delivery, deliverySchema, type Receipt } from '@chairside/shared/wire'
import { createOutbox, type EntryBody, type Outbox, type Send } from '@chairside/simulators/devices/outbox'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const numerics = (at: number): EntryBody => ({ kind: 'numerics', at, readings: [{ vital: 'hr', value: 70, unit: '/min' }], off: [] })

interface Sent {
  readonly delivery: Delivery
  answer(receipt: Receipt): Promise<void>
  lose(): Promise<void>
}

/** Lets promise callbacks run. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

const wire = () => {
  const sent: Sent[] = []
  const send: Send = (delivery) =>
    new Promise((resolve, reject) => {
      sent.push({
        delivery,
        answer: (receipt) => {
          resolve(receipt)
          return settle()
        },
        lose: () => {
          reject(new Error('no receipt'))
          return settle()
        },
      })
    })
  return { sent, send }
}

const receiptFor = (delivery: Delivery): Receipt => ({ ok: true, received: delivery.entries.map(({ seq }) => seq) })
const seqsOf = (sent: readonly Sent[]): readonly (readonly number[])[] => sent.map(({ delivery }) => delivery.entries.map(({ seq }) => seq))

const open = (capacity = 1_000) => {
  const refused: string[] = []
  const retries: (() => void)[] = []
  const outbox: Outbox = createOutbox({
    capacity,
    now: () => 0,
    onRefused: ({ code }) => void refused.push(code),
    retryLater: (again) => void retries.push(again),
  })
  return { outbox, refused, retries }
}

const fill = (outbox: Outbox, count: number): void => {
  for (let index = 0; index < count; index += 1) outbox.add(numerics(index * 1_000))
}

describe('the store-and-forward queue', () => {
  it('I2: keeps what is not receipted, and forgets exactly what a receipt names', async () => {
    const { outbox } = open()
    const { sent, send } = wire()
    outbox.open(send)
    fill(outbox, 3)
    outbox.flush()
    expect(seqsOf(sent)).toEqual([[1, 2, 3]])
    await sent[0]?.answer({ ok: true, received: [1, 3] })
    expect(outbox.waiting).toBe(1)
    expect(seqsOf(sent)[1]).toEqual([2])
  })

  it('I2: after an interruption sends live data at once, and the backlog in order beside it', async () => {
    const { outbox } = open()
    fill(outbox, 450)
    const { sent, send } = wire()
    outbox.open(send)
    outbox.add(numerics(450_000))
    outbox.flush()
    outbox.add(numerics(451_000))
    outbox.flush()
    const [backlog, firstLive, secondLive] = seqsOf(sent)
    expect(backlog?.[0]).toBe(1)
    expect(firstLive).toEqual([451])
    expect(secondLive).toEqual([452])
    while (outbox.waiting > 0) {
      const next = sent.shift()
      if (next === undefined) throw new Error('nothing was sent though something waits')
      await next.answer(receiptFor(next.delivery))
    }
  })

  it('I2: whatever is lost or broken, every entry arrives, and each delivery is in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('add', 'answer', 'lose', 'break', 'flush'), { maxLength: 120 }), async (steps) => {
        const { outbox, retries } = open()
        let line = wire()
        let added = 0
        const arrived = new Set<number>()
        const check = (one: Sent): void => {
          const seqs = one.delivery.entries.map(({ seq }) => seq)
          expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
          expect(deliverySchema.safeParse(one.delivery).success).toBe(true)
        }
        const answerNext = async (): Promise<void> => {
          const next = line.sent.shift()
          if (next === undefined) return
          check(next)
          for (const { seq } of next.delivery.entries) arrived.add(seq)
          await next.answer(receiptFor(next.delivery))
        }
        outbox.open(line.send)
        for (const step of steps) {
          if (step === 'add') {
            added += 1
            outbox.add(numerics(added * 1_000))
          } else if (step === 'flush') outbox.flush()
          else if (step === 'answer') await answerNext()
          else if (step === 'lose') await line.sent.shift()?.lose()
          else {
            line = wire()
            outbox.open(line.send)
          }
          for (const again of retries.splice(0)) again()
        }
        outbox.flush()
        for (let round = 0; outbox.waiting > 0 && round < 1_000; round += 1) {
          for (const again of retries.splice(0)) again()
          outbox.flush()
          await answerNext()
        }
        expect(outbox.waiting).toBe(0)
        expect([...arrived].sort((a, b) => a - b)).toEqual(Array.from({ length: added }, (_, index) => index + 1))
      }),
      { numRuns: 60 },
    )
  })

  it('I2: drops the oldest on overflow, and only with a gap entry that says what was lost', async () => {
    const { outbox } = open(10)
    fill(outbox, 25)
    const { sent, send } = wire()
    outbox.open(send)
    expect(outbox.waiting).toBe(10)
    const entries = sent[0]?.delivery.entries ?? []
    expect(entries[0]).toEqual({ kind: 'gap', seq: 16, at: 15_000, fromAt: 0, toAt: 15_000, lostEntries: 16 })
    expect(entries.slice(1).map(({ seq }) => seq)).toEqual([17, 18, 19, 20, 21, 22, 23, 24, 25])
  })

  it('I2: a refusal that will pass is tried again later, and nothing is sent meanwhile', async () => {
    const { outbox, retries, refused } = open()
    const { sent, send } = wire()
    outbox.open(send)
    fill(outbox, 2)
    outbox.flush()
    await sent[0]?.answer({ ok: false, code: 'not-recording', message: 'later' })
    outbox.add(numerics(9_000))
    outbox.flush()
    expect(sent).toHaveLength(1)
    expect(outbox.waiting).toBe(3)
    for (const again of retries.splice(0)) again()
    expect(seqsOf(sent).slice(1).flat().sort()).toEqual([1, 2, 3])
    expect(refused).toEqual([])
  })

  it('I3: gives up what is refused for good, says so, and goes on', async () => {
    const { outbox, refused } = open()
    const { sent, send } = wire()
    outbox.open(send)
    fill(outbox, 1)
    outbox.flush()
    await sent[0]?.answer({ ok: false, code: 'malformed', message: 'no' })
    expect(refused).toEqual(['malformed'])
    fill(outbox, 1)
    outbox.flush()
    expect(seqsOf(sent)[1]).toEqual([2])
  })
})
