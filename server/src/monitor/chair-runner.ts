import type { ChairId, SessionId, SourceId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import { done, type Problem, type Reply, refused } from '@chairside/shared/reply'
import { isEnded } from '@chairside/shared/session'
import type { Actor } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import { AFTERWARDS } from '../domain/carry-act.ts'
import { advance, type Chair, emptyChair, JUDGE_VERSION } from '../domain/chair.ts'
import type { ActInput, ChairInput, DeliveryInput, SourceProfile } from '../domain/chair-input.ts'
import { pictureOf } from '../domain/picture-of.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { RecordKeeping, Saved } from './record-keeping.ts'
import type { Recovered } from './recovery.ts'

/** What reaches a chair, before it is stamped with its moment. */
export type Unstamped<Input extends ChairInput> = Omit<Input, 'takenAt'>

export type Taken = { readonly ok: true; readonly saved: Saved } | { readonly ok: false; readonly problem: Problem }

/** One chair: everything that reaches it is stamped, judged, told and saved here, in order and never concurrently. */
export interface ChairRunner {
  readonly chairId: ChairId
  picture(): ChairPicture
  /** The session on the chair, an ended one included until the next check-in. */
  sessionId(): SessionId | null
  isOpen(): boolean
  /** The monitor of an open session. */
  boundSource(): SourceId | null
  tick(): void
  deliver(delivery: Unstamped<DeliveryInput>): Taken
  declare(profile: SourceProfile): void
  /** P3: judged, saved, then `answer` is called, then the screens are told. */
  act(input: Unstamped<ActInput>, answer: (reply: Reply) => void): void
  recording(possible: boolean): void
}

export interface ChairRunnerParts {
  readonly clock: Clock
  readonly keeping: RecordKeeping
  readonly announcer: Announcer
  readonly log: Log
}

/** A command holds back its chair's announcements while it is saved, but no alarm longer than this. */
const HOLD_LIMIT_MS = 300

/** Who ended the session that is over, for somebody else who comes after it. */
const endedBy = ({ timeline = [] }: ChairPicture, { staffId }: Actor): readonly string[] => {
  const by = timeline.findLast((item) => item.kind === 'phase-changed')?.by ?? null
  return by === null || by.staffId === staffId ? [] : [by.name]
}

interface Step {
  readonly problem: Problem | null
  readonly saved: Saved | null
}

export const createChairRunner = (chairId: ChairId, parts: ChairRunnerParts, recovered: Recovered | null): ChairRunner => {
  const { clock, keeping, announcer, log } = parts
  let chair: Chair = recovered?.chair ?? emptyChair(chairId)
  let picture = pictureOf(chair)
  let lastTakenAt: Moment = recovered?.lastTakenAt ?? 0
  /** Added to the judge's fact numbers where the record holds more of them than this judge states (R4). */
  let seqOffset = recovered?.seqOffset ?? 0
  let holds = 0
  let held: { readonly before: ChairPicture; readonly urgent: boolean } | null = null

  const stamp = (): Moment => {
    lastTakenAt = Math.max(lastTakenAt, clock.roomNow())
    return lastTakenAt
  }

  const isOpen = (): boolean => picture.session !== null && !isEnded(picture.session.phase)

  const tell = (before: ChairPicture, urgent: boolean): void => {
    if (holds > 0) held = { before: held?.before ?? before, urgent: urgent || (held?.urgent ?? false) }
    else announcer.chairChanged(before, picture, urgent)
  }

  const hold = (): (() => void) => {
    holds += 1
    let holding = true
    const release = (): void => {
      if (!holding) return
      holding = false
      cancelLimit()
      holds -= 1
      const waiting = held
      if (holds > 0 || waiting === null) return
      held = null
      announcer.chairChanged(waiting.before, picture, waiting.urgent)
    }
    const cancelLimit = clock.after(HOLD_LIMIT_MS, release)
    return release
  }

  const judge = (from: Chair, input: ChairInput): Step => {
    let step: ReturnType<typeof advance>
    let after: ChairPicture
    try {
      step = advance(from, input)
      after = pictureOf(step.chair)
    } catch (error) {
      log.error(
        { chair: chairId, input: input.kind, reason: error instanceof Error ? (error.stack ?? error.message) : 'unknown' },
        'the judge failed',
      )
      return { problem: { code: 'internal', details: [] }, saved: null }
    }
    if (step.problem !== null) return { problem: step.problem, saved: null }
    const before = picture
    if (from !== chair) seqOffset = 0
    chair = step.chair
    picture = after
    const facts = seqOffset === 0 ? step.facts : step.facts.map((fact) => ({ ...fact, seq: fact.seq + seqOffset }))
    const sessionId = after.session?.sessionId ?? null
    // Ticks change no fact by their number, and a closed session takes no more data: both are kept only with what they state.
    const worthKeeping = facts.length > 0 || (input.kind !== 'tick' && !(input.kind === 'recording' && !isOpen()))
    const saved =
      sessionId === null || !worthKeeping ? null : keeping.save({ sessionId, chairId, input, facts, judgeVersion: JUDGE_VERSION })
    tell(before, facts.length > 0)
    return { problem: null, saved }
  }

  /** What fell due is stated before an act, so that a refused act changes nothing. */
  const tick = (): void => {
    if (isOpen()) judge(chair, { kind: 'tick', takenAt: stamp() })
  }

  const recording = (possible: boolean): void => {
    judge(chair, { kind: 'recording', takenAt: stamp(), possible })
  }

  /** A5 and A6 count by the wall: a session learns once how fast its room goes, and again where a restart changed that. */
  const tellSpeed = (): void => {
    const before = chair.session?.speed
    if (isOpen() && before !== undefined && before !== clock.speed) judge(chair, { kind: 'clock', takenAt: stamp(), speed: clock.speed })
  }
  tellSpeed()

  return {
    chairId,
    picture: () => picture,
    sessionId: () => picture.session?.sessionId ?? null,
    isOpen,
    boundSource: () => (isOpen() ? (picture.source?.sourceId ?? null) : null),
    tick,
    deliver: (delivery) => {
      if (!isOpen()) return { ok: false, problem: { code: 'wrong-phase', details: [] } }
      const { problem, saved } = judge(chair, { ...delivery, takenAt: stamp() })
      if (problem !== null) return { ok: false, problem }
      return saved === null ? { ok: false, problem: { code: 'internal', details: [] } } : { ok: true, saved }
    },
    declare: (profile) => {
      if (isOpen()) judge(chair, { kind: 'source-declared', takenAt: stamp(), profile })
    },
    act: (input, answer) => {
      const opens = input.act.kind === 'check-in'
      // A session that is over stays on the chair, and its chart can still be corrected.
      const afterwards = picture.session !== null && AFTERWARDS.has(input.act.kind)
      if (!opens && !isOpen() && !afterwards) {
        answer(refused('wrong-phase', picture.session?.phase ?? 'empty', ...endedBy(picture, input.by)))
        return
      }
      tick()
      const release = hold()
      const { problem, saved } = judge(opens && !isOpen() ? emptyChair(chairId) : chair, { ...input, takenAt: stamp() })
      if (problem !== null || saved === null) {
        answer({ ok: false, problem: problem ?? { code: 'internal', details: [] } })
        release()
        return
      }
      if (opens) tellSpeed()
      // The new session begins on a chair whose record is failing already.
      if (opens && keeping.failingChairs().includes(chairId)) recording(false)
      const afterSaving = async (): Promise<void> => {
        const recorded = await saved.prompt
        try {
          answer(done(recorded))
        } finally {
          release()
        }
      }
      void afterSaving()
    },
    recording,
  }
}
