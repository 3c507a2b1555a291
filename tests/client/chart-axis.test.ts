import { chartAxis, FOLD_MIN, fitView, moved, ticksOf, zoomed } from '@chairside/client/model/chart-axis.ts'
import { momentOf } from '@chairside/client/views/chart/time-field.tsx'
import type { SessionChart } from '@chairside/shared/session-chart'
import { describe, expect, it } from 'vitest'

const MINUTE = 60_000
const YEAR_MIN = 365 * 24 * 60
const START = Date.parse('2026-03-02T10:00:00Z')
const at = (minute: number): number => START + minute * MINUTE

const source = (silences: SessionChart['quality']['silences'] = [], endMinute = 80) =>
  ({
    checkedInAt: at(-20),
    endedAt: at(endMinute),
    lastAt: at(endMinute),
    infusion: { startedAt: START },
    sets: [{ at: at(-8) }],
    quality: { silences },
  }) as unknown as Parameters<typeof chartAxis>[0]

describe('the axis of a chart', () => {
  it('X7: counts minutes from the start of the infusion, there and back', () => {
    const axis = chartAxis(source())
    expect([axis.fromX, axis.toX]).toEqual([-10, 82])
    for (const minute of [-10, 0, 12.5, 80]) {
      expect(axis.xOf(at(minute))).toBeCloseTo(minute, 6)
      expect(axis.toAt(minute)).toBeCloseTo(at(minute), -1)
    }
    expect(ticksOf(axis, axis.fromX, axis.toX, 20).map(({ minute }) => minute)).toEqual([
      -10, -5, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80,
    ])
  })

  it('V6: a year without data is folded, and what lies beyond it keeps its own minutes', () => {
    const axis = chartAxis(source([{ fromAt: at(30), toAt: at(30 + YEAR_MIN) }], YEAR_MIN + 50))
    expect(axis.xOf(at(30))).toBeCloseTo(30, 6)
    expect(axis.xOf(at(30 + YEAR_MIN))).toBeCloseTo(30 + FOLD_MIN, 6)
    expect(axis.toX).toBeCloseTo(52 + FOLD_MIN, 6)
    expect(axis.folds).toMatchObject([{ x: 30, toAt: at(30 + YEAR_MIN) }])
    const ticks = ticksOf(axis, axis.fromX, axis.toX, 20)
    expect(ticks.length).toBeLessThan(25)
    expect(ticks.at(-1)?.minute).toBeGreaterThan(YEAR_MIN)
    expect(ticks.filter(({ x }) => x > 30.01 && x < 30 + FOLD_MIN - 0.01)).toEqual([])
  })

  it('X7: zoom keeps what it is about in its place, and no view leaves the session', () => {
    const axis = chartAxis(source())
    const view = zoomed(axis, { fromX: 0, toX: 40 }, 0.5, 10)
    expect(view).toEqual({ fromX: 5, toX: 25 })
    expect(fitView(axis, { fromX: -500, toX: 500 })).toEqual({ fromX: -10, toX: 82 })
    expect(fitView(axis, { fromX: 20, toX: 20.1 }).toX - fitView(axis, { fromX: 20, toX: 20.1 }).fromX).toBeCloseTo(5, 6)
    expect(moved(axis, { fromX: 0, toX: 40 }, 1_000)).toEqual({ fromX: 42, toX: 82 })
    expect(moved(axis, { fromX: 0, toX: 40 }, -1_000)).toEqual({ fromX: -10, toX: 30 })
  })
})

describe('a time that somebody writes', () => {
  it("R1: is the clinic's own, between check-in and now, also after midnight", () => {
    const checkedInAt = Date.parse('2026-03-02T22:30:00Z')
    const now = Date.parse('2026-03-03T02:00:00Z')
    const iso = (written: string, zone = 'UTC'): string | null => {
      const found = momentOf(written, checkedInAt, now, zone)
      return found === null ? null : new Date(found).toISOString()
    }
    expect(iso('23:10')).toBe('2026-03-02T23:10:00.000Z')
    expect(iso('0:45')).toBe('2026-03-03T00:45:00.000Z')
    expect(iso('01:10', 'Europe/Madrid')).toBe('2026-03-03T00:10:00.000Z')
    for (const wrong of ['22:10', '02:30', '25:00', 'noon', '']) expect([wrong, iso(wrong)]).toEqual([wrong, null])
  })

  it('R1: knows the day on which the clocks go forward', () => {
    const checkedInAt = Date.parse('2026-03-29T00:30:00Z')
    expect(momentOf('03:15', checkedInAt, checkedInAt + 4 * 3_600_000, 'Europe/Madrid')).toBe(Date.parse('2026-03-29T01:15:00Z'))
    expect(momentOf('02:15', checkedInAt, checkedInAt + 4 * 3_600_000, 'Europe/Madrid')).toBeNull()
  })
})
