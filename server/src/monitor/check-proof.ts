import type { Act, Command } from '@chairside/shared/command'
import { PURPOSE_OF_ACT } from '@chairside/shared/confirm-person'
import type { Reply, refused } from '@chairside/shared/reply'
import type { Actor, Role } from '@chairside/shared/staff'
import type { TakeProof } from '../ports/access.ts'

/** The act as it is judged, with who confirmed it; or the refusal. */
export type Checked = { readonly ok: true; readonly act: Act; readonly confirmed: Actor | null } | Extract<Reply, { readonly ok: false }>

const SIGNING: ReadonlySet<Role> = new Set(['nurse', 'physician'])

/** The witness is who said so with their own secret, whatever name was written. */
const witnessedBy = (act: Act, witness: string): Act => {
  if (act.kind === 'leave-against-advice') return { ...act, witness }
  if (act.kind !== 'enter' || !(act.entry.kind === 'drug-account' || act.entry.kind === 'drug-wasted')) return act
  return { ...act, entry: { ...act.entry, witness } }
}

/**
 * L4, S3, S6: a discharge is signed by a nurse or a physician who proved who they are; a witness who did is another person than the one
 * who acts. A witness without an account is written by name, and nobody confirmed them. The proof is used up here, whatever comes of it.
 */
export const checkProof = ({ act, proof, sessionId }: Command, by: Actor, takeProof: TakeProof): Checked => {
  if (proof === undefined) return act.kind === 'discharge' ? refusal('proof-needed') : { ok: true, act, confirmed: null }
  const purpose = PURPOSE_OF_ACT[act.kind]
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
