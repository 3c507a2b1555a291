import { givenMg } from '@chairside/client/model/given-dose.ts'
import { appendLive, emptyTrend, fitTrend, MAX_POINTS } from '@chairside/client/model/trend-series.ts'
import { gridFor } from '@chairside/client/views/board/grid-for.ts'
import { flagsOf } from '@chairside/client/views/chair/trend-lanes.tsx'
import { linePoints } from '@chairside/client/views/common/trend-scale.ts'
import type { SessionId } from '@chairside/shared/identity'
import type { TrendPoint } from '@chairside/shared/trend'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numeric } from './support/chair-fixture.ts'

const trend = emptyTrend('session-1' as SessionId)

describe('the trend of a session', () => {
  it('V7: a line is broken where data is missing, never bridged', () => {
    const points: TrendPoint[] = [
      [0, 96, 98, 97],
      [5_000, 96, 98, 97],
      [300_000, 96, 98, 96],
    ]
    expect(linePoints(points, 5_000, 0).map((point) => point.value)).toEqual([97, 97, null, 96])
  })

  it('V7: a short gap breaks the line too, and a slow monitor alone does not', () => {
    const points: TrendPoint[] = [
      [0, 96, 98, 97],
      [60_000, 96, 98, 96],
    ]
    const gap = { fromAt: 10_000, toAt: 40_000, cause: 'source-silent', vital: null } as const
    expect(linePoints(points, 5_000, 0, 60_000).map((point) => point.value)).toEqual([97, 96])
    expect(linePoints(points, 5_000, 0, 60_000, [gap]).map((point) => point.value)).toEqual([97, null, 96])
  })

  it('flags of events that would cover each other stand as one', () => {
    expect(flagsOf([10, 12, 40]).map(({ first, last }) => [first, last])).toEqual([
      [1, 2],
      [3, 3],
    ])
  })

  it('S3: the dose that went in is never more than the pump was given', () => {
    const infusion = {
      plannedDurationMs: 3_600_000,
      plannedRateMlPerHour: 40,
      doseMg: 40,
      concentrationMgPerMl: 1,
      startedAt: 0,
      plannedEndAt: 3_600_000,
      endedAt: null,
      endedEarly: false,
      stretches: [{ fromAt: 0, toAt: null, rateMlPerHour: 40 }],
    }
    expect(givenMg(infusion, 1_800_000)).toBe(20)
    expect(givenMg(infusion, 5_000_000)).toBe(40)
  })

  it('V3: a rejected or flagged number does not enter the line', () => {
    expect(appendLive(trend, { spo2: { ...numeric(12, 1_000), rejected: true }, hr: { ...numeric(80, 1_000), flagged: true } })).toBe(trend)
  })

  it('V4: the same number twice has one effect', () => {
    const once = appendLive(trend, { hr: numeric(80, 1_000) })
    expect(once.series.hr).toEqual([[1_000, 80, 80, 80]])
    expect(appendLive(once, { hr: numeric(80, 1_000) }).series).toEqual(once.series)
  })

  it('P1: however long the session, a line stays short and keeps its lowest and highest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 40, max: 180 }), { minLength: 1, maxLength: 3_000 }), (values) => {
        const points: TrendPoint[] = values.map((value, index) => [index * 5_000, value, value, value])
        const fitted = fitTrend({ ...trend, series: { hr: points } }).series.hr ?? []
        expect(fitted.length).toBeLessThanOrEqual(MAX_POINTS)
        expect(Math.min(...fitted.map((point) => point[1]))).toBe(Math.min(...values))
        expect(Math.max(...fitted.map((point) => point[2]))).toBe(Math.max(...values))
        expect(fitted.at(-1)?.[3]).toBe(values.at(-1))
      }),
      { numRuns: 40 },
    )
  })
})

describe('the grid of the board', () => {
  it('fills a wall with 24 chairs without scrolling and keeps 54 px digits', () => {
    const { columns, rows, tileHeight } = gridFor(24, 1_872, 938)
    expect(columns * rows).toBeGreaterThanOrEqual(24)
    expect(rows * tileHeight + (rows - 1) * 12).toBeLessThanOrEqual(938)
    const tileWidth = (1_872 - (columns - 1) * 12) / columns
    expect(tileWidth * 0.1795).toBeGreaterThanOrEqual(54)
  })

  it('has a place for every chair at every size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 320, max: 3_840 }),
        fc.integer({ min: 200, max: 2_160 }),
        (count, width, height) => {
          const { columns, rows } = gridFor(count, width, height)
          expect(columns * rows).toBeGreaterThanOrEqual(count)
          expect((rows - 1) * columns).toBeLessThan(count)
        },
      ),
    )
  })
})
