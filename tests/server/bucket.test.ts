import { createBuckets } from '@chairside/server/ingest/bucket'
import { sourceIdSchema } from '@chairside/shared/identity'
import { expect, it } from 'vitest'

const [one, other] = [sourceIdSchema.parse('mon-1'), sourceIdSchema.parse('mon-2')]

it('I4: a source may send what it saved up and then what fills by the clock, each source for itself', () => {
  let nowMs = 5_000
  const buckets = createBuckets(10, 20, { monotonicMs: () => nowMs })
  const allowed = (count: number, source = one): number =>
    Array.from({ length: count }, () => buckets.allows(source)).filter(Boolean).length
  expect(allowed(30)).toBe(20)
  expect(allowed(30, other)).toBe(20)
  nowMs += 99
  expect(allowed(1)).toBe(0)
  nowMs += 1
  expect(allowed(2)).toBe(1)
  nowMs += 60_000
  expect(allowed(30)).toBe(20)
  buckets.forget(one)
  expect(allowed(30)).toBe(20)
})

it('I4: what costs more than is left takes nothing', () => {
  const buckets = createBuckets(10, 20, { monotonicMs: () => 0 })
  expect(buckets.allows(one, 15)).toBe(true)
  expect(buckets.allows(one, 6)).toBe(false)
  expect(buckets.allows(one, 5)).toBe(true)
  expect(buckets.allows(one, 0.5)).toBe(false)
})
