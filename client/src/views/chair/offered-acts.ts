import type { Act } from '@chairside/shared/command'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { isMonitored } from '@chairside/shared/session'
import type { Role } from '@chairside/shared/staff'
import { reasonOrNull } from '../common/reason-field.tsx'

/** What was written into a confirmation. */
export interface Written {
  readonly reason: string
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
  | 'transfer'
  | 'cancel'
  | 'resolve'

export interface OfferedAct {
  readonly name: ActName
  /** The act that usually comes next: drawn strongly. */
  readonly main: boolean
  readonly reason: 'none' | 'optional' | 'needed'
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
const transfer: OfferedAct = {
  name: 'transfer',
  main: false,
  reason: 'none',
  destination: true,
  actOf: ({ destination }) => ({ kind: 'transfer', destination: destination.trim() }),
}

const ofPhase = (chair: ChairPicture, session: SessionPicture, now: number): readonly OfferedAct[] => {
  const cannula = plain('record-cannulation', false, { kind: 'record-cannulation' })
  switch (session.phase) {
    case 'checked-in':
      return [plain('begin-baseline', true, { kind: 'begin-baseline' }), cannula, cancel]
    case 'baseline':
      return [start(session), cannula, cancel, transfer]
    case 'infusing': {
      const end = chair.infusion?.plannedEndAt ?? null
      return [complete(end !== null && now >= end), pause, stopEarly, transfer]
    }
    case 'paused':
      return [plain('resume-infusion', true, { kind: 'resume-infusion' }), stopEarly, transfer]
    case 'recovering':
      return [transfer]
    default:
      return []
  }
}

/** What a person may want to do now. Whether it is allowed, the server says. */
export const offeredActs = (chair: ChairPicture, session: SessionPicture, now: number): readonly OfferedAct[] => {
  const wrongPatient = chair.alarms.some((alarm) => alarm.cause === 'wrong-patient' && alarm.condition === 'present')
  const resolve = reasoned('resolve', (reason) => ({ kind: 'resolve-wrong-patient', reason }))
  return [...ofPhase(chair, session, now), ...(wrongPatient ? [resolve] : [])]
}

/** Ways to leave that are signed or witnessed, each with a box of its own. */
export type LeavingName = 'discharge' | 'override' | 'leave'

/** L4, S6: against the criteria a physician signs, at whoever's screen; against advice from wherever no pump runs. */
export const offeredLeaving = (chair: ChairPicture, { phase }: SessionPicture): readonly LeavingName[] => {
  if (phase === 'paused') return ['leave']
  if (phase !== 'recovering') return []
  return chair.readiness?.mayLeave === true ? ['discharge', 'leave'] : ['discharge', 'override', 'leave']
}

/** Acts with a form of their own. */
export type CareName = 'change-rate' | 'off-monitor' | 'personal-limits'

/** What may be arranged beside the course of the session. */
export const offeredCare = (chair: ChairPicture, session: SessionPicture, role: Role): readonly CareName[] => [
  ...(session.phase === 'infusing' ? (['change-rate'] as const) : []),
  ...(isMonitored(session.phase) && chair.source !== null && chair.care.offMonitor === null ? (['off-monitor'] as const) : []),
  ...(role === 'physician' && (session.settable ?? []).length > 0 ? (['personal-limits'] as const) : []),
]
