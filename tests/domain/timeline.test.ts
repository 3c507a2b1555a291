import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { PERSONAL_LIMITS } from '@chairside/shared/personal-limits'
import { isTimelineItem, TIMELINE_LENGTH } from '@chairside/shared/timeline'
import { describe, expect, it } from 'vitest'
import { inBaseline, NURSE, PHYSICIAN, running } from '../support/judge-harness.ts'

const timelineOf = (example: ReturnType<typeof running>) => example.picture.timeline ?? []

describe('the log that screens show', () => {
  it('S3: it holds the facts of what was done and judged, whole and in order, and no others', () => {
    const example = running()
    example.mustAct(60, { kind: 'change-rate', rateMlPerHour: 30, reason: 'distress' }, NURSE)
    example.mustAct(70, { kind: 'pause-infusion', reason: 'nausea' }, NURSE)
    example.mustAct(80, { kind: 'enter', entry: { kind: 'note', text: 'better now' } }, NURSE)
    example.mustAct(90, { kind: 'resume-infusion' }, NURSE)
    example.set(120, 186, 96)
    example.mustAct(130, { kind: 'call-help' }, NURSE)
    expect(timelineOf(example)).toEqual(example.facts.filter(isTimelineItem))
    expect(timelineOf(example).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['monitor-bound', 'phase-changed', 'rate-changed', 'excursion-opened', 'help-called']),
    )
    expect(timelineOf(example).some(({ kind }) => (kind as string) === 'entered')).toBe(false)
  })

  it('S1: a refused act leaves no line, and the section keeps its reference', () => {
    const example = running()
    const before = example.picture.timeline
    expect(example.act(60, { kind: 'resume-infusion' }, NURSE)).not.toBeNull()
    expect(example.picture.timeline).toBe(before)
    example.numerics(61, { hr: 72 })
    expect(example.picture.timeline).toBe(before)
  })

  it('P1: a screen gets the newest lines, bounded; the record keeps all', () => {
    const example = running()
    const times = TIMELINE_LENGTH + 5
    for (let step = 0; step < times; step += 1)
      example.mustAct(step + 1, { kind: 'change-rate', rateMlPerHour: 30 + (step % 5), reason: 'distress' }, NURSE)
    expect(timelineOf(example)).toHaveLength(TIMELINE_LENGTH)
    expect(timelineOf(example).at(-1)).toEqual(example.of('rate-changed').at(-1))
    expect(example.of('rate-changed')).toHaveLength(times)
  })

  it('S4: a chair that is used again shows no line of the patient before', () => {
    const example = running()
    example.mustAct(31, { kind: 'transfer', destination: 'hospital' })
    example.checkIn(100, 'session-2')
    expect(timelineOf(example)).toEqual([])
  })
})

describe('limits that may be set', () => {
  it('X13: the picture offers every limit of the protocol with its range, what it says and what is in force', () => {
    const example = inBaseline()
    const before = example.picture.session?.settable ?? []
    expect(before.map(({ name }) => name)).toEqual(PERSONAL_LIMITS)
    expect(before.find(({ name }) => name === 'sysHighWarning')).toEqual({
      name: 'sysHighWarning',
      ...DEFAULT_PROTOCOL.personal.sysHighWarning,
      inProtocol: 160,
      inForce: 160,
    })
    example.mustAct(-60, { kind: 'set-personal-limits', limits: { sysHighWarning: 150 }, reason: 'known pressure' }, PHYSICIAN)
    expect(example.picture.session?.settable?.find(({ name }) => name === 'sysHighWarning')).toMatchObject({
      inProtocol: 160,
      inForce: 150,
    })
  })

  it('X13: a protocol that allows none offers none', () => {
    const example = inBaseline({ protocol: { ...DEFAULT_PROTOCOL, personal: {} } })
    expect(example.picture.session).not.toHaveProperty('settable')
  })
})
