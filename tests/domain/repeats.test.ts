import type { SourceEntry } from '@chairside/server/domain/chair-input'
import { withoutRepeats } from '@chairside/server/domain/repeats'
import { copyOf } from '@chairside/server/domain/session-copy'
import type { Work } from '@chairside/server/domain/session-state'
import type { VitalValues } from '@chairside/shared/vital'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, quiet } from '../support/judge-harness.ts'

type Numerics = Extract<SourceEntry, { kind: 'numerics' }>
type CuffSet = Extract<SourceEntry, { kind: 'set' }>

let seq = 0
const numerics = (second: number, values: VitalValues, more: Partial<Numerics> = {}): Numerics => {
  seq += 1
  return { kind: 'numerics', seq, at: at(second), values, off: [], unmapped: [], ...more }
}
const set = (second: number, more: Partial<CuffSet> = {}): CuffSet => {
  seq += 1
  return { kind: 'set', seq, at: at(second), sys: 120, dia: 80, map: 93, pulse: 70, ...more }
}
const odd = (value: number, more: { name?: string; unit?: string } = {}): Partial<Numerics> => ({
  unmapped: [{ name: 'ST', value, unit: 'mV', ...more }],
})

/** A session that has heard nothing yet. */
const heardNothing = (): Work => {
  const { session } = quiet().chair
  if (session === null) throw new Error('no session')
  const fresh = { seenNewestAt: null, seenRecent: [], seenClock: 0, seenOlder: [] }
  return { chairId: CHAIR, session: { ...copyOf(session), ...fresh }, facts: [], notRecording: false }
}
/** What of the last entry is new, after all the others were taken. */
const newOf = (...entries: readonly SourceEntry[]): SourceEntry | null => {
  const work = heardNothing()
  return entries.reduce<SourceEntry | null>((_, entry) => withoutRepeats(work, entry, 0), null)
}

describe('V4: what of a delivery is new', () => {
  it('V4: what was never taken is new as it is, also where it says nothing', () => {
    for (const entry of [numerics(5, { spo2: 97 }), numerics(5, {}), set(5)]) expect(newOf(entry)).toBe(entry)
    const empty = numerics(5, {})
    expect(newOf(set(5), empty)).toBe(empty)
    expect(newOf(numerics(5, { spo2: 97 }), numerics(5, {}))).toBeNull()
  })

  it('V4: a vital of the same moment is a repeat by its value, whatever number its message has', () => {
    expect(newOf(numerics(5, { spo2: 97, hr: 70 }), numerics(5, { spo2: 97, hr: 70 }))).toBeNull()
    expect(newOf(numerics(5, { spo2: 97 }), numerics(5, { spo2: 96 }))).toMatchObject({ values: { spo2: 96 } })
    expect(newOf(numerics(5, { spo2: 97 }), numerics(5.001, { spo2: 97 }))).toMatchObject({ at: at(5.001), values: { spo2: 97 } })
    expect(newOf(numerics(5, { spo2: 97 }), numerics(4.999, { spo2: 97 }))).toMatchObject({ at: at(4.999) })
  })

  it('V4: beside what is repeated only the rest is taken, with no vital that nobody said', () => {
    const fresh = newOf(numerics(5, { spo2: 97, rr: 14 }), numerics(5, { spo2: 97, hr: 70, rr: 15 }))
    expect((fresh as Numerics).values).toStrictEqual({ hr: 70, rr: 15 })
  })

  it('V4: each of several values of one moment is known', () => {
    const both = [numerics(5, { spo2: 97 }), numerics(5, { spo2: 96 })]
    for (const spo2 of [97, 96]) expect(newOf(...both, numerics(5, { spo2 }))).toBeNull()
    expect(newOf(...both, numerics(5, { spo2: 95 }))).toMatchObject({ values: { spo2: 95 } })
  })

  it('V4: a flag is a repeat by its vital, a strange value by name, value and unit', () => {
    expect(newOf(numerics(5, {}, { off: ['spo2'] }), numerics(5, {}, { off: ['spo2'] }))).toBeNull()
    expect(newOf(numerics(5, {}, { off: ['spo2'] }), numerics(5, {}, { off: ['hr', 'spo2'] }))).toMatchObject({ off: ['hr'] })
    expect(newOf(numerics(5, {}, odd(1)), numerics(5, {}, odd(1)))).toBeNull()
    for (const other of [odd(2), odd(1, { name: 'QT' }), odd(1, { unit: 'mm' })])
      expect(newOf(numerics(5, {}, odd(1)), numerics(5, {}, other))).toMatchObject(other)
    expect(newOf(numerics(5, { hr: 70 }, odd(1)), numerics(5, { hr: 71 }, odd(1)))).toMatchObject({
      values: { hr: 71 },
      off: [],
      unmapped: [],
    })
  })

  it('V4: flags and strange values of any earlier message of that moment count', () => {
    const before = [numerics(5, { hr: 70 }, { off: ['spo2'] }), numerics(5, { hr: 71 }, odd(1))]
    expect(newOf(...before, numerics(5, {}, { off: ['spo2'], ...odd(1) }))).toBeNull()
  })

  it('V4: a set is a repeat where all four numbers are the same', () => {
    expect(newOf(set(5), set(5))).toBeNull()
    for (const other of [{ sys: 121 }, { dia: 81 }, { map: null }, { pulse: 71 }] as const)
      expect(newOf(set(5), set(5, other))).toMatchObject(other)
    expect(newOf(set(5), set(6))).toMatchObject({ at: at(6) })
    expect(newOf(set(5), set(9), set(5))).toBeNull()
  })

  it('V4: anything else of a monitor is told once a moment, and another kind is another thing', () => {
    const started: SourceEntry = { kind: 'cuff-started', seq: 1, at: at(5) }
    const failed: SourceEntry = { kind: 'cuff-failed', seq: 2, at: at(5), code: 'leak' }
    expect(newOf(started, { ...started, seq: 9 })).toBeNull()
    expect(newOf(failed, { ...failed, seq: 9, code: 'other' })).toBeNull()
    expect(newOf(started, failed)).toBe(failed)
    expect(newOf(numerics(5, { hr: 70 }), started)).toBe(started)
    const measured = set(5)
    expect(newOf(numerics(5, {}), started, failed, measured)).toBe(measured)
    const vitals = numerics(5, { hr: 70 })
    expect(newOf(set(5), started, vitals)).toBe(vitals)
  })

  it('V4: a pulse of the oximeter is no repeat of the one that the cuff counted', () => {
    expect(newOf(set(5), numerics(5, { pulse: 70 }))).toMatchObject({ values: { pulse: 70 } })
  })
})

describe('V4, V6: what is remembered', () => {
  it('V6: what another clock of the monitor dated is another reading, before and after a step', () => {
    const work = heardNothing()
    const first = numerics(5, { spo2: 97 })
    expect(withoutRepeats(work, first, 0)).toBe(first)
    expect(withoutRepeats(work, numerics(5, { spo2: 97 }), 1)).toMatchObject({ values: { spo2: 97 } })
    for (const clock of [0, 1]) expect(withoutRepeats(work, numerics(5, { spo2: 97 }), clock)).toBeNull()
    expect(withoutRepeats(work, set(5), 1)).not.toBeNull()
    expect(withoutRepeats(work, set(5), 0)).not.toBeNull()
    for (const clock of [0, 1]) expect(withoutRepeats(work, set(5), clock)).toBeNull()
  })

  it('V4: everything since the binding, however much came after it, in blocks of which one is open', () => {
    const work = heardNothing()
    for (let second = 1; second <= 100; second += 1) {
      const entry = second % 10 === 0 ? set(second) : numerics(second, { spo2: 90 + (second % 7) })
      expect(withoutRepeats(work, entry, 0)).toBe(entry)
      const { seenRecent, seenOlder, seenNewestAt } = work.session
      expect([seenRecent.length, seenOlder.length]).toEqual([((second - 1) % 32) + 1, Math.floor((second - 1) / 32)])
      expect(seenNewestAt).toBe(at(second))
    }
    for (let second = 1; second <= 100; second += 1)
      expect(withoutRepeats(work, second % 10 === 0 ? set(second) : numerics(second, { spo2: 90 + (second % 7) }), 0)).toBeNull()
    expect(work.session.seenRecent).toHaveLength(4)
  })

  it('V6: another clock begins a block of its own', () => {
    const work = heardNothing()
    for (const [second, clock] of [0, 0, 1, 1, 1].entries()) withoutRepeats(work, numerics(second, { hr: 70 }), clock)
    expect(work.session.seenRecent).toHaveLength(3)
    expect([work.session.seenClock, work.session.seenOlder.map(({ clock }) => clock)]).toEqual([1, [0]])
  })

  it('V4: what came late is remembered as well, and is not the newest', () => {
    const work = heardNothing()
    withoutRepeats(work, numerics(50, { spo2: 97 }), 0)
    withoutRepeats(work, numerics(20, { spo2: 91 }), 0)
    expect(work.session.seenNewestAt).toBe(at(50))
    expect(withoutRepeats(work, numerics(20, { spo2: 91 }), 0)).toBeNull()
    expect(withoutRepeats(work, set(20), 0)).not.toBeNull()
    expect(withoutRepeats(work, set(20), 0)).toBeNull()
  })

  it('V4: of what is partly new only that is kept, once', () => {
    const work = heardNothing()
    withoutRepeats(work, numerics(5, { spo2: 97 }), 0)
    withoutRepeats(work, numerics(5, { spo2: 97, hr: 70 }), 0)
    withoutRepeats(work, numerics(5, { spo2: 97, hr: 70 }), 0)
    expect(work.session.seenRecent).toMatchObject([{ values: { spo2: 97 } }, { values: { hr: 70 } }])
    expect(work.session.seenRecent).toHaveLength(2)
  })

  it('V4: another list each time, so that a copy of the session stays as it was', () => {
    const work = heardNothing()
    withoutRepeats(work, numerics(5, { spo2: 97 }), 0)
    const before = work.session.seenRecent
    withoutRepeats(work, numerics(6, { spo2: 97 }), 0)
    expect(before).toHaveLength(1)
    expect(work.session.seenRecent).toHaveLength(2)
  })
})
