import type { Fact } from '@chairside/shared/fact'
import type { Course } from '@chairside/simulators/course'
import type { Scenario } from '@chairside/simulators/scenario'
import { unfulfilled } from '@chairside/simulators/scenario-check'
import { parseScenario } from '@chairside/simulators/scenario-file'
import { SCENARIOS, scenarioCalled } from '@chairside/simulators/scenario-library'
import { describe, expect, it } from 'vitest'
import { type Played, playScenario } from '../support/scenario-player.ts'

const MINUTE = 60_000
const SEED = '1'

/** Each story of the library is played once with this seed. */
const played = new Map<string, Promise<Played>>()
const playedOnce = (scenario: Scenario): Promise<Played> => {
  const one = played.get(scenario.id) ?? playScenario(scenario, SEED)
  played.set(scenario.id, one)
  return one
}

describe('the library of scenarios', () => {
  it('holds each of the stories to what must and what must not follow', () => {
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(15)
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length)
    for (const { id, expectations } of SCENARIOS) expect([id, expectations.length >= 3]).toEqual([id, true])
  })

  it.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))(
    '%s: the judge says what must follow, and not what must not',
    async (_, scenario) => {
      const { facts, course, refusals } = await playedOnce(scenario)
      expect(unfulfilled(scenario.expectations, facts, course)).toEqual([])
      expect(facts.some(({ kind }) => kind === 'left')).toBe(true)
      expect(refusals).toEqual([])
    },
  )

  it('the same seed tells the same story', async () => {
    const [first, second] = [
      await playScenario(scenarioCalled('desaturation'), '7'),
      await playScenario(scenarioCalled('desaturation'), '7'),
    ]
    expect(second).toEqual(first)
  })
})

describe('faults of a story', () => {
  it.each(SCENARIOS.filter(({ faults }) => faults.length > 0).map((scenario) => [scenario.id, scenario] as const))(
    'I1: %s: whatever goes wrong on the way, the server gets every entry',
    async (_, scenario) => {
      const { delivered, course } = await playedOnce(scenario)
      expect(delivered.entries).toBeGreaterThan(((course.infusionEndedAt ?? 0) - course.checkedInAt) / 1_000)
      // What was under way when the patient left may be lost with the story.
      expect(delivered.missing).toBeLessThanOrEqual(2)
    },
  )

  it('are in the library: by rate and at a moment', () => {
    const specs = SCENARIOS.flatMap(({ faults }) => faults.map(({ spec }) => spec))
    expect(specs.some(({ rate }) => rate !== null)).toBe(true)
    expect(new Set(specs.filter(({ rate }) => rate === null).map(({ kind }) => kind))).toEqual(
      new Set(['half-open', 'skew', 'wrong-patient']),
    )
  })

  it('are what the facts come from: without them nothing of the kind follows', async () => {
    for (const id of ['half-open', 'clock-jump', 'wrong-patient']) {
      const scenario = scenarioCalled(id)
      const { facts, course } = await playScenario({ ...scenario, faults: [] }, SEED)
      const wanting = scenario.expectations.filter(({ must, text }) => must && /source-silent|clock-skew|wrong-patient/.test(text))
      expect(wanting.length).toBeGreaterThan(0)
      expect(unfulfilled(wanting, facts, course)).toHaveLength(wanting.length)
    }
  })
})

describe('what must follow', () => {
  const course: Course = {
    checkedInAt: 0,
    cannulatedAt: MINUTE,
    pump: [{ fromAt: 10 * MINUTE, toAt: 50 * MINUTE, rateMgPerMin: 1 }],
    infusionEndedAt: 50 * MINUTE,
  }
  const raised = (minute: number): readonly Fact[] => [
    { seq: 1, at: minute * MINUTE, kind: 'alarm-raised', alarmId: 'A1', cause: 'bp-high', priority: 'medium', text: '' } as Fact,
    { seq: 2, at: (minute + 5) * MINUTE, kind: 'alarm-priority', alarmId: 'A1', priority: 'high', text: '' } as Fact,
  ]
  const missed = (claim: string, facts: readonly Fact[]): readonly string[] =>
    unfulfilled(parseScenario(`title T\n${claim}`, 't.scenario').expectations, facts, course)

  it('is asked for within its window alone, in its priority alone', () => {
    expect(missed('must alarm bp-high medium from infusion-start until infusion-start + 10 min', raised(20))).toEqual([])
    expect(missed('must alarm bp-high high from infusion-start + 15 min', raised(20))).toEqual([])
    expect(missed('must alarm bp-high high until infusion-start + 14 min', raised(20))).toEqual([
      'line 2: alarm bp-high high until infusion-start + 14 min did not follow.',
    ])
    expect(missed('must-not alarm bp-high', raised(20))).toEqual(['line 2: alarm bp-high followed at minute 20.0 of the visit.'])
    expect(missed('must-not alarm bp-low', raised(20))).toEqual([])
    expect(missed('must alarm bp-high from pause', raised(20))).toHaveLength(1)
  })
})
