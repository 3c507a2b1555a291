import type { Baseline } from '@chairside/shared/fact'
import { type ChairPicture, NO_CARE } from '@chairside/shared/picture'
import { completed, type Protocol } from '@chairside/shared/protocol-rules'
import type { ActInput } from './chair-input.ts'
import { plannedInfusion } from './infusion-clock.ts'
import { type PressureLimits, pressureLimits, tightestWarning } from './pressure-level.ts'
import { firstStaffing } from './responsibility.ts'
import { NO_SAMPLES } from './samples.ts'
import { NEVER_JUDGED, NO_SETS, QUIET_SIDE, type Session } from './session-state.ts'

/** What is shown beside the numbers: the limits in force. */
export const limitsInForce = (protocol: Protocol, limits: PressureLimits, baseline: Baseline | null): ChairPicture['limits'] => {
  const sys = tightestWarning(limits, 'sys')
  const dia = tightestWarning(limits, 'dia')
  const map = tightestWarning(limits, 'map')
  const { critical } = protocol.excursion.high
  const lowest = protocol.excursion.low.critical
  return {
    sysHighWarning: sys.high,
    sysHighCritical: critical.sys,
    diaHighWarning: dia.high,
    sysLowWarning: baseline === null ? protocol.excursion.low.warning.sys : sys.low,
    diaHighCritical: critical.dia,
    diaLowWarning: dia.low,
    mapHighWarning: map.high,
    mapHighCritical: critical.map,
    mapLowWarning: map.low,
    sysLowCritical: lowest.sys,
    diaLowCritical: lowest.dia,
    mapLowCritical: lowest.map,
    hr: { low: protocol.limits['hr-low'].limit, high: protocol.limits['hr-high'].limit },
    spo2Low: protocol.limits['spo2-low'].limit,
    rr: { low: protocol.limits['rr-low'].limit, high: protocol.limits['rr-high'].limit },
    etco2High: protocol.limits['etco2-high'].limit,
  }
}

/** S1: a session as check-in leaves it. */
export const openSession = (
  input: ActInput,
  act: Extract<ActInput['act'], { readonly kind: 'check-in' }>,
  opening: NonNullable<ActInput['opening']>,
): Session => {
  const { sessionId } = opening
  const protocol = completed(opening.protocol)
  const limits = pressureLimits(protocol.excursion, null)
  return {
    sessionId,
    patient: act.patient,
    order: act.order,
    simulated: act.simulated,
    protocol,
    inForce: protocol,
    checkedInAt: input.takenAt,
    phase: 'checked-in',
    phaseSince: input.takenAt,
    gate: {},
    questions: protocol.gate.questions.map((question) => ({ ...question, answer: null, review: null })),
    holds: [],
    baselineGuide: null,
    cannulatedAt: null,
    overridden: false,
    bound: null,
    sourcePicture: null,
    wrongPatient: false,
    withheld: [],
    factSeq: 0,
    alarmSeq: 0,
    excursionSeq: 0,
    seenNewestAt: null,
    seenRecent: [],
    seenClock: 0,
    seenOlder: [],
    tracks: {},
    numerics: {},
    heartRateFrom: null,
    judgedAt: NEVER_JUDGED,
    limits: {},
    awayLimits: {},
    awayJudgedAt: NEVER_JUDGED,
    rrZeroing: null,
    technical: [],
    heart: NO_SAMPLES,
    spo2: NO_SAMPLES,
    rr: NO_SAMPLES,
    rrManual: null,
    cuff: {
      heard: false,
      newestAt: null,
      newestManualAt: null,
      lastAccepted: null,
      recheck: null,
      failuresInARow: 0,
      rejectedAt: null,
      heartBesideLast: null,
      verifyDueAt: null,
    },
    cuffPicture: NO_SETS,
    sets: [],
    pressureLimits: limits,
    baseline: null,
    baselinePicture: null,
    limitsPicture: limitsInForce(protocol, limits, null),
    sides: { high: QUIET_SIDE, low: QUIET_SIDE },
    excursions: [],
    alarms: [],
    alarmPicture: [],
    infusion: plannedInfusion(act.order),
    infusionSteps: [],
    plannedEndStated: false,
    readiness: null,
    readinessDueAt: null,
    oxygenOn: false,
    oxygenOffSince: null,
    rescues: [],
    criticalEvent: false,
    events: [],
    timeline: [],
    gaps: [],
    speed: 1,
    care: NO_CARE,
    staffing: firstStaffing(input),
    holdBacks: [],
    sameLimb: false,
    inflations: [],
    saturationHeldUntil: null,
    rateMismatch: null,
    heartbeatRow: null,
    offMonitorSpans: [],
    offMonitorLiveAt: null,
    offMonitorOver: false,
    signedBy: [],
    wasSigned: false,
  }
}
