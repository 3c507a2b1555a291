import type { ChairInput, DeliveryInput, SourceEntry } from '@chairside/server/domain/chair-input'
import { CONDITIONS_OF } from '@chairside/server/domain/limit-rules'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Entry, EntryKind, Symptom } from '@chairside/shared/entry'
import type { Fact } from '@chairside/shared/fact'
import { isEnded } from '@chairside/shared/session'
import { MINUTE_MS, SECOND_MS } from '@chairside/shared/time'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { type Course, course, play } from '../support/judge-courses.ts'
import { type Example, factsOf, ZERO } from '../support/judge-harness.ts'

/** A vital that a monitor may go on with alone: a good value, and the conditions that are its own. */
const GOES_ON = {
  hr: { value: 72, its: CONDITIONS_OF.heart },
  spo2: { value: 97, its: CONDITIONS_OF.spo2 },
  rr: { value: 14, its: CONDITIONS_OF.rr },
} as const

/** Tried first, so that few cases too have something to look at. */
const LEFT_WELL: Course = [[{ kind: 'recover', forMin: 35 }, 0]]
const IN_PAIN: Course = [[{ kind: 'enter', entry: { kind: 'symptom', symptom: 'chest-pain', severity: 'mild' } }, 0]]
const LATE: Course = [[{ kind: 'numerics', hr: 150, spo2: 80, rr: 0, off: false, lateMs: 10_001 }, 60_000]]
const UNWELL: [Course, keyof typeof GOES_ON] = [[[{ kind: 'row', hr: 150, spo2: 80, rr: 5, forS: 40 }, 0]], 'hr']

/** What was entered and stands, oldest first: of each entry its last correction (R1). Read from the facts alone. */
const standingEntries = (facts: readonly Fact[]): readonly { readonly at: number; readonly entry: Entry }[] => {
  const entries = new Map<number, { readonly at: number; readonly entry: Entry | null }>()
  for (const fact of facts) {
    if (fact.kind === 'entered') entries.set(fact.seq, { at: fact.at, entry: fact.entry })
    const corrected = fact.kind === 'entry-corrected' ? entries.get(fact.corrects) : undefined
    if (fact.kind === 'entry-corrected' && corrected !== undefined) entries.set(fact.corrects, { at: corrected.at, entry: fact.entry })
  }
  return [...entries.values()].flatMap(({ at, entry }) => (entry === null ? [] : [{ at, entry }]))
}

/** D7 to D12 and D18 by hand, for a patient of whom nothing was assessed before: what passes, and how old it may be. */
const ASSESSMENTS: readonly [EntryKind, number, (entry: Entry) => boolean][] = [
  ['sedation', 15, (entry) => entry.kind === 'sedation' && entry.moaas === 5],
  ['orientation', 15, (entry) => entry.kind === 'orientation' && entry.correct === 4],
  ['dissociation', 15, (entry) => entry.kind === 'dissociation' && entry.scale === '0-10' && entry.value <= 2],
  ['gait', 20, (entry) => entry.kind === 'gait' && entry.steady && !entry.dizzy],
  ['nausea', 20, (entry) => entry.kind === 'nausea' && entry.level === 'none'],
  ['pain', 20, (entry) => entry.kind === 'pain' && !entry.newModerateOrSevere],
  ['safety', 30, (entry) => entry.kind === 'safety' && !entry.concern],
  ['aldrete', 15, (entry) => entry.kind === 'aldrete'],
]

interface Breath {
  readonly at: number
  readonly spo2: number
}

/** The saturations that this input brought in time and unflagged from a monitor on the patient. */
const saturationsOf = (example: Example, input: ChairInput): readonly Breath[] => {
  const { session } = example.chair
  if (input.kind !== 'delivery' || session?.bound == null || session.care.offMonitor !== null) return []
  return input.entries.flatMap((entry) =>
    entry.kind === 'numerics' && entry.at === input.takenAt && entry.values.spo2 !== undefined && !entry.off.includes('spo2')
      ? [{ at: entry.at, spo2: entry.values.spo2 }]
      : [],
  )
}

describe('what readiness rests on', () => {
  it('L1, V8: ready only with each assessment there, standing, young and passing, and with 5 min of good saturations', () => {
    let ready = 0
    fc.assert(
      fc.property(course, (given) => {
        const saturations: Breath[] = []
        play(given, (example, input) => {
          saturations.push(...saturationsOf(example, input))
          const { session, takenAt } = example.chair
          if (session?.phase !== 'recovering' || session.readiness?.verdict !== 'ready') return
          ready += 1
          const endedAt = session.infusion.endedAt as number
          const standing = standingEntries(example.facts)
          for (const [kind, maxAgeMin, passes] of ASSESSMENTS) {
            const newest = standing.findLast(({ at, entry }) => entry.kind === kind && at >= endedAt)
            expect(newest, kind).toBeDefined()
            expect(takenAt - (newest?.at ?? 0), kind).toBeLessThanOrEqual(maxAgeMin * MINUTE_MS)
            expect(passes(newest?.entry as Entry), kind).toBe(true)
          }
          expect(standing.findLast(({ entry }) => entry.kind === 'sedation')?.at).toBeGreaterThanOrEqual(endedAt + 15 * MINUTE_MS)
          const newestAt = saturations.at(-1)?.at ?? Number.NEGATIVE_INFINITY
          // S7: an absence leaves ages as they were, up to 15 min.
          expect(takenAt - newestAt).toBeLessThanOrEqual(MINUTE_MS + DEFAULT_PROTOCOL.offMonitor.freezeMs)
          const hold = saturations.filter(({ at }) => at >= newestAt - 5 * MINUTE_MS)
          expect(Math.min(...hold.map(({ spo2 }) => spo2))).toBeGreaterThanOrEqual(94)
          expect(standing.findLast(({ entry }) => entry.kind === 'oxygen')?.entry).not.toMatchObject({ on: true })
        })
      }),
      fuzzRuns(60, [[LEFT_WELL]]),
    )
    expect(ready).toBeGreaterThan(0)
  })
})

/** The warning signs that stand, and since which fact each is one: entered as such, or corrected into it. */
const standingSigns = (facts: readonly Fact[]): readonly { readonly symptom: Symptom; readonly sinceSeq: number }[] => {
  const signs = new Map<number, { readonly symptom: Symptom; readonly sinceSeq: number }>()
  const take = (id: number, entry: Entry | null, seq: number): void => {
    if (entry?.kind !== 'symptom' || entry.symptom === 'nausea') signs.delete(id)
    else if (signs.get(id)?.symptom !== entry.symptom) signs.set(id, { symptom: entry.symptom, sinceSeq: seq })
  }
  for (const fact of facts) {
    if (fact.kind === 'entered') take(fact.seq, fact.entry, fact.seq)
    if (fact.kind === 'entry-corrected') take(fact.corrects, fact.entry, fact.seq)
  }
  return [...signs.values()]
}

describe('what was entered', () => {
  it('X12, A3: a warning sign that stands has its alarm until somebody has seen it, a newest MOAA/S of 2 or less for as long as it is that', () => {
    let seen = 0
    fc.assert(
      fc.property(course, (given) => {
        const texts = new Map<string, string>()
        const acknowledged = new Map<string, number>()
        let known = 0
        play(given, (example) => {
          const { session } = example.chair
          if (session === null) return
          for (const fact of example.facts.slice(known)) {
            if (fact.kind === 'alarm-raised') texts.set(fact.alarmId, fact.text)
            if (fact.kind === 'alarm-acknowledged') acknowledged.set(texts.get(fact.alarmId) ?? '', fact.seq)
          }
          known = example.facts.length
          if (isEnded(session.phase)) return
          const present = session.alarms.filter(({ alarm }) => alarm.condition === 'present').map(({ alarm }) => alarm.text)
          for (const { symptom, sinceSeq } of standingSigns(example.facts)) {
            if ((acknowledged.get(symptom) ?? 0) > sinceSeq) continue
            seen += 1
            expect(present).toContain(symptom)
          }
          const newest = standingEntries(example.facts).findLast(({ entry }) => entry.kind === 'sedation')?.entry
          if (newest?.kind === 'sedation' && newest.moaas <= 2) expect(present).toContain(`MOAA/S ${newest.moaas} ≤ 2`)
        })
      }),
      fuzzRuns(40, [[IN_PAIN]]),
    )
    expect(seen).toBeGreaterThan(0)
  })
})

const BY_LIMITS: ReadonlySet<string> = new Set(Object.values(CONDITIONS_OF).flat())
const EXCURSION_KINDS: ReadonlySet<string> = new Set(['excursion-opened', 'excursion-confirmed', 'excursion-level', 'excursion-closed'])

/** What T and X state live, without the numbers of the facts. */
const liveLines = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap(({ seq: _, ...fact }) =>
    ('condition' in fact && fact.kind !== 'happened-while-away' && BY_LIMITS.has(fact.condition)) || EXCURSION_KINDS.has(fact.kind)
      ? [JSON.stringify(fact)]
      : [],
  )

/** The deliveries without what is late in them by V5; the message itself was heard all the same. */
const withoutLate = (inputs: readonly ChairInput[]): { readonly inputs: readonly ChairInput[]; readonly taken: number } => {
  const newest = { numerics: Number.NEGATIVE_INFINITY, set: Number.NEGATIVE_INFINITY }
  let taken = 0
  const inTime = (entry: SourceEntry, { takenAt }: DeliveryInput): boolean => {
    if (entry.kind !== 'numerics' && entry.kind !== 'set') return true
    const late = entry.at < newest[entry.kind] || takenAt - entry.at > (entry.kind === 'set' ? 10 * MINUTE_MS : 10 * SECOND_MS)
    newest[entry.kind] = Math.max(newest[entry.kind], entry.at)
    if (late) taken += 1
    return !late
  }
  const left = inputs.map((input) =>
    input.kind === 'delivery' ? { ...input, entries: input.entries.filter((entry) => inTime(entry, input)) } : input,
  )
  return { inputs: left, taken }
}

describe('late and missing data', () => {
  it('V5: what is late raises, clears, opens and closes nothing live', () => {
    let taken = 0
    fc.assert(
      fc.property(course, (given) => {
        const { inputs, facts } = play(given)
        const without = withoutLate(inputs)
        const other = factsOf(without.inputs)
        // Late evidence may let a patient leave, which ends the session.
        fc.pre(![...facts, ...other].some(({ kind }) => kind === 'left'))
        taken += without.taken
        expect(liveLines(other)).toEqual(liveLines(facts))
      }),
      fuzzRuns(60, [[LATE]]),
    )
    expect(taken).toBeGreaterThan(0)
  })

  it('V8: a monitor that goes on without a vital ends no condition of that vital', () => {
    let open = 0
    fc.assert(
      fc.property(course, fc.constantFrom('hr', 'spo2', 'rr'), (given, vital) => {
        const { value } = GOES_ON[vital]
        const its: readonly string[] = GOES_ON[vital].its
        const example = play(given)
        const before = example.facts.length
        open += Object.entries(example.chair.session?.limits ?? {}).filter(
          ([name, one]) => one?.present === true && !its.includes(name),
        ).length
        const from = (example.chair.takenAt - ZERO) / SECOND_MS
        example.stream(from, from + 600, { [vital]: value }, 5)
        const ended = example.facts.slice(before).filter((fact) => fact.kind === 'condition-ended' && BY_LIMITS.has(fact.condition))
        expect(ended.filter((fact) => fact.kind === 'condition-ended' && !its.includes(fact.condition))).toEqual([])
      }),
      fuzzRuns(40, [UNWELL]),
    )
    expect(open).toBeGreaterThan(0)
  })
})
