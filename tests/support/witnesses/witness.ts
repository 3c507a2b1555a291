import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Example } from '../judge-harness.ts'

/**
 * Something that happens on both sides of a boundary of the protocol, and what was judged of it. One unit more or less of the number
 * must change what it says; a text that names the limit is left out, since it would change by itself.
 */
export type Witness = (protocol: Protocol) => unknown

/** Witnesses by the part of the protocol that they are about: a path, or the beginning of one. */
export type Witnesses = Readonly<Record<string, Witness>>

const TELLING: ReadonlySet<string> = new Set([
  ...['kind', 'at', 'condition', 'subject', 'priority', 'side', 'level', 'confirmed', 'ending', 'criterion', 'state', 'verdict', 'cause'],
  ...['step', 'presentedAs', 'dueAt', 'because', 'readAt', 'origin', 'code', 'reason', 'untilAt', 'hold', 'until', 'what'],
])

/** What was stated of an example, without texts and numbers of the protocol itself. */
export const stated = (example: Example): readonly string[] =>
  example.facts.map((fact) => JSON.stringify(Object.entries(fact).filter(([key]) => TELLING.has(key))))

/** A protocol with some sections changed, deeply. */
export const under = (protocol: Protocol, change: (draft: Draft<Protocol>) => void): Protocol => {
  const draft = structuredClone(protocol) as Draft<Protocol>
  change(draft)
  return draft as Protocol
}

export type Draft<Value> = Value extends readonly (infer Item)[]
  ? Item[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Draft<Value[Key]> }
    : Value
