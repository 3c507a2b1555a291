import type { ChairInput } from '@chairside/server/domain/chair-input'
import type { Act } from '@chairside/shared/command'
import type { Entry } from '@chairside/shared/entry'
import type { AlarmId } from '@chairside/shared/identity'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { Example, factsOf, inBaseline, NURSE, PHYSICIAN, running, ZERO } from '../support/judge-harness.ts'
import { text, withDueTicks } from '../support/judge-records.ts'

type Happening =
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'numerics'; readonly hr: number; readonly spo2: number }
  | { readonly kind: 'set'; readonly sys: number; readonly dia: number }
  | { readonly kind: 'clock'; readonly speed: number }
  /** Acknowledges or corrects the one of that number, counted over what there is. */
  | { readonly kind: 'acknowledge'; readonly which: number; readonly plan: 'watching' | 'recheck' | 'at-bedside' }
  | { readonly kind: 'correct'; readonly which: number; readonly entry: Entry | null }

const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({
    kind: fc.constant('symptom' as const),
    symptom: fc.constantFrom('chest-pain' as const, 'dyspnoea' as const, 'headache' as const),
    severity: fc.constantFrom('mild' as const, 'severe' as const),
  }),
  fc.record({ kind: fc.constant('sedation' as const), moaas: fc.integer({ min: 0, max: 5 }) }),
)

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('enter' as const), entry }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pause-sound' as const), pauseMs: fc.constantFrom(60_000 as const, 120_000 as const) }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Act>(
      { kind: 'call-help' },
      { kind: 'end-help' },
      { kind: 'pause-infusion', reason: null },
      { kind: 'resume-infusion' },
      { kind: 'change-rate', rateMlPerHour: 60, reason: 'as discussed' },
      { kind: 'stop-infusion', early: true, reason: 'patient asked' },
    ),
  },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'transfer', destination: 'hospital' }) },
)

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('act' as const), act }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('numerics' as const),
      hr: fc.constantFrom(10, 35, 45, 70, 125, 150),
      spo2: fc.constantFrom(80, 88, 97),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      sys: fc.constantFrom(75, 85, 120, 165, 185, 205),
      dia: fc.constantFrom(45, 60),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('acknowledge' as const),
      which: fc.nat(9),
      plan: fc.constantFrom('watching' as const, 'recheck' as const, 'at-bedside' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('correct' as const), which: fc.nat(9), entry: fc.option(entry, { nil: null }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clock' as const), speed: fc.constantFrom(1, 2.5, 60) }) },
)

const wait = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(0, 1, 1_000, 5_000, 29_999, 30_000, 30_001) },
  { weight: 4, arbitrary: fc.constantFrom(60_000, 90_000, 120_000, 180_000, 300_000) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 2_400_000 }) },
)

const carry = (example: Example, one: Happening, takenAt: number): void => {
  const second = (takenAt - ZERO) / 1_000
  switch (one.kind) {
    case 'act':
      example.act(second, one.act, NURSE)
      return
    case 'numerics':
      example.numerics(second, { hr: one.hr, spo2: one.spo2 })
      return
    case 'set':
      example.set(second, one.sys, one.dia)
      return
    case 'clock':
      example.feed({ kind: 'clock', takenAt, speed: one.speed })
      return
    case 'acknowledge': {
      const { alarms } = example.picture
      const alarm = alarms[one.which % Math.max(1, alarms.length)]
      if (alarm !== undefined) example.act(second, { kind: 'acknowledge', alarmId: alarm.id, plan: one.plan }, PHYSICIAN)
      return
    }
    case 'correct': {
      const { events } = example.picture
      const event = events[one.which % Math.max(1, events.length)]
      if (event !== undefined)
        example.act(second, { kind: 'correct-entry', factSeq: event.factSeq, entry: one.entry, reason: 'a mistake' }, NURSE)
    }
  }
}

/** What happens and how long after the one before it, at a chair that is in baseline or infusing. */
const course = fc.record({
  infusing: fc.boolean(),
  steps: fc.array(fc.tuple(happening, wait), { minLength: 1, maxLength: 40 }),
})
type Course = typeof course extends fc.Arbitrary<infer Value> ? Value : never

/** Plays a course; `each` sees the chair after each input. */
const play = ({ infusing, steps }: Course, each: (example: Example) => void = () => {}): Example => {
  const example = infusing ? running() : inBaseline()
  let takenAt = ZERO
  for (const [one, waitMs] of steps) {
    takenAt += waitMs
    carry(example, one, takenAt)
    each(example)
  }
  example.tick((takenAt + 3_600_000 - ZERO) / 1_000)
  each(example)
  return example
}

describe('the life of alarms, fed again', () => {
  it('A7, R4: no cadence of ticks changes a fact, nor what screens show of alarms and care in the end', () => {
    fc.assert(
      fc.property(course, (given) => {
        const example = play(given)
        const again = new Example()
        for (const input of withDueTicks(JSON.parse(JSON.stringify(example.inputs)) as ChairInput[], example.facts, 30_000))
          again.feed(input)
        expect(text(again.facts)).toBe(text(example.facts))
        expect(again.picture.alarms).toEqual(example.picture.alarms)
        expect(again.picture.care).toEqual(example.picture.care)
      }),
      fuzzRuns(250),
    )
  })

  it('A7: begun again at any point, the rest of the record gives the rest of the facts', () => {
    fc.assert(
      fc.property(course, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const example = play(given)
        const cut = Math.floor(example.inputs.length * share)
        const before = new Example()
        for (const input of example.inputs.slice(0, cut)) before.feed(input)
        const saved = JSON.parse(JSON.stringify(before.inputs)) as ChairInput[]
        const restarted = new Example()
        for (const input of saved) restarted.feed(input)
        expect(restarted.picture.alarms).toEqual(before.picture.alarms)
        expect(restarted.picture.care).toEqual(before.picture.care)
        for (const input of example.inputs.slice(cut)) restarted.feed(input)
        expect(text(restarted.facts)).toBe(text(factsOf(example.inputs)))
      }),
      fuzzRuns(100),
    )
  })

  it('A3, A5, A6: no alarm is lost, none escalates that was acknowledged, no pause is longer than 120 s of the wall', () => {
    fc.assert(
      fc.property(course, (given) => {
        let known = 0
        const acknowledged = new Map<AlarmId, boolean>()
        const present = new Set<AlarmId>()
        play(given, (example) => {
          const { session } = example.chair
          for (const fact of example.facts.slice(known)) {
            if (fact.kind === 'alarm-raised') acknowledged.set(fact.alarmId, false)
            if (fact.kind === 'alarm-raised' || fact.kind === 'alarm-priority') present.add(fact.alarmId)
            if (fact.kind === 'alarm-ended') present.delete(fact.alarmId)
            if (fact.kind === 'alarm-acknowledged') acknowledged.set(fact.alarmId, true)
            // What rises takes the acknowledgement back.
            if (fact.kind === 'alarm-priority') acknowledged.delete(fact.alarmId)
            if (fact.kind === 'alarm-escalated') expect(acknowledged.get(fact.alarmId) ?? false).toBe(false)
            if (fact.kind === 'alarm-reminded') expect(acknowledged.get(fact.alarmId) ?? true).toBe(true)
          }
          known = example.facts.length
          const shown = example.picture.alarms.filter((alarm) => alarm.condition === 'present').map((alarm) => alarm.id)
          expect(new Set(shown)).toEqual(present)
          const { soundPaused } = example.picture.care
          if (soundPaused !== null) expect(soundPaused.untilAt - example.chair.takenAt).toBeLessThanOrEqual(120_000 * (session?.speed ?? 1))
          for (const { group, alarm, dueAt } of session?.alarms ?? []) {
            expect(alarm.condition === 'present' || (alarm.latched && alarm.acknowledgement === null), group).toBe(true)
            expect(alarm.acknowledgement === null || alarm.escalation === 0, group).toBe(true)
            if (dueAt !== null && session?.phase !== 'transferred') expect(dueAt, group).toBeGreaterThanOrEqual(example.chair.takenAt)
          }
        })
      }),
      fuzzRuns(150),
    )
  })
})
