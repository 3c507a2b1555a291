import type { Entry, ManualReading } from '@chairside/shared/entry'
import type { Problem } from '@chairside/shared/reply'
import { isEnded } from '@chairside/shared/session'
import { acknowledgeAlarm } from './alarm-life.ts'
import { amendChart, enterLate, noteAmendment, retimeEntry, signChart } from './amendments.ts'
import { answerGate, reviewAnswer } from './answer-gate.ts'
import type { ActInput } from './chair-input.ts'
import { correctEntry, countersign, markSet } from './corrections.ts'
import { refusalOfAccount } from './drug-account.ts'
import { carriedBy, effectiveEntries } from './effective-entries.ts'
import { callHelp, endHelp } from './help.ts'
import { amendInfusionTime } from './infusion-steps.ts'
import { judgeReading } from './judge-reading.ts'
import type { LimitVital } from './limit-rules.ts'
import { askToMeasure } from './measure-request.ts'
import { bindMonitor, releaseMonitor, resolveWrongPatient } from './monitor-binding.ts'
import { goOffMonitor, returnToMonitor } from './off-monitor.ts'
import { setPersonalLimits } from './personal-limits.ts'
import { rejectionOfValue } from './plausibility.ts'
import { problem } from './problem.ts'
import { acceptHandover, offerHandover, takeOver, withdrawHandover } from './responsibility.ts'
import {
  beginBaseline,
  cancel,
  changeRate,
  discharge,
  leaveAgainstAdvice,
  pauseInfusion,
  resumeInfusion,
  startInfusion,
  stopInfusion,
  transfer,
} from './session-phases.ts'
import { state, type Work } from './session-state.ts'
import { stateConfirmed } from './signer.ts'
import { pauseSound } from './sound-pause.ts'
import { takeSet } from './take-set.ts'
import { withWhoWasFirst } from './who-was-first.ts'

/** A reading by hand stands for as long as the next round (V9). */
const MANUAL_PERIOD_MS = 5 * 60_000

const acknowledge = (work: Work, input: ActInput, act: Extract<ActInput['act'], { kind: 'acknowledge' }>): Problem | null => {
  const alarm = work.session.alarmPicture.find((candidate) => candidate.id === act.alarmId)
  if (alarm === undefined) return problem('unknown-alarm')
  if (alarm.acknowledgement !== null) return problem('already-done', alarm.acknowledgement.by)
  if (alarm.kind === 'physiological' && alarm.priority !== 'low' && act.plan === null) return problem('plan-needed')
  state(work, input.takenAt, { kind: 'alarm-acknowledged', alarmId: alarm.id, plan: act.plan, by: input.by })
  acknowledgeAlarm(work, alarm, { by: input.by.name, at: input.takenAt, plan: act.plan })
  return null
}

const enter = (work: Work, input: ActInput, entry: Entry): Problem | null => {
  const { session } = work
  const { takenAt: at, by } = input
  const refusal = refusalOfAccount(
    input,
    entry,
    effectiveEntries(session.events).map((event) => event.entry),
  )
  if (refusal !== null) return refusal
  session.events = [...session.events, { at, by: by.name, entry, factSeq: session.factSeq + 1, correction: null }]
  if (entry.kind === 'medication' || entry.kind === 'oxygen') Object.assign(session, carriedBy(session.events))
  state(work, at, { kind: 'entered', entry, by })
  return null
}

const WATCHED: readonly (readonly [LimitVital, 'hr' | 'spo2' | 'rr'])[] = [
  ['heart', 'hr'],
  ['spo2', 'spo2'],
  ['rr', 'rr'],
]

/** V9: judged like the monitor's, and satisfying the schedule. An impossible value is refused, since the person is there to correct it. */
const enterVitals = (work: Work, input: ActInput, reading: ManualReading): Problem | null => {
  const { session } = work
  const { takenAt: at } = input
  const impossible = (['hr', 'spo2', 'rr', 'temp'] as const).filter((vital) => {
    const value = reading[vital]
    return value !== undefined && rejectionOfValue(vital, value) !== null
  })
  if (impossible.length > 0) return problem('implausible', ...impossible)
  if ((reading.sys === undefined) !== (reading.dia === undefined) || Object.keys(reading).length === 0)
    return problem('implausible', 'nibp')
  state(work, at, { kind: 'vitals-entered', reading, by: input.by })
  if (reading.sys !== undefined && reading.dia !== undefined)
    takeSet(work, { at, sys: reading.sys, dia: reading.dia, map: reading.map ?? null, pulse: reading.hr ?? null }, 'manual', at)
  if (reading.rr !== undefined) session.rrManual = { at, value: reading.rr }
  for (const [vital, name] of WATCHED) {
    const value = reading[name]
    if (value === undefined) continue
    judgeReading(work, vital, { at, value, periodMs: MANUAL_PERIOD_MS, notAsystole: false }, at)
    // The monitor's own live value keeps its place on the tile.
    const shown = session.numerics[name]
    if (shown === undefined || shown.flagged || at - shown.at > 3 * shown.periodMs)
      session.numerics = {
        ...session.numerics,
        [name]: { value, at, periodMs: MANUAL_PERIOD_MS, flagged: false, rejected: false, origin: 'manual', by: input.by.name },
      }
  }
  return null
}

/** What may still be done to the chart of a session that is over. */
export const AFTERWARDS: ReadonlySet<ActInput['act']['kind']> = new Set([
  'acknowledge',
  'mark-set',
  'correct-entry',
  'amend-infusion-time',
  'countersign',
  'enter-late',
  'retime-entry',
  'amend-chart',
  'sign-chart',
])

/** R3: what may follow a signature: all of it carries a reason. */
const AMENDMENTS: ReadonlySet<ActInput['act']['kind']> = new Set([
  'mark-set',
  'correct-entry',
  'amend-infusion-time',
  'enter-late',
  'retime-entry',
  'amend-chart',
])

/** Carries out one act at a chair that has a session; check-in is the chair's own. Returns why not, and who was first where two did it. */
export const carryAct = (work: Work, input: ActInput): Problem | null => {
  const refusal = carry(work, input)
  return refusal === null ? null : withWhoWasFirst(work.session, input, refusal)
}

const carry = (work: Work, input: ActInput): Problem | null => {
  const { act } = input
  const { session } = work
  if (isEnded(session.phase) && !AFTERWARDS.has(act.kind)) return problem('wrong-phase', session.phase)
  if (session.wasSigned && act.kind !== 'sign-chart' && !AMENDMENTS.has(act.kind)) return problem('wrong-phase', 'signed')
  stateConfirmed(work, input)
  const refusal = carryKind(work, input)
  if (refusal === null && AMENDMENTS.has(act.kind)) noteAmendment(work)
  return refusal
}

const carryKind = (work: Work, input: ActInput): Problem | null => {
  const { act } = input
  const { session } = work
  switch (act.kind) {
    case 'check-in':
      return problem('already-done')
    case 'bind-monitor':
      return bindMonitor(work, input)
    case 'release-monitor':
      return releaseMonitor(work, input.by, input.takenAt)
    case 'resolve-wrong-patient':
      return resolveWrongPatient(work, input, act.reason)
    case 'answer-gate':
      return answerGate(work, input, act)
    case 'review-answer':
      return reviewAnswer(work, input, act.question, act.reason)
    case 'begin-baseline':
      return beginBaseline(work, input)
    case 'record-cannulation':
      if (session.phase !== 'checked-in' && session.phase !== 'baseline') return problem('wrong-phase', session.phase)
      session.cannulatedAt = input.takenAt
      state(work, input.takenAt, { kind: 'cannulated', by: input.by })
      return null
    case 'start-infusion':
      return startInfusion(work, input, act.overrideReason)
    case 'pause-infusion':
      return pauseInfusion(work, input, act.reason)
    case 'resume-infusion':
      return resumeInfusion(work, input)
    case 'change-rate':
      return changeRate(work, input, act.rateMlPerHour, act.reason)
    case 'stop-infusion':
      return stopInfusion(work, input, act.early, act.reason)
    case 'acknowledge':
      return acknowledge(work, input, act)
    case 'enter':
      return enter(work, input, act.entry)
    case 'enter-vitals':
      return enterVitals(work, input, act.reading)
    case 'discharge':
      return discharge(work, input, act.overrideReason)
    case 'leave-against-advice':
      return leaveAgainstAdvice(work, input, act.reason, act.witness)
    case 'transfer':
      return transfer(work, input, act.destination)
    case 'cancel':
      return cancel(work, input, act.reason)
    case 'go-off-monitor':
      return goOffMonitor(work, input, act.reason)
    case 'return-to-monitor':
      return returnToMonitor(work, input)
    case 'measure-now':
      return askToMeasure(work, input)
    case 'mark-set':
      return markSet(work, input, act)
    case 'correct-entry':
      return correctEntry(work, input, act.factSeq, act.entry, act.reason)
    case 'amend-infusion-time':
      return amendInfusionTime(work, input, act)
    case 'countersign':
      return countersign(work, input, act.reason)
    case 'pause-sound':
      return pauseSound(work, input, act.pauseMs)
    case 'call-help':
      return callHelp(work, input)
    case 'end-help':
      return endHelp(work, input)
    case 'take-over':
      return takeOver(work, input, act.sawStaffId)
    case 'offer-handover':
      return offerHandover(work, input, act.note)
    case 'withdraw-handover':
      return withdrawHandover(work, input)
    case 'accept-handover':
      return acceptHandover(work, input, act.offeredAt)
    case 'set-personal-limits':
      return setPersonalLimits(work, input, act)
    case 'enter-late':
      return enterLate(work, input, act)
    case 'retime-entry':
      return retimeEntry(work, input, act)
    case 'amend-chart':
      return amendChart(work, input, act)
    case 'sign-chart':
      return signChart(work, input, act)
  }
}
