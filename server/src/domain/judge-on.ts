import type { Fact } from '@chairside/shared/fact'
import { advance, type Chair } from './chair.ts'
import type { ChairInput } from './chair-input.ts'

/** Where judging can go on from: before the input of this number, with so many facts stated. */
interface Stop {
  readonly index: number
  readonly chair: Chair
  readonly facts: number
}

/** What was judged, and what came of it, with stops on the way: inputs that begin alike are judged on from the last stop before they differ. */
export interface Judged {
  readonly inputs: readonly ChairInput[]
  readonly facts: readonly Fact[]
  readonly chair: Chair
  readonly stops: readonly Stop[]
}

/** A late reading goes back so far at most behind where it belongs. */
const STOP_EVERY = 32

/** Readings are the same object, or others; acts are made anew each time, out of what may have been corrected since. */
const isSame = (a: ChairInput, b: ChairInput | undefined): boolean =>
  a === b || (a.kind === 'act' && b?.kind === 'act' && a.takenAt === b.takenAt && JSON.stringify(a) === JSON.stringify(b))

const alikeUntil = (inputs: readonly ChairInput[], before: readonly ChairInput[]): number => {
  const length = Math.min(inputs.length, before.length)
  let index = 0
  while (index < length && isSame(inputs[index] as ChairInput, before[index])) index += 1
  return index
}

/** Judges inputs from an empty chair on. `before`: an earlier judging from the same chair; how much of it is alike changes no fact. */
export const judgeOn = (from: Chair, inputs: readonly ChairInput[], before: Judged | null): Judged => {
  const alike = before === null ? 0 : alikeUntil(inputs, before.inputs)
  const stops = before === null ? [] : before.stops.filter(({ index }) => index <= alike)
  const last = stops.at(-1)
  let chair = last?.chair ?? from
  const facts: Fact[] = before === null || last === undefined ? [] : before.facts.slice(0, last.facts)
  for (let index = last?.index ?? 0; index < inputs.length; index += 1) {
    const step = advance(chair, inputs[index] as ChairInput)
    chair = step.chair
    for (const fact of step.facts) facts.push(fact)
    if ((index + 1) % STOP_EVERY === 0) stops.push({ index: index + 1, chair, facts: facts.length })
  }
  // Most often nothing but the end is new.
  if (stops.at(-1)?.index !== inputs.length) stops.push({ index: inputs.length, chair, facts: facts.length })
  return { inputs, facts, chair, stops: stops.filter(({ index }) => index % STOP_EVERY === 0 || index === inputs.length) }
}
