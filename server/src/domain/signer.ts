import { type ProofPurpose, PURPOSE_OF_ACT } from '@chairside/shared/confirm-person'
import type { Actor } from '@chairside/shared/staff'
import type { ActInput } from './chair-input.ts'
import { state, type Work } from './session-state.ts'

/** Acts of the chart alone come with a signature of their own. */
const PURPOSE: { readonly [kind in ActInput['act']['kind']]?: ProofPurpose } = PURPOSE_OF_ACT

/** L4: an act that was signed is theirs who signed it, at whoever's screen; a witness signs nothing. */
export const signerOf = ({ act, confirmed, by }: ActInput): Actor =>
  confirmed === undefined || PURPOSE[act.kind] === 'witness' ? by : confirmed

/** States who proved themselves, before what the act itself states. */
export const stateConfirmed = (work: Work, { act, confirmed, by, takenAt }: ActInput): void => {
  const purpose = PURPOSE[act.kind]
  if (confirmed !== undefined && purpose !== undefined) state(work, takenAt, { kind: 'person-confirmed', purpose, person: confirmed, by })
}
