import type { TrailKind, TrailLine, TrailState } from '@chairside/shared/audit-trail'
import type { PatientId, SessionId, StaffId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'

/** What is looked for; what is absent does not matter. */
export interface TrailFilter {
  readonly staffId?: StaffId
  /** And the sessions of that patient. */
  readonly patientId?: PatientId
  readonly sessionId?: SessionId
  readonly kind?: TrailKind
  readonly fromAt?: Moment
  readonly untilAt?: Moment
}

/** Where a page ended. */
export interface TrailPlace {
  readonly at: Moment
  readonly trailNo: number
}

/** Who did and saw what: the audit and the acts in the record, in one order. */
export interface Trail {
  /** Newest first, after `place`. */
  find(filter: TrailFilter, place: TrailPlace | null, limit: number): Promise<readonly TrailLine[]>
  state(): Promise<TrailState>
}
