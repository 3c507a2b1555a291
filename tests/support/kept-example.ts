import { advance, type Chair, emptyChair } from '@chairside/server/domain/chair'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import { pictureOf } from '@chairside/server/domain/picture-of'
import type { Fact } from '@chairside/shared/fact'
import type { ChairId } from '@chairside/shared/identity'
import type { Example } from './judge-harness.ts'

/** An example whose inputs are kept as a room keeps them, so that it can be rebuilt in the middle. */
export type KeptExample = Example & {
  /** What the record holds: no refused act, and no tick that stated nothing. */
  readonly saved: readonly ChairInput[]
  /** The chair is rebuilt from its record. Throws where it is another one then, or where other facts were stated. */
  restart(): void
}

/** What a record gives, fed to an empty chair: what it holds was carried out once and is asked no more. */
const rebuilt = (saved: readonly ChairInput[], chairId: ChairId): { readonly chair: Chair; readonly facts: readonly Fact[] } => {
  const facts: Fact[] = []
  let chair = emptyChair(chairId)
  for (const input of saved) {
    const step = advance(chair, input.kind === 'act' ? { ...input, settled: true } : input)
    chair = step.chair
    facts.push(...step.facts)
  }
  return { chair, facts }
}

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value

/** From here on the inputs of the example are kept; it was never refused anything until now. `each` sees every input taken. */
export const keep = (example: Example, each: (example: Example, input: ChairInput) => void = () => {}): KeptExample => {
  const saved: ChairInput[] = [...example.inputs]
  const feed = example.feed.bind(example)
  const take = (input: ChairInput): ReturnType<Example['feed']> => {
    const before = example.chair
    const stated = example.facts.length
    const step = feed(input)
    if (step.problem !== null) {
      // What falls due at this very moment is stated with the next input.
      example.chair = before
      example.facts.length = stated
    } else if (step.facts.length > 0 || input.kind !== 'tick') saved.push(input)
    each(example, input)
    return step
  }
  const restart = (): void => {
    const { takenAt, chairId } = example.chair
    const again = rebuilt(throughJson(saved), chairId)
    if (JSON.stringify(again.facts) !== JSON.stringify(example.facts)) throw new Error('rebuilt, the chair stated other facts')
    const shown = (chair: Chair): string => JSON.stringify(pictureOf(advance(chair, { kind: 'tick', takenAt }).chair))
    if (shown(again.chair) !== shown(example.chair)) throw new Error('rebuilt, the chair shows something else')
    example.chair = again.chair
  }
  return Object.assign(example, {
    saved,
    restart,
    // What fell due is stated before an act, as in a room: a refused one then changes nothing.
    feed: (input: ChairInput) => {
      if (input.kind === 'act') take({ kind: 'tick', takenAt: input.takenAt })
      return take(input)
    },
  })
}
