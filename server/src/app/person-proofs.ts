import type { TakeProof } from '../ports/access.ts'
import type { PersonProofs } from '../ports/person-proof.ts'

/** The proofs that charts are signed with are those of the door. */
export const proofsOf = (access: { readonly takeProof: TakeProof }): PersonProofs => ({
  takeProof: async (proof, wanted) => {
    const taken = access.takeProof(proof, wanted)
    return typeof taken === 'string' ? null : taken
  },
})
