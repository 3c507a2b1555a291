import { DEFAULT_PROTOCOL } from '../default-protocol.ts'
import type { Protocol } from '../protocol-rules.ts'
import { FIRST_INFUSION_PROTOCOL } from './first-infusion.ts'
import { STRICT_PROTOCOL } from './strict.ts'

/** The protocols that come with the product, the default first. */
export const BUILT_IN_PROTOCOLS: readonly Protocol[] = [DEFAULT_PROTOCOL, STRICT_PROTOCOL, FIRST_INFUSION_PROTOCOL]
