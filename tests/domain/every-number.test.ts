import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { ATTENTION } from '../support/witnesses/attention.ts'
import { BEFORE_START } from '../support/witnesses/before-start.ts'
import { LEAVING } from '../support/witnesses/leaving.ts'
import { LIMITS } from '../support/witnesses/limits.ts'
import { PRESSURE } from '../support/witnesses/pressure.ts'
import { TECHNICAL } from '../support/witnesses/technical.ts'
import type { Witnesses } from '../support/witnesses/witness.ts'

const WITNESSES: Witnesses = { ...PRESSURE, ...LIMITS, ...TECHNICAL, ...ATTENTION, ...BEFORE_START, ...LEAVING }

type Path = readonly string[]

/** Every number of a protocol but its version, lists included. */
const numbersIn = (part: unknown, path: Path = []): readonly (readonly [Path, number])[] => {
  if (typeof part === 'number') return path.join() === 'version' ? [] : [[path, part]]
  return typeof part === 'object' && part !== null ? Object.entries(part).flatMap(([key, inner]) => numbersIn(inner, [...path, key])) : []
}

const withNumber = (path: Path, value: number): Protocol => {
  const put = (part: unknown, [key, ...rest]: Path): unknown => {
    if (key === undefined) return value
    if (Array.isArray(part)) return part.map((inner: unknown, index) => (String(index) === key ? put(inner, rest) : inner))
    return { ...(part as object), [key]: put((part as Record<string, unknown>)[key], rest) }
  }
  return put(DEFAULT_PROTOCOL, path) as Protocol
}

/** The least that a number is changed by: a millisecond, a hundredth of a share or of a dose, else one. */
const unitOf = (path: string): number => (/(mapShare\.(low|high)|goodShare|MgPerKg)$/.test(path) ? 0.01 : 1)

const NUMBERS = numbersIn(DEFAULT_PROTOCOL).map(([path, value]) => ({ name: path.join('.'), path, value }))

/** A witness of a number, or of the list that it is in. */
const witnessOf = (name: string) => WITNESSES[name] ?? WITNESSES[name.replace(/\.\d+$/, '')]

describe('every number of the protocol', () => {
  it('has a witness on both sides of its boundary, and no witness is about a number that is gone', () => {
    expect(NUMBERS.filter(({ name }) => witnessOf(name) === undefined).map(({ name }) => name)).toEqual([])
    const known = new Set(NUMBERS.flatMap(({ name }) => [name, name.replace(/\.\d+$/, '')]))
    expect(Object.keys(WITNESSES).filter((name) => !known.has(name))).toEqual([])
  })

  it.each(NUMBERS)('$name: one unit less and one unit more are each another judgement', ({ name, path, value }) => {
    const witness = witnessOf(name)
    if (witness === undefined) throw new Error('no witness')
    const unit = unitOf(name)
    const asItIs = JSON.stringify(witness(DEFAULT_PROTOCOL))
    expect(JSON.stringify(witness(withNumber(path, value - unit))), 'one unit less').not.toBe(asItIs)
    expect(JSON.stringify(witness(withNumber(path, value + unit))), 'one unit more').not.toBe(asItIs)
  })
})
