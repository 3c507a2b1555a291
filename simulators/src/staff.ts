import type { AcknowledgementPlan, Alarm } from '@chairside/shared/alarm'
import type { Act } from '@chairside/shared/command'
import type { Entry } from '@chairside/shared/entry'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { SourceId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import type { CriterionId } from '@chairside/shared/readiness'
import { GATE_ITEMS, isEnded } from '@chairside/shared/session'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { Course } from './course.ts'
import type { Findings } from './findings.ts'
import type { Visit } from './room-plan.ts'
import type { Scenario, StaffStep } from './scenario.ts'
import { momentOf } from './story-events.ts'

/** How soon the simulated staff act, in room time. Infinity: never, that is left to the people at the screens. */
export interface Habits {
  readonly acknowledgeAfterMs: number
  readonly dischargeAfterMs: number
  readonly resumeAfterMs: number
  /** From an empty chair to the next patient. */
  readonly turnoverMs: number
}

/** What the staff of one chair remember of its session. */
export interface ChairMemory {
  cannulatedAt: Moment | null
  boundAt: Moment | null
  readySince: Moment | null
  readonly enteredAt: Map<CriterionId, Moment>
  /** What the story asked of them and they have done, by its place in the scenario. */
  readonly stepsDone: Set<number>
}

export const newMemory = (): ChairMemory => ({
  cannulatedAt: null,
  boundAt: null,
  readySince: null,
  enteredAt: new Map(),
  stepsDone: new Set(),
})

export interface Decision {
  readonly by: 'nurse' | 'physician'
  readonly act: Act
  /** The step of the scenario that this is. */
  readonly step?: number
}

export interface Story {
  readonly scenario: Scenario
  readonly course: Course
  /** Now, by the clock of the story. */
  readonly now: Moment
}

export interface Situation {
  readonly chair: ChairPicture
  readonly now: Moment
  readonly memory: ChairMemory
  readonly habits: Habits
  /** The monitor of this chair, and whether it is connected. */
  readonly monitor: { readonly sourceId: SourceId; readonly connected: boolean }
  /** Who comes next, and when. */
  readonly next: { readonly visit: Visit; readonly at: Moment } | null
  /** What a look at the patient tells; null: nobody sits there. */
  readonly findings: Findings | null
  /** The story that is played at this chair, and how far it has come. */
  readonly story: Story | null
}

const nurse = (act: Act): Decision => ({ by: 'nurse', act })
const physician = (act: Act): Decision => ({ by: 'physician', act })

const planFor = (alarm: Alarm): AcknowledgementPlan | null => {
  if (alarm.kind === 'technical' || alarm.priority === 'low') return null
  if (alarm.cause === 'bp-high' || alarm.cause === 'bp-low') return 'recheck'
  return alarm.cause.startsWith('spo2') ? 'reposition-probe' : 'at-bedside'
}

const acknowledging = ({ chair, now, habits }: Situation): Decision | null => {
  const alarm = worstFirst(chair.alarms).find((one) => one.acknowledgement === null && now - one.beganAt >= habits.acknowledgeAfterMs)
  return alarm === undefined ? null : nurse({ kind: 'acknowledge', alarmId: alarm.id, plan: planFor(alarm) })
}

/** Whoever acknowledged that a monitor names somebody else has been to the chair. */
const settling = ({ chair, habits }: Situation): Decision | null =>
  Number.isFinite(habits.acknowledgeAfterMs) &&
  chair.alarms.some(({ cause, acknowledgement }) => cause === 'wrong-patient' && acknowledgement !== null)
    ? nurse({ kind: 'resolve-wrong-patient', reason: 'Seen at the chair: the monitor is on this patient' })
    : null

const preparing = ({ chair, now }: Situation): Decision | null => {
  const session = chair.session
  if (session === null || chair.source === null) return null
  const open = GATE_ITEMS.find((item) => item.kind !== 'derived' && session.gate[item.id]?.passed !== true)
  if (open !== undefined) {
    const act: Act = { kind: 'answer-gate', item: open.id, passed: true }
    return open.id === 'second-person' ? physician(act) : nurse(act)
  }
  return now - session.phaseSince >= MINUTE_MS ? nurse({ kind: 'begin-baseline' }) : null
}

const LONGEST_BASELINE_MS = 20 * MINUTE_MS
/** Nobody starts sooner after the cannula. */
const RESTS_AFTER_CANNULA_MS = 6 * MINUTE_MS

const starting = ({ chair, now, memory }: Situation): Decision | null => {
  const session = chair.session
  if (session === null) return null
  const since = now - session.phaseSince
  if (memory.cannulatedAt === null) return since >= MINUTE_MS ? nurse({ kind: 'record-cannulation' }) : null
  if (now - memory.cannulatedAt < RESTS_AFTER_CANNULA_MS || session.holds.some(({ strength }) => strength === 'refused')) return null
  const waitsForSets = session.holds.some(({ id }) => id === 'baseline') || (chair.baseline !== null && chair.baseline.bp === null)
  if (waitsForSets && since < LONGEST_BASELINE_MS) return null
  if (session.holds.length === 0) return nurse({ kind: 'start-infusion', overrideReason: null })
  if (session.holds.every(({ strength }) => strength === 'soft'))
    return nurse({ kind: 'start-infusion', overrideReason: 'Settled at rest, usual for this patient' })
  return physician({ kind: 'start-infusion', overrideReason: 'Seen at the chair, benefit outweighs' })
}

/** From the end of the order until somebody has stopped the pump. */
const STOPPED_AFTER_MS = 10_000
/** How often a patient is scored while the pump runs. */
const SCORED_EVERY_MS = 15 * MINUTE_MS

const infusing = ({ chair, now, memory, findings }: Situation): Decision | null => {
  const end = chair.infusion?.plannedEndAt ?? null
  if (end !== null && now >= end + STOPPED_AFTER_MS) return nurse({ kind: 'stop-infusion', early: false, reason: null })
  const scoredAt = memory.enteredAt.get('D7') ?? chair.infusion?.startedAt ?? now
  if (findings === null || now - scoredAt < SCORED_EVERY_MS) return null
  return nurse({ kind: 'enter', entry: { kind: 'sedation', moaas: findings.alertness } })
}

const actOf = (step: StaffStep): Act => {
  switch (step.does) {
    case 'pause':
      return { kind: 'pause-infusion', reason: 'The patient asks for a break' }
    case 'resume':
      return { kind: 'resume-infusion' }
    case 'stop-early':
      return { kind: 'stop-infusion', early: true, reason: 'Stopped at the chair' }
    case 'give':
      return { kind: 'enter', entry: { kind: 'medication', name: step.name, group: step.group, dose: step.dose } }
  }
}

/** What the story asks of the staff and is due. */
const nextStep = ({ story, memory }: Situation): Decision | null => {
  for (const [place, step] of story?.scenario.staff.entries() ?? []) {
    const dueAt = story === null || memory.stepsDone.has(place) ? null : momentOf(step, story.course)
    if (story !== null && dueAt !== null && story.now >= dueAt)
      return { ...(step.does === 'give' ? physician(actOf(step)) : nurse(actOf(step))), step: place }
  }
  return null
}

const hasStepAhead = ({ story, memory }: Situation, does: StaffStep['does']): boolean =>
  story?.scenario.staff.some((step, place) => step.does === does && !memory.stepsDone.has(place)) === true

const aldreteOf = ({ alertness }: Findings): Entry => ({
  kind: 'aldrete',
  activity: 2,
  respiration: 2,
  circulation: 2,
  consciousness: alertness >= 5 ? 2 : alertness >= 3 ? 1 : 0,
  saturation: 2,
})

/** From how many minutes after the end the nurse looks at a criterion, and what is entered then. */
const EXAMINATIONS: readonly {
  readonly criterion: CriterionId
  readonly fromMin: number
  readonly entry: (findings: Findings) => Entry
}[] = [
  { criterion: 'D7', fromMin: 15.5, entry: ({ alertness }) => ({ kind: 'sedation', moaas: alertness }) },
  { criterion: 'D8', fromMin: 15.7, entry: ({ oriented }) => ({ kind: 'orientation', correct: oriented }) },
  {
    criterion: 'D9',
    fromMin: 15.9,
    entry: ({ dissociation }) => ({ kind: 'dissociation', scale: '0-10', value: Math.round(10 * dissociation) }),
  },
  {
    criterion: 'D11',
    fromMin: 16.2,
    entry: ({ nausea, vomitedWithin15Min }) => ({ kind: 'nausea', level: nausea, vomitedWithin15Min }),
  },
  { criterion: 'D12', fromMin: 16.4, entry: ({ pain }) => ({ kind: 'pain', newModerateOrSevere: pain }) },
  { criterion: 'D13', fromMin: 17, entry: () => ({ kind: 'safety', concern: false }) },
  { criterion: 'D18', fromMin: 20, entry: aldreteOf },
  { criterion: 'D10', fromMin: 22, entry: ({ steady, dizzy }) => ({ kind: 'gait', steady, dizzy }) },
  { criterion: 'D14', fromMin: 26, entry: () => ({ kind: 'iv-out', siteClean: true }) },
  { criterion: 'D15', fromMin: 27, entry: () => ({ kind: 'escort', present: true, name: 'Demo escort', phone: '000 000' }) },
  { criterion: 'D16', fromMin: 28, entry: () => ({ kind: 'instructions', understood: true }) },
]
/** Somebody of whom every kind of entry can be made. */
const SOMEBODY: Findings = {
  dissociation: 0,
  alertness: 5,
  oriented: 4,
  nausea: 'none',
  vomitedWithin15Min: false,
  pain: false,
  steady: true,
  dizzy: false,
}
const CRITERION_OF: ReadonlyMap<Entry['kind'], CriterionId> = new Map(
  EXAMINATIONS.map(({ criterion, entry }) => [entry(SOMEBODY).kind, criterion]),
)

const AGAIN_AFTER_MS = 6 * MINUTE_MS
/** A nurse who sees evidence run out looks again before it does. */
const RENEW_BEFORE_MS = 2 * MINUTE_MS
const LONGEST_RECOVERY_MS = 150 * MINUTE_MS

const recovering = ({ chair, now, memory, habits, findings }: Situation): Decision | null => {
  const { session, readiness, infusion } = chair
  if (session === null || readiness === null) return null
  const endedAt = infusion?.endedAt ?? session.phaseSince
  const minutes = (now - endedAt) / MINUTE_MS
  const examination =
    findings === null
      ? undefined
      : EXAMINATIONS.find(({ criterion, fromMin }) => {
          const result = readiness.criteria.find(({ id }) => id === criterion)
          if (result === undefined || result.state === 'not-required' || minutes < fromMin) return false
          const expiring = result.expiresAt !== null && result.expiresAt - now < RENEW_BEFORE_MS
          if (result.state === 'met' && !expiring) return false
          return now - (memory.enteredAt.get(criterion) ?? Number.NEGATIVE_INFINITY) >= AGAIN_AFTER_MS
        })
  if (examination !== undefined && findings !== null) return nurse({ kind: 'enter', entry: examination.entry(findings) })
  memory.readySince = readiness.mayLeave ? (memory.readySince ?? now) : null
  if (memory.readySince !== null && now - memory.readySince >= habits.dischargeAfterMs)
    return physician({ kind: 'discharge', overrideReason: null })
  if (now - endedAt >= LONGEST_RECOVERY_MS && Number.isFinite(habits.dischargeAfterMs))
    return physician({ kind: 'discharge', overrideReason: 'Observed for long, well at the chair' })
  return null
}

/** Notes an act that was carried out. */
export const noteDone = (memory: ChairMemory, { act, step }: Decision, now: Moment): void => {
  if (step !== undefined) memory.stepsDone.add(step)
  if (act.kind === 'record-cannulation') memory.cannulatedAt = now
  if (act.kind === 'bind-monitor') memory.boundAt = now
  const criterion = act.kind === 'enter' ? CRITERION_OF.get(act.entry.kind) : undefined
  if (criterion !== undefined) memory.enteredAt.set(criterion, now)
}

/** What the staff would do at a chair now, if anything: one act at a time, by what a screen shows. */
export const decide = (situation: Situation): Decision | null => {
  const { chair, now, memory, monitor, next, habits } = situation
  const { session } = chair
  if (session === null || isEnded(session.phase)) {
    if (next === null || now < next.at) return null
    return nurse({ kind: 'check-in', patient: next.visit.card, order: next.visit.order, simulated: true })
  }
  if (!session.simulated) return null
  if (chair.source === null && monitor.connected && (memory.boundAt === null || now - memory.boundAt >= MINUTE_MS))
    return nurse({ kind: 'bind-monitor', sourceId: monitor.sourceId })
  const answer = acknowledging(situation) ?? settling(situation)
  if (answer !== null) return answer
  const step = nextStep(situation)
  if (step !== null) return step
  switch (session.phase) {
    case 'checked-in':
      return preparing(situation)
    case 'baseline':
      return starting(situation)
    case 'infusing':
      return infusing(situation)
    case 'paused':
      return now - session.phaseSince >= habits.resumeAfterMs && !hasStepAhead(situation, 'resume')
        ? nurse({ kind: 'resume-infusion' })
        : null
    case 'recovering':
      return recovering(situation)
    default:
      return null
  }
}
