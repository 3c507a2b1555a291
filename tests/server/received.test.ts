import { createReceived } from '@chairside/server/ingest/received'
import type { Saved } from '@chairside/server/monitor/record-keeping'
import type { DeviceEntry } from '@chairside/shared/wire'
import { expect, it } from 'vitest'

const AT = 1_767_225_600_000
const numerics = (seq: number, at = AT + seq * 1_000): DeviceEntry => ({ kind: 'numerics', seq, at, readings: [], off: [] })
const saved: Saved = { prompt: Promise.resolve(true), durable: Promise.resolve(true) }

it('I1: an entry is known by its number, its moment and its kind, from the moment on that it is passed on', () => {
  const received = createReceived()
  expect(received.fateOf(numerics(1))).toBeNull()
  received.mark(numerics(1), saved)
  expect(received.fateOf(numerics(1))).toBe(saved)
  received.mark(numerics(1), 'durable')
  expect(received.fateOf(numerics(1))).toBe('durable')
  expect(received.fateOf(numerics(1, AT))).toBeNull()
  expect(received.fateOf(numerics(251, AT + 1_000))).toBeNull()
  expect(received.fateOf({ kind: 'apnoea', seq: 1, at: AT + 1_000 })).toBeNull()
})

it('G6: what could not be kept is forgotten, and taken anew', () => {
  const received = createReceived()
  received.mark(numerics(7), saved)
  received.forget(numerics(7))
  expect(received.fateOf(numerics(7))).toBeNull()
})

it('I1: the newest 20,000 numbers in a row are remembered, however large they are; older ones are let go', () => {
  for (const first of [1, Number.MAX_SAFE_INTEGER - 20_250]) {
    const received = createReceived()
    const entry = (index: number) => numerics(first + index, AT + index)
    for (let index = 0; index < 20_250; index += 1) received.mark(entry(index), 'durable')
    expect(received.fateOf(entry(20_249))).toBe('durable')
    expect(received.fateOf(entry(500))).toBe('durable')
    expect(received.fateOf(entry(0))).toBeNull()
  }
})

it('I1: a monitor that lost its numbering is not mistaken for one that repeats itself', () => {
  const received = createReceived()
  for (let seq = 1; seq <= 300; seq += 1) received.mark(numerics(seq), 'durable')
  expect(received.fateOf(numerics(5, AT + 400_000))).toBeNull()
  received.mark(numerics(5, AT + 400_000), 'durable')
  expect(received.fateOf(numerics(5, AT + 400_000))).toBe('durable')
  expect(received.fateOf(numerics(6))).toBe('durable')
})
