import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { JudgeAgain, JudgedAgain } from '@chairside/shared/judged-again'
import type { CourseSession } from '@chairside/shared/patient-course'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { SessionLine } from '@chairside/shared/session-list'
import type { Moment } from '@chairside/shared/time'
import type { Carried } from '../domain/carry-afterwards.ts'
import type { ActInput } from '../domain/chair-input.ts'
import type { ChainFault } from './record.ts'

/** A chart as it was drawn from the record. */
export interface BuiltChart {
  readonly line: SessionLine
  readonly course: CourseSession
  /** The chain's entry up to which the record was read. */
  readonly entry: number
  /** JSON of a `SessionChart`, gzipped. */
  readonly body: Uint8Array
}

export type AskedJudgement =
  | { readonly ok: true; readonly judged: JudgedAgain }
  /** What is wrong with what was asked for, by path. */
  | { readonly ok: false; readonly faults: readonly string[] }

/** Draws charts from the record, beside whoever judges the room: both take a tenth of a second. */
export interface ChartBuilder {
  /** Which judge and which drawing: a chart of another one is drawn again. */
  readonly builtBy: string
  /** Null: the record holds no such session. */
  build(sessionId: SessionId): Promise<BuiltChart | null>
  /** `base`: the protocol to change; null: the session's own. Null: the record holds no such session. */
  judgeAgain(sessionId: SessionId, base: Protocol | null, changes: NonNullable<JudgeAgain['changes']>): Promise<AskedJudgement | null>
  /** What an act to a session that sits on no chair leads to; nothing is written. Null: the record holds no such session. */
  carryAfterwards(
    sessionId: SessionId,
    act: Omit<ActInput, 'takenAt'>,
    now: Moment,
  ): Promise<{ readonly chairId: ChairId; readonly result: Carried } | null>
  /** The whole record of one session as lines of JSON (`CopyLine`), from one view of it. Null: the record holds no such session. */
  copy(sessionId: SessionId): Promise<Uint8Array | null>
  /** Walks the chain of one session. */
  verify(sessionId: SessionId): Promise<readonly ChainFault[]>
}
