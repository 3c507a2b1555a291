import { AFTERWARDS } from '@chairside/server/domain/carry-act'
import { type Carried, carryAfterwards } from '@chairside/server/domain/carry-afterwards'
import { advance, emptyChair, JUDGE_VERSION } from '@chairside/server/domain/chair'
import type { ActInput, ChairInput } from '@chairside/server/domain/chair-input'
import type { ChartSource } from '@chairside/server/domain/session-chart'
import type { Fact } from '@chairside/shared/fact'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, type Example, factsOf, inBaseline, NURSE, PHYSICIAN, quiet, unsupervised } from '../support/judge-harness.ts'

const REASON = 'charted afterwards'
const AMEND: ActInput['act'] = { kind: 'amend-chart', text: 'Rang the ward', reason: REASON }

const sourceOf = ({ inputs, facts }: Pick<Example, 'inputs' | 'facts'>): ChartSource => ({ inputs, facts, chairId: CHAIR, content: null })

/** Infusing for ten minutes with an alarm that nobody answered, then taken to another house. */
const over = (): Example => {
  const example = quiet()
  example.set(60, 185, 90)
  example.mustAct(600, { kind: 'transfer', destination: 'hospital' })
  return example
}

const carry = (source: ChartSource, act: ActInput['act'], second = 700, more: Partial<ActInput> = {}): Carried =>
  carryAfterwards(source, { kind: 'act', by: NURSE, act, ...more }, at(second))

/** Of an act that was carried out. */
const carried = (result: Carried): Extract<Carried, { readonly ok: true; readonly input: ActInput }> => {
  if (!result.ok || result.input === null) throw new Error(`it was not carried out: ${JSON.stringify(result)}`)
  return result
}

const refusal = (result: Carried): unknown => (result.ok ? null : result.problem)

describe('R3: what may be done to a session that sits on no chair any more', () => {
  const withoutEffect = { code: 'wrong-phase', details: [] }

  it('R3: only what is done to a chart, also where the record ends in the middle of an infusion', () => {
    const open = quiet()
    expect(refusal(carry(sourceOf(open), { kind: 'pause-infusion', reason: null }))).toEqual(withoutEffect)
    expect(refusal(carry(sourceOf(open), { kind: 'enter', entry: { kind: 'oxygen', on: true } }))).toEqual(withoutEffect)
    expect(carried(carry(sourceOf(open), AMEND)).facts.map(({ kind }) => kind)).toEqual(['chart-amended'])
  })

  it('R3: each of the kinds that may follow is judged by its own rule, and no other kind is', () => {
    const source = sourceOf(over())
    const content = { entry: 1, hash: 'a'.repeat(64) }
    const entry = { kind: 'sedation', moaas: 5 } as const
    const acts: readonly (readonly [ActInput['act'], string | null])[] = [
      [{ kind: 'acknowledge', alarmId: 'A99' as never, plan: null }, 'unknown-alarm'],
      [{ kind: 'mark-set', readAt: at(60), artefact: true, reason: REASON }, null],
      [{ kind: 'mark-set', readAt: at(61), artefact: true, reason: REASON }, 'unknown-reading'],
      [{ kind: 'correct-entry', factSeq: 9_999, entry: null, reason: REASON }, 'unknown-entry'],
      [{ kind: 'amend-infusion-time', factSeq: 9_999, happenedAt: at(1), reason: REASON }, 'unknown-entry'],
      [{ kind: 'countersign', reason: null }, 'wrong-phase'],
      [{ kind: 'enter-late', entry, happenedAt: at(500), reason: REASON }, null],
      [{ kind: 'enter-late', entry, happenedAt: at(701), reason: REASON }, 'implausible'],
      [{ kind: 'retime-entry', factSeq: 9_999, happenedAt: at(1), reason: REASON }, 'unknown-entry'],
      [AMEND, null],
      [{ kind: 'sign-chart', meaning: 'reviewed', content, seen: [] }, 'physician-needed'],
    ]
    expect(new Set(acts.map(([act]) => act.kind))).toEqual(new Set(AFTERWARDS))
    for (const [act, code] of acts) {
      const result = carry(source, act)
      expect([act.kind, result.ok ? null : result.problem.code]).toEqual([act.kind, code])
      if (code !== null) expect(refusal(result), act.kind).not.toEqual(withoutEffect)
    }
    for (const act of [{ kind: 'transfer', destination: 'ward' }, { kind: 'call-help' }, { kind: 'begin-baseline' }] as const)
      expect(refusal(carry(source, act)), act.kind).toEqual(withoutEffect)
  })

  it('R3: a refusal says why, in words that can be shown', () => {
    const source = sourceOf(over())
    expect(refusal(carry(source, { kind: 'countersign', reason: null }, 700, { by: PHYSICIAN }))).toEqual({
      code: 'wrong-phase',
      details: ['transferred'],
    })
    expect(refusal(carry({ ...source, inputs: [], facts: [] }, AMEND))).toEqual({ code: 'other-session', details: [] })
  })
})

describe('P3: the same command once more', () => {
  const COMMAND = 'command-1'
  const OTHER = { ...NURSE, staffId: 'n2' }
  /** The record after `by` amended it under this number. */
  const amended = (commandId?: string): ChartSource => {
    const source = sourceOf(over())
    const { input, facts } = carried(carry(source, AMEND, 700, commandId === undefined ? {} : { commandId }))
    return { ...source, inputs: [...source.inputs, input], facts: [...source.facts, ...facts] }
  }

  it('P3: has no second effect where the same person sent it', () => {
    expect(carry(amended(COMMAND), AMEND, 710, { commandId: COMMAND })).toEqual({ ok: true, input: null })
  })

  it('P3: is another one under another number, of another person, or where none of both has a number', () => {
    for (const more of [{ commandId: 'command-2' }, { commandId: COMMAND, by: OTHER }, {}])
      expect(carried(carry(amended(COMMAND), AMEND, 710, more)).facts, JSON.stringify(more)).toHaveLength(1)
    expect(carried(carry(amended(), AMEND, 710)).facts).toHaveLength(1)
    expect(carried(carry(amended(), AMEND, 710, { commandId: COMMAND })).facts).toHaveLength(1)
  })

  it('P3: a reading has no number, and is no repeat of anything', () => {
    const source = amended(COMMAND)
    const readings = source.inputs.filter((input) => input.kind !== 'act' || input.commandId === undefined)
    expect(carried(carry({ ...source, inputs: readings }, AMEND, 710, { commandId: COMMAND })).facts).toHaveLength(1)
  })

  it('P3: is found wherever it stands in the record', () => {
    const source = amended(COMMAND)
    const next = carried(carry(source, AMEND, 710, { commandId: 'command-2' }))
    const longer = { ...source, inputs: [...source.inputs, next.input], facts: [...source.facts, ...next.facts] }
    for (const commandId of [COMMAND, 'command-2']) expect(carry(longer, AMEND, 720, { commandId })).toEqual({ ok: true, input: null })
  })
})

describe('R4: the place of the act in the record', () => {
  const last = (facts: readonly Fact[]): number => facts.at(-1)?.seq ?? 0

  it('R4: it is the next input, with what this judge states for it', () => {
    const source = sourceOf(over())
    const result = carried(carry(source, AMEND, 700, { commandId: 'command-1' }))
    expect(result).toEqual({
      ok: true,
      input: { kind: 'act', by: NURSE, act: AMEND, commandId: 'command-1', takenAt: at(700) },
      inputNumber: source.inputs.length + 1,
      facts: [{ seq: last(source.facts) + 1, at: at(700), kind: 'chart-amended', text: 'Rang the ward', reason: REASON, by: NURSE }],
      judgeVersion: JUDGE_VERSION,
    })
    expect(factsOf([...source.inputs, result.input])).toEqual([...source.facts, ...result.facts])
  })

  it('R4: it is never before the newest input', () => {
    const source = sourceOf(over())
    for (const [second, taken] of [
      [599.999, 600],
      [600, 600],
      [600.001, 600.001],
    ] as const) {
      const { input, facts } = carried(carry(source, AMEND, second))
      expect([input.takenAt, facts[0]?.at]).toEqual([at(taken), at(taken)])
    }
  })

  it('R4: what was recorded stands: numbers go on after it where this judge states more, or less', () => {
    const source = sourceOf(over())
    const numberOf = (facts: readonly Fact[]): number | undefined => carried(carry({ ...source, facts }, AMEND)).facts[0]?.seq
    const more = [...source.facts, ...source.facts.slice(-3).map((fact, index) => ({ ...fact, seq: last(source.facts) + index + 1 }))]
    expect(numberOf(more)).toBe(last(source.facts) + 4)
    expect(numberOf(source.facts.slice(0, -3))).toBe(last(source.facts) - 2)
    expect(numberOf([])).toBe(1)
  })

  it('R4: an input that states nothing leaves the numbers where they are', () => {
    const example = quiet()
    example.set(60, 120, 80)
    for (const second of [61, 62, 63]) example.tick(second)
    const source = sourceOf(example)
    expect(carried(carry(source, AMEND)).facts[0]?.seq).toBe(last(source.facts) + 1)
  })

  it('R4: what was carried out then is not asked for again: a start that today would be held', () => {
    const example = inBaseline({ profile: unsupervised })
    const start: ChairInput = {
      kind: 'act',
      takenAt: at(0),
      by: NURSE,
      act: { kind: 'start-infusion', overrideReason: null },
    }
    expect(advance(example.chair, start).problem).not.toBeNull()
    const inputs = [...example.inputs, start]
    let chair = emptyChair(CHAIR)
    const facts: Fact[] = []
    for (const input of inputs) {
      const step = advance(chair, input.kind === 'act' ? { ...input, settled: true } : input)
      chair = step.chair
      facts.push(...step.facts)
    }
    const started = facts.find((fact) => fact.kind === 'phase-changed' && fact.to === 'infusing')
    const amend: ActInput['act'] = {
      kind: 'amend-infusion-time',
      factSeq: started?.seq ?? 0,
      happenedAt: at(-1),
      reason: REASON,
    }
    const { input, facts: stated } = carried(carry({ inputs, facts, chairId: CHAIR, content: null }, amend, 60))
    expect(stated.map(({ kind }) => kind)).toEqual(['infusion-time-amended'])
    // The new act itself was not carried out before, and is recorded so.
    expect(input).not.toHaveProperty('settled')
  })

  it('R4: it leaves the record that it was given as it is', () => {
    const source = sourceOf(over())
    const before = JSON.stringify(source)
    carried(carry(source, { kind: 'mark-set', readAt: at(60), artefact: true, reason: REASON }))
    expect(JSON.stringify(source)).toBe(before)
  })
})
