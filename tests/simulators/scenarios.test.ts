import type { Fact } from '@chairside/shared/fact'
import type { Course } from '@chairside/simulators/course'
import { unfulfilled } from '@chairside/simulators/scenario-check'
import { parseScenario } from '@chairside/simulators/scenario-file'
import { SCENARIOS } from '@chairside/simulators/scenario-library'
import { describe, expect, it } from 'vitest'
import { playScenario } from '../support/scenario-player.ts'

const MINUTE = 60_000

describe('the library of scenarios', () => {
  it('holds each of the stories to what must and what must not follow', () => {
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(15)
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length)
    for (const { id, expectations } of SCENARIOS) expect([id, expectations.length >= 3]).toEqual([id, true])
  })

  it.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))(
    '%s: the judge says what must follow, and not what must not',
    (_, scenario) => {
      const played = playScenario(scenario, '1')
      expect(unfulfilled(scenario.expectations, played.facts, played.course)).toEqual([])
      expect(played.facts.some(({ kind }) => kind === 'left')).toBe(true)
      expect(played.refusals).toEqual([])
    },
  )

  it('the same seed tells the same story', () => {
    const [first, second] = [0, 1].map(() => playScenario(SCENARIOS[4] as (typeof SCENARIOS)[number], '7').facts)
    expect(second).toEqual(first)
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
