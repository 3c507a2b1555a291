import { ended, held, lastRate, plannedInfusion, running as runs } from '@chairside/server/domain/infusion-clock'
import { pressureLimits } from '@chairside/server/domain/pressure-level'
import { beyondWarningOf, countEndings, judgedSets, peakOf } from '@chairside/server/domain/session-summary'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Excursion } from '@chairside/shared/excursion'
import { infusedMg } from '@chairside/shared/infusion'
import type { SetPicture } from '@chairside/shared/picture'
import { describe, expect, it } from 'vitest'

const MINUTE = 60_000
const at = (minute: number, sys: number, dia: number, map: number | null = null) => ({ at: minute * MINUTE, sys, dia, map })

describe('X7: the figures of a whole session', () => {
  const limits = pressureLimits(DEFAULT_PROTOCOL.excursion, null)

  it('X7: the sets that count are accepted, complete, and from the start on', () => {
    const picture = (minute: number, more: Partial<SetPicture> = {}): SetPicture => ({
      ...at(minute, 120, 80),
      state: 'accepted',
      reason: null,
      origin: 'device',
      ...more,
    })
    const sets = [
      picture(4.999),
      picture(5),
      picture(6, { state: 'late' }),
      picture(7, { state: 'rejected' }),
      picture(8, { sys: null }),
      picture(9, { dia: null }),
      picture(10, { map: 95 }),
    ]
    expect(judgedSets(sets, 5 * MINUTE)).toEqual([at(5, 120, 80), at(10, 120, 80, 95)])
  })

  it('X7: a peak is the first highest, and none of nothing', () => {
    const sets = [at(1, 150, 90), at(2, 165, 85, 110), at(3, 165, 92, 110), at(4, 140, 91)]
    expect(peakOf(sets, 'sys')).toEqual({ value: 165, at: 2 * MINUTE })
    expect(peakOf(sets, 'dia')).toEqual({ value: 92, at: 3 * MINUTE })
    expect(peakOf(sets, 'map')).toEqual({ value: 110, at: 2 * MINUTE })
    expect(peakOf([at(1, 150, 90)], 'map')).toBeNull()
    expect(peakOf([], 'sys')).toBeNull()
  })

  it('X7: minutes and area beyond both sides are summed over the stretches between sets', () => {
    // 4 min at 170 (40), then half of 4 min down to 150 (2 min, 10), and 2 min at 80 below 90 (20).
    const sets = [at(0, 170, 80), at(4, 170, 80), at(8, 150, 80), at(8, 80, 60), at(10, 80, 60)]
    expect(beyondWarningOf(sets, limits, 'sys')).toEqual({ minutes: 8, area: 70 })
    expect(beyondWarningOf(sets, limits, 'dia')).toEqual({ minutes: 0, area: 0 })
    expect(beyondWarningOf([at(0, 120, 104), at(5, 120, 104)], limits, 'dia')).toEqual({ minutes: 5, area: 20 })
    expect(beyondWarningOf([at(0, 200, 120)], limits, 'sys')).toEqual({ minutes: 0, area: 0 })
  })

  it('X7: excursions are counted by side and ending, zeros too', () => {
    const one = (side: Excursion['side'], ending: Excursion['ending']) => ({ side, ending }) as Excursion
    expect(
      countEndings([
        one('high', 'recovered'),
        one('high', 'recovered'),
        one('low', 'recovered'),
        one('low', 'session-ended'),
        one('high', null),
      ]),
    ).toEqual({
      high: { recovered: 2, 'not-confirmed': 0, 'not-reproduced': 0, 'session-ended': 0 },
      low: { recovered: 1, 'not-confirmed': 0, 'not-reproduced': 0, 'session-ended': 1 },
    })
  })
})

describe('S3: what ran', () => {
  // 35 mg at 1 mg/mL in 40 min: 52.5 mL/h.
  const planned = plannedInfusion({ drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 })

  it('S3: the rate follows from dose, concentration and time', () => {
    expect(planned).toMatchObject({ plannedRateMlPerHour: 52.5, plannedDurationMs: 40 * MINUTE, startedAt: null, stretches: [] })
    const strong = plannedInfusion({ drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 60, concentrationMgPerMl: 2 })
    expect(strong.plannedRateMlPerHour).toBe(17.5)
  })

  it('S3: the planned end is where the dose will be in; pauses and another rate move it', () => {
    const started = runs(planned, 0, 52.5)
    expect(started).toMatchObject({ startedAt: 0, plannedEndAt: 40 * MINUTE })
    const paused = held(started, 10 * MINUTE)
    expect(paused.stretches).toEqual([{ fromAt: 0, toAt: 10 * MINUTE, rateMlPerHour: 52.5 }])
    expect(infusedMg(paused, 30 * MINUTE)).toBeCloseTo(8.75, 9)
    const resumed = runs(paused, 15 * MINUTE, lastRate(paused))
    expect(resumed).toMatchObject({ startedAt: 0, plannedEndAt: 45 * MINUTE })
    const slower = runs(resumed, 25 * MINUTE, 26.25)
    expect(slower.plannedEndAt).toBe(65 * MINUTE)
    expect(lastRate(slower)).toBe(26.25)
    expect(slower.stretches.map(({ toAt }) => toAt)).toEqual([10 * MINUTE, 25 * MINUTE, null])
    const over = ended(slower, 30 * MINUTE, true)
    expect(over).toMatchObject({ endedAt: 30 * MINUTE, endedEarly: true })
    expect(over.stretches.at(-1)?.toAt).toBe(30 * MINUTE)
  })

  it('S3: a dose that is in is not infused backwards', () => {
    const started = runs(planned, 0, 52.5)
    expect(runs(started, 50 * MINUTE, 30).plannedEndAt).toBe(50 * MINUTE)
  })

  it('S3: before anything ran the rate is the planned one', () => {
    expect(lastRate(planned)).toBe(52.5)
  })
})
