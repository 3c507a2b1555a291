import type { CriterionId, CriterionResult } from '@chairside/shared/readiness'
import type { VitalValues } from '@chairside/shared/vital'
import { describe, expect, it } from 'vitest'
import { END, infused, READY, startable } from '../support/infused-example.ts'
import { type Example, minutes, NURSE, profile, unsupervised } from '../support/judge-harness.ts'

const criterion = (example: Example, id: CriterionId): CriterionResult => {
  const found = example.picture.readiness?.criteria.find((one) => one.id === id)
  if (found === undefined) throw new Error(`${id} was not judged`)
  return found
}
/** Recovering since END; `before` comes just before the start, where the baseline is looked for. */
const recovering = (options: Parameters<typeof startable>[0] = {}, before: (example: Example) => void = () => undefined): Example => {
  const example = startable(options)
  before(example)
  example.mustAct(0, { kind: 'start-infusion', overrideReason: null }, NURSE)
  example.mustAct(END, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
  return example
}

describe('what readiness is judged from', () => {
  it('D3: a newest set of a worse level than the one before it is not met, also where its SYS and DIA pass', () => {
    // SYS and DIA are near the baseline; a MAP of 120 alone is a warning (X).
    const newest = (map: number): string => {
      const example = infused()
      example.set(READY + minutes(5), 122, 80, map)
      return criterion(example, 'D3').state
    }
    expect(newest(119)).toBe('met')
    expect(newest(120)).toBe('not-met')
  })

  it('D3: a low MAP alone is a worse level as well', () => {
    const newest = (map: number): string => {
      const example = infused()
      example.set(READY + minutes(5), 98, 64, map)
      return criterion(example, 'D3').state
    }
    expect(newest(65)).toBe('met')
    expect(newest(64.9)).toBe('not-met')
  })

  it('D4, D5: the baseline of the streams counts: 2 % below a low SpO2, 20 from a heart rate', () => {
    const judged = (before: VitalValues, after: VitalValues): string[] => {
      const example = recovering({}, (one) => {
        for (const second of [-0.8, -0.6]) one.numerics(second, before)
      })
      example.stream(END + minutes(1), END + minutes(7), after)
      return [criterion(example, 'D4').state, criterion(example, 'D5').state]
    }
    const usual = { hr: 72, spo2: 98, rr: 14 }
    expect(judged({ ...usual, spo2: 95 }, { ...usual, spo2: 93 })).toEqual(['met', 'met'])
    expect(judged(usual, { ...usual, spo2: 93 })).toEqual(['met', 'not-met'])
    expect(judged(usual, { ...usual, hr: 93 })).toEqual(['not-met', 'met'])
    expect(judged({ ...usual, hr: 75 }, { ...usual, hr: 93 })).toEqual(['met', 'met'])
  })

  it('D5: how many readings are expected follows from how often the monitor says that it gives them', () => {
    const every30s = (changes: Parameters<typeof profile>[0]): string => {
      const example = recovering({ profile: profile({ ...unsupervised, ...changes }) })
      example.stream(END + minutes(1), END + minutes(7), { spo2: 97 }, 30)
      return criterion(example, 'D5').state
    }
    expect(every30s({})).toBe('no-evidence')
    expect(every30s({ periodMs: 30_000 })).toBe('met')
    expect(every30s({ periodsMs: { spo2: 30_000 } })).toBe('met')
    // The period of the vital goes before that of the monitor.
    expect(every30s({ periodMs: 30_000, periodsMs: { spo2: 1_000 } })).toBe('no-evidence')
  })

  it('L1: goes on without a monitor, and what that gave grows old as ever', () => {
    const example = infused()
    example.mustAct(READY + 1, { kind: 'release-monitor' }, NURSE)
    expect(criterion(example, 'D5').state).toBe('met')
    example.tick(READY + 60)
    expect(criterion(example, 'D5').state).toBe('met')
    example.tick(READY + 60.002)
    expect(criterion(example, 'D5').state).toBe('expired')
  })

  it('D17: a lost signal of what D3 to D6 rest on is in the way, one of what they do not use is not', () => {
    const lost = (vital: 'spo2' | 'etco2'): CriterionResult => {
      const example = recovering({ profile: profile() })
      example.set(END, 120, 80)
      const all = { hr: 72, spo2: 97, rr: 14, etco2: 38 }
      const { [vital]: _gone, ...left } = all
      example.stream(END + 1, END + 20, all)
      example.stream(END + 21, END + 40, left)
      expect(example.alarm('signal-lost')).toMatchObject({ condition: 'present', priority: 'low', text: vital })
      return criterion(example, 'D17')
    }
    expect(lost('spo2')).toMatchObject({ state: 'not-met', evidence: 'signal-lost' })
    expect(lost('etco2')).toMatchObject({ state: 'met', evidence: null })
  })
})
