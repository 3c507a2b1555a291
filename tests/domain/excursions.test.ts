import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { describe, expect, it } from 'vitest'
import { NURSE, running, ZERO } from '../support/judge-harness.ts'

describe('opening and confirming', () => {
  it('X3: the first set at warning opens unconfirmed and asks for a recheck in 2 min', () => {
    const example = running()
    example.set(300, 160, 85)
    expect(example.excursionLines()).toEqual(['300 opened high warning'])
    expect(example.of('recheck-asked').at(-1)).toMatchObject({ dueAt: ZERO + 420_000, because: 'warning' })
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + 420_000, dueBecause: 'recheck' })
  })

  it('X3: the next accepted set at warning confirms it', () => {
    const example = running()
    example.set(300, 160, 85)
    example.set(420, 161, 85)
    expect(example.excursionLines()).toEqual(['300 opened high warning', '420 confirmed high'])
  })

  it('X3: the next accepted set below warning closes it as not-confirmed, without any margin', () => {
    const example = running({ baseline: null })
    example.set(300, 160, 85)
    example.set(420, 159, 85)
    expect(example.excursionLines()).toEqual(['300 opened high warning', '420 closed high not-confirmed'])
  })

  it('X3: a set at exactly 6 min is in time', () => {
    const example = running()
    example.set(0, 165, 85)
    example.tick(359.999)
    example.tick(360)
    example.set(360, 165, 85)
    example.tick(900)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '360 confirmed high'])
  })

  it('X3: a refused act at exactly 6 min does not shorten it', () => {
    const example = running()
    example.set(0, 165, 85)
    expect(example.act(360, { kind: 'discharge', overrideReason: null }, NURSE)).not.toBeNull()
    example.set(360, 165, 85)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '360 confirmed high'])
  })

  it('X3: a session that ends at exactly 6 min has reached it', () => {
    const example = running()
    example.set(0, 165, 85)
    example.mustAct(360, { kind: 'transfer', destination: 'hospital' })
    expect(example.excursionLines()).toEqual(['0 opened high warning', '360 overdue high', '360 closed high session-ended'])
  })

  it('X3: without an accepted set recheck-overdue is raised at 6 min, medium, and a later set still decides', () => {
    const example = running()
    example.set(0, 165, 85)
    example.tick(360.001)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '360 overdue high'])
    expect(example.alarm('recheck-overdue')).toMatchObject({ priority: 'medium', kind: 'technical' })
    example.set(500, 140, 85)
    expect(example.excursionLines().at(-1)).toBe('500 closed high not-confirmed')
    expect(example.alarm('recheck-overdue')).toBeUndefined()
  })

  it('X3: a late recheck at warning confirms as a timely one does', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(500, 165, 85)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '360 overdue high', '500 confirmed high'])
    expect(example.alarm('recheck-overdue')).toBeUndefined()
  })

  it('X3: recheck-overdue is stated at its due time, not when somebody looked', () => {
    const example = running()
    example.set(0, 165, 85)
    example.tick(3_000)
    expect(example.of('recheck-overdue')).toMatchObject([{ at: ZERO + 360_000 }])
  })

  it.each([
    [600, 'opened high warning confirmed'],
    [600.001, 'opened high warning'],
  ])('X3: a warning %d s after a not-confirmed close gives: %s', (after, expected) => {
    const example = running()
    example.set(0, 165, 85)
    example.set(60, 120, 80)
    example.set(60 + after, 165, 85)
    expect(example.excursionLines().at(-1)).toBe(`${60 + after} ${expected}`)
  })

  it('X3: the shortcut of a not-confirmed close is for the same side alone', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(60, 120, 80)
    example.set(120, 88, 60)
    expect(example.excursionLines().at(-1)).toBe('120 opened low warning')
  })

  it('X3: the shortcut of a not-confirmed close is not given by a recovered one', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(60, 165, 85)
    example.set(120, 120, 80)
    example.set(180, 165, 85)
    expect(example.excursionLines().slice(-2)).toEqual(['120 closed high recovered', '180 opened high warning'])
  })

  it('X4: critical opens confirmed at once and asks for a recheck in 1 min', () => {
    const example = running()
    example.set(100, 180, 85)
    expect(example.excursionLines()).toEqual(['100 opened high critical confirmed'])
    expect(example.of('recheck-asked').at(-1)).toMatchObject({ dueAt: ZERO + 160_000, because: 'critical' })
  })

  it('X4: a set at critical confirms an open excursion and raises it', () => {
    const example = running()
    example.set(100, 165, 85)
    example.set(160, 182, 85)
    expect(example.excursionLines()).toEqual(['100 opened high warning', '160 confirmed high', '160 level high critical'])
  })

  it('X2: advisory opens nothing and alarms nothing', () => {
    const example = running()
    example.set(100, 150, 85)
    expect(example.excursionLines()).toEqual([])
    expect(example.alarm('bp-high')).toBeUndefined()
    expect(example.picture.cuff.highLevel).toBe('advisory')
  })
})

describe('easing and closing', () => {
  const critical = () => {
    const example = running({ baseline: null })
    example.set(0, 185, 85)
    example.set(240, 185, 85)
    return example
  }

  it('X5: a critical excursion stays critical within 5 mmHg of its limit and eases at 5', () => {
    const example = critical()
    example.set(300, 176, 85)
    expect(example.excursionLines()).toEqual(['0 opened high critical confirmed'])
    example.set(360, 175, 85)
    expect(example.excursionLines().at(-1)).toBe('360 level high warning')
    example.set(420, 156, 85)
    expect(example.excursionLines().at(-1)).toBe('360 level high warning')
    example.set(480, 155, 85)
    expect(example.excursionLines().at(-1)).toBe('480 closed high recovered')
  })

  it('X5: an eased excursion is raised at once again', () => {
    const example = critical()
    example.set(300, 170, 85)
    example.set(360, 201, 85)
    expect(example.excursionLines().slice(1)).toEqual(['300 level high warning', '360 level high emergency'])
  })

  it('X5: easing never goes above the present level', () => {
    // 178 is within the margin of critical, but the excursion was never above warning.
    const example = running()
    example.set(0, 165, 85)
    example.set(60, 165, 85)
    example.set(120, 178, 85)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '60 confirmed high'])
  })

  it('X5: easing never goes above the present level, where the limits lie within the margin too', () => {
    const { excursion } = DEFAULT_PROTOCOL
    const critical = { ...excursion.high.critical, sys: 163 }
    const protocol = { ...DEFAULT_PROTOCOL, excursion: { ...excursion, high: { ...excursion.high, critical } } }
    const example = running({ baseline: null, protocol })
    example.set(0, 161, 85)
    example.set(60, 161, 85)
    // Below warning, and within 5 of both limits.
    example.set(120, 159, 85)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '60 confirmed high'])
  })

  it('X5: an emergency whose other number is still within 5 of critical eases to critical alone', () => {
    const example = running()
    example.set(0, 205, 95)
    example.set(240, 150, 106)
    expect(example.excursionLines()).toEqual(['0 opened high emergency confirmed', '240 level high critical'])
  })

  it('X5: a missing MAP counts for no arm in easing', () => {
    const example = running()
    example.set(0, 158, 95, 131)
    example.set(240, 150, 90)
    expect(example.excursionLines()).toEqual(['0 opened high critical confirmed', '240 closed high recovered'])
  })

  it('X5: MAP alone within 5 holds the level', () => {
    const example = running()
    example.set(0, 158, 95, 131)
    example.set(240, 150, 90, 126)
    expect(example.excursionLines()).toEqual(['0 opened high critical confirmed'])
    example.set(300, 150, 90, 125)
    expect(example.excursionLines().at(-1)).toBe('300 level high warning')
    example.set(360, 150, 90, 115)
    expect(example.excursionLines().at(-1)).toBe('360 closed high recovered')
  })

  it('X5: the low side eases at 5 above its limit', () => {
    const example = running({ baseline: null })
    example.set(0, 78, 60)
    example.set(240, 84, 60)
    expect(example.excursionLines()).toEqual(['0 opened low critical confirmed'])
    example.set(300, 85, 60)
    expect(example.excursionLines().at(-1)).toBe('300 level low warning')
    example.set(360, 94, 60)
    expect(example.excursionLines().at(-1)).toBe('300 level low warning')
    example.set(420, 95, 60)
    expect(example.excursionLines().at(-1)).toBe('420 closed low recovered')
  })

  it('X5: a relative arm has the margin, its floor has not', () => {
    // Baseline 104: warning from 135.2 up, where SYS is at least 140.
    const example = running({ baseline: { sys: 104, dia: 70 } })
    example.set(0, 141, 75)
    example.set(60, 141, 75)
    example.set(120, 140, 75)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '60 confirmed high'])
    example.set(180, 139, 75)
    expect(example.excursionLines().at(-1)).toBe('180 closed high recovered')
  })

  it('X5: a low relative arm with 5 of margin, its floor without', () => {
    // Baseline 140: SYS <= 105 and < 110.
    const example = running({ baseline: { sys: 139, dia: 80 } })
    example.set(0, 104, 70)
    example.set(60, 104, 70)
    // 139 - 25 % = 104.25; within the margin below 109.25.
    example.set(120, 109, 70)
    expect(example.excursionLines()).toEqual(['0 opened low warning', '60 confirmed low'])
    example.set(180, 110, 70)
    expect(example.excursionLines().at(-1)).toBe('180 closed low recovered')
  })

  it.each([
    [180, 'not-reproduced'],
    [180.001, 'recovered'],
  ])('X5: a normal set %d s after a critical opening ends it as %s', (after, ending) => {
    const example = running()
    example.set(10, 185, 85)
    example.set(10 + after, 130, 80)
    expect(example.excursionLines().at(-1)).toBe(`${10 + after} closed high ${ending}`)
  })

  it('X5: not-reproduced is for the very next set alone', () => {
    const example = running()
    example.set(10, 185, 85)
    example.set(60, 165, 85)
    example.set(120, 130, 80)
    expect(example.excursionLines().slice(1)).toEqual(['60 level high warning', '120 closed high recovered'])
  })

  it('X5: not-reproduced is not for an excursion that opened at warning', () => {
    const example = running()
    example.set(10, 165, 85)
    example.set(60, 185, 85)
    example.set(120, 130, 80)
    expect(example.excursionLines().at(-1)).toBe('120 closed high recovered')
  })

  it('X5: a set of the same critical level takes not-reproduced away', () => {
    const example = running()
    example.set(10, 185, 85)
    example.set(60, 185, 85)
    example.set(120, 130, 80)
    expect(example.excursionLines().at(-1)).toBe('120 closed high recovered')
  })

  it('X6: neither time nor missing data closes an excursion; the end of the session does', () => {
    const example = running()
    example.set(0, 185, 85)
    example.tick(7_200)
    expect(example.excursionLines()).toEqual(['0 opened high critical confirmed'])
    example.mustAct(7_300, { kind: 'transfer', destination: 'hospital' })
    expect(example.excursionLines().at(-1)).toBe('7300 closed high session-ended')
    expect(example.picture.excursions).toMatchObject([{ ending: 'session-ended', closedAt: ZERO + 7_300_000 }])
  })

  it('X6: an unconfirmed excursion ends with the session too', () => {
    const example = running()
    example.set(0, 165, 85)
    example.mustAct(60, { kind: 'transfer', destination: 'hospital' })
    expect(example.excursionLines()).toEqual(['0 opened high warning', '60 closed high session-ended'])
  })
})
