import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { LATER_RULES } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { acknowledge } from '../support/alarm-lines.ts'
import { type Example, minutes, NURSE, quiet, ZERO } from '../support/judge-harness.ts'

/** 35 mg in 40 min. */
const END = minutes(40)

const prompts = (example: Example): string[] => {
  const ids = new Set(example.of('alarm-raised').flatMap((fact) => (fact.cause === 'planned-end' ? [fact.alarmId] : [])))
  return example.facts.flatMap((fact) => {
    if (!('alarmId' in fact) || !ids.has(fact.alarmId)) return []
    const at = (fact.at - ZERO) / 1_000
    return [fact.kind === 'alarm-priority' || fact.kind === 'alarm-raised' ? `${at} ${fact.priority}` : `${at} ${fact.kind.slice(6)}`]
  })
}

describe('S3: the prompt at the planned end', () => {
  it.each([
    [END + 120, []],
    [END + 120.001, ['2520 low']],
    [END + 300, ['2520 low']],
    [END + 300.001, ['2520 low', '2700 medium']],
    [END + minutes(60), ['2520 low', '2700 medium']],
  ])('S3: %d s after the start', (second, stated) => {
    const example = quiet()
    example.tick(second)
    expect(prompts(example)).toEqual(stated)
  })

  it('S3: it prompts and never acts: the pump runs on, and nothing of it is a condition', () => {
    const example = quiet()
    example.tick(END + minutes(60))
    expect(example.picture.session?.phase).toBe('infusing')
    expect(example.picture.infusion?.endedAt).toBeNull()
    expect(example.alarm('planned-end')).toMatchObject({ kind: 'technical', latched: false, presentedAs: 'medium', escalation: 0 })
    expect(example.facts.some((fact) => fact.kind.startsWith('condition-') && JSON.stringify(fact).includes('planned-end'))).toBe(false)
  })

  it('S3: a stop in time leaves nothing; a stop at the very moment is in time', () => {
    const example = quiet()
    example.mustAct(END + 120, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    example.tick(END + minutes(10))
    expect(prompts(example)).toEqual([])
  })

  it('S3: the stop ends the prompt', () => {
    const example = quiet()
    example.mustAct(END + 130, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    expect(prompts(example)).toEqual(['2520 low', '2530 ended'])
    expect(example.alarm('planned-end')).toBeUndefined()
  })

  it('S3: another rate moves the plan, and with it the prompt', () => {
    const example = quiet()
    // Half of the dose is in at 20 min; at half the rate the rest takes 40 min.
    example.mustAct(minutes(20), { kind: 'change-rate', rateMlPerHour: 26.25, reason: 'slower' }, NURSE)
    expect(example.picture.infusion?.plannedEndAt).toBe(ZERO + minutes(60) * 1_000)
    example.tick(minutes(62))
    expect(prompts(example)).toEqual([])
    example.tick(minutes(62) + 0.001)
    expect(prompts(example)).toEqual(['3720 low'])
  })

  it('S3: a pause moves it', () => {
    const example = quiet()
    example.mustAct(minutes(10), { kind: 'pause-infusion', reason: null }, NURSE)
    example.mustAct(minutes(25), { kind: 'resume-infusion' }, NURSE)
    example.tick(minutes(57))
    expect(prompts(example)).toEqual([])
    example.tick(minutes(57) + 0.001)
    expect(prompts(example)).toEqual(['3420 low'])
  })

  it('S3: a pause answers a prompt that is up; after it the pump runs past its plan anew', () => {
    const example = quiet()
    example.mustAct(END + 200, { kind: 'pause-infusion', reason: null }, NURSE)
    example.tick(END + minutes(20))
    expect(prompts(example)).toEqual(['2520 low', '2600 ended'])
    example.mustAct(END + minutes(20), { kind: 'resume-infusion' }, NURSE)
    example.tick(END + minutes(23))
    expect(prompts(example)).toEqual(['2520 low', '2600 ended', '3720 low'])
  })

  it('S3: an acknowledgement is no answer: it rises to medium, and is reminded of as medium alarms are', () => {
    const example = quiet()
    example.tick(END + 121)
    acknowledge(example, END + 130, 'planned-end', null)
    example.tick(END + 301)
    expect(example.alarm('planned-end')).toMatchObject({ priority: 'medium', acknowledgement: null })
    acknowledge(example, END + 310, 'planned-end', null)
    example.tick(END + 611)
    expect(prompts(example)).toEqual(['2520 low', '2530 acknowledged', '2700 medium', '2710 acknowledged', '3010 reminded'])
  })

  it('S3: an older protocol states the planned end and prompts for nothing', () => {
    const example = quiet({ protocol: { ...DEFAULT_PROTOCOL, ...LATER_RULES, version: 1 } })
    example.tick(END + minutes(30))
    expect(example.of('planned-end-reached')).toHaveLength(1)
    expect(prompts(example)).toEqual([])
  })
})
