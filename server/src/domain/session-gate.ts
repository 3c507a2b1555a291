import { lostAfterMs } from '@chairside/shared/freshness'
import { USUAL_WEIGHT_CHANGE_PERCENT, weightChangeOf } from '@chairside/shared/protocol-start'
import { GATE_ITEMS, type GateItemId, type Hold } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { ContinuousVital } from '@chairside/shared/vital'
import { type AcceptedSet, baselineOf } from './baseline.ts'
import { nano } from './exact.ts'
import { allAnswered, drugScreenAsked, questionHolds } from './gate-questions.ts'
import type { Session } from './session-state.ts'
import { isWithdrawn } from './withdrawn-sets.ts'

/** Accepted sets of the time before the infusion, in order. */
export const setsBeforeStart = (session: Session): readonly AcceptedSet[] =>
  session.sets.flatMap(({ state, at, sys, dia, map }) =>
    state === 'accepted' && sys !== null && dia !== null && !isWithdrawn(session, at) ? [{ at, sys, dia, map }] : [],
  )

export const monitorIsLive = (session: Session, now: Moment): boolean => {
  const { bound } = session
  return bound !== null && bound.lastHeardAt !== null && now - bound.lastHeardAt <= lostAfterMs(bound.profile.periodMs)
}

const pressureHold = (session: Session): Hold | null => {
  const set = session.cuff.lastAccepted
  if (set === null) return null
  const { softSys, softDia, hardSys, hardDia } = session.protocol.holds
  const hold = (strength: Hold['strength'], sys: number, dia: number): Hold => ({
    id: 'bp',
    strength,
    detail: set.sys >= sys ? `SYS ${set.sys} ≥ ${sys}` : `DIA ${set.dia} ≥ ${dia}`,
  })
  if (set.sys >= hardSys || set.dia >= hardDia) return hold('hard', hardSys, hardDia)
  return set.sys >= softSys || set.dia >= softDia ? hold('soft', softSys, softDia) : null
}

/** What a vital shows now, by the monitor or by hand; null: lost, flagged, or never there. */
const shownNow = (session: Session, vital: ContinuousVital, now: Moment): number | null => {
  const shown = session.numerics[vital]
  if (shown === undefined || shown.flagged || shown.rejected || now - shown.at > lostAfterMs(shown.periodMs)) return null
  return shown.value
}

const heartHold = (session: Session, now: Moment): Hold | null => {
  const rate = shownNow(session, 'hr', now) ?? shownNow(session, 'pulse', now)
  // V8: a missing rate is not a normal one.
  if (rate === null) return { id: 'hr', strength: 'soft', detail: 'HR –' }
  const { softHrHigh, softHrLow, hardHrHigh, hardHrLow } = session.protocol.holds
  if (rate > hardHrHigh) return { id: 'hr', strength: 'hard', detail: `HR ${rate} > ${hardHrHigh}` }
  if (rate < hardHrLow) return { id: 'hr', strength: 'hard', detail: `HR ${rate} < ${hardHrLow}` }
  if (rate > softHrHigh) return { id: 'hr', strength: 'soft', detail: `HR ${rate} > ${softHrHigh}` }
  return rate < softHrLow ? { id: 'hr', strength: 'soft', detail: `HR ${rate} < ${softHrLow}` } : null
}

const saturationHold = (session: Session, now: Moment): Hold | null => {
  const value = shownNow(session, 'spo2', now)
  const { spo2Low } = session.protocol.holds
  if (value === null) return { id: 'spo2', strength: 'hard', detail: 'SpO2 –' }
  return value < spo2Low && !session.oxygenOn ? { id: 'spo2', strength: 'hard', detail: `SpO2 ${value} < ${spo2Low}` } : null
}

const doseHold = (session: Session): Hold | null => {
  const mgPerKg = session.order.doseMg / session.order.weightKg
  const { doseReasonMgPerKg, doseRefusedMgPerKg } = session.protocol.holds
  const shown = Math.round(mgPerKg * 100) / 100
  if (mgPerKg > doseRefusedMgPerKg) return { id: 'dose', strength: 'refused', detail: `${shown} > ${doseRefusedMgPerKg} mg/kg` }
  return mgPerKg > doseReasonMgPerKg ? { id: 'dose', strength: 'soft', detail: `${shown} > ${doseReasonMgPerKg} mg/kg` } : null
}

/** A weight far from the last one is a wrong scale, a wrong patient or a wrong digit until somebody says why. */
const weightHold = ({ order, protocol }: Session): Hold | null => {
  const { weightKg, lastWeightKg, weightReason } = order
  if (lastWeightKg === undefined || weightReason !== undefined) return null
  const allowed = protocol.holds.weightChangePercent ?? USUAL_WEIGHT_CHANGE_PERCENT
  // Exact: 77 kg after 70 kg is 10 %, and no more.
  if (Math.abs(nano(weightKg) - nano(lastWeightKg)) * 100 <= allowed * nano(lastWeightKg)) return null
  const change = weightChangeOf(weightKg, lastWeightKg)
  const shown = `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)}`
  return { id: 'weight', strength: 'soft', detail: `${weightKg} kg, ${lastWeightKg} kg (${shown} % > ${allowed} %)` }
}

const itemPasses = (session: Session, item: (typeof GATE_ITEMS)[number], now: Moment): boolean => {
  switch (item.kind) {
    case 'confirm':
      if (item.id === 'contraindications' && session.questions.length > 0)
        return allAnswered(session) && session.gate[item.id]?.passed !== false
      return session.gate[item.id]?.passed === true
    case 'where-required':
      if (!session.protocol.holds.drugScreenRequired && !drugScreenAsked(session)) return true
      return session.gate[item.id]?.passed === true
    case 'derived':
      // The order is checked at check-in, the baseline has a hold of its own.
      return item.id === 'monitor' ? monitorIsLive(session, now) && session.care.offMonitor === null : true
  }
}

/** Gate items that do not pass now (S2). */
export const openGateItems = (session: Session, now: Moment): readonly GateItemId[] =>
  GATE_ITEMS.filter((item) => !itemPasses(session, item, now)).map((item) => item.id)

const STRENGTHS = { review: 'hard', warn: 'soft', note: null } as const

/** An item that does not pass holds by the class that the protocol gives it, else for a physician. */
const itemHold = (session: Session, item: GateItemId): Hold | null => {
  const { items } = session.protocol.gate
  const strength = STRENGTHS[(item === 'fasting' || item === 'escort' ? items[item] : undefined) ?? 'review']
  return strength === null ? null : { id: 'gate', strength, detail: item }
}

/** An order that is longer or shorter than the practice infuses. */
const durationHold = (session: Session): Hold | null => {
  const usual = session.protocol.gate.durationMin
  const { durationMin } = session.order
  if (usual === null || (durationMin >= usual.low && durationMin <= usual.high)) return null
  const detail = durationMin > usual.high ? `${durationMin} > ${usual.high} min` : `${durationMin} < ${usual.low} min`
  return { id: 'order', strength: 'soft', detail }
}

/** What would hold a start at `now` (S2, B2): soft holds take a nurse's reason, hard ones a physician's override, a refusal nothing. */
export const holdsOf = (session: Session, now: Moment): readonly Hold[] => {
  const holds: (Hold | null)[] = openGateItems(session, now).map((item) => itemHold(session, item))
  holds.push(...questionHolds(session), durationHold(session), weightHold(session))
  holds.push(pressureHold(session), heartHold(session, now), saturationHold(session, now), doseHold(session))
  if (baselineOf(setsBeforeStart(session), session.cannulatedAt, now, session.protocol.baseline) === null)
    holds.push({ id: 'baseline', strength: 'hard', detail: 'baseline' })
  return holds.filter((hold) => hold !== null)
}
