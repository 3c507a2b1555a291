import type { ProofPurpose } from '@chairside/shared/confirm-person'
import type { ProblemCode } from '@chairside/shared/reply'
import type { Actor, Me } from '@chairside/shared/staff'

/** A person who is signed in. `tokenHash` names the sign-in, never the secret. */
export interface SignedIn {
  readonly me: Me
  readonly tokenHash: string
  /** How long it was not used before this. */
  readonly idleMs: number
  /** R2: from where they act: how the screen is set up, and which browser it is. */
  readonly station: string
}

/**
 * Who proved themselves for `purpose` at this session, or why the proof does not count. A proof that was shown is used, also where it was
 * for something else.
 */
export type TakeProof = (
  proof: string,
  wanted: { readonly purpose: ProofPurpose; readonly sessionId: string | null },
) => Actor | ProblemCode

/** Who comes in from a browser: one answer for every door. */
export interface Access {
  /** Who this `Cookie` header belongs to, or null. `used` false: a look by the machine that keeps nobody signed in. */
  check(cookieHeader: string | undefined, used: boolean): Promise<SignedIn | null>
  readonly takeProof: TakeProof
  /** Calls `heard` with the `tokenHash` of every sign-in that is ended. */
  /** Calls `heard` when a sign-in is locked or unlocked. */
  onLockChanged(heard: (tokenHash: string, locked: boolean) => void): void
  onSignedOut(heard: (tokenHash: string) => void): void
}
