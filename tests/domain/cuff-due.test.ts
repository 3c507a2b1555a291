import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { describe, expect, it } from 'vitest'
import { inBaseline, minutes, running, ZERO } from '../support/judge-harness.ts'

describe('G3: what is due, and why', () => {
  const often = { ...DEFAULT_PROTOCOL, cuff: { ...DEFAULT_PROTOCOL.cuff, intervalInfusingMs: 30_000 } }

  it.each<[string, number, number]>([
    ['warning', 165, 120],
    ['critical', 185, 60],
  ])('G3: the recheck of a %s replaces the schedule, also where that would be sooner', (_, sys, dueS) => {
    const example = running({ protocol: often })
    example.set(0, sys, 85)
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + dueS * 1_000, dueBecause: 'recheck' })
  })

  it('G4: that of a failure only brings the next set forward', () => {
    const example = running()
    example.set(0, 120, 80)
    example.cuffFailed(179)
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + 299_000, dueBecause: 'recheck' })
    const same = running()
    same.set(0, 120, 80)
    same.cuffFailed(180)
    expect(same.picture.cuff).toMatchObject({ nextDueAt: ZERO + 300_000, dueBecause: 'schedule' })
  })

  it('G4: before the infusion there is no schedule, and a failure still asks for a recheck', () => {
    const example = inBaseline()
    example.set(-minutes(5), 120, 80)
    expect(example.picture.cuff).toMatchObject({ nextDueAt: null, dueBecause: null })
    example.cuffFailed(-minutes(4))
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO - 120_000, dueBecause: 'recheck' })
  })

  it('V3: of two rechecks of one moment the first stands, and is stated once', () => {
    const example = running()
    example.set(0, 120, 80)
    example.cuffFailed(10)
    example.set(70, 190, 185)
    expect(example.of('recheck-asked')).toMatchObject([{ dueAt: ZERO + 130_000, because: 'failure' }])
  })

  it('V3: a rejected set is extreme at SYS 180 and under 80', () => {
    const asked = (sys: number, dia: number): string | undefined => {
      const example = running()
      example.set(0, 120, 80)
      example.set(10, sys, dia)
      return example.of('recheck-asked').at(-1)?.because
    }
    expect(asked(179, 175)).toBe('failure')
    expect(asked(180, 175)).toBe('extreme-rejected')
    expect(asked(80, 75)).toBe('failure')
    expect(asked(79, 75)).toBe('extreme-rejected')
  })

  it('G3: a moment before the interval of late recovery begins, the early one counts', () => {
    const example = running()
    example.mustAct(0, { kind: 'stop-infusion', early: false, reason: null })
    example.set(minutes(15) - 0.001, 120, 80)
    expect(example.picture.cuff.nextDueAt).toBe(ZERO + minutes(20) * 1_000 - 1)
  })
})
