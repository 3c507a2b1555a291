import type { ChairInput } from '@chairside/server/domain/chair-input'
import type { Entry } from '@chairside/shared/entry'
import type { ChairId } from '@chairside/shared/identity'
import fc from 'fast-check'
import { CHAIR, type Example, minutes, NURSE, PHYSICIAN, running, ZERO } from './judge-harness.ts'
import { type KeptExample, keep } from './kept-example.ts'
import { PASSING_ENTRIES } from './passing-entries.ts'

/** One thing that happens. `which` counts over what there is to choose from at that time. */
type Happening =
  | {
      readonly kind: 'numerics'
      readonly hr: number
      readonly spo2: number
      readonly rr: number
      readonly off: boolean
      readonly lateMs: number
    }
  | { readonly kind: 'row'; readonly hr: number; readonly spo2: number; readonly rr: number; readonly forS: number }
  | { readonly kind: 'set'; readonly sys: number; readonly dia: number; readonly map: number | null; readonly lateMs: number }
  | { readonly kind: 'by-hand'; readonly sys: number; readonly dia: number }
  /** A delivery that was made before is made again, by a sender that had no receipt for it. */
  | { readonly kind: 'repeat'; readonly which: number }
  | { readonly kind: 'cuff-failed' }
  | { readonly kind: 'enter'; readonly entry: Entry }
  | { readonly kind: 'assess' }
  | { readonly kind: 'acknowledge' | 'mark' | 'unmark'; readonly which: number }
  | { readonly kind: 'correct'; readonly which: number; readonly entry: Entry | null }
  | { readonly kind: 'do'; readonly what: 'pause' | 'resume' | 'stop' | 'release' | 'bind' | 'off' | 'back' | 'discharge' | 'measure' }
  /** The server is killed and comes back: the chair is rebuilt from what was saved of it. */
  | { readonly kind: 'restart' }
  /** The infusion is over and the patient lies quietly, watched and assessed, for so long. */
  | { readonly kind: 'recover'; readonly forMin: number }

const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.constantFrom<Entry>(...PASSING_ENTRIES),
  fc.record({ kind: fc.constant('sedation' as const), moaas: fc.integer({ min: 0, max: 5 }) }),
  fc.record({
    kind: fc.constant('symptom' as const),
    symptom: fc.constantFrom('chest-pain' as const, 'severe-headache' as const, 'nausea' as const),
    severity: fc.constantFrom('mild' as const, 'severe' as const),
  }),
  fc.constantFrom<Entry>(
    { kind: 'gait', steady: false, dizzy: true },
    { kind: 'safety', concern: true },
    { kind: 'oxygen', on: true },
    { kind: 'oxygen', on: false },
    { kind: 'medication', name: 'midazolam', group: 'benzodiazepine', dose: '1 mg' },
  ),
)
const hr = fc.constantFrom(15, 38, 45, 50, 70, 72, 120, 125, 150)
const spo2 = fc.constantFrom(80, 84, 88, 90, 91, 96, 97)
const rr = fc.constantFrom(0, 5, 8, 14, 15, 30, 35)
const lateMs = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constantFrom(1_000, 10_000, 10_001, 120_000, 600_000, 600_001) },
)

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('numerics' as const), hr, spo2, rr, off: fc.boolean(), lateMs }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('row' as const), hr, spo2, rr, forS: fc.integer({ min: 2, max: 40 }) }) },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      sys: fc.constantFrom(78, 79, 80, 85, 89, 90, 94, 95, 118, 122, 149, 150, 159, 160, 164, 176, 179, 180, 199, 200, 205),
      dia: fc.constantFrom(39, 40, 48, 49, 50, 54, 60, 66, 99, 100, 109),
      map: fc.option(fc.constantFrom(54, 64, 65, 80, 119, 120), { nil: null }),
      lateMs,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('by-hand' as const), sys: fc.constantFrom(88, 120, 165, 182), dia: fc.constant(66) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), which: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: 'cuff-failed' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('enter' as const), entry }) },
  { weight: 2, arbitrary: fc.constant<Happening>({ kind: 'assess' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('acknowledge' as const, 'acknowledge' as const, 'mark' as const, 'unmark' as const),
      which: fc.nat(9),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('correct' as const), which: fc.nat(9), entry: fc.option(entry, { nil: null }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('do' as const),
      what: fc.constantFrom('pause' as const, 'resume', 'stop', 'release', 'bind', 'off', 'back', 'discharge', 'measure'),
    }),
  },
  { weight: 2, arbitrary: fc.constant<Happening>({ kind: 'restart' }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('recover' as const), forMin: fc.constantFrom(1, 5, 30, 35) }) },
)

const wait = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 1_000, 5_000, 10_000, 10_001) },
  { weight: 4, arbitrary: fc.constantFrom(60_000, 120_000, 180_000, 300_000, 360_000) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1_500_000 }) },
)

/** What happens at a chair that is infusing since ZERO, each so many ms after the one before it. */
export const course: fc.Arbitrary<readonly (readonly [Happening, number])[]> = fc.array(fc.tuple(happening, wait), {
  minLength: 1,
  maxLength: 35,
})
export type Course = readonly (readonly [Happening, number])[]

/** Quiet readings each 5 s and in the last 6 min each second, a set each 5 min; assessed at the end. Returns the second at which it ends. */
const recover = (example: Example, from: number, forMin: number): number => {
  example.act(from, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
  const end = from + minutes(forMin)
  for (let second = from + 5; second <= end; second += end - second > 360 ? 5 : 1) {
    example.numerics(second, { hr: 71, spo2: 97, rr: 14 })
    if ((second - from) % 300 === 0) example.set(second, 121, 79)
  }
  for (const passed of PASSING_ENTRIES) example.act(end, { kind: 'enter', entry: passed }, NURSE)
  return end
}

/** Carries out one happening at `second` and returns the second at which it is over. */
const carry = (example: KeptExample, one: Happening, second: number): number => {
  const { picture } = example
  const pick = <Item>(items: readonly Item[], which: number): Item | undefined => items[which % Math.max(1, items.length)]
  switch (one.kind) {
    case 'numerics':
      example.numerics(second, { hr: one.hr, spo2: one.spo2, rr: one.rr }, one.off ? ['spo2'] : [], second - one.lateMs / 1_000)
      return second
    case 'row':
      example.stream(second, second + one.forS, { hr: one.hr, spo2: one.spo2, rr: one.rr })
      return second + one.forS
    case 'set':
      example.set(second, one.sys, one.dia, one.map, second - one.lateMs / 1_000)
      return second
    case 'by-hand':
      example.act(second, { kind: 'enter-vitals', reading: { sys: one.sys, dia: one.dia } }, NURSE)
      return second
    case 'repeat': {
      const again = pick(
        example.inputs.filter((input) => input.kind === 'delivery'),
        one.which,
      )
      if (again !== undefined) example.feed({ ...again, takenAt: ZERO + second * 1_000 })
      return second
    }
    case 'cuff-failed':
      example.cuffFailed(second)
      return second
    case 'enter':
      example.act(second, { kind: 'enter', entry: one.entry }, NURSE)
      return second
    case 'assess':
      for (const passed of PASSING_ENTRIES) example.act(second, { kind: 'enter', entry: passed }, NURSE)
      return second
    case 'acknowledge': {
      const alarm = pick(picture.alarms, one.which)
      if (alarm !== undefined) example.act(second, { kind: 'acknowledge', alarmId: alarm.id, plan: 'watching' }, PHYSICIAN)
      return second
    }
    case 'mark':
    case 'unmark': {
      const set = pick(picture.sets, one.which)
      if (set !== undefined)
        example.act(second, { kind: 'mark-set', readAt: set.at, artefact: one.kind === 'mark', reason: 'arm moved' }, NURSE)
      return second
    }
    case 'correct': {
      const event = pick(picture.events, one.which)
      if (event !== undefined)
        example.act(second, { kind: 'correct-entry', factSeq: event.factSeq, entry: one.entry, reason: 'a mistake' }, NURSE)
      return second
    }
    case 'do':
      carryOut(example, one.what, second)
      return second
    case 'restart':
      example.restart()
      return second
    case 'recover':
      return recover(example, second, one.forMin)
  }
}

const carryOut = (example: Example, what: Extract<Happening, { kind: 'do' }>['what'], second: number): void => {
  switch (what) {
    case 'pause':
      example.act(second, { kind: 'pause-infusion', reason: null }, NURSE)
      return
    case 'resume':
      example.act(second, { kind: 'resume-infusion' }, NURSE)
      return
    case 'stop':
      example.act(second, { kind: 'stop-infusion', early: true, reason: 'patient asked' }, NURSE)
      return
    case 'release':
      example.act(second, { kind: 'release-monitor' }, NURSE)
      return
    case 'bind':
      example.bind(second)
      return
    case 'off':
      example.act(second, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
      return
    case 'back':
      example.act(second, { kind: 'return-to-monitor' }, NURSE)
      return
    case 'measure':
      example.act(second, { kind: 'measure-now' }, NURSE)
      return
    case 'discharge':
      example.act(second, { kind: 'discharge', overrideReason: null }, NURSE)
  }
}

/** Plays a course, with restarts as its room would have them. `each` sees the chair after every input, with that input. */
export const play = (
  given: Course,
  each: (example: Example, input: ChairInput) => void = () => {},
  chairId: ChairId = CHAIR,
): KeptExample => {
  const example = keep(running({ chairId }), each)
  let second = 0
  for (const [one, waitMs] of given) second = carry(example, one, second + waitMs / 1_000)
  example.tick(second + 1_800)
  return example
}
