import { evaluateReadiness } from '@chairside/server/domain/discharge-readiness'
import type { ReadinessEvidence } from '@chairside/server/domain/readiness-evidence'
import type { Entry } from '@chairside/shared/entry'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { MINUTE_MS, SECOND_MS } from '@chairside/shared/time'
import { END, entered, minutes, readyAt, stream, withEntry } from '../../domain/readiness-fixture.ts'
import { LEAVING_ENTRIES } from '../passing-entries.ts'
import { away } from './attention.ts'
import type { Witness, Witnesses } from './witness.ts'

const NOW = END + minutes(90)

const states = ({ discharge }: Protocol, evidence: ReadinessEvidence, now = NOW): readonly string[] =>
  evaluateReadiness(evidence, discharge, now).criteria.map(({ id, state }) => `${id} ${state}`)

/** All is well but for what is given; each variant at its own moment, NOW if none is named. */
const ready = (...variants: readonly (readonly [change: Partial<ReadinessEvidence>, now?: number])[]): Witness => {
  const evidence = readyAt(NOW)
  return (protocol) => variants.map(([change, now = NOW]) => states(protocol, { ...evidence, ...change }, now))
}

const sets = (sys: number, dia: number): Partial<ReadinessEvidence> => ({
  sets: [minutes(5), 0].map((before) => ({ at: NOW - before, sys, dia, level: -1 })),
})
const freely = (change: Partial<ReadinessEvidence>): Partial<ReadinessEvidence> => ({ baseline: null, ...change })
const heart = (value: number, base: number | null): Partial<ReadinessEvidence> => ({
  heartRate: stream(NOW, value),
  continuousBaseline: { hr: base, spo2: 98, rr: 14 },
})
const oxygen = (value: number, base: number | null): Partial<ReadinessEvidence> => ({
  spo2: stream(NOW, value),
  continuousBaseline: { hr: 70, spo2: base, rr: 14 },
})
/** An age to the millisecond, and one beyond. */
const aged = (ageMs: number): Witness => ready([{}, NOW + ageMs], [{}, NOW + ageMs + 1])
/** One entry instead of the passing one of its kind. */
const instead = (...entries: readonly Entry[]): Witness => ready(...entries.map((entry) => [withEntry(readyAt(NOW), NOW, entry)] as const))
const ALDRETE = { kind: 'aldrete', activity: 2, respiration: 2, circulation: 2, consciousness: 2, saturation: 2 } as const
const cadss = (value: number, highestItem: number): Entry => ({ kind: 'dissociation', scale: 'cadss-6', value, highestItem })
const aldrete = (respiration: 1 | 2): Entry => ({ ...ALDRETE, activity: 1, respiration })
const padss = (before: number) => entered(NOW - minutes(before), { kind: 'padss', vitals: 2, ambulation: 2, nausea: 2, pain: 2, ivSite: 2 })
const without = (kind: Entry['kind']) => readyAt(NOW).entries.filter(({ entry }) => entry.kind !== kind)

/** Streams whose hold begins at exactly the moment, or a millisecond late. */
const since = (holdMs: number, value: number): readonly (readonly { readonly at: number; readonly value: number }[])[] =>
  [holdMs, holdMs - 1].map((ms) => [{ at: NOW - ms, value }, ...stream(NOW, value, holdMs - SECOND_MS)])

export const LEAVING: Witnesses = {
  'discharge.minimumStayMs': (protocol) => [minutes(30) - 1, minutes(30)].map((ms) => states(protocol, readyAt(END + ms), END + ms)),
  'discharge.extraAfterRescueMs': ready(
    ...[minutes(90) - 1, minutes(90), minutes(60), minutes(60) - 1].map((ms) => [{ rescues: [NOW - ms] }] as const),
  ),
  'discharge.bp.percent': ready([sets(144, 80)], [sets(144.1, 80)], [sets(120, 96)], [sets(120, 96.1)]),
  'discharge.bp.diaAtLeastMmHg': (protocol) =>
    [50, 50.1].map((dia) => states(protocol, { ...readyAt(NOW), baseline: { sys: 100, dia: 40, map: null, sets: [] }, ...sets(100, dia) })),
  'discharge.bp.sysBelow': ready([freely(sets(159, 80))], [freely(sets(160, 80))]),
  'discharge.bp.diaBelow': ready([freely(sets(140, 99))], [freely(sets(140, 100))]),
  'discharge.bp.sysAtLeast': ready([freely(sets(90, 60))], [freely(sets(89, 60))]),
  'discharge.bp.diaAtLeast': ready([freely(sets(120, 50))], [freely(sets(120, 49))]),
  'discharge.bp.spacingMs': ready(
    ...[minutes(5), minutes(5) - 1].map(
      (ms) => [{ sets: [ms, 0].map((before) => ({ at: NOW - before, sys: 120, dia: 80, level: -1 })) }] as const,
    ),
  ),
  'discharge.bp.maxAgeMs': aged(minutes(10)),
  'discharge.hr.low': ready([heart(50, null)], [heart(49, null)]),
  'discharge.hr.high': ready([heart(110, null)], [heart(111, null)]),
  'discharge.hr.percent': ready([heart(84, 105)], [heart(83.9, 105)]),
  'discharge.hr.bpm': ready([heart(80, 60)], [heart(80.1, 60)]),
  'discharge.hr.windowMs': ready(...since(minutes(5), 72).map((heartRate) => [{ heartRate }] as const)),
  'discharge.hr.maxAgeMs': aged(minutes(1)),
  'discharge.spo2.low': ready([oxygen(94, null)], [oxygen(93, null)]),
  'discharge.spo2.belowBaseline': ready([oxygen(90, 92)], [oxygen(89, 92)]),
  'discharge.spo2.holdMs': ready(...since(minutes(5), 97).map((spo2) => [{ spo2 }] as const)),
  'discharge.spo2.goodShare': ready(
    // 300 readings are expected in the hold: 270 of them are 0.9.
    ...[270, 269].map((count) => [{ spo2: [{ at: NOW - minutes(5), value: 97 }, ...stream(NOW, 97, (count - 1) * SECOND_MS)] }] as const),
  ),
  'discharge.spo2.oxygenOffMs': ready(...[minutes(10) - 1, minutes(10)].map((ms) => [{ oxygenOffSince: NOW - ms }] as const)),
  'discharge.spo2.maxAgeMs': aged(minutes(1)),
  'discharge.rr.low': ready([{ rr: stream(NOW, 10) }], [{ rr: stream(NOW, 9) }]),
  'discharge.rr.high': ready([{ rr: stream(NOW, 24) }], [{ rr: stream(NOW, 25) }]),
  'discharge.rr.holdMs': ready(...since(minutes(5), 14).map((rr) => [{ rr }] as const)),
  'discharge.rr.maxGapMs': ready(
    ...[MINUTE_MS, MINUTE_MS + 1].map((gapMs) => [{ rr: [...stream(NOW - gapMs, 14, minutes(6)), { at: NOW, value: 14 }] }] as const),
  ),
  'discharge.rr.maxAgeMs': aged(minutes(15)),
  'discharge.sedation.moaas': instead({ kind: 'sedation', moaas: 5 }, { kind: 'sedation', moaas: 4 }),
  'discharge.sedation.earliestAfterEndMs': (protocol) =>
    [minutes(15) - 1, minutes(15)].map((ms) => states(protocol, readyAt(END + ms), END + ms)),
  'discharge.sedation.maxAgeMs': aged(minutes(15)),
  'discharge.orientation.correct': instead({ kind: 'orientation', correct: 4 }, { kind: 'orientation', correct: 3 }),
  'discharge.orientation.maxAgeMs': aged(minutes(15)),
  'discharge.dissociation.scaleMax': instead(
    { kind: 'dissociation', scale: '0-10', value: 2 },
    { kind: 'dissociation', scale: '0-10', value: 3 },
  ),
  'discharge.dissociation.cadssTotalMax': instead(cadss(3, 1), cadss(4, 1)),
  'discharge.dissociation.cadssItemMax': instead(cadss(3, 1), cadss(3, 2)),
  'discharge.dissociation.cadssAboveBefore': ready(
    ...[7, 8].map(
      (value) =>
        [{ entries: [entered(END - minutes(60), cadss(6, 3)), ...without('dissociation'), entered(NOW, cadss(value, 3))] }] as const,
    ),
  ),
  'discharge.dissociation.maxAgeMs': aged(minutes(15)),
  'discharge.gaitMaxAgeMs': aged(minutes(20)),
  'discharge.nauseaMaxAgeMs': aged(minutes(20)),
  'discharge.painMaxAgeMs': aged(minutes(20)),
  'discharge.safetyMaxAgeMs': aged(minutes(30)),
  'discharge.escortMaxAgeMs': ready(
    ...[minutes(30), minutes(30) + 1].map(
      (ms) => [{ entries: [...readyAt(NOW).entries, ...LEAVING_ENTRIES.map((entry) => entered(NOW, entry))] }, NOW + ms] as const,
    ),
  ),
  'discharge.score.pass': instead(aldrete(2), aldrete(1)),
  'discharge.score.padssAssessments': ready(
    ...[[20, 0], [0]].map((all) => [{ entries: [...without('aldrete'), ...all.map(padss)] }] as const),
    [{ entries: [...without('aldrete'), ...[40, 20, 0].map(padss)] }],
  ),
  'discharge.score.maxAgeMs': aged(minutes(15)),
  'offMonitor.infusingMs': (protocol) => away(protocol, false),
  'offMonitor.recoveringMs': (protocol) => away(protocol, true),
  // Somebody was off the monitor for half an hour: the set before it is that much older, less what stood still.
  'offMonitor.freezeMs': (protocol) => {
    const back = NOW + minutes(30)
    const evidence = { ...readyAt(NOW), offMonitor: { spans: [{ fromAt: NOW, toAt: back }], freezeMs: protocol.offMonitor.freezeMs } }
    return [minutes(25), minutes(25) + 1].map((ms) => states(protocol, evidence, NOW + ms))
  },
}
