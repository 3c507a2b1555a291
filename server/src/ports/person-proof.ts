import type { Actor } from '@chairside/shared/staff'

/** What a person confirmed who they are for. */
export interface ProofFor {
  readonly purpose: 'sign-chart'
  readonly sessionId: string
}

/** Proofs that somebody confirmed who they are just now, each for one purpose and good once. */
export interface PersonProofs {
  /** Whose proof this is, and uses it up; null: it is none, was used, or is too old, or was given for something else. */
  takeProof(proof: string, wanted: ProofFor): Promise<Actor | null>
}
