import type { Baseline } from '@chairside/shared/fact'
import { type ChairPicture, NO_CARE } from '@chairside/shared/picture'
import { completed, type Protocol } from '@chairside/shared/protocol-rules'
import type { ActInput } from './chair-input.ts'
import { plannedInfusion } from './infusion-clock.ts'
import { type PressureLimits, pressureLimits, tightestWarning } from './pressure-level.ts'
import { NO_SETS, QUIET_SIDE, type Session } from './session-state.ts'

/** What is shown beside the numbers: the limits in force. */
export const limitsInForce = (protocol: Protocol, limits: PressureLimits, baseline: Baseline | null): ChairPicture['limits'] => {
  const sys = tightestWarning(limits, 'sys')
  const dia = tightestWarning(limits, 'dia')
  return {
    sysHighWarning: sys.high,
    sysHighCritical: protocol.excursion.high.critical.sys,
    diaHighWarning: dia.high,
    sysLowWarning: baseline === null ? protocol.excursion.low.warning.sys : sys.low,
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
    checkedInAt: input.takenAt,
    phase: 'checked-in',
    phaseSince: input.takenAt,
    gate: {},
    holds: [],
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
    seenOlder: [],
    tracks: {},
    numerics: {},
    heartRateFrom: null,
    judgedAt: {},
    limits: {},
    awayLimits: {},
    awayJudgedAt: {},
    rrZeroing: null,
    technical: [],
    heart: [],
    spo2: [],
    rr: [],
    rrManual: null,
    cuff: { heard: false, newestAt: null, newestManualAt: null, lastAccepted: null, recheck: null, failuresInARow: 0, rejectedAt: null },
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
    plannedEndStated: false,
    readiness: null,
    readinessDueAt: null,
    oxygenOn: false,
    oxygenOffSince: null,
    rescues: [],
    criticalEvent: false,
    events: [],
    gaps: [],
    speed: 1,
    care: NO_CARE,
  }
}
