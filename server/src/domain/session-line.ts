import type { MissingSignature } from '@chairside/shared/chart-signature'
import { levelRank } from '@chairside/shared/excursion'
import type { Fact } from '@chairside/shared/fact'
import type { ChairPicture } from '@chairside/shared/picture'
import { isEnded } from '@chairside/shared/session'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { SessionLine, SessionPhysician } from '@chairside/shared/session-list'
import { MINUTE_MS } from '@chairside/shared/time'

/** Who acted as a physician, each once. */
const physiciansIn = (stated: readonly Pick<Fact, 'kind'>[]): readonly SessionPhysician[] => {
  const found = new Map<string, SessionPhysician>()
  for (const fact of stated as readonly Fact[]) {
    const by = 'by' in fact ? fact.by : null
    if (by !== null && by.role === 'physician') found.set(by.staffId, { staffId: by.staffId, name: by.name })
  }
  return [...found.values()]
}

/** A running session as the list shows it; null: nobody is on the chair. */
export const lineOfPicture = ({ chairId, session, infusion, excursions, sets, timeline = [] }: ChairPicture): SessionLine | null => {
  if (session === null) return null
  const { sessionId, patient, simulated, phase, phaseSince, order, checkedInAt } = session
  const startedAt = infusion?.startedAt ?? null
  const confirmed = excursions.filter((one) => one.confirmed && one.ending !== 'not-reproduced')
  let peak: SessionLine['peak'] = null
  for (const { at, sys, dia, state } of startedAt === null ? [] : sets)
    if (startedAt !== null && state === 'accepted' && at >= startedAt && sys !== null && dia !== null && (peak === null || sys > peak.sys))
      peak = { sys, dia, minute: (at - startedAt) / MINUTE_MS }
  return {
    sessionId,
    chairId,
    patient,
    simulated,
    phase,
    checkedInAt,
    startedAt,
    endedAt: isEnded(phase) ? phaseSince : null,
    doseMg: order.doseMg,
    mgPerKg: order.doseMg / order.weightKg,
    peak,
    excursions: confirmed.length,
    worst: confirmed.reduce<SessionLine['worst']>(
      (worst, { peakLevel }) => (levelRank(peakLevel) > levelRank(worst) ? peakLevel : worst),
      null,
    ),
    lowestSpo2: null,
    physicians: physiciansIn(timeline),
    signed: null,
    amendments: 0,
  }
}

/** R3: whom a signed chart still waits for; undefined: nobody, or it waits for its first signature. */
export const secondSignerOf = ({ signatures, amendments, missingSignatures }: SessionChart): MissingSignature | undefined => {
  const last = signatures.at(-1)
  return last === undefined || amendments.some(({ at }) => at >= last.at) ? undefined : missingSignatures[0]
}

/** The line of a session from its chart, and from what its record states. */
export const lineOfChart = (chart: SessionChart, facts: readonly Fact[]): SessionLine => {
  const { summary, infusion, signatures, amendments } = chart
  const { startedAt } = infusion
  const last = signatures.at(-1) ?? null
  // Amended since: it was signed, and says so.
  const amended = last === null ? 0 : amendments.filter(({ at }) => at >= last.at).length
  const waitsFor = secondSignerOf(chart)
  const signature = waitsFor === undefined ? last : null
  return {
    sessionId: chart.sessionId,
    chairId: chart.chairId,
    patient: chart.patient,
    simulated: chart.simulated,
    phase: chart.phase,
    checkedInAt: chart.checkedInAt,
    startedAt,
    endedAt: chart.endedAt,
    doseMg: summary.orderedMg,
    mgPerKg: summary.mgPerKg,
    peak:
      summary.peakSet === null || startedAt === null
        ? null
        : { sys: summary.peakSet.sys, dia: summary.peakSet.dia, minute: (summary.peakSet.at - startedAt) / MINUTE_MS },
    excursions: summary.excursions.confirmed,
    worst: summary.worst,
    lowestSpo2: summary.lowest.spo2?.value ?? null,
    physicians: physiciansIn(facts),
    signed: signature === null ? null : { by: signature.by, at: signature.at },
    ...(waitsFor === undefined ? {} : { waitsFor }),
    amendments: amended,
  }
}
