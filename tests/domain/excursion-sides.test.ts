import { describe, expect, it } from 'vitest'
import { minutes, NURSE, running, ZERO } from '../support/judge-harness.ts'

describe('sides and sets', () => {
  it('X1: one set may open both sides', () => {
    const example = running()
    example.set(0, 165, 48)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '0 opened low warning'])
  })

  it('X1: each side is decided by itself', () => {
    const example = running()
    example.set(0, 165, 48)
    example.set(60, 165, 60)
    example.set(120, 120, 60)
    expect(example.excursionLines().slice(2)).toEqual(['60 confirmed high', '60 closed low not-confirmed', '120 closed high recovered'])
  })

  it.each([
    ['range', 300, 80, null],
    ['incomplete', 190, null, null],
    ['order', 190, 100, 195],
    ['pulse-pressure', 190, 185, null],
  ])('X8: a set rejected for %s opens, confirms and closes nothing', (_reason, sys, dia, map) => {
    const example = running()
    example.set(0, 165, 85)
    example.set(60, sys, dia, map)
    expect(example.excursionLines()).toEqual(['0 opened high warning'])
    example.set(120, 165, 85)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '120 confirmed high'])
  })

  it('X8: a rejected set does not stop recheck-overdue', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(300, 165, 160)
    example.tick(361)
    expect(example.excursionLines()).toEqual(['0 opened high warning', '360 overdue high'])
  })

  it('X8: a rejected set between is not the very next set of not-reproduced', () => {
    const example = running()
    example.set(0, 185, 85)
    example.set(60, 185, 180)
    example.set(120, 120, 80)
    expect(example.excursionLines().at(-1)).toBe('120 closed high not-reproduced')
  })

  it('X11: sets of the baseline open no excursion, but critical ones alarm', () => {
    const example = running({ baseline: { sys: 182, dia: 95 } })
    expect(example.of('excursion-opened')).toEqual([])
    expect(example.of('alarm-raised').filter((fact) => fact.cause === 'bp-high')).toMatchObject([{ priority: 'high' }])
  })

  it('X11: a warning in the baseline is silent', () => {
    const example = running({ baseline: { sys: 165, dia: 85 } })
    expect(example.of('alarm-raised').filter((fact) => fact.cause === 'bp-high')).toEqual([])
  })

  it('X11: it is judged while paused and recovering too', () => {
    const example = running()
    example.mustAct(60, { kind: 'pause-infusion', reason: null }, NURSE)
    example.set(120, 165, 85)
    example.mustAct(180, { kind: 'stop-infusion', early: true, reason: 'patient asked' }, NURSE)
    example.set(240, 165, 85)
    expect(example.excursionLines()).toEqual(['120 opened high warning', '240 confirmed high'])
    expect(example.picture.excursions).toMatchObject([{ phaseAtOpening: 'paused', infusionMinuteAtOpening: 1 }])
  })

  it('X7: the record of an excursion has its peaks with times, its largest change, and its number of sets', () => {
    const example = running()
    example.set(0, 165, 92, 110)
    example.set(120, 172, 90, 121)
    example.set(240, 168, 98)
    example.set(360, 130, 80)
    expect(example.picture.excursions).toMatchObject([
      {
        side: 'high',
        peakLevel: 'warning',
        openedAt: ZERO,
        confirmedAt: ZERO + 120_000,
        closedAt: ZERO + 360_000,
        ending: 'recovered',
        phaseAtOpening: 'infusing',
        infusionMinuteAtOpening: 0,
        peak: {
          sys: { value: 172, at: ZERO + 120_000 },
          dia: { value: 98, at: ZERO + 240_000 },
          map: { value: 121, at: ZERO + 120_000 },
        },
        largestChange: { sys: 52, dia: 18 },
      },
    ])
  })

  it('X7: minutes and area beyond the warning limit are straight lines between the sets', () => {
    // No baseline, so that 160 is the tightest limit: 160 → 180 → 140 over two stretches of 4 min.
    const example = running({ baseline: null })
    example.set(0, 160, 85)
    example.set(240, 180, 85)
    example.set(480, 140, 85)
    const excursion = example.picture.excursions[0]
    expect(excursion?.minutesBeyondWarning.sys).toBeCloseTo(6, 9)
    expect(excursion?.areaBeyondWarning.sys).toBeCloseTo(40 + 20, 9)
    expect(excursion?.minutesBeyondWarning.dia).toBe(0)
  })

  it('X7: not-confirmed and recovered excursions are records of their own', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(60, 120, 80)
    example.set(minutes(20), 165, 85)
    example.set(minutes(22), 165, 85)
    example.set(minutes(24), 120, 80)
    expect(example.picture.excursions.map(({ id, ending }) => [id, ending])).toEqual([
      ['X1', 'not-confirmed'],
      ['X2', 'recovered'],
    ])
  })
})
