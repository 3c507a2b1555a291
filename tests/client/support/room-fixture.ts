import type { ChairId, ExcursionId, SourceId } from '@chairside/shared/identity'
import type { ChairPicture, RoomPicture, SetPicture } from '@chairside/shared/picture'
import { MINUTE_MS } from '@chairside/shared/time'
import { EMPTY_CHAIR } from '../../support/empty-chair.ts'
import { alarmOf, numeric, readinessOf, runningChair, sessionOf, setOf } from './chair-fixture.ts'

/** The room time of the fixtures: a Thursday afternoon. */
export const NOW = Date.UTC(2026, 10, 19, 14, 7, 32)

const calm = (now: number): ChairPicture =>
  runningChair({ chairId: '1', name: 'Ana Kovac', now, minute: 12.7, phase: 'infusing', baseline: [121, 75], rise: 22, lastSetMin: 1.9 })

/** The cuff is 7 min late: dimmed, then struck; the alarm is technical. */
const overdue = (now: number): ChairPicture => {
  const chair = runningChair({
    chairId: '2',
    name: 'Jon Marsh',
    now,
    minute: 49,
    phase: 'recovering',
    baseline: [125, 77],
    rise: 30,
    lastSetMin: 7.2,
  })
  return {
    ...chair,
    alarms: [alarmOf('A1', { cause: 'nibp-overdue', kind: 'technical', priority: 'low', beganAt: now - 10_000 })],
    readiness: readinessOf(now, ['D2', 'D3', 'D7', 'D8', 'D9', 'D10', 'D11', 'D17'], now + 21 * MINUTE_MS),
    events: [
      {
        at: now - 20 * MINUTE_MS,
        by: 'M. Lind',
        entry: { kind: 'note', text: 'Tells of a warm, floating feeling.' },
        factSeq: 20,
        correction: null,
      },
    ],
  }
}

/** A confirmed critical excursion that nobody has answered. */
const critical = (now: number): ChairPicture => {
  const chair = runningChair({
    chairId: '3',
    name: 'Rosa Stein',
    now,
    minute: 31.25,
    phase: 'infusing',
    baseline: [136, 82],
    rise: 33,
    lastSetMin: 5,
  })
  const latest = setOf(now - 41_000, 184, 104)
  const moved: SetPicture = { ...setOf(now - 14 * MINUTE_MS, 212, 60), state: 'rejected', reason: 'pulse-pressure' }
  return {
    ...chair,
    sets: [...chair.sets, moved, latest].sort((a, b) => a.at - b.at),
    cuff: {
      ...chair.cuff,
      latest,
      change: { sys: 48, dia: 22 },
      highLevel: 'critical',
      nextDueAt: latest.at + MINUTE_MS,
      dueBecause: 'recheck',
    },
    excursions: [
      {
        id: 'X1' as ExcursionId,
        side: 'high',
        level: 'critical',
        peakLevel: 'critical',
        confirmed: true,
        openedAt: now - 5 * MINUTE_MS,
        confirmedAt: now - 41_000,
        closedAt: null,
        ending: null,
        phaseAtOpening: 'infusing',
        infusionMinuteAtOpening: 26.2,
        peak: { sys: { value: 184, at: latest.at }, dia: { value: 104, at: latest.at }, map: { value: 131, at: latest.at } },
        largestChange: { sys: 48, dia: 22 },
        setCount: 2,
        minutesBeyondWarning: { sys: 4.2, dia: 1.3 },
        areaBeyondWarning: { sys: 40, dia: 2 },
      },
    ],
    alarms: [
      alarmOf('A1', { cause: 'bp-high', priority: 'high', beganAt: latest.at, text: 'SYS 184 ≥ 180', latched: true }),
      alarmOf('A2', { cause: 'signal-lost', kind: 'technical', priority: 'low', beganAt: now - 14_000, text: 'RR' }),
    ],
    numerics: { ...chair.numerics, hr: numeric(101, now), rr: numeric(18, now - 14_000) },
    events: [
      {
        at: now - 9 * MINUTE_MS,
        by: 'N. Ortega',
        entry: { kind: 'medication', name: 'Ondansetron', group: 'antiemetic', dose: '4 mg IV' },
        factSeq: 21,
        correction: null,
      },
    ],
  }
}

const ready = (now: number): ChairPicture => {
  const chair = runningChair({
    chairId: '4',
    name: 'Tom Bauer',
    now,
    minute: 75,
    phase: 'recovering',
    baseline: [120, 73],
    rise: 24,
    lastSetMin: 4.1,
  })
  return { ...chair, readiness: readinessOf(now, [], null) }
}

/** An unconfirmed excursion, an answered desaturation, a stale respiration, a gap behind it. */
const troubled = (now: number): ChairPicture => {
  const chair = runningChair({
    chairId: '5',
    name: 'Eva Wirth',
    now,
    minute: 22,
    phase: 'infusing',
    baseline: [124, 75],
    rise: 25,
    lastSetMin: 1.2,
  })
  const latest = setOf(now - 70_000, 163, 92)
  return {
    ...chair,
    sets: [...chair.sets.slice(0, -1), latest],
    cuff: {
      ...chair.cuff,
      latest,
      change: { sys: 39, dia: 17 },
      highLevel: 'warning',
      nextDueAt: latest.at + 2 * MINUTE_MS,
      dueBecause: 'recheck',
    },
    alarms: [
      alarmOf('A1', {
        cause: 'spo2-low',
        priority: 'medium',
        beganAt: now - 22_000,
        text: 'SpO2 88 < 90',
        acknowledgement: { by: 'M. Lind', at: now - 12_000, plan: 'reposition-probe' },
      }),
      alarmOf('A2', { cause: 'bp-high', priority: 'low', beganAt: latest.at, text: 'SYS 163 ≥ 160', unconfirmed: true }),
    ],
    numerics: { ...chair.numerics, spo2: numeric(88, now), rr: numeric(14, now - 7_000), etco2: numeric(38, now) },
    gaps: [{ fromAt: now - 14 * MINUTE_MS, toAt: now - 10.5 * MINUTE_MS, cause: 'source-silent', vital: null }],
  }
}

/** Unplugged: every number is lost. */
const lost = (now: number): ChairPicture => {
  const chair = runningChair({
    chairId: '6',
    name: 'Paul Dorn',
    now,
    minute: 18,
    phase: 'paused',
    baseline: [118, 70],
    rise: 20,
    lastSetMin: 3.4,
  })
  const since = now - 48_000
  return {
    ...chair,
    source: chair.source === null ? null : { ...chair.source, lastHeardAt: since },
    numerics: { hr: numeric(88, since), spo2: numeric(97, since), rr: numeric(16, since) },
    gaps: [{ fromAt: since, toAt: null, cause: 'source-silent', vital: null }],
    alarms: [alarmOf('A1', { cause: 'source-silent', kind: 'technical', priority: 'medium', beganAt: now - 38_000, text: 'Bed 6' })],
  }
}

const fresh = (now: number): ChairPicture => ({
  ...EMPTY_CHAIR,
  chairId: '7' as ChairId,
  session: {
    ...sessionOf('7', 'Lea Novak', 'baseline', now - 4 * MINUTE_MS, [1, 6]),
    holds: [
      { id: 'bp', strength: 'soft', detail: 'SYS 144 ≥ 140' },
      { id: 'gate', strength: 'hard', detail: 'consent' },
    ],
  },
})

const emptyChair = (chairId: string): ChairPicture => ({ ...EMPTY_CHAIR, chairId: chairId as ChairId })

/** A room in which everything happens at once: calm, overdue, critical, ready, troubled, lost, fresh, empty. */
export const roomOf = (now: number, chairs: readonly ChairPicture[] = sixChairs(now)): RoomPicture => ({
  epoch: 'epoch-1',
  number: 1,
  clock: { roomNow: now, speed: 1 },
  clinic: { name: 'Infusion room', timeZone: 'America/New_York', simulated: true },
  chairs,
  sources: [{ sourceId: 'monitor-8' as SourceId, label: 'Bed 8', simulated: true, connected: true, boundTo: null, refusals: {} }],
  notRecording: false,
})

export const sixChairs = (now: number): readonly ChairPicture[] => [
  calm(now),
  overdue(now),
  critical(now),
  ready(now),
  troubled(now),
  emptyChair('6'),
]

export const otherChairs = (now: number): readonly ChairPicture[] => [lost(now), fresh(now), emptyChair('8')]

/** The same chairs under other numbers, to fill a large room. */
export const manyChairs = (now: number, count: number): readonly ChairPicture[] => {
  const kinds = [calm, overdue, critical, ready, troubled, lost, fresh, calm, calm, ready, calm, overdue]
  return Array.from({ length: count }, (_, index) => {
    const build = kinds[index % kinds.length] ?? calm
    const chair = index === count - 1 ? emptyChair('0') : build(now)
    return { ...chair, chairId: String(index + 1) as ChairId }
  })
}
