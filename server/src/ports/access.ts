import type { Me } from '@chairside/shared/staff'

/** A person who is signed in. `tokenHash` names the sign-in, never the secret. */
export interface SignedIn {
  readonly me: Me
  readonly tokenHash: string
}

/** Who comes in from a browser: one answer for every door. */
export interface Access {
  /** Who this `Cookie` header belongs to, or null. `used` false: a look by the machine that keeps nobody signed in. */
  check(cookieHeader: string | undefined, used: boolean): Promise<SignedIn | null>
  /** Calls `heard` with the `tokenHash` of every sign-in that is ended. */
  onSignedOut(heard: (tokenHash: string) => void): void
}
