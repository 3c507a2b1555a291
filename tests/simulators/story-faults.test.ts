import type { Course } from '@chairside/simulators/course'
import { createFaultPlan } from '@chairside/simulators/faults/fault-plan'
import { parseFaults } from '@chairside/simulators/faults/fault-spec'
import { createStoryFaults, type StoryFaults } from '@chairside/simulators/faults/story-faults'
import { parseScenario } from '@chairside/simulators/scenario-file'
import { describe, expect, it } from 'vitest'

const SECOND = 1_000
/** The run began then; the infusion begins 100 s later. */
const ZERO = 5_000_000
const course: Course = {
  checkedInAt: ZERO,
  cannulatedAt: null,
  pump: [{ fromAt: ZERO + 100 * SECOND, toAt: null, rateMgPerMin: 1 }],
  infusionEndedAt: null,
}

const faultsOf = (ofTheRun: readonly string[], ...ofTheStory: readonly string[]): StoryFaults => {
  const parsed = parseFaults(ofTheRun)
  if (!parsed.ok) throw new Error(parsed.reasons.join(' '))
  const faults = createStoryFaults(createFaultPlan(parsed.faults, 'run'), () => ZERO)
  faults.begin('seed', parseScenario(`title T\n${ofTheStory.map((line) => `fault ${line}`).join('\n')}`, 't.scenario'))
  return faults
}
const follow = (faults: StoryFaults, second: number, times = 1, storySecond = second): void =>
  faults.follow({ roomNow: ZERO + second * SECOND, storyNow: ZERO + storySecond * SECOND, times, course })

describe('the faults of a story', () => {
  it('begin at their moment, however late one looks, and last as long as they say', () => {
    const faults = faultsOf([], 'infusion-start + 20 s, for 30 s: half-open')
    follow(faults, 119)
    expect(faults.plan.link(119).halfOpen).toBe(false)
    follow(faults, 140)
    expect([119, 120, 149, 150].map((second) => faults.plan.link(second).halfOpen)).toEqual([false, true, true, false])
  })

  it('begin by the clock of the story: sooner where it is hurried, not while it stands still', () => {
    const hurried = faultsOf([], 'infusion-start + 20 s, for 30 s: half-open')
    follow(hurried, 106, 10, 160)
    // 40 s of the story ago, which are 4 s of the room.
    expect([101, 102, 131, 132].map((second) => hurried.plan.link(second).halfOpen)).toEqual([false, true, true, false])
    const still = faultsOf([], 'infusion-start + 20 s, for 30 s: half-open')
    for (let second = 110; second < 200; second += 10) follow(still, second, 0, 110)
    expect(still.plan.link(150).halfOpen).toBe(false)
  })

  it('befall deliveries by rate from their moment on, and a single one at it', () => {
    const faults = faultsOf([], 'infusion-start, for good: drop:0.5', 'infusion-start + 10 s: duplicate')
    const dropped = (second: number): number =>
      Array.from({ length: 200 }, (_, seq) => faults.plan.delivery(seq + 1, 0, second)).filter(({ drop }) => drop).length
    expect(dropped(99)).toBe(0)
    follow(faults, 120)
    expect(dropped(99)).toBe(0)
    const copies = [1, 2].map((seq) => faults.plan.delivery(seq, 0, 115).copies)
    expect(copies).toEqual([1, 0])
    expect(dropped(115)).toBeGreaterThan(60)
    expect(dropped(115)).toBeLessThan(140)
  })

  it('V6: make the clock jump at their moment of the room', () => {
    const faults = faultsOf(['skew@50=5'], 'infusion-start + 20 s, for good: skew=45')
    follow(faults, 130)
    expect(faults.plan.clock(130, ZERO).jumps).toEqual([
      { at: ZERO + 50 * SECOND, byMs: 5_000 },
      { at: ZERO + 120 * SECOND, byMs: 45_000 },
    ])
  })

  it('come beside those of the run, and are over with their story', () => {
    const faults = faultsOf(
      ['wrong-patient@10', 'delay@0+1000=2', 'reconnect-storm@0+10=1'],
      'check-in, for good: half-open',
      'check-in, for good: delay=3',
      'check-in, for 5 s: reconnect-storm=1',
    )
    follow(faults, 20)
    expect(faults.plan.link(20)).toEqual({ halfOpen: true, wrongPatient: true, reconnects: 15 })
    expect(faults.plan.delivery(1, 0, 20).delaySec).toBe(5)
    faults.begin('next', null)
    follow(faults, 21)
    expect(faults.plan.link(21)).toEqual({ halfOpen: false, wrongPatient: true, reconnects: 10 })
    expect(faults.plan.delivery(1, 0, 21).delaySec).toBe(2)
  })

  it('are the same for the same seed', () => {
    const drops = (): readonly boolean[] => {
      const faults = faultsOf([], 'check-in, for good: drop:0.3')
      follow(faults, 1)
      return Array.from({ length: 100 }, (_, seq) => faults.plan.delivery(seq, 0, 2).drop)
    }
    expect(drops()).toEqual(drops())
  })
})
