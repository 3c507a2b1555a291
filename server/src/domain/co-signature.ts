import type { MissingSignature } from '@chairside/shared/chart-signature'
import type { Problem } from '@chairside/shared/reply'
import type { Actor } from '@chairside/shared/staff'
import { problem } from './problem.ts'
import type { Session } from './session-state.ts'

/** R3: whether the protocol of this session wants a second person's signature under its chart. */
const wantsSecond = ({ protocol, excursions }: Session): boolean => {
  const { cosign } = protocol.signing
  if (cosign !== 'excursion') return cosign === 'always'
  return excursions.some(({ confirmed, ending }) => confirmed && ending !== 'not-reproduced')
}

/** R3: who has to sign what the record says now, in the order in which they may. */
export const missingSignaturesOf = (session: Session): readonly MissingSignature[] => {
  const second: MissingSignature = session.protocol.signing.by === 'physician' ? 'second-physician' : 'second-person'
  const wanted: readonly MissingSignature[] = wantsSecond(session) ? ['physician', second] : ['physician']
  return wanted.slice(session.signedBy.length)
}

/** R3: a physician signs first. Who signs as the second need not be one where the protocol says so; a viewer or a manager never is. */
export const refusalOfSigner = (session: Session, { role }: Actor): Problem | null => {
  if (role === 'physician') return null
  const asSecond = session.signedBy.length > 0 && missingSignaturesOf(session).includes('second-person')
  return asSecond && role === 'nurse' ? null : problem('physician-needed')
}
