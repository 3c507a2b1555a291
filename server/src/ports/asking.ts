import type { Role } from '@chairside/shared/staff'

/** Who asks, and from which station, for as long as one request or command is carried out. */
export interface Asking {
  readonly role: Role | null
  readonly station: string | null
  /** Whether something of it is in the audit by now. */
  audited: boolean
}

/** Runs what belongs to one request or command: whatever it leaves in the audit names its station (R2). */
export type WhileAsking = <Done>(asking: Asking, run: () => Done) => Done
