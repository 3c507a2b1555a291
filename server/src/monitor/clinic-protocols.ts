import type { ClinicProfile } from '@chairside/shared/clinic-profiles/clinic-profile'
import type { Act } from '@chairside/shared/command'
import type { Protocol } from '@chairside/shared/protocol-rules'

/** What new sessions of this clinic may be judged by. A session keeps what it began with, whatever stands here later. */
export interface ClinicProtocols {
  readonly usual: Protocol
  /** Of a patient's first infusion; null: the usual one. */
  readonly firstInfusion: Protocol | null
  /** All that a check-in may name. */
  readonly offered: readonly Protocol[]
}

/** The protocols as the profile has them. */
export const protocolsOf = ({ protocols, firstInfusionProtocolId }: ClinicProfile): ClinicProtocols => ({
  usual: protocols[0],
  firstInfusion: protocols.find(({ id }) => id === firstInfusionProtocolId) ?? null,
  offered: protocols,
})

/** The protocol of a new session: the one that was named, else what is due for this infusion; null: none is called so. */
export const protocolFor = (
  { usual, firstInfusion, offered }: ClinicProtocols,
  { patient, protocolId }: Extract<Act, { readonly kind: 'check-in' }>,
): Protocol | null => {
  if (protocolId !== undefined) return offered.find(({ id }) => id === protocolId) ?? null
  return patient.infusionNumber === 1 && firstInfusion !== null ? firstInfusion : usual
}
