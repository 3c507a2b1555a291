import type { Sample } from '@chairside/server/domain/readiness-evidence'
import type { Entry } from '@chairside/shared/entry'
import type { CriterionId } from '@chairside/shared/readiness'
import { describe, expect, it } from 'vitest'
import { afterEnd, criterionAt, END, entered, minutes, nothingKnown, readyAt, stream, withEntry } from './readiness-fixture.ts'

const NOW = afterEnd(40)

describe('L1: what is entered, with its evidence', () => {
  it.each<[CriterionId, Entry, 'met' | 'not-met', string]>([
    ['D7', { kind: 'sedation', moaas: 5 }, 'met', 'MOAA/S 5'],
    ['D7', { kind: 'sedation', moaas: 4 }, 'not-met', 'MOAA/S 4'],
    ['D7', { kind: 'rass', value: 0 }, 'met', 'RASS 0'],
    ['D7', { kind: 'rass', value: 1 }, 'not-met', 'RASS +1'],
    ['D7', { kind: 'rass', value: -1 }, 'not-met', 'RASS -1'],
    ['D8', { kind: 'orientation', correct: 4 }, 'met', '4/4'],
    ['D8', { kind: 'orientation', correct: 3 }, 'not-met', '3/4'],
    ['D9', { kind: 'dissociation', scale: '0-10', value: 2 }, 'met', '2/10'],
    ['D9', { kind: 'dissociation', scale: '0-10', value: 3 }, 'not-met', '3/10'],
    ['D9', { kind: 'dissociation', scale: 'cadss-6', value: 3, highestItem: 1 }, 'met', 'CADSS-6 3, highest item 1'],
    ['D9', { kind: 'dissociation', scale: 'cadss-6', value: 4, highestItem: 1 }, 'not-met', 'CADSS-6 4, highest item 1'],
    ['D9', { kind: 'dissociation', scale: 'cadss-6', value: 3, highestItem: 2 }, 'not-met', 'CADSS-6 3, highest item 2'],
    ['D10', { kind: 'gait', steady: true, dizzy: false }, 'met', 'steady, not dizzy'],
    ['D10', { kind: 'gait', steady: false, dizzy: false }, 'not-met', 'unsteady, not dizzy'],
    ['D10', { kind: 'gait', steady: true, dizzy: true }, 'not-met', 'steady, dizzy'],
    ['D11', { kind: 'nausea', level: 'none', vomitedWithin15Min: false }, 'met', 'none'],
    ['D11', { kind: 'nausea', level: 'mild', vomitedWithin15Min: false }, 'met', 'mild'],
    ['D11', { kind: 'nausea', level: 'mild', vomitedWithin15Min: true }, 'not-met', 'mild, vomited'],
    ['D11', { kind: 'nausea', level: 'moderate', vomitedWithin15Min: false }, 'not-met', 'moderate'],
    ['D12', { kind: 'pain', newModerateOrSevere: false }, 'met', 'nothing new'],
    ['D12', { kind: 'pain', newModerateOrSevere: true }, 'not-met', 'new, moderate or severe'],
    ['D13', { kind: 'safety', concern: false }, 'met', 'no concern'],
    ['D13', { kind: 'safety', concern: true }, 'not-met', 'concern'],
    ['D14', { kind: 'iv-out', siteClean: true }, 'met', 'out, site clean'],
    ['D14', { kind: 'iv-out', siteClean: false }, 'not-met', 'site not clean'],
    ['D15', { kind: 'escort', present: true, name: 'An Adult', phone: '5550100' }, 'met', 'present'],
    ['D15', { kind: 'escort', present: false, name: 'An Adult', phone: '5550100' }, 'not-met', 'not present'],
    ['D15', { kind: 'escort', present: true, name: ' ', phone: '5550100' }, 'not-met', 'present, name or phone missing'],
    ['D15', { kind: 'escort', present: true, name: 'An Adult', phone: ' ' }, 'not-met', 'present, name or phone missing'],
    ['D15', { kind: 'escort', present: false, name: '', phone: '' }, 'not-met', 'not present, name or phone missing'],
    ['D16', { kind: 'instructions', understood: true }, 'met', 'understood'],
    ['D16', { kind: 'instructions', understood: false }, 'not-met', 'not understood'],
  ])('%s: %j is %s: %s', (id, entry, state, evidence) => {
    const bare = { ...nothingKnown(), entries: [entered(NOW, entry)] }
    expect(criterionAt(id, bare, NOW)).toMatchObject({ id, state, evidence, evidenceAt: NOW, by: 'N. Nurse', earliestAt: null })
  })

  it.each<[CriterionId, number]>([
    ['D7', 15],
    ['D8', 15],
    ['D9', 15],
    ['D10', 20],
    ['D11', 20],
    ['D12', 20],
    ['D13', 30],
    ['D18', 15],
  ])('%s: it counts for exactly %d min', (id, ageMin) => {
    const evidence = readyAt(NOW)
    const until = NOW + minutes(ageMin)
    expect(criterionAt(id, evidence, until)).toMatchObject({ state: 'met', expiresAt: until })
    expect(criterionAt(id, evidence, until + 1)).toMatchObject({ state: 'expired', expiresAt: null })
  })

  it('D15: an escort counts for exactly 30 min; the other steps for good', () => {
    const evidence = {
      ...nothingKnown(),
      entries: [
        entered(NOW, { kind: 'escort', present: true, name: 'An Adult', phone: '5550100' }),
        entered(NOW, { kind: 'iv-out', siteClean: true }),
        entered(NOW, { kind: 'instructions', understood: true }),
      ],
    }
    expect(criterionAt('D15', evidence, NOW + minutes(30)).state).toBe('met')
    expect(criterionAt('D15', evidence, NOW + minutes(30) + 1).state).toBe('expired')
    for (const id of ['D14', 'D16'] as const)
      expect(criterionAt(id, evidence, NOW + minutes(600))).toMatchObject({ state: 'met', expiresAt: null })
  })

  it('D7: too early is no evidence, a poor one fails at once, and both grow old', () => {
    const at = (minute: number, moaas: number) => ({
      ...nothingKnown(),
      entries: [entered(afterEnd(minute), { kind: 'sedation', moaas } as const)],
    })
    const early = afterEnd(15) - 1
    const almost = { ...nothingKnown(), entries: [entered(early, { kind: 'sedation', moaas: 5 } as const)] }
    expect(criterionAt('D7', almost, early)).toMatchObject({
      state: 'no-evidence',
      evidence: 'MOAA/S 5, too early',
      earliestAt: afterEnd(15),
    })
    expect(criterionAt('D7', at(15, 5), afterEnd(15))).toMatchObject({ state: 'met', evidence: 'MOAA/S 5' })
    expect(criterionAt('D7', at(5, 4), afterEnd(5))).toMatchObject({ state: 'not-met', evidence: 'MOAA/S 4', earliestAt: afterEnd(15) })
    expect(criterionAt('D7', at(5, 5), afterEnd(20)).state).toBe('no-evidence')
    expect(criterionAt('D7', { ...at(5, 5) }, afterEnd(20) + 1).state).toBe('expired')
    expect(criterionAt('D7', nothingKnown(), afterEnd(1))).toMatchObject({ state: 'no-evidence', evidence: null, earliestAt: afterEnd(15) })
  })

  it('D7: of two scales the newer decides, of one moment the one that fails', () => {
    const both = (rassAt: number, rass: number, moaas: number) => ({
      ...nothingKnown(),
      entries: [entered(NOW, { kind: 'sedation', moaas } as const), entered(NOW + rassAt, { kind: 'rass', value: rass } as const)],
    })
    expect(criterionAt('D7', both(1, 1, 5), NOW + 1)).toMatchObject({ state: 'not-met', evidence: 'RASS +1' })
    expect(criterionAt('D7', both(-1, 1, 5), NOW + 1)).toMatchObject({ state: 'met', evidence: 'MOAA/S 5' })
    expect(criterionAt('D7', both(0, 1, 5), NOW + 1)).toMatchObject({ state: 'not-met', evidence: 'RASS +1' })
    expect(criterionAt('D7', both(0, 0, 4), NOW + 1)).toMatchObject({ state: 'not-met', evidence: 'MOAA/S 4' })
  })

  it('D8, D9: against the patient’s own before the infusion, and by that kind and scale alone', () => {
    const start = END - minutes(40)
    const own = (...entries: readonly (readonly [number, Entry])[]) => ({
      ...nothingKnown(),
      entries: entries.map(([at, entry]) => entered(at, entry)),
    })
    const oriented = (before: number, correct: number) =>
      criterionAt('D8', own([start - 1, { kind: 'orientation', correct: before }], [NOW, { kind: 'orientation', correct }]), NOW)
    expect(oriented(3, 3)).toMatchObject({ state: 'met', evidence: '3/4, before 3/4' })
    expect(oriented(3, 2)).toMatchObject({ state: 'not-met', evidence: '2/4, before 3/4' })
    expect(oriented(3, 4)).toMatchObject({ state: 'met', evidence: '4/4' })
    const atStart = own([start, { kind: 'orientation', correct: 3 }], [NOW, { kind: 'orientation', correct: 3 }])
    expect(criterionAt('D8', atStart, NOW)).toMatchObject({ state: 'not-met', evidence: '3/4' })
    const cadss = (value: number): Entry => ({ kind: 'dissociation', scale: 'cadss-6', value, highestItem: 2 })
    const dissociated = (before: Entry, value: number) => criterionAt('D9', own([start - 1, before], [NOW, cadss(value)]), NOW)
    expect(dissociated(cadss(5), 6)).toMatchObject({ state: 'met', evidence: 'CADSS-6 6, highest item 2, before 5' })
    expect(dissociated(cadss(5), 7)).toMatchObject({ state: 'not-met', evidence: 'CADSS-6 7, highest item 2, before 5' })
    expect(dissociated({ kind: 'dissociation', scale: '0-10', value: 9 }, 6)).toMatchObject({
      state: 'not-met',
      evidence: 'CADSS-6 6, highest item 2',
    })
    expect(dissociated({ kind: 'nausea-score', value: 9 }, 6)).toMatchObject({ state: 'not-met', evidence: 'CADSS-6 6, highest item 2' })
  })
})

describe('D4 to D6: what streams say', () => {
  it.each<[number, string]>([
    [49.9, 'not-met'],
    [52, 'met'],
    [51.9, 'not-met'],
    [92, 'met'],
    [92.1, 'not-met'],
  ])('D4: a median of %d with a baseline of 72 is %s', (value, state) => {
    const evidence = { ...readyAt(NOW), continuousBaseline: { hr: 72, spo2: 98, rr: 14 }, heartRate: stream(NOW, value) }
    expect(criterionAt('D4', evidence, NOW)).toMatchObject({ state, evidence: `median ${value} /min` })
  })

  it('D4: a median is the middle of an odd number and the mean of the two middle ones of an even number', () => {
    const of = (...values: readonly number[]) => {
      const heartRate: Sample[] = values.map((value, index) => ({ at: NOW - (values.length - 1 - index) * 50_000, value }))
      return criterionAt('D4', { ...readyAt(NOW), heartRate }, NOW).evidence
    }
    expect(of(70, 60, 90)).toBe('median 70 /min')
    expect(of(90, 70, 60, 64)).toBe('median 67 /min')
  })

  it.each<[number, string, string]>([
    [93.9, 'not-met', '93.9 %'],
    [94, 'met', 'lowest 94 %'],
  ])('D5: a saturation of %d is %s', (value, state, text) => {
    expect(criterionAt('D5', { ...readyAt(NOW), spo2: stream(NOW, value) }, NOW)).toMatchObject({ state, evidence: text })
  })

  it('D5: a low baseline lowers the limit by 2 below it, a high one does not raise it', () => {
    const judge = (base: number | null, value: number) =>
      criterionAt('D5', { ...readyAt(NOW), continuousBaseline: { hr: 70, spo2: base, rr: 14 }, spo2: stream(NOW, value) }, NOW).state
    expect([judge(94, 92), judge(94, 91.9), judge(99, 94), judge(99, 93.9), judge(null, 94), judge(null, 93.9)]).toEqual([
      'met',
      'not-met',
      'met',
      'not-met',
      'met',
      'not-met',
    ])
  })

  it('D5: oxygen taken off counts at exactly 10 min, and says so before', () => {
    const off = (agoMs: number) => criterionAt('D5', { ...readyAt(NOW), oxygenOffSince: NOW - agoMs }, NOW)
    expect(off(minutes(10))).toMatchObject({ state: 'met', evidence: 'lowest 97 %' })
    expect(off(minutes(10) - 1)).toMatchObject({
      state: 'not-met',
      evidence: 'lowest 97 %, oxygen off less than 10 min',
      earliestAt: NOW + 1,
    })
    expect(criterionAt('D5', { ...readyAt(NOW), oxygenOn: true }, NOW)).toMatchObject({ state: 'not-met', evidence: 'on oxygen' })
    expect(criterionAt('D5', { ...nothingKnown(), oxygenOffSince: NOW - 1 }, NOW)).toMatchObject({
      state: 'no-evidence',
      evidence: 'oxygen off less than 10 min',
    })
  })

  it.each<[number, string]>([
    [9.9, 'not-met'],
    [10, 'met'],
    [24, 'met'],
    [24.1, 'not-met'],
  ])('D6: breathing at %d is %s, streamed or counted', (value, state) => {
    expect(criterionAt('D6', { ...readyAt(NOW), rr: stream(NOW, value) }, NOW).state).toBe(state)
    const counted = { ...readyAt(NOW), rr: [], rrManual: { at: NOW, value } }
    expect(criterionAt('D6', counted, NOW)).toMatchObject({ state, evidence: state === 'met' ? `${value} /min, counted` : `${value} /min` })
  })

  it('D6: a stream tells its range, and a count is spoilt by a later reading outside of it, not by one of its own moment', () => {
    const rr = [...stream(NOW - 1_000, 12), { at: NOW, value: 16 }]
    expect(criterionAt('D6', { ...readyAt(NOW), rr }, NOW).evidence).toBe('12–16 /min')
    const count = { at: NOW - 5_000, value: 14 }
    const after = (at: number, value: number) => criterionAt('D6', { ...readyAt(NOW), rr: [{ at, value }], rrManual: count }, NOW).state
    expect(after(NOW - 5_000, 8)).toBe('met')
    expect(after(NOW - 4_999, 9.9)).toBe('not-met')
    expect(after(NOW - 4_999, 24.1)).toBe('not-met')
    expect(after(NOW - 4_999, 10)).toBe('met')
    expect(after(NOW - 4_999, 24)).toBe('met')
  })
})

describe('D11, D12: scores that speak against it', () => {
  it.each<[CriterionId, Entry, Entry]>([
    ['D11', { kind: 'nausea-score', value: 9 }, { kind: 'pain-score', value: 9 }],
    ['D12', { kind: 'pain-score', value: 9 }, { kind: 'nausea-score', value: 9 }],
  ])('%s: by its own score, and not by the other', (id, own, other) => {
    const ready = readyAt(NOW)
    expect(criterionAt(id, withEntry(ready, NOW + 1, own), NOW + 2)).toMatchObject({
      state: 'not-met',
      evidence: id === 'D11' ? 'nausea 9/10' : 'pain 9/10',
    })
    expect(criterionAt(id, withEntry(ready, NOW + 1, other), NOW + 2).state).toBe('met')
  })
})
