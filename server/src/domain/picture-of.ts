import { type ChairPicture, NO_CARE, type SessionPicture } from '@chairside/shared/picture'
import type { Chair, Session } from './session-state.ts'
import { NO_SETS } from './session-state.ts'
import { settableLimits } from './settable-limits.ts'

const EMPTY = { numerics: {}, sets: [], excursions: [], alarms: [], gaps: [], events: [], timeline: [] } as const

/** Session headers by what they are made of, so that an unchanged header keeps its reference and is not sent again. */
const headers = new WeakMap<object, { readonly key: readonly unknown[]; readonly picture: SessionPicture }>()

const headerOf = (session: Session): SessionPicture => {
  const key = [
    session.phase,
    session.phaseSince,
    session.gate,
    session.questions,
    session.holds,
    session.inForce,
    session.cannulatedAt,
    session.baselineGuide,
  ]
  const known = headers.get(session.patient)
  if (known?.key.every((part, index) => part === key[index])) return known.picture
  const { sessionId, patient, simulated, phase, phaseSince, order, checkedInAt, gate, holds, protocol } = session
  const settable = settableLimits(protocol, session.inForce)
  const picture: SessionPicture = {
    sessionId,
    patient,
    simulated,
    phase,
    phaseSince,
    order,
    protocol: { id: protocol.id, version: protocol.version, name: protocol.name },
    checkedInAt,
    gate,
    holds,
    ...(session.cannulatedAt === null ? {} : { cannulatedAt: session.cannulatedAt }),
    ...(session.questions.length > 0 ? { questions: session.questions } : {}),
    ...(session.baselineGuide === null ? {} : { baselineGuide: session.baselineGuide }),
    ...(settable.length > 0 ? { settable } : {}),
  }
  headers.set(session.patient, { key, picture })
  return picture
}

/** What screens show of a chair. Sections that did not change keep their reference. */
export const pictureOf = (chair: Chair): ChairPicture => {
  const { chairId, session, notRecording } = chair
  if (session === null)
    return {
      chairId,
      ...EMPTY,
      session: null,
      source: null,
      heartRateFrom: null,
      cuff: NO_SETS,
      baseline: null,
      limits: null,
      infusion: null,
      readiness: null,
      notRecording,
      care: NO_CARE,
      staffing: null,
    }
  return {
    chairId,
    session: headerOf(session),
    source: session.sourcePicture,
    numerics: session.numerics,
    heartRateFrom: session.heartRateFrom,
    cuff: session.cuffPicture,
    sets: session.sets,
    baseline: session.baselinePicture,
    limits: session.limitsPicture,
    excursions: session.excursions,
    alarms: session.alarmPicture,
    infusion: session.infusion,
    readiness: session.readiness,
    gaps: session.gaps,
    events: session.events,
    timeline: session.timeline,
    notRecording,
    care: session.care,
    staffing: session.staffing,
  }
}
