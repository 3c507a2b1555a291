import type { Act } from '@chairside/shared/command'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { isMonitored } from '@chairside/shared/session'
import type { Role } from '@chairside/shared/staff'
import { reasonOrNull } from './reason-field.tsx'

/** What was written into a confirmation. */
export interface Written {
  readonly reason: string
  readonly witness: string
  readonly destination: string
}

export type ActName =
  | 'begin-baseline'
  | 'record-cannulation'
  | 'start-infusion'
  | 'pause-infusion'
  | 'resume-infusion'
  | 'complete'
  | 'stopEarly'
  | 'discharge'
  | 'override'
  | 'leave'
  | 'transfer'
  | 'cancel'
  | 'resolve'

export interface OfferedAct {
  readonly name: ActName
  /** The act that usually comes next: drawn strongly. */
  readonly main: boolean
  readonly reason: 'none' | 'optional' | 'needed'
  readonly witness?: boolean
  readonly destination?: boolean
  readonly actOf: (written: Written) => Act
}

const plain = (name: ActName, main: boolean, act: Act): OfferedAct => ({ name, main, reason: 'none', actOf: () => act })
const reasoned = (name: ActName, actOf: (reason: string) => Act): OfferedAct => ({
  name,
  main: false,
  reason: 'needed',
  actOf: ({ reason }) => actOf(reason.trim()),
})

const start = (session: SessionPicture): OfferedAct => ({
  name: 'start-infusion',
  main: true,
  reason: session.holds.length > 0 ? 'needed' : 'none',
  actOf: ({ reason }) => ({ kind: 'start-infusion', overrideReason: reasonOrNull(reason) }),
})
const pause: OfferedAct = {
  name: 'pause-infusion',
  main: false,
  reason: 'optional',
  actOf: ({ reason }) => ({ kind: 'pause-infusion', reason: reasonOrNull(reason) }),
}
const stopEarly = reasoned('stopEarly', (reason) => ({ kind: 'stop-infusion', early: true, reason }))
const complete = (main: boolean): OfferedAct => plain('complete', main, { kind: 'stop-infusion', early: false, reason: null })
const cancel = reasoned('cancel', (reason) => ({ kind: 'cancel', reason }))
const leave: OfferedAct = {
  name: 'leave',
  main: false,
  reason: 'needed',
  witness: true,
  actOf: ({ reason, witness }) => ({ kind: 'leave-against-advice', reason: reason.trim(), witness: witness.trim() }),
}
const transfer: OfferedAct = {
  name: 'transfer',
  main: false,
  reason: 'none',
  destination: true,
  actOf: ({ destination }) => ({ kind: 'transfer', destination: destination.trim() }),
}

const ofPhase = (chair: ChairPicture, session: SessionPicture, role: Role, now: number): readonly OfferedAct[] => {
  const cannula = plain('record-cannulation', false, { kind: 'record-cannulation' })
  switch (session.phase) {
    case 'checked-in':
      return [plain('begin-baseline', true, { kind: 'begin-baseline' }), cannula, cancel]
    case 'baseline':
      return [start(session), cannula, cancel]
    case 'infusing': {
      const end = chair.infusion?.plannedEndAt ?? null
      return [complete(end !== null && now >= end), pause, stopEarly]
    }
    case 'paused':
      return [plain('resume-infusion', true, { kind: 'resume-infusion' }), stopEarly]
    case 'recovering': {
      const ready = chair.readiness?.verdict === 'ready'
      const discharge = plain('discharge', ready, { kind: 'discharge', overrideReason: null })
      const override = reasoned('override', (reason) => ({ kind: 'discharge', overrideReason: reason }))
      return role === 'physician' && !ready ? [discharge, override, leave, transfer] : [discharge, leave, transfer]
    }
    default:
      return []
  }
}

/** What a person may want to do now. Whether it is allowed, the server says. */
export const offeredActs = (chair: ChairPicture, session: SessionPicture, role: Role, now: number): readonly OfferedAct[] => {
  const wrongPatient = chair.alarms.some((alarm) => alarm.cause === 'wrong-patient' && alarm.condition === 'present')
  const resolve = reasoned('resolve', (reason) => ({ kind: 'resolve-wrong-patient', reason }))
  return [...ofPhase(chair, session, role, now), ...(wrongPatient ? [resolve] : [])]
}

/** Acts with a form of their own. */
export type CareName = 'change-rate' | 'off-monitor' | 'personal-limits'

/** What may be arranged beside the course of the session. */
export const offeredCare = (chair: ChairPicture, session: SessionPicture, role: Role): readonly CareName[] => [
  ...(session.phase === 'infusing' ? (['change-rate'] as const) : []),
  ...(isMonitored(session.phase) && chair.source !== null && chair.care.offMonitor === null ? (['off-monitor'] as const) : []),
  ...(role === 'physician' && (session.settable ?? []).length > 0 ? (['personal-limits'] as const) : []),
]
