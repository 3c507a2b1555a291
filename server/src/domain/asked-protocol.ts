import type { JudgeAgain } from '@chairside/shared/judged-again'
import { protocolFaults } from '@chairside/shared/protocol-faults'
import { atPath, overlaid } from '@chairside/shared/protocol-path'
import { completed, type Protocol, protocolSchema } from '@chairside/shared/protocol-rules'

type Changes = NonNullable<JudgeAgain['changes']>
type Asked = { readonly ok: true; readonly protocol: Protocol } | { readonly ok: false; readonly faults: readonly string[] }

const partAt = (path: string, value: number | null): unknown =>
  path
    .split('.')
    .reverse()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), value)

/** A protocol with numbers changed by their path, held to the rules of a protocol; or every fault by its path. */
export const askedProtocol = (base: Protocol, changes: Changes): Asked => {
  const whole = completed(base)
  const unknown = changes.filter(({ path }) => atPath(whole, path) === undefined).map(({ path }) => path)
  if (unknown.length > 0) return { ok: false, faults: unknown }
  const changed = changes.reduce<unknown>((value, { path, value: number }) => overlaid(value, partAt(path, number)), whole)
  if (changes.length === 0) return { ok: true, protocol: whole }
  const faults = protocolFaults(changed)
  if (faults.length > 0) return { ok: false, faults: faults.map(({ path, message }) => `${path}: ${message}`) }
  return { ok: true, protocol: protocolSchema.parse(changed) }
}
