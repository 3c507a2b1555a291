import type { ChairId, SessionId, StaffId } from '@chairside/shared/identity'
import type { RemovedCounts, RemovedSession } from '@chairside/shared/removed-session'
import type { SessionLine, SessionPhysician, SessionState } from '@chairside/shared/session-list'
import type { Moment } from '@chairside/shared/time'
import type { OpenSession } from './record.ts'

/** What a list is asked for; what is absent does not matter. */
export interface SessionFilter {
  /** Words of which each must stand in the patient's number or name, whatever case and accents. */
  readonly text?: string
  /** The clinic's number of one patient, exactly. */
  readonly identifier?: string
  readonly fromAt?: Moment
  readonly untilAt?: Moment
  readonly chairId?: ChairId
  readonly physician?: StaffId
  readonly state?: SessionState
  readonly unsigned?: true
  readonly excursion?: true
  readonly simulated?: boolean
}

/** Where a page ended. */
export interface SessionPlace {
  readonly checkedInAt: Moment
  readonly sessionId: string
}

/** A chart as it was built last: text of its JSON, deflated. Made again whenever the record went on or the builder is another one. */
export interface KeptChart {
  /** The chain's entry up to which it was built. */
  readonly entry: number
  readonly builtBy: string
  readonly body: Uint8Array
}

/**
 * The list of all sessions, and their charts, beside the record: both are drawn from it and may be made again at any time. Durable when a
 * promise resolves.
 */
export interface Sessions {
  /** `entry`: the chain's entry up to which the line was drawn from the record; 0: from a running session. */
  put(line: SessionLine, entry: number, builtBy: string): Promise<void>
  /** By check-in, newest first, after `place`. */
  find(filter: SessionFilter, place: SessionPlace | null, limit: number): Promise<readonly SessionLine[]>
  lineOf(sessionId: SessionId): Promise<SessionLine | null>
  /** Everybody who acted in some session as a physician, by name. */
  physicians(): Promise<readonly SessionPhysician[]>
  /** Sessions that are over and whose line is missing, older than the record, or drawn by another builder. The newest first. */
  behind(builtBy: string, limit: number): Promise<readonly OpenSession[]>
  /** How many sessions of which some lay in this time their retention removed, and of which kind; `chairId` null: on any chair. */
  removedBetween(fromAt: Moment, untilAt: Moment, chairId: ChairId | null): Promise<RemovedCounts>
  /** What is left of a session that its retention removed; null: it removed none of this name. */
  removalOf(sessionId: SessionId): Promise<RemovedSession | null>
  keepChart(sessionId: SessionId, chart: KeptChart): Promise<void>
  chartOf(sessionId: SessionId): Promise<KeptChart | null>
}
