import { isPlainDelivery, isPlainPacket } from '@chairside/server/ingest/plain-wire'
import { wavePacketSchema } from '@chairside/shared/wave-wire'
import { deliverySchema } from '@chairside/shared/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const AT = 1_767_225_600_000
const reading = { vital: 'hr', value: 70, unit: '/min' }
const numerics = { kind: 'numerics', seq: 1, at: AT, readings: [reading], off: ['spo2'] }
const delivery = { sentAt: AT, entries: [numerics] }
const part = { channel: 'ecg', rateHz: 250, unit: 'mV', perUnit: 200 }
const packet = { seq: 1, sentAt: AT, at: AT - 256, lastsMs: 256, parts: [part], off: ['pleth'], samples: new Uint8Array(8) }

/** Values at the edges of what a schema takes, and of every other type. */
const oddValue = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 8.64e15, 8.64e15 + 1, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, 1e6, 1e6 + 1, 1e300),
  fc.constantFrom('', 'x', 'x'.repeat(12), 'x'.repeat(13), 'x'.repeat(24), 'x'.repeat(25), 'numerics', 'apnoea', 'toString', 'co2', '💊'),
  fc.constantFrom(null, true, undefined, [], {}, [null], ['ecg'], ['ecg', 'pleth', 'resp', 'co2', 'ecg'], Number.NaN, new Uint8Array(2)),
  fc.integer(),
  fc.double(),
)

/** `value` with one thing changed somewhere in it: another value, a field less, a field more, a list that is longer. */
const changed = (value: unknown): fc.Arbitrary<unknown> => {
  if (Array.isArray(value))
    return fc.oneof(
      oddValue,
      ...value.map((one, index) => changed(one).map((next) => value.with(index, next))),
      fc
        .constantFrom(3, 4, 5, 24, 25, 300, 301)
        .map((length) => Array.from({ length }, (_, index) => value[index % Math.max(1, value.length)])),
      fc.constant([]),
    )
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    const fields = Object.entries(value)
    return fc.oneof(
      oddValue,
      ...fields.map(([name, content]) => changed(content).map((next) => ({ ...value, [name]: next }))),
      ...fields.map(([name]) => fc.constant(Object.fromEntries(fields.filter(([other]) => other !== name)))),
      fc.constantFrom('extra', '__proto__', 'constructor').map((name) => Object.fromEntries([...fields, [name, 1]])),
    )
  }
  return oddValue
}

describe.each([
  ['delivery', delivery, isPlainDelivery, deliverySchema],
  ['packet', packet, isPlainPacket, wavePacketSchema],
] as const)('I3: what is taken at a glance of a %s', (_name, whole, isPlain, schema) => {
  it('is what monitors send', () => {
    expect(isPlain(whole)).toBe(true)
    expect(schema.parse(whole)).toEqual(whole)
  })

  it('is what the schema takes, as it stands, whatever was changed in it', () => {
    let taken = 0
    let refused = 0
    fc.assert(
      fc.property(changed(whole), (payload) => {
        if (!isPlain(payload)) {
          refused += 1
          return
        }
        taken += 1
        const parsed = schema.safeParse(payload)
        expect(parsed.success).toBe(true)
        expect(parsed.data).toEqual(payload)
      }),
      { numRuns: 3_000 },
    )
    expect(Math.min(taken, refused)).toBeGreaterThan(100)
  })
})
