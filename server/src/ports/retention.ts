import type { SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { KeptSession } from '../domain/retention.ts'
import type { AuditEntry } from './registry.ts'

/** A session with where its chain ends. */
export interface RecordedSession extends KeptSession {
  readonly sessionId: SessionId
  /** Null: its line is not drawn, so that nobody knows. */
  readonly simulated: boolean | null
  /** How many entries its chain has, and the hash (hex) of the last one. */
  readonly entries: number
  readonly head: string
}

/** A session that the audit let go, and the number of that entry. */
export interface LetGo {
  readonly sessionId: SessionId
  readonly auditNo: number
}

/** What retention has to know of the data folder. Reads alone. */
export interface RetentionSource {
  sessions(): Promise<readonly RecordedSession[]>
  /** Subjects under a legal hold by what the audit says: `session ID`, `patient ID`. */
  holds(): Promise<ReadonlySet<string>>
  /** Whether there is such a session or patient. */
  knows(subject: string): Promise<boolean>
  /** The newest entry of all, readings too; null: there is none. */
  newest(): Promise<Moment | null>
  /** The newest entry of the audit, or act in any session, from before `at`; null: there is none. */
  newestBefore(at: Moment): Promise<Moment | null>
  /** The longest time without any entry that ended at `since` or later, in milliseconds. */
  longestSilence(since: Moment): Promise<number>
  /** Entries of the audit from the first one on that are all older than `at`. */
  auditBefore(at: Moment): Promise<number>
  /** Which of these have a chain that is not as it was written, now. */
  broken(sessionIds: readonly SessionId[]): Promise<ReadonlySet<string>>
  /** What the audit let go: gone by now, or still there since somebody or something came between. */
  letGo(): Promise<{ readonly gone: readonly LetGo[]; readonly stillThere: readonly LetGo[] }>
  /** Sessions that went since the file was packed last. */
  unpacked(): Promise<number>
}

/** Why a session that was due stays after all. */
export type StaysAfterAll = 'changed' | 'held'

/** Lets sessions go, one after the other; each is whole until it is gone. */
export interface SessionRemoval {
  /**
   * The entry of the audit that lets it go, durable and also outside the database when it resolves. Where the session is not any more as
   * it was listed, nothing is written, and the answer says why. An entry that an earlier run left is not written again.
   */
  announce(session: RecordedSession, entry: Pick<AuditEntry, 'at' | 'details' | 'station'>): Promise<StaysAfterAll | null>
  /** All its rows in one transaction, where the audit lets it go as it stands. */
  remove(session: RecordedSession): Promise<StaysAfterAll | null>
}
