import type { Entry, ManualReading } from '@chairside/shared/entry'
import type { Problem } from '@chairside/shared/reply'
import { isEnded } from '@chairside/shared/session'
import { acknowledgeAlarm } from './alarm-life.ts'
import type { ActInput } from './chair-input.ts'
import { judgeReading } from './judge-reading.ts'
import type { LimitVital } from './limit-rules.ts'
import { bindMonitor, releaseMonitor, resolveWrongPatient } from './monitor-binding.ts'
import { rejectionOfValue } from './plausibility.ts'
import {
  beginBaseline,
  cancel,
  changeRate,
  discharge,
  leaveAgainstAdvice,
  pauseInfusion,
  problem,
  resumeInfusion,
  startInfusion,
  stopInfusion,
  transfer,
} from './session-phases.ts'
import { state, type Work } from './session-state.ts'
import { takeSet } from './take-set.ts'

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
  session.events = [...session.events, { at, by: by.name, entry, factSeq: session.factSeq + 1, correction: null }]
  if (entry.kind === 'medication' && (entry.group === 'benzodiazepine' || entry.group === 'iv-antihypertensive'))
    session.rescues = [...session.rescues, at]
  if (entry.kind === 'oxygen') {
    if (!entry.on && session.oxygenOn) session.oxygenOffSince = at
    session.oxygenOn = entry.on
  }
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
      session.numerics = { ...session.numerics, [name]: { value, at, periodMs: MANUAL_PERIOD_MS, flagged: false, rejected: false } }
  }
  return null
}

/** Carries out one act at a chair that has a session; check-in is the chair's own. Returns why not. */
export const carryAct = (work: Work, input: ActInput): Problem | null => {
  const { act } = input
  const { session } = work
  if (isEnded(session.phase) && act.kind !== 'acknowledge') return problem('wrong-phase', session.phase)
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
      if (session.phase !== 'checked-in' && session.phase !== 'baseline') return problem('wrong-phase', session.phase)
      session.gate = { ...session.gate, [act.item]: { passed: act.passed, by: input.by.name, at: input.takenAt } }
      state(work, input.takenAt, { kind: 'gate-answered', item: act.item, passed: act.passed, by: input.by })
      return null
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
    case 'pause-sound':
    case 'call-help':
    case 'end-help':
    case 'go-off-monitor':
    case 'return-to-monitor':
    case 'measure-now':
    case 'mark-set':
    case 'correct-entry':
    case 'set-personal-limits':
    case 'countersign':
      return problem('wrong-phase')
  }
}
