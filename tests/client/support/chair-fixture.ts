import type { Alarm } from '@chairside/shared/alarm'
import type { EvidencePart } from '@chairside/shared/evidence'
import type { AlarmId, ChairId, SessionId, SourceId } from '@chairside/shared/identity'
import type { ChairPicture, NumericPicture, SessionPicture, SetPicture } from '@chairside/shared/picture'
import { CLINICAL_CRITERIA, CRITERIA, type CriterionId, type CriterionResult, type Readiness } from '@chairside/shared/readiness'
import type { Phase } from '@chairside/shared/session'
import { MINUTE_MS } from '@chairside/shared/time'
import { EMPTY_CHAIR } from '../../support/empty-chair.ts'

export const numeric = (value: number, at: number): NumericPicture => ({ value, at, periodMs: 1_000, flagged: false, rejected: false })

export const setOf = (at: number, sys: number, dia: number): SetPicture => ({
  at,
  sys,
  dia,
  map: Math.round(dia + (sys - dia) / 3),
  state: 'accepted',
  reason: null,
  origin: 'simulated',
})

export const sessionOf = (
  chairId: string,
  name: string,
  phase: Phase,
  phaseSince: number,
  numbers: readonly [number, number] = [2, 6],
): SessionPicture => ({
  sessionId: `session-${chairId}` as SessionId,
  patient: { identifier: `P${chairId}`, name, infusionNumber: numbers[0], courseLength: numbers[1] },
  simulated: true,
  phase,
  phaseSince,
  order: { drug: 'ketamine', weightKg: 76, doseMg: 38, durationMin: 40, concentrationMgPerMl: 1 },
  protocol: { id: 'default', version: 1, name: 'Default' },
  checkedInAt: phaseSince - 25 * MINUTE_MS,
  gate: {},
  holds: [],
})

export const alarmOf = (id: string, given: Partial<Alarm> & Pick<Alarm, 'cause' | 'priority' | 'beganAt'>): Alarm => ({
  id: id as AlarmId,
  kind: 'physiological',
  condition: 'present',
  acknowledgement: null,
  endedAt: null,
  latched: false,
  text: '',
  unconfirmed: false,
  announcedAt: given.beganAt,
  escalation: 0,
  presentedAs: given.priority,
  ...given,
})

interface Running {
  readonly chairId: string
  readonly name: string
  readonly now: number
  /** Minutes since the start of the infusion. */
  readonly minute: number
  readonly phase: 'infusing' | 'paused' | 'recovering'
  readonly baseline: readonly [number, number]
  /** Rise of SYS over the baseline at its peak, mmHg. */
  readonly rise: number
  /** Minutes since the newest set. */
  readonly lastSetMin: number
}

/** A session under way: a rise and fall of the pressure, sets every 5 min, numbers of this moment. */
export const runningChair = ({ chairId, name, now, minute, phase, baseline, rise, lastSetMin }: Running): ChairPicture => {
  const startedAt = now - minute * MINUTE_MS
  const [sys, dia] = baseline
  const shape = (m: number): number => Math.exp(-((m - 28) ** 2) / 380)
  const minutes = [-9, -5, ...Array.from({ length: 40 }, (_, index) => index * 5)].filter((m) => m < minute - lastSetMin)
  const sets = [...minutes, minute - lastSetMin].map((m) =>
    setOf(
      startedAt + m * MINUTE_MS,
      Math.round(sys + (m <= 0 ? 0 : rise * shape(m)) + ((m * 7) % 5)),
      Math.round(dia + (m <= 0 ? 0 : rise * 0.45 * shape(m)) + ((m * 3) % 4)),
    ),
  )
  const latest = sets.at(-1) as SetPicture
  const endedAt = phase === 'recovering' ? startedAt + 40 * MINUTE_MS : null
  const session = sessionOf(chairId, name, phase, phase === 'recovering' ? (endedAt ?? now) : startedAt)
  return {
    ...EMPTY_CHAIR,
    chairId: chairId as ChairId,
    session: { ...session, checkedInAt: startedAt - 20 * MINUTE_MS },
    source: {
      sourceId: `monitor-${chairId}` as SourceId,
      label: `Bed ${chairId}`,
      boundAt: startedAt - 15 * MINUTE_MS,
      lastHeardAt: now,
      periodMs: 1_000,
      clockOffsetMs: 40,
    },
    numerics: {
      hr: numeric(70 + Math.round(rise / 2), now),
      pulse: numeric(70 + Math.round(rise / 2), now),
      spo2: numeric(97, now),
      rr: numeric(15, now),
    },
    heartRateFrom: 'hr',
    cuff: {
      latest,
      change: { sys: (latest.sys ?? 0) - sys, dia: (latest.dia ?? 0) - dia },
      highLevel: null,
      lowLevel: null,
      nextDueAt: latest.at + 5 * MINUTE_MS,
      dueBecause: 'schedule',
      failuresInARow: 0,
      dimAfterMs: 2 * MINUTE_MS,
      strikeAfterMs: 5 * MINUTE_MS,
    },
    sets,
    baseline: {
      bp: { sys, dia, map: null, sets: sets.slice(0, 2).map((set) => ({ at: set.at, sys: set.sys ?? 0, dia: set.dia ?? 0 })) },
      continuous: { hr: 72, spo2: 97, rr: 15 },
    },
    limits: {
      sysHighWarning: Math.min(160, sys + 40),
      sysHighCritical: 180,
      diaHighWarning: 100,
      sysLowWarning: 90,
      diaHighCritical: 110,
      diaLowWarning: 50,
      mapHighWarning: 120,
      mapHighCritical: 130,
      mapLowWarning: 65,
      sysLowCritical: 80,
      diaLowCritical: 40,
      mapLowCritical: 55,
      hr: { low: 50, high: 120 },
      spo2Low: 90,
      rr: { low: 8, high: 30 },
      etco2High: 50,
    },
    infusion: {
      plannedDurationMs: 40 * MINUTE_MS,
      plannedRateMlPerHour: 57,
      doseMg: 38,
      concentrationMgPerMl: 1,
      startedAt,
      plannedEndAt: startedAt + 40 * MINUTE_MS,
      endedAt,
      endedEarly: false,
      stretches: [{ fromAt: startedAt, toAt: endedAt, rateMlPerHour: 57 }],
    },
  }
}

const RESTS_ON: { readonly [criterion in CriterionId]?: readonly EvidencePart[] } = {
  D3: [
    { code: 'pressure', value: 122, beside: 78 },
    { code: 'pressure', value: 118, beside: 74 },
  ],
  D7: [{ code: 'moaas', value: 5 }],
}

/** A readiness in which everything is met but `missing`. */
export const readinessOf = (now: number, missing: readonly CriterionId[], earliestAt: number | null): Readiness => {
  const criteria: CriterionResult[] = CRITERIA.map((id) => {
    const open = missing.includes(id) || ['D14', 'D15', 'D16', 'D19', 'D20'].includes(id)
    const restsOn = open ? [] : (RESTS_ON[id] ?? [{ code: 'complete' } as const])
    return {
      id,
      state: open ? 'no-evidence' : 'met',
      restsOn,
      // Screens have words of their own for what a criterion rests on: this one is to be seen nowhere.
      evidence: open ? null : 'as the record has it',
      evidenceAt: open ? null : now - 3 * MINUTE_MS,
      by: !open && ['D7', 'D8', 'D9', 'D10'].includes(id) ? 'M. Lind' : null,
      expiresAt: open ? null : now + 9 * MINUTE_MS,
      earliestAt: open ? earliestAt : null,
    }
  })
  const open = CLINICAL_CRITERIA.filter((id) => missing.includes(id))
  return {
    verdict: open.length === 0 ? 'ready' : 'not-enough-evidence',
    criteria,
    met: CLINICAL_CRITERIA.length - open.length,
    of: CLINICAL_CRITERIA.length,
    missing: open,
    nextExpiry: { criterion: 'D10', at: now + 4 * MINUTE_MS },
    earliestAt,
    mayLeave: false,
  }
}
