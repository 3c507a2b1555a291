import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { LATER_RULES, type Protocol } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { at, Example, inBaseline, minutes, running, ZERO } from '../support/judge-harness.ts'

interface Given {
  readonly sys: number
  readonly dia?: number
  readonly map?: number | null
  readonly pulse?: number | null
}

/** A set with a heart rate beside it; null: none is heard. */
const take = (example: Example, second: number, hr: number | null, { sys, dia = 80, map = null, pulse = null }: Given): void => {
  if (hr !== null) example.numerics(second - 1, { hr })
  example.deliver(second, [{ kind: 'set', seq: example.nextSeq(), at: at(second), sys, dia, map, pulse }])
}

const reasons = (example: Example): string[] =>
  example.of('verify-asked').map(({ readAt, because }) => `${(readAt - ZERO) / 1_000} ${because}`)
const asked = (example: Example): string[] =>
  example.of('recheck-asked').map(({ dueAt, because }) => `${(dueAt - ZERO) / 1_000} ${because}`)

/** The second set after a first of 100/60 with HR 70. */
const second = (hr: number | null, given: Given, protocol: Protocol = DEFAULT_PROTOCOL): Example => {
  const example = running({ protocol })
  take(example, 60, 70, { sys: 100, dia: 60 })
  take(example, 120, hr, { dia: 62, ...given })
  return example
}

describe('V3: a jump that the heart rate does not follow', () => {
  it('V3: more than 40 mmHg with HR within 10 asks for a second look; at exactly 40, or with HR by 10, it does not', () => {
    expect(reasons(second(70, { sys: 141 }))).toEqual(['120 jump'])
    expect(reasons(second(79, { sys: 141 }))).toEqual(['120 jump'])
    expect(reasons(second(61, { sys: 140.1 }))).toEqual(['120 jump'])
    expect(reasons(second(70, { sys: 140 }))).toEqual([])
    expect(reasons(second(80, { sys: 141 }))).toEqual([])
    expect(reasons(second(60, { sys: 141 }))).toEqual([])
  })

  it('V3: downwards too', () => {
    const example = running()
    take(example, 60, 70, { sys: 145, dia: 70 })
    take(example, 120, 72, { sys: 104, dia: 60 })
    expect(reasons(example)).toEqual(['120 jump'])
  })

  it('V3: the value stays visible and is judged', () => {
    const example = running()
    take(example, 60, 70, { sys: 120 })
    take(example, 120, 70, { sys: 185 })
    expect(reasons(example)).toEqual(['120 jump'])
    expect(example.picture.care.verify).toEqual({ readAt: at(120), because: 'jump' })
    expect(example.picture.cuff.latest).toMatchObject({ sys: 185, state: 'accepted' })
    expect(example.excursionLines()).toEqual(['120 opened high critical confirmed'])
    expect(example.alarm('bp-high')?.priority).toBe('high')
  })

  it('V3: a recheck in 1 min is asked for where none is due by then', () => {
    const alone = second(70, { sys: 141 })
    expect(asked(alone)).toEqual(['180 verify'])
    expect(alone.picture.cuff).toMatchObject({ nextDueAt: at(180), dueBecause: 'recheck' })
    const warning = running()
    take(warning, 60, 70, { sys: 120 })
    take(warning, 120, 70, { sys: 165 })
    expect(asked(warning)).toEqual(['240 warning', '180 verify'])
    expect(warning.picture.cuff.nextDueAt).toBe(at(180))
    const critical = running()
    take(critical, 60, 70, { sys: 120 })
    take(critical, 120, 70, { sys: 185 })
    expect(asked(critical)).toEqual(['180 critical'])
  })

  it('G3: the second look itself is never overdue, and puts off nothing', () => {
    const example = second(70, { sys: 141 })
    example.heard(120, minutes(14))
    expect(example.conditionLines('nibp-overdue')).toEqual([
      `${120 + minutes(7)} began nibp-overdue low`,
      `${120 + minutes(10)} priority nibp-overdue medium`,
    ])
    const warning = running()
    take(warning, 60, 70, { sys: 120 })
    take(warning, 120, 70, { sys: 165 })
    warning.heard(120, minutes(14))
    expect(warning.conditionLines('nibp-overdue')).toEqual(['360 began nibp-overdue low'])
  })

  it('V3: the next accepted set settles it; a rejected or a late one does not', () => {
    const example = second(70, { sys: 141 })
    take(example, 150, 70, { sys: 300 })
    expect(example.picture.care.verify).not.toBeNull()
    example.set(160, 120, 80, null, 100)
    expect(example.picture.care.verify).not.toBeNull()
    take(example, 180, 70, { sys: 138 })
    expect(example.picture.care.verify).toBeNull()
    expect(example.picture.cuff).toMatchObject({ nextDueAt: at(180 + minutes(5)), dueBecause: 'schedule' })
  })

  it('V8: without a heart rate on both sides nothing is said; the cuff counts one itself', () => {
    expect(reasons(second(null, { sys: 141 }))).toEqual([])
    const lost = running()
    take(lost, 60, 70, { sys: 100, dia: 60 })
    lost.numerics(100, { hr: 70 })
    take(lost, 110.001, null, { sys: 141 })
    expect(reasons(lost)).toEqual([])
    const kept = running()
    take(kept, 60, 70, { sys: 100, dia: 60 })
    kept.numerics(100, { hr: 70 })
    take(kept, 110, null, { sys: 141 })
    expect(reasons(kept)).toEqual(['110 jump'])
    const byCuff = running()
    take(byCuff, 60, null, { sys: 100, dia: 60, pulse: 70 })
    take(byCuff, 120, null, { sys: 141, pulse: 75 })
    expect(reasons(byCuff)).toEqual(['120 jump'])
  })

  it('V3: a set by hand is compared as any other', () => {
    const example = running()
    take(example, 60, 70, { sys: 100, dia: 60 })
    example.numerics(119, { hr: 70 })
    example.mustAct(120, { kind: 'enter-vitals', reading: { sys: 150, dia: 80 } })
    expect(reasons(example)).toEqual(['120 jump'])
  })

  it('V3: from the baseline on, and not before', () => {
    const example = inBaseline()
    take(example, -500, 70, { sys: 100, dia: 60 })
    take(example, -400, 70, { sys: 150 })
    expect(reasons(example)).toEqual(['-400 jump'])
    const early = new Example()
    early.checkIn(-600)
    early.bind(-590)
    take(early, -500, 70, { sys: 100, dia: 60 })
    take(early, -400, 70, { sys: 150 })
    expect(early.of('set-taken')).toHaveLength(2)
    expect(reasons(early)).toEqual([])
  })
})

describe('V3: flags beside a set', () => {
  it('V3: the cuff’s pulse differs by more than 20 and more than 20 % of the heart rate', () => {
    const flags = (hr: number, pulse: number | null): string[] => {
      const example = running()
      take(example, 60, hr, { sys: 120, pulse })
      return reasons(example)
    }
    expect(flags(70, 91)).toEqual(['60 pulse-mismatch'])
    expect(flags(70, 90)).toEqual([])
    expect(flags(70, 49)).toEqual(['60 pulse-mismatch'])
    expect(flags(120, 143)).toEqual([])
    expect(flags(120, 144)).toEqual([])
    expect(flags(120, 145)).toEqual(['60 pulse-mismatch'])
    expect(flags(70, null)).toEqual([])
  })

  it('V3: a pulse typed beside a set by hand is not compared', () => {
    const example = running()
    example.numerics(59, { hr: 70 })
    example.mustAct(60, { kind: 'enter-vitals', reading: { sys: 120, dia: 80, hr: 110 } })
    expect(reasons(example)).toEqual([])
  })

  it('V3: MAP outside 20 to 60 % of the pulse pressure above DIA, by exact decimals', () => {
    const flags = (map: number | null): string[] => {
      const example = running()
      take(example, 60, 70, { sys: 121, dia: 78, map })
      return reasons(example)
    }
    // 43 mmHg: 86.6 and 103.8.
    expect(flags(86.6)).toEqual([])
    expect(flags(86.5)).toEqual(['60 map-inconsistent'])
    expect(flags(103.8)).toEqual([])
    expect(flags(103.9)).toEqual(['60 map-inconsistent'])
    expect(flags(null)).toEqual([])
  })

  it('V3: a pulse pressure below 20', () => {
    const flags = (sys: number): string[] => {
      const example = running()
      take(example, 60, 70, { sys, dia: 90 })
      return reasons(example)
    }
    expect(flags(109)).toEqual(['60 narrow-pulse-pressure'])
    expect(flags(110)).toEqual([])
  })

  it('V3: flags ask for no recheck, all are facts, and the weightiest is on the tile', () => {
    const example = running()
    take(example, 60, 70, { sys: 108, dia: 90, map: 106, pulse: 120 })
    expect(reasons(example)).toEqual(['60 pulse-mismatch', '60 map-inconsistent', '60 narrow-pulse-pressure'])
    expect(example.picture.care.verify?.because).toBe('pulse-mismatch')
    expect(asked(example)).toEqual([])
  })

  it('V3: each has its switch, and a protocol from before has none of them', () => {
    const { artefact } = DEFAULT_PROTOCOL
    const off = (change: Partial<Protocol['artefact']>): Protocol => ({ ...DEFAULT_PROTOCOL, artefact: { ...artefact, ...change } })
    const story = (protocol: Protocol): string[] => {
      const example = running({ protocol })
      take(example, 60, 70, { sys: 165, dia: 90, map: 120 })
      take(example, 120, 70, { sys: 108, dia: 90, map: 106, pulse: 120 })
      return reasons(example).map((line) => line.slice(4))
    }
    expect(story(DEFAULT_PROTOCOL)).toEqual(['jump', 'pulse-mismatch', 'map-inconsistent', 'narrow-pulse-pressure'])
    expect(story(off({ jump: { ...artefact.jump, enabled: false } }))).not.toContain('jump')
    expect(story(off({ pulseMatch: { ...artefact.pulseMatch, enabled: false } }))).not.toContain('pulse-mismatch')
    expect(story(off({ mapShare: { ...artefact.mapShare, enabled: false } }))).toEqual(['jump', 'pulse-mismatch'])
    expect(story({ ...DEFAULT_PROTOCOL, ...LATER_RULES, version: 1 })).toEqual([])
  })
})
