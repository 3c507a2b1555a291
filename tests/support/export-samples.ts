import type { Handed } from '@chairside/server/http/exports/handed'
import { type CopiedSession, readCopy } from '@chairside/server/http/exports/session-copy'
import { openStore } from '@chairside/server/storage/open-sqlite'
import type { SessionId } from '@chairside/shared/identity'
import { temporaryFolder } from '../contract/record-samples.ts'
import { at, type Example, inBaseline, minutes, NURSE, PHYSICIAN, profile, running, unsupervised, ZERO } from './judge-harness.ts'
import { recordedEntries } from './recorded-session.ts'

const SESSION = 'session-1' as SessionId
const DAY = 24 * 3_600

export const handedTo = (change: Partial<Handed> = {}): Handed => ({
  kind: 'record',
  clinic: 'Clínica Test',
  timeZone: 'Europe/Madrid',
  language: 'en',
  at: ZERO + 7_200_000,
  by: { staffId: 'p1', name: 'P. Physician', role: 'physician' },
  bornOn: '1980-05-04',
  ...change,
})

/** What the record of this example gives when it is copied. */
export const copyOf = async (example: Pick<Example, 'inputs'>): Promise<Uint8Array> => {
  const place = temporaryFolder()
  const store = await openStore({ dataDir: place.folder, threaded: false })
  try {
    await store.record.append(recordedEntries(example.inputs, SESSION))
    const copy = await store.builder.copy(SESSION)
    if (copy === null) throw new Error('no copy')
    return copy
  } finally {
    await store.close()
    place.remove()
  }
}

export const copiedOf = async (example: Pick<Example, 'inputs'>): Promise<CopiedSession> => {
  const session = readCopy(await copyOf(example))
  if (session === null) throw new Error('no session')
  return session
}

/** Ninety minutes at one reading a second, with what makes a chart worth reading: an excursion, artefacts, rescue, a pause, late and rejected. */
export const ninetyMinutes = (options: Parameters<typeof running>[0] = {}): Example => {
  const example = running({ baseline: { sys: 122, dia: 78 }, ...options })
  const sysAt = (second: number): number => {
    const minute = second / 60
    return Math.round(122 + 26 * Math.exp(-(((minute - 25) / 14) ** 2)) + (second === minutes(20) ? 38 : second === minutes(22) ? 22 : 0))
  }
  example.enter(30, { kind: 'drug-account', lot: 'K-2231, "B"', drawnMg: 50, wastedMg: 15, witness: 'M. Muñoz' })
  for (let second = 1; second < minutes(90); second += 1) {
    if (second === minutes(12)) example.mustAct(second, { kind: 'pause-infusion', reason: 'patient asked' }, NURSE)
    if (second === minutes(14)) example.mustAct(second, { kind: 'resume-infusion' }, NURSE)
    if (second === minutes(42)) example.mustAct(second, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    if (second === minutes(18)) example.enter(second, { kind: 'dissociation', scale: '0-10', value: 7 })
    if (second === minutes(21)) example.enter(second, { kind: 'note', text: '=cmd|calc; dice «todo bien», ≥ 2 veces' })
    if (second === minutes(23))
      example.enter(second, { kind: 'medication', name: 'Labetalol', group: 'iv-antihypertensive', dose: '10 mg IV' })
    if (second === minutes(60)) example.enter(second, { kind: 'sedation', moaas: 5 })
    if (second === minutes(61)) example.mustAct(second, { kind: 'enter-vitals', reading: { hr: 71, spo2: 98, temp: 36.7 } }, NURSE)
    if (second % 300 === 0 || second === minutes(22))
      example.set(second, sysAt(second), Math.round(sysAt(second) * 0.62), Math.round(sysAt(second) * 0.75))
    if (second === minutes(33)) example.set(second, 300, 90)
    if (second === minutes(37)) example.set(second, 128, 80, 96, second - minutes(12))
    // The monitor is away for three minutes, and brings a part of it later.
    if (second >= minutes(50) && second < minutes(53)) continue
    if (second === minutes(53))
      for (let missed = minutes(52); missed < minutes(53); missed += 1) example.numerics(second, { hr: 74, spo2: 96 }, [], missed)
    example.numerics(second, {
      hr: second === minutes(28) ? 132 : 70 + (second % 7),
      spo2: second === minutes(30) + 17 ? 84 : second === minutes(31) ? 0 : 96 + (second % 3),
      rr: 12 + (second % 5),
      etco2: 36 + (second % 4),
    })
  }
  const alarm = example.alarm('bp-high')
  if (alarm !== undefined) example.act(minutes(80), { kind: 'acknowledge', alarmId: alarm.id, plan: 'medication' }, NURSE)
  example.mustAct(minutes(90), { kind: 'discharge', overrideReason: 'goes to the ward' }, PHYSICIAN)
  return example
}

/** Checked in, bound, and cancelled: nothing was ever measured. */
export const withoutReadings = (): Example => {
  const example = inBaseline()
  example.mustAct(-minutes(1), { kind: 'cancel', reason: 'patient went home' }, NURSE)
  return example
}

/** All that came of the monitor came too late to be judged. */
export const onlyLate = (): Example => {
  const example = running({ baseline: null, profile: unsupervised })
  for (let second = 60; second < 360; second += 1) example.numerics(minutes(30), { hr: 70, spo2: 95 }, [], second)
  example.set(minutes(30), 140, 90, null, 600)
  example.mustAct(minutes(40), { kind: 'stop-infusion', early: false, reason: null }, NURSE)
  example.mustAct(minutes(70), { kind: 'discharge', overrideReason: 'goes home' }, PHYSICIAN)
  return example
}

/** The server was away for twenty minutes in the middle; the monitor declared itself anew. */
const restarted = (): Example => {
  const example = running()
  example.stream(1, 600, { hr: 70, spo2: 97, rr: 14 })
  example.set(300, 130, 80)
  example.feed({ kind: 'source-declared', takenAt: at(minutes(30)), profile: profile() })
  example.stream(minutes(30), minutes(35), { hr: 72, spo2: 96, rr: 14 })
  example.set(minutes(34), 126, 82)
  return example
}

/** A set of the baseline was marked as artefact: the chart is judged by another baseline than the one that was frozen live. */
export const twoBaselines = (): Example => {
  const example = inBaseline()
  for (const [second, sys] of [
    [-minutes(8), 118],
    [-minutes(5), 120],
    [-minutes(2), 128],
  ] as const)
    example.set(second, sys, 78)
  example.heard(-minutes(2), 0)
  example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
  example.stream(1, 600, { hr: 70, spo2: 97, rr: 14 }, 2)
  example.set(601, 150, 84)
  example.mustAct(minutes(40), { kind: 'stop-infusion', early: false, reason: null }, NURSE)
  example.mustAct(minutes(41), { kind: 'mark-set', readAt: at(-minutes(2)), artefact: true, reason: 'arm was bent' }, NURSE)
  example.mustAct(minutes(80), { kind: 'discharge', overrideReason: 'goes home' }, PHYSICIAN)
  return example
}

/** A clock that was a year off, and a server that came back a year later. */
export const yearApart = (): Example => {
  const example = running({ profile: unsupervised })
  example.stream(1, 300, { hr: 70, spo2: 97 })
  example.set(200, 130, 80)
  example.tick(365 * DAY)
  example.numerics(365 * DAY + 60, { hr: 71, spo2: 96 })
  example.mustAct(365 * DAY + 120, { kind: 'stop-infusion', early: true, reason: 'nobody was here' }, NURSE)
  example.mustAct(365 * DAY + 180, { kind: 'discharge', overrideReason: 'long gone' }, PHYSICIAN)
  return example
}

export const HONEST = { withoutReadings, onlyLate, restarted, twoBaselines, yearApart } as const
