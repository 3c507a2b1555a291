import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { GateQuestion } from '@chairside/shared/protocol-start'
import { describe, expect, it } from 'vitest'
import { Example, factsOf, minutes, NURSE, PHYSICIAN, running } from '../support/judge-harness.ts'

const QUESTIONS: readonly GateQuestion[] = [
  { id: 'ask.block', words: 'A block', class: 'block' },
  { id: 'ask.review', words: 'A review', class: 'review', asksDrugScreen: true },
  { id: 'ask.warn', words: 'A warning', class: 'warn' },
  { id: 'ask.note', words: 'A note', class: 'note' },
]

const asking = (gate: Partial<Protocol['gate']> = {}): Protocol => ({
  ...DEFAULT_PROTOCOL,
  gate: { ...DEFAULT_PROTOCOL.gate, questions: [...QUESTIONS], ...gate },
})

/** In baseline, with all items confirmed but the contraindications, and everything measured fit for a start at 0. */
const waiting = (protocol = asking()): Example => {
  const example = new Example({ protocol })
  example.checkIn(-minutes(12))
  example.bind(-minutes(11))
  for (const item of ['identity', 'consent', 'allergies', 'fasting', 'escort', 'last-benzodiazepine', 'last-antihypertensive'] as const)
    example.mustAct(-minutes(11), { kind: 'answer-gate', item, passed: true }, NURSE)
  example.mustAct(-minutes(11), { kind: 'answer-gate', item: 'second-person', passed: true }, PHYSICIAN)
  example.mustAct(-minutes(10), { kind: 'begin-baseline' }, NURSE)
  example.set(-300, 120, 80)
  example.set(-120, 120, 80)
  example.numerics(-5, { hr: 70, spo2: 98 })
  return example
}

const answer = (example: Example, item: GateQuestion['id'], passed: boolean, by = NURSE) =>
  example.act(-4, { kind: 'answer-gate', item, passed }, by)
const gateHolds = (example: Example) => example.picture.session?.holds.map(({ strength, detail }) => `${strength} ${detail}`)
const start = (example: Example, by = NURSE, overrideReason: string | null = null) =>
  example.act(0, { kind: 'start-infusion', overrideReason }, by)

describe('S2: questions of the protocol', () => {
  it('S2: a start is held until every question is answered, and each answer says by whom and when', () => {
    const example = waiting()
    expect(gateHolds(example)).toEqual(['hard contraindications'])
    for (const { id } of QUESTIONS.slice(1)) answer(example, id, true)
    expect(gateHolds(example)).toEqual(['hard contraindications'])
    expect(answer(example, 'ask.block', true, PHYSICIAN)).toBeNull()
    expect(gateHolds(example)).toEqual([])
    expect(example.picture.session?.questions?.map((question) => question.answer?.by)).toEqual([
      PHYSICIAN.name,
      ...QUESTIONS.slice(1).map(() => NURSE.name),
    ])
    expect(start(example)).toBeNull()
  })

  it('S2: that nothing speaks against a start answers what is still open with no, and leaves a yes', () => {
    const example = waiting()
    answer(example, 'ask.warn', false)
    example.mustAct(-3, { kind: 'answer-gate', item: 'contraindications', passed: true }, NURSE)
    expect(example.of('question-answered').map(({ question, passed }) => [question, passed])).toEqual([
      ['ask.warn', false],
      ['ask.block', true],
      ['ask.review', true],
      ['ask.note', true],
    ])
    expect(gateHolds(example)).toEqual(['soft A warning'])
    example.mustAct(-2, { kind: 'answer-gate', item: 'contraindications', passed: false }, NURSE)
    expect(gateHolds(example)).toEqual(['hard contraindications', 'soft A warning'])
  })

  it('S2: a yes of class block refuses the start to everybody until a physician reviewed it, and is theirs afterwards', () => {
    const example = waiting()
    for (const { id } of QUESTIONS) answer(example, id, id !== 'ask.block')
    expect(gateHolds(example)).toEqual(['refused A block'])
    expect(start(example, PHYSICIAN, 'known to me')).toEqual({ code: 'held', details: ['A block'] })
    const review = { kind: 'review-answer', question: 'ask.block', reason: 'stable since May' } as const
    expect(example.act(0, review, NURSE)).toEqual({ code: 'physician-needed', details: ['A block'] })
    expect(example.act(0, review, PHYSICIAN)).toBeNull()
    expect(example.act(0, review, PHYSICIAN)).toEqual({ code: 'already-done', details: [PHYSICIAN.name] })
    expect(example.of('answer-reviewed')).toMatchObject([{ question: 'ask.block', reason: 'stable since May', by: PHYSICIAN }])
    expect(gateHolds(example)).toEqual(['hard A block'])
    expect(start(example, NURSE, 'reviewed')).toMatchObject({ code: 'physician-needed' })
    expect(start(example, PHYSICIAN, 'benefit outweighs')).toBeNull()
    expect(example.of('holds-overridden')[0]?.holds).toEqual([{ id: 'gate', strength: 'hard', detail: 'A block' }])
  })

  it('S2: a new answer wants a new review', () => {
    const example = waiting()
    answer(example, 'ask.block', false)
    example.mustAct(-4, { kind: 'review-answer', question: 'ask.block', reason: 'stable since May' })
    answer(example, 'ask.block', false)
    expect(example.picture.session?.questions?.[0]?.review).toBeNull()
    expect(gateHolds(example)).toContain('refused A block')
  })

  it('S2: a yes of class review is a physician’s, by an override or by a review', () => {
    const overridden = waiting(asking({ questions: [{ id: 'ask.review', words: 'A review', class: 'review' }] }))
    answer(overridden, 'ask.review', false)
    expect(start(overridden, NURSE, 'as discussed')).toEqual({ code: 'physician-needed', details: ['A review'] })
    expect(start(overridden, PHYSICIAN, 'as discussed')).toBeNull()
    const reviewed = waiting(asking({ questions: [{ id: 'ask.review', words: 'A review', class: 'review' }] }))
    answer(reviewed, 'ask.review', false)
    reviewed.mustAct(-3, { kind: 'review-answer', question: 'ask.review', reason: 'long ago' })
    expect(gateHolds(reviewed)).toEqual([])
    expect(start(reviewed)).toBeNull()
    expect(reviewed.chair.session?.overridden).toBe(true)
  })

  it('S2: a yes of class warn takes a nurse’s reason, one of class note nothing', () => {
    const example = waiting()
    for (const { id } of QUESTIONS) answer(example, id, id !== 'ask.warn' && id !== 'ask.note')
    expect(gateHolds(example)).toEqual(['soft A warning'])
    expect(start(example)).toEqual({ code: 'reason-needed', details: ['A warning'] })
    expect(start(example, NURSE, 'allowed case by case')).toBeNull()
  })

  it('S2: a yes that asks for a drug screen makes it required', () => {
    const example = waiting()
    for (const { id } of QUESTIONS) answer(example, id, id !== 'ask.review')
    expect(gateHolds(example)).toEqual(['hard drug-screen', 'hard A review'])
    example.mustAct(-3, { kind: 'answer-gate', item: 'drug-screen', passed: true }, NURSE)
    expect(gateHolds(example)).toEqual(['hard A review'])
  })

  it('S2: what is not asked, not answered with yes, or comes too late is refused', () => {
    const example = waiting()
    expect(answer(example, 'ask.other', true)).toEqual({ code: 'unknown-question', details: ['ask.other'] })
    const review = (question: GateQuestion['id'], by = PHYSICIAN) =>
      example.act(-3, { kind: 'review-answer', question, reason: 'seen' }, by)
    expect(review('ask.other')).toEqual({ code: 'unknown-question', details: ['ask.other'] })
    expect(review('ask.block')).toEqual({ code: 'unknown-entry', details: ['A block'] })
    answer(example, 'ask.block', true)
    expect(review('ask.block')).toEqual({ code: 'unknown-entry', details: ['A block'] })
    const late = running({ protocol: asking() })
    expect(late.act(1, { kind: 'answer-gate', item: 'ask.block', passed: false }, NURSE)).toEqual({
      code: 'wrong-phase',
      details: ['infusing'],
    })
    expect(late.act(1, { kind: 'review-answer', question: 'ask.block', reason: 'seen' })).toMatchObject({ code: 'wrong-phase' })
  })

  it.each([
    ['review', 'hard'],
    ['warn', 'soft'],
    ['note', null],
  ] as const)('S2: fasting and escort that nobody confirmed hold by the class %s', (strength, expected) => {
    const example = new Example({ protocol: asking({ questions: [], items: { fasting: strength, escort: strength } }) })
    example.checkIn(-minutes(12))
    const holds = example.picture.session?.holds.filter(({ detail }) => detail === 'fasting' || detail === 'escort')
    expect(holds?.map((hold) => hold.strength)).toEqual(expected === null ? [] : [expected, expected])
  })

  it('S2: without questions the one item stands for all, and the header of the session is as it was', () => {
    const example = waiting(DEFAULT_PROTOCOL)
    expect(gateHolds(example)).toEqual(['hard contraindications'])
    example.mustAct(-3, { kind: 'answer-gate', item: 'contraindications', passed: true }, NURSE)
    expect(gateHolds(example)).toEqual([])
    expect(example.picture.session).not.toHaveProperty('questions')
    expect(example.of('question-answered')).toEqual([])
  })

  it('R4: the same record gives the same facts, and an unchanged header keeps its reference', () => {
    const example = waiting()
    answer(example, 'ask.block', false)
    example.mustAct(-4, { kind: 'review-answer', question: 'ask.block', reason: 'stable since May' })
    expect(factsOf(example.inputs)).toEqual(example.facts)
    const before = example.picture.session
    example.heard(-3, 0)
    expect(example.picture.session).toBe(before)
  })
})

describe('S2: the second person', () => {
  const answer = (example: Example, item: 'identity' | 'second-person', by = NURSE, passed = true) =>
    example.act(1, { kind: 'answer-gate', item, passed }, by)
  const checkedIn = (): Example => {
    const example = new Example()
    example.checkIn(0)
    return example
  }

  it('S2: is another one than who confirmed the identity, in either order', () => {
    const one = checkedIn()
    expect(answer(one, 'identity')).toBeNull()
    expect(answer(one, 'second-person')).toMatchObject({ code: 'second-person-needed' })
    expect(answer(one, 'second-person', PHYSICIAN)).toBeNull()
    const other = checkedIn()
    expect(answer(other, 'second-person')).toBeNull()
    expect(answer(other, 'identity')).toMatchObject({ code: 'second-person-needed' })
    expect(answer(other, 'identity', PHYSICIAN)).toBeNull()
  })

  it('S2: a namesake is another person, and taking an answer back is anybody’s', () => {
    const example = checkedIn()
    expect(answer(example, 'identity')).toBeNull()
    expect(answer(example, 'second-person', { ...NURSE, staffId: 'n2' })).toBeNull()
    expect(answer(example, 'second-person', NURSE, false)).toBeNull()
    expect(answer(example, 'identity', NURSE, false)).toBeNull()
    expect(answer(example, 'second-person')).toBeNull()
  })
})
