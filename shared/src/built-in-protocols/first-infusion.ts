import { DEFAULT_PROTOCOL } from '../default-protocol.ts'
import type { Protocol } from '../protocol-rules.ts'
import { MINUTE_MS } from '../time.ts'

/**
 * For the first infusion of a course, when nobody knows yet how the patient takes it: observed for 60 min, with pressures every
 * 5 min for the first half hour of it.
 */
export const FIRST_INFUSION_PROTOCOL: Protocol = {
  ...DEFAULT_PROTOCOL,
  id: 'first-infusion',
  version: 2,
  name: 'First infusion',
  cuff: { ...DEFAULT_PROTOCOL.cuff, recoveryEarlyMs: 30 * MINUTE_MS },
  discharge: { ...DEFAULT_PROTOCOL.discharge, minimumStayMs: 60 * MINUTE_MS },
}
