import { describe, expect, it } from 'vitest'
import { minutes, running, ZERO } from '../support/judge-harness.ts'

describe('G3: nibp-overdue', () => {
  it('G3: while infusing a set is due every 5 min: low 2 min late, medium 5 min late', () => {
    const example = running()
    example.set(0, 120, 80)
    example.tick(3_000)
    expect(example.conditionLines('nibp-overdue')).toEqual(['420 began nibp-overdue low', '600 priority nibp-overdue medium'])
    example.set(3_001, 120, 80)
    expect(example.conditionLines('nibp-overdue').at(-1)).toBe('3001 ended nibp-overdue medium')
  })

  it('G3: a set at exactly 2 min late is in time', () => {
    const example = running()
    example.set(0, 120, 80)
    example.set(420, 120, 80)
    expect(example.conditionLines('nibp-overdue')).toEqual([])
  })

  it('G3: a rejected set is no set', () => {
    const example = running()
    example.set(0, 120, 80)
    example.set(200, 120, 115)
    example.tick(900)
    expect(example.conditionLines('nibp-overdue')).not.toEqual([])
  })

  it('G3: without any set in the session nothing is overdue', () => {
    const example = running({ baseline: null })
    example.tick(3_600)
    expect(example.conditionLines('nibp-overdue')).toEqual([])
  })

  it('V8: a cuff that fails makes an overdue set no less overdue', () => {
    const example = running()
    example.set(0, 120, 80)
    for (const second of [610, 700]) example.cuffFailed(second)
    example.tick(3_000)
    expect(example.conditionLines('nibp-overdue')).toEqual(['420 began nibp-overdue low', '600 priority nibp-overdue medium'])
  })

  it('G3: paused as infusing', () => {
    const example = running()
    example.set(0, 120, 80)
    example.mustAct(60, { kind: 'pause-infusion', reason: null })
    example.tick(421)
    expect(example.conditionLines('nibp-overdue')).toEqual(['420 began nibp-overdue low'])
  })

  it('G3: in the first 15 min of recovery every 5 min, later every 10', () => {
    const example = running()
    example.mustAct(0, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    example.set(60, 120, 80)
    expect(example.picture.cuff.nextDueAt).toBe(ZERO + 360_000)
    example.set(minutes(14), 120, 80)
    expect(example.picture.cuff.nextDueAt).toBe(ZERO + minutes(19) * 1_000)
    example.set(minutes(15), 120, 80)
    expect(example.picture.cuff.nextDueAt).toBe(ZERO + minutes(25) * 1_000)
  })

  it('G3: after a warning low 2 min after the recheck was due, then recheck-overdue at 6 min', () => {
    const example = running()
    example.set(0, 165, 85)
    example.tick(1_800)
    expect(example.conditionLines('nibp-overdue')).toEqual(['240 began nibp-overdue low'])
    expect(example.of('recheck-overdue')).toMatchObject([{ at: ZERO + 360_000 }])
    expect(example.alarm('recheck-overdue')).toMatchObject({ priority: 'medium' })
  })

  it('G3: after a critical medium 1 min after the recheck was due, high 3 min after', () => {
    const example = running()
    example.set(0, 185, 85)
    example.tick(1_800)
    expect(example.conditionLines('nibp-overdue')).toEqual(['120 began nibp-overdue medium', '240 priority nibp-overdue high'])
  })

  it('G3: the recheck that was made lets the schedule count again', () => {
    const example = running()
    example.set(0, 185, 85)
    example.set(50, 184, 85)
    // The second critical asks anew (X4).
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + 110_000, dueBecause: 'recheck' })
    example.set(100, 120, 80)
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + 400_000, dueBecause: 'schedule' })
  })
})

describe('V3, X3: of two rechecks the earlier stands', () => {
  it('V3: a rejected set with an extreme SYS brings a pending recheck forward', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(30, 190, 185)
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + 90_000, dueBecause: 'recheck' })
  })

  it('X4: a failure does not put the recheck of a critical off', () => {
    const example = running()
    example.set(0, 185, 85)
    example.set(40, 120, 115)
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + 60_000 })
    example.tick(600)
    expect(example.conditionLines('nibp-overdue')).toEqual(['120 began nibp-overdue medium', '240 priority nibp-overdue high'])
  })
})

describe('G4: nibp-failed', () => {
  it('G4: a failed cuff is low and asks for a recheck; the third in a row is medium', () => {
    const example = running()
    example.cuffFailed(60)
    expect(example.conditionLines('nibp-failed')).toEqual(['60 began nibp-failed low'])
    expect(example.of('recheck-asked')).toMatchObject([{ because: 'failure' }])
    example.cuffFailed(120)
    example.cuffFailed(180)
    expect(example.conditionLines('nibp-failed')).toEqual(['60 began nibp-failed low', '180 priority nibp-failed medium'])
    example.set(240, 120, 80)
    expect(example.conditionLines('nibp-failed').at(-1)).toBe('240 ended nibp-failed medium')
  })

  it('G4: a rejected set counts as a failure', () => {
    const example = running()
    example.set(60, 120, 115)
    example.cuffFailed(120)
    example.set(180, 300, 80)
    expect(example.conditionLines('nibp-failed')).toEqual(['60 began nibp-failed low', '180 priority nibp-failed medium'])
  })

  it('G4: in a row means without an accepted set between', () => {
    const example = running()
    example.cuffFailed(60)
    example.cuffFailed(120)
    example.set(180, 120, 80)
    example.cuffFailed(240)
    expect(example.conditionLines('nibp-failed').at(-1)).toBe('240 began nibp-failed low')
  })

  it.each([
    [185, 180, 60],
    [180, 175, 60],
    [79, 72, 60],
  ])('V3: a rejected set with SYS %d asks for a recheck in 1 min', (sys, dia, inSeconds) => {
    const example = running()
    example.set(100, sys, dia)
    expect(example.of('recheck-asked')).toMatchObject([{ dueAt: ZERO + (100 + inSeconds) * 1_000 }])
  })

  it.each([
    [179, 172],
    [80, 75],
  ])('V3: a rejected set with SYS %d is not that urgent', (sys, dia) => {
    const example = running()
    example.set(100, sys, dia)
    expect(example.of('recheck-asked')[0]?.dueAt).toBeGreaterThan(ZERO + 160_000)
  })
})
