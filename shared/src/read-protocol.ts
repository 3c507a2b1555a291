import { protocolFaults } from './protocol-faults.ts'
import type { ProtocolFault } from './protocol-order.ts'
import { overlaid } from './protocol-path.ts'
import { type Protocol, protocolSchema } from './protocol-rules.ts'

type ProtocolRead = { readonly ok: true; readonly protocol: Protocol } | { readonly ok: false; readonly faults: readonly ProtocolFault[] }

/** A protocol from what somebody wrote: whole, or the parts that differ from `base`. Refused whole where it has any fault. */
export const readProtocol = (written: unknown, base: Protocol): ProtocolRead => {
  const value = overlaid(base, written)
  const faults = protocolFaults(value)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, protocol: protocolSchema.parse(value) }
}
