import type { Fact } from '@chairside/shared/fact'
import type { Problem } from '@chairside/shared/reply'
import type { Moment } from '@chairside/shared/time'
import { AFTERWARDS } from './carry-act.ts'
import { advance, emptyChair, JUDGE_VERSION } from './chair.ts'
import type { ActInput } from './chair-input.ts'
import { problem } from './problem.ts'
import type { ChartSource } from './session-chart.ts'

/** What an act to a session that sits on no chair any more leads to: its place in the record, or why not. */
export type Carried =
  | {
      readonly ok: true
      readonly input: ActInput
      readonly inputNumber: number
      readonly facts: readonly Fact[]
      readonly judgeVersion: number
    }
  /** This very command is in the record already. */
  | { readonly ok: true; readonly input: null }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Lives through a record and carries out one more act. Recorded facts stand: where this judge states another number of them, counting
 * goes on after theirs (R4).
 */
export const carryAfterwards = ({ inputs, facts, chairId }: ChartSource, act: Omit<ActInput, 'takenAt'>, now: Moment): Carried => {
  if (!AFTERWARDS.has(act.act.kind)) return { ok: false, problem: problem('wrong-phase') }
  const isRepeat = inputs.some(
    (input) =>
      input.kind === 'act' && input.commandId !== undefined && input.commandId === act.commandId && input.by.staffId === act.by.staffId,
  )
  if (isRepeat) return { ok: true, input: null }
  let chair = emptyChair(chairId)
  let stated = 0
  for (const input of inputs) {
    const step = advance(chair, input.kind === 'act' ? { ...input, settled: true } : input)
    chair = step.chair
    stated = step.facts.at(-1)?.seq ?? stated
  }
  const offset = (facts.at(-1)?.seq ?? 0) - stated
  const input: ActInput = { ...act, takenAt: Math.max(now, chair.takenAt) }
  const step = advance(chair, input)
  if (step.problem !== null) return { ok: false, problem: step.problem }
  return {
    ok: true,
    input,
    inputNumber: inputs.length + 1,
    facts: step.facts.map((fact) => ({ ...fact, seq: fact.seq + offset })),
    judgeVersion: JUDGE_VERSION,
  }
}
