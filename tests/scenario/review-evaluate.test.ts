import { evaluateRecording } from '@chairside/server/cli/evaluation-recording'
import { judgedFacts, spanOf } from '@chairside/server/cli/evaluation-run'
import { loadNotesOf } from '@chairside/server/domain/alarm-load'
import { reviewOf } from '@chairside/server/domain/alarm-review'
import { sessionAlarmsOf } from '@chairside/server/domain/session-alarms'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { parseRecording } from '@chairside/shared/recording'
import { HOUR_MS } from '@chairside/shared/time'
import { describe, expect, it } from 'vitest'

describe('the figures of `evaluate`', () => {
  it('A1: are those of the review for the same record', () => {
    const rows = Array.from({ length: 1_800 }, (_, t) => {
      const spo2 = t > 200 && t < 260 ? 88 : t > 600 && t < 640 ? 83 : 97
      const hr = t > 900 && t < 1_000 ? 126 : 72
      return [
        t,
        hr,
        spo2,
        t > 1_300 && t < 1_340 ? 0 : 14,
        t % 300 === 0 ? (t === 600 || t === 900 ? 168 : 128) : '',
        t % 300 === 0 ? 80 : '',
      ].join(',')
    })
    const recording = parseRecording(['t_s,hr,spo2,rr,nibp_sys,nibp_dia', ...rows].join('\n'))
    if (recording === null) throw new Error('no recording')
    const material = { name: 'made-up.csv', dataset: 'made-up', recording, labels: null, ecgRates: new Map<number, number>() }
    const span = spanOf(material)
    const facts = judgedFacts(material, DEFAULT_PROTOCOL)
    const alarms = sessionAlarmsOf({
      sessionId: 's-1' as SessionId,
      chairId: '1' as ChairId,
      ...span,
      over: true,
      facts,
      excursion: DEFAULT_PROTOCOL.excursion,
    })
    const period = { fromAt: span.fromAt - HOUR_MS, untilAt: span.untilAt + HOUR_MS, chairId: null, simulated: true }
    const review = reviewOf([{ ...alarms, simulated: true }], period, [period.fromAt, period.untilAt])
    const { load } = evaluateRecording(material)
    const counted = (kind: string) =>
      load.lines.filter((line) => line.kind === kind).map(({ name, detail, count, presentMs }) => [name, detail, count, presentMs])
    for (const source of ['vital', 'technical', 'prompt'] as const)
      expect(
        review.alarms
          .filter((line) => line.source === source)
          .map(({ name, priority, count, presentMs }) => [name, priority, count, presentMs])
          .sort(),
      ).toEqual(counted(`${source}-alarm`).sort())
    expect(
      review.excursions.map(({ name, peak, ending, count, presentMs }) => [name, `${peak} ${ending}`, count, presentMs]).sort(),
    ).toEqual(counted('excursion').sort())
    expect(review.inAlarmMs).toEqual(load.inAlarmMs)
    expect(review.spanMs).toBe(load.spanMs)
    expect(counted('vital-alarm').length).toBeGreaterThan(3)
    expect(counted('excursion').length).toBeGreaterThan(0)
    expect(loadNotesOf(facts, span.untilAt).notes.length).toBeGreaterThan(10)
    expect(review.limits.map(({ count }) => count).reduce((a, b) => a + b, 0)).toBe(
      counted('vital-alarm').reduce((sum, line) => sum + Number(line[2]), 0),
    )
  })
})
