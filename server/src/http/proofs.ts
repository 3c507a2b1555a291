import { createHash } from 'node:crypto'
import { PROOF_LIFE_MS, type ProofPurpose } from '@chairside/shared/confirm-person'
import type { Actor } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import type { TakeProof } from '../ports/access.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'

interface Given {
  readonly person: Actor
  readonly purpose: ProofPurpose
  readonly sessionId: string | null
  readonly until: Moment
}

export interface Proofs {
  /** A new proof, as text that is told once and kept as its hash alone. */
  give(person: Actor, purpose: ProofPurpose, sessionId: string | null): string
  readonly take: TakeProof
}

const KEPT_AT_MOST = 1_000

/** Proofs live in memory and by the wall clock: after a restart people prove themselves again. */
export const createProofs = (clock: Clock, ids: Ids): Proofs => {
  const given = new Map<string, Given>()

  /** The oldest come first, and all live as long. */
  const forgetOld = (now: Moment): void => {
    for (const [hash, { until }] of given) {
      if (until > now && given.size <= KEPT_AT_MOST) return
      given.delete(hash)
    }
  }

  return {
    give: (person, purpose, sessionId) => {
      const now = clock.wallNow()
      forgetOld(now)
      const proof = ids.secret()
      given.set(hashOf(proof), { person, purpose, sessionId, until: now + PROOF_LIFE_MS })
      return proof
    },
    take: (proof, wanted) => {
      const hash = hashOf(proof)
      const found = given.get(hash)
      given.delete(hash)
      if (found === undefined || clock.wallNow() >= found.until) return 'proof-refused'
      return found.purpose === wanted.purpose && found.sessionId === wanted.sessionId ? found.person : 'proof-refused'
    },
  }
}

const hashOf = (proof: string): string => createHash('sha256').update(proof).digest('hex')
