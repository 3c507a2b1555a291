import type { wavePacketSchema } from '@chairside/shared/wave-wire'
import { isWaveChannel } from '@chairside/shared/waveform'
import { type Delivery, MAX_ENTRIES_PER_DELIVERY } from '@chairside/shared/wire'
import type { z } from 'zod'

/**
 * What nearly every message looks like, seen at a glance. Each says yes only to what its schema takes as it stands, and says no to
 * whatever it is not sure of: the schema decides that, and names what is wrong. At 200 chairs the schemas made a fifth of all garbage.
 */

type Fields = Readonly<Record<string, unknown>>

const LATEST_MOMENT = 8.64e15

/** An object of exactly these own fields, in whatever order. */
const fieldsOf = (value: unknown, names: readonly string[]): Fields | null => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  let count = 0
  for (const name in value) {
    if (!names.includes(name)) return null
    count += 1
  }
  return count === names.length ? (value as Fields) : null
}

const isMoment = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LATEST_MOMENT
const isSeq = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'string' && value.length >= least && value.length <= most

const PACKET = ['seq', 'sentAt', 'at', 'lastsMs', 'parts', 'off', 'samples'] as const
const PART = ['channel', 'rateHz', 'unit', 'perUnit'] as const
const MOST_PARTS = 4
const MOST_STEPS_A_UNIT = 1e6

const isChannel = (value: unknown): boolean => typeof value === 'string' && isWaveChannel(value)

const isPart = (value: unknown): boolean => {
  const part = fieldsOf(value, PART)
  if (part === null) return false
  const { perUnit } = part
  return (
    isChannel(part.channel) &&
    isNumber(part.rateHz) &&
    isText(part.unit, 0, 12) &&
    isNumber(perUnit) &&
    (perUnit as number) > 0 &&
    (perUnit as number) <= MOST_STEPS_A_UNIT
  )
}

export const isPlainPacket = (payload: unknown): payload is z.output<typeof wavePacketSchema> => {
  const packet = fieldsOf(payload, PACKET)
  if (packet === null) return false
  const { seq, sentAt, at, lastsMs, parts, off, samples } = packet
  return (
    isSeq(seq) &&
    isMoment(sentAt) &&
    isMoment(at) &&
    isNumber(lastsMs) &&
    Array.isArray(parts) &&
    parts.length >= 1 &&
    parts.length <= MOST_PARTS &&
    parts.every(isPart) &&
    Array.isArray(off) &&
    off.length <= MOST_PARTS &&
    off.every(isChannel) &&
    samples instanceof Uint8Array
  )
}

const DELIVERY = ['sentAt', 'entries'] as const
const NUMERICS = ['kind', 'seq', 'at', 'readings', 'off'] as const
const READING = ['vital', 'value', 'unit'] as const
const MOST_READINGS = 24

const isVital = (value: unknown): boolean => isText(value, 1, 24)

const isReading = (value: unknown): boolean => {
  const reading = fieldsOf(value, READING)
  return reading !== null && isVital(reading.vital) && isNumber(reading.value) && isText(reading.unit, 1, 12)
}

const isNumerics = (value: unknown): boolean => {
  const entry = fieldsOf(value, NUMERICS)
  if (entry === null || entry.kind !== 'numerics') return false
  const { readings, off } = entry
  return (
    isSeq(entry.seq) &&
    isMoment(entry.at) &&
    Array.isArray(readings) &&
    readings.length <= MOST_READINGS &&
    readings.every(isReading) &&
    Array.isArray(off) &&
    off.length <= MOST_READINGS &&
    off.every(isVital)
  )
}

/** Numerics alone. */
export const isPlainDelivery = (payload: unknown): payload is Delivery => {
  const delivery = fieldsOf(payload, DELIVERY)
  if (delivery === null) return false
  const { sentAt, entries } = delivery
  return (
    isMoment(sentAt) &&
    Array.isArray(entries) &&
    entries.length >= 1 &&
    entries.length <= MAX_ENTRIES_PER_DELIVERY &&
    entries.every(isNumerics)
  )
}
