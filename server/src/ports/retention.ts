import type { Moment } from '@chairside/shared/time'
import type { KeptSession } from '../domain/retention.ts'

/** What retention has to know of the data folder. Reads alone. */
export interface RetentionSource {
  sessions(): Promise<readonly KeptSession[]>
  /** Subjects under a legal hold by what the audit says: `session ID`, `patient ID`. */
  holds(): Promise<ReadonlySet<string>>
  /** Whether there is such a session or patient. */
  knows(subject: string): Promise<boolean>
  /** The newest entry of the audit or of any session from before `at`; null: there is none. */
  newestBefore(at: Moment): Promise<Moment | null>
  /** Entries of the audit from the first one on that are all older than `at`. */
  auditBefore(at: Moment): Promise<number>
}
