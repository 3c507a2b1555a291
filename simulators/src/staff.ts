import type { AcknowledgementPlan, Alarm } from '@chairside/shared/alarm'
import type { Act } from '@chairside/shared/command'
import type { Entry } from '@chairside/shared/entry'
import type { SourceId } from '@chairside/shared/identity'
import { type ChairPicture, worstFirst } from '@chairside/shared/picture'
import type { CriterionId } from '@chairside/shared/readiness'
import { GATE_ITEMS, isEnded } from '@chairside/shared/session'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { Visit } from './room-plan.ts'

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
}

export const newMemory = (): ChairMemory => ({ cannulatedAt: null, boundAt: null, readySince: null, enteredAt: new Map() })

export interface Decision {
  readonly by: 'nurse' | 'physician'
  readonly act: Act
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
  /** What a look at the patient tells: dissociation, 0 to 1. */
  readonly dissociation: number
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

const starting = ({ chair, now, memory }: Situation): Decision | null => {
  const session = chair.session
  if (session === null) return null
  const since = now - session.phaseSince
  if (memory.cannulatedAt === null) return since >= MINUTE_MS ? nurse({ kind: 'record-cannulation' }) : null
  if (now - memory.cannulatedAt < 6 * MINUTE_MS || session.holds.some(({ strength }) => strength === 'refused')) return null
  const waitsForSets = session.holds.some(({ id }) => id === 'baseline') || (chair.baseline !== null && chair.baseline.bp === null)
  if (waitsForSets && since < LONGEST_BASELINE_MS) return null
  if (session.holds.length === 0) return nurse({ kind: 'start-infusion', overrideReason: null })
  if (session.holds.every(({ strength }) => strength === 'soft'))
    return nurse({ kind: 'start-infusion', overrideReason: 'Settled at rest, usual for this patient' })
  return physician({ kind: 'start-infusion', overrideReason: 'Seen at the chair, benefit outweighs' })
}

const infusing = ({ chair, now }: Situation): Decision | null => {
  const end = chair.infusion?.plannedEndAt ?? null
  return end !== null && now >= end ? nurse({ kind: 'stop-infusion', early: false, reason: null }) : null
}

/** From how many minutes after the end the nurse looks at a criterion, and what is entered then. */
const EXAMINATIONS: readonly {
  readonly criterion: CriterionId
  readonly fromMin: number
  readonly entry: (dissociation: number, minutes: number) => Entry
}[] = [
  { criterion: 'D7', fromMin: 15.5, entry: (x) => ({ kind: 'sedation', moaas: x > 0.5 ? 4 : 5 }) },
  { criterion: 'D8', fromMin: 15.7, entry: (x) => ({ kind: 'orientation', correct: x > 0.6 ? 2 : x > 0.35 ? 3 : 4 }) },
  { criterion: 'D9', fromMin: 15.9, entry: (x) => ({ kind: 'dissociation', scale: '0-10', value: Math.round(10 * x) }) },
  { criterion: 'D11', fromMin: 16.2, entry: (x) => ({ kind: 'nausea', level: x > 0.3 ? 'mild' : 'none', vomitedWithin15Min: false }) },
  { criterion: 'D12', fromMin: 16.4, entry: () => ({ kind: 'pain', newModerateOrSevere: false }) },
  { criterion: 'D13', fromMin: 17, entry: () => ({ kind: 'safety', concern: false }) },
  {
    criterion: 'D18',
    fromMin: 20,
    entry: (x) => ({ kind: 'aldrete', activity: 2, respiration: 2, circulation: 2, consciousness: x > 0.5 ? 1 : 2, saturation: 2 }),
  },
  { criterion: 'D10', fromMin: 22, entry: (x, minutes) => ({ kind: 'gait', steady: x < 0.15 && minutes > 18, dizzy: x > 0.25 }) },
  { criterion: 'D14', fromMin: 26, entry: () => ({ kind: 'iv-out', siteClean: true }) },
  { criterion: 'D15', fromMin: 27, entry: () => ({ kind: 'escort', present: true, name: 'Demo escort', phone: '000 000' }) },
  { criterion: 'D16', fromMin: 28, entry: () => ({ kind: 'instructions', understood: true }) },
]

const AGAIN_AFTER_MS = 6 * MINUTE_MS
/** A nurse who sees evidence run out looks again before it does. */
const RENEW_BEFORE_MS = 2 * MINUTE_MS
const LONGEST_RECOVERY_MS = 150 * MINUTE_MS

const recovering = ({ chair, now, memory, habits, dissociation }: Situation): Decision | null => {
  const { session, readiness, infusion } = chair
  if (session === null || readiness === null) return null
  const endedAt = infusion?.endedAt ?? session.phaseSince
  const minutes = (now - endedAt) / MINUTE_MS
  const examination = EXAMINATIONS.find(({ criterion, fromMin }) => {
    const result = readiness.criteria.find(({ id }) => id === criterion)
    if (result === undefined || result.state === 'not-required' || minutes < fromMin) return false
    const expiring = result.expiresAt !== null && result.expiresAt - now < RENEW_BEFORE_MS
    if (result.state === 'met' && !expiring) return false
    return now - (memory.enteredAt.get(criterion) ?? Number.NEGATIVE_INFINITY) >= AGAIN_AFTER_MS
  })
  if (examination !== undefined) return nurse({ kind: 'enter', entry: examination.entry(dissociation, minutes) })
  memory.readySince = readiness.mayLeave ? (memory.readySince ?? now) : null
  if (memory.readySince !== null && now - memory.readySince >= habits.dischargeAfterMs)
    return physician({ kind: 'discharge', overrideReason: null })
  if (now - endedAt >= LONGEST_RECOVERY_MS && Number.isFinite(habits.dischargeAfterMs))
    return physician({ kind: 'discharge', overrideReason: 'Observed for long, well at the chair' })
  return null
}

/** The criterion that an entry speaks for, among those the simulated staff enter. */
export const criterionOf = (entry: Entry): CriterionId | null =>
  EXAMINATIONS.find((examination) => examination.entry(0, 60).kind === entry.kind)?.criterion ?? null

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
  const acknowledgement = acknowledging(situation)
  if (acknowledgement !== null) return acknowledgement
  switch (session.phase) {
    case 'checked-in':
      return preparing(situation)
    case 'baseline':
      return starting(situation)
    case 'infusing':
      return infusing(situation)
    case 'paused':
      return now - session.phaseSince >= habits.resumeAfterMs ? nurse({ kind: 'resume-infusion' }) : null
    case 'recovering':
      return recovering(situation)
    default:
      return null
  }
}
