import { readdirSync, readFileSync } from 'node:fs'
import { advance, emptyChair, JUDGE_VERSION } from '@chairside/server/domain/chair'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import { recover } from '@chairside/server/monitor/recovery'
import type { Fact } from '@chairside/shared/fact'
import { sessionIdSchema } from '@chairside/shared/identity'
import { describe, expect, it } from 'vitest'
import { CHAIR, minutes, ZERO } from '../support/judge-harness.ts'
import { silentLog } from '../support/server-harness.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'

/**
 * What the first build kept of three sessions that were played to it: each input in order and, below it, the facts that it stated.
 * Judge version 1, default protocol version 1. These files are never made anew: a judge that states something else from them has
 * a version of its own, and then these facts belong to the old one alone.
 */
const FOLDER = new URL('./records/', import.meta.url)
const RECORDED_BY = 1

interface Step {
  readonly input: ChairInput
  readonly facts: readonly Fact[]
}

const stepsOf = (name: string): readonly Step[] => {
  const steps: { readonly input: ChairInput; readonly facts: Fact[] }[] = []
  for (const line of readFileSync(new URL(name, FOLDER), 'utf8').trimEnd().split('\n')) {
    const { input, fact } = JSON.parse(line) as { readonly input?: ChairInput; readonly fact?: Fact }
    if (input !== undefined) steps.push({ input, facts: [] })
    else if (fact !== undefined) steps.at(-1)?.facts.push(fact)
  }
  return steps
}

/** The steps of a record, judged again as a recovery judges them: what was accepted once is accepted. */
const judgedAgain = (steps: readonly Step[]): readonly (readonly Fact[])[] => {
  let chair = emptyChair(CHAIR)
  return steps.map(({ input }) => {
    const step = advance(chair, input.kind === 'act' ? { ...input, settled: true } : input)
    chair = step.chair
    return JSON.parse(JSON.stringify(step.facts)) as readonly Fact[]
  })
}

const RECORDS = readdirSync(FOLDER).sort()

describe('records of an earlier build', () => {
  it.each(RECORDS)('R4: %s gives the facts that were stated live, each at its input', (name) => {
    const steps = stepsOf(name)
    expect(JUDGE_VERSION).toBe(RECORDED_BY)
    expect(steps[0]?.input).toMatchObject({ opening: { protocol: { id: 'default', version: 1 } } })
    for (const [index, facts] of judgedAgain(steps).entries()) {
      const step = steps[index] as Step
      expect(facts, `input ${index + 1}, ${step.input.kind}`).toEqual(step.facts)
    }
  })

  it('R4: a session that runs while the server is replaced is recovered without a difference', async () => {
    // An hour into the visit the patient still sits there.
    const steps = stepsOf('whole-visit.ndjson').filter(({ input }) => input.takenAt < ZERO + minutes(60) * 1_000)
    const { record } = createMemoryStore()
    await record.append(
      steps.map(({ input, facts }, index) => ({
        sessionId: sessionIdSchema.parse('session-1'),
        chairId: CHAIR,
        inputNumber: index + 1,
        input,
        facts,
        judgeVersion: RECORDED_BY,
      })),
    )
    const [recovered] = await recover(record, silentLog)
    expect(recovered).toMatchObject({ inputs: steps.length, differences: 0, seqOffset: 0, chair: { session: { phase: 'recovering' } } })
  })

  it('what they hold is worth the comparison', () => {
    const facts = RECORDS.flatMap((name) => stepsOf(name).flatMap((step) => step.facts))
    const conditions = new Set(facts.flatMap((fact) => (fact.kind === 'condition-began' ? [fact.condition] : [])))
    expect(RECORDS).toHaveLength(3)
    expect(facts.length).toBeGreaterThan(400)
    expect(new Set(facts.map((fact) => fact.kind)).size).toBeGreaterThan(25)
    expect(conditions.size).toBeGreaterThan(12)
  })
})
