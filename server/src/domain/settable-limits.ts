import { PERSONAL_LIMIT_PATHS } from '@chairside/shared/personal-limit-paths'
import { PERSONAL_LIMITS } from '@chairside/shared/personal-limits'
import type { SettableLimit } from '@chairside/shared/picture'
import { numberAt } from '@chairside/shared/protocol-path'
import type { Protocol } from '@chairside/shared/protocol-rules'

/** X13: what may be set for a patient under this protocol, beside what it says and what is in force. */
export const settableLimits = (protocol: Protocol, inForce: Protocol): readonly SettableLimit[] =>
  PERSONAL_LIMITS.flatMap((name) => {
    const range = protocol.personal[name]
    if (range === undefined) return []
    const path = PERSONAL_LIMIT_PATHS[name]
    return [{ name, low: range.low, high: range.high, inProtocol: numberAt(protocol, path), inForce: numberAt(inForce, path) }]
  })
