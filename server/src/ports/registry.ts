import type { SourceId, StaffId } from '@chairside/shared/identity'
import type { Role } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'

export interface Account {
  readonly staffId: StaffId
  readonly login: string
  readonly name: string
  readonly role: Role
  /** PHC string, argon2id. */
  readonly passwordHash: string
  readonly demo: boolean
}

export interface SignIn {
  /** SHA-256 of the cookie's secret, hex. */
  readonly tokenHash: string
  readonly staffId: StaffId
  readonly createdAt: Moment
  readonly lastSeenAt: Moment
  /** Absent: not locked. */
  readonly lockedAt?: Moment
}

export interface Device {
  readonly sourceId: SourceId
  readonly label: string
  /** SHA-256 of the token, hex; the token itself is shown once and never stored. */
  readonly tokenHash: string
  readonly simulated: boolean
}

/** The short secret with which a person unlocks a screen and signs. */
export interface Pin {
  /** PHC string, argon2id. */
  readonly hash: string
  /** Wrong ones in a row. */
  readonly failures: number
}

/** What the clinic's data folder holds: demo data and real data never share one. */
export type DataKind = 'real' | 'demo'

/** Who and what may come in. Every change is durable when its promise resolves. Wall-clock moments. */
export interface Registry {
  dataKind(): Promise<DataKind | null>
  setDataKind(kind: DataKind): Promise<void>
  addAccount(account: Account): Promise<void>
  accountByLogin(login: string): Promise<Account | null>
  accountById(staffId: StaffId): Promise<Account | null>
  accounts(): Promise<readonly Account[]>
  /** A new password; ends every sign-in of that person. */
  setPasswordHash(staffId: StaffId, passwordHash: string): Promise<void>
  pinOf(staffId: StaffId): Promise<Pin | null>
  /** A new PIN, without failures; null: none from now on. */
  setPin(staffId: StaffId, hash: string | null): Promise<void>
  /** One more wrong PIN; returns how many in a row by now. */
  countPinFailure(staffId: StaffId): Promise<number>
  clearPinFailures(staffId: StaffId): Promise<void>
  addSignIn(signIn: SignIn): Promise<void>
  signInByHash(tokenHash: string): Promise<SignIn | null>
  touchSignIn(tokenHash: string, at: Moment): Promise<void>
  /** Null: unlocks it. */
  lockSignIn(tokenHash: string, at: Moment | null): Promise<void>
  removeSignIn(tokenHash: string): Promise<void>
  /** Ends every sign-in of that person; returns how many there were. */
  removeSignInsOf(staffId: StaffId): Promise<number>
  addDevice(device: Device): Promise<void>
  deviceByHash(tokenHash: string): Promise<Device | null>
  devices(): Promise<readonly Device[]>
  removeDevice(sourceId: SourceId): Promise<void>
  /** Append-only and chained; never holds a patient's name. */
  audit(entry: AuditEntry): Promise<void>
}

export interface AuditEntry {
  readonly at: Moment
  readonly staffId: StaffId | null
  readonly action: string
  readonly object: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  /** What the person was when they did it; absent in older entries, and where nobody was signed in. */
  readonly role?: Role
  /** R2: from where; absent in older entries, and where the server itself acted. */
  readonly station?: string
}
