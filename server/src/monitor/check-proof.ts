import type { ChartAct } from '@chairside/shared/chart-act'
import type { Act } from '@chairside/shared/command'
import { type ProofPurpose, PURPOSE_OF_ACT } from '@chairside/shared/confirm-person'
import type { Reply, refused } from '@chairside/shared/reply'
import type { Actor, Role } from '@chairside/shared/staff'
import type { TakeProof } from '../ports/access.ts'

/** The act as it is judged, with who confirmed it; or the refusal. */
export type Checked<Done> =
  | { readonly ok: true; readonly act: Done; readonly confirmed: Actor | null }
  | Extract<Reply, { readonly ok: false }>

/** What is asked to be done, to a chair or to a chart, perhaps with a proof. */
interface Asked<Done> {
  readonly act: Done
  readonly proof?: string | undefined
  readonly sessionId: string | null
}

/** Acts that are not listed take no proof. */
const PURPOSES: { readonly [kind in (Act | ChartAct)['kind']]?: ProofPurpose } = PURPOSE_OF_ACT

const SIGNING: ReadonlySet<Role> = new Set(['nurse', 'physician'])

/** The witness is who said so with their own secret, whatever name was written. */
const witnessedBy = <Done extends Act | ChartAct>(act: Done, witness: string): Done => {
  if (act.kind === 'leave-against-advice') return { ...act, witness }
  if (!('entry' in act) || act.entry === null) return act
  const { entry } = act
  return entry.kind === 'drug-account' || entry.kind === 'drug-wasted' ? { ...act, entry: { ...entry, witness } } : act
}

/**
 * L4, S3, S6: a discharge is signed by a nurse or a physician who proved who they are; a witness who did is another person than the one
 * who acts. A witness without an account is written by name, and nobody confirmed them. The proof is used up here, whatever comes of it.
 */
export const checkProof = <Done extends Act | ChartAct>(
  { act, proof, sessionId }: Asked<Done>,
  by: Actor,
  takeProof: TakeProof,
): Checked<Done> => {
  if (proof === undefined) return act.kind === 'discharge' ? refusal('proof-needed') : { ok: true, act, confirmed: null }
  const purpose = PURPOSES[act.kind]
  if (purpose === undefined) return refusal('proof-refused')
  const person = takeProof(proof, { purpose, sessionId })
  if (typeof person === 'string') return refusal(person)
  if (purpose !== 'witness') return SIGNING.has(person.role) ? { ok: true, act, confirmed: person } : refusal('not-allowed', person.role)
  if (person.role === 'viewer') return refusal('not-allowed', person.role)
  if (person.staffId === by.staffId) return refusal('own-witness')
  return { ok: true, act: witnessedBy(act, person.name), confirmed: person }
}

const refusal = (...given: Parameters<typeof refused>): Extract<Reply, { readonly ok: false }> => ({
  ok: false,
  problem: { code: given[0], details: given.slice(1) },
})
