import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { describe, expect, it } from 'vitest'
import { at, NURSE, running } from '../support/judge-harness.ts'

describe('what the picture tells beside the numbers', () => {
  it('V9: a number entered by hand carries its origin and its author, the monitor’s neither', () => {
    const example = running()
    example.numerics(0, { spo2: 97 })
    expect(example.act(20, { kind: 'enter-vitals', reading: { spo2: 93, rr: 12 } }, NURSE)).toBeNull()
    expect(example.picture.numerics.spo2).toEqual({
      value: 93,
      at: at(20),
      periodMs: 300_000,
      flagged: false,
      rejected: false,
      origin: 'manual',
      by: NURSE.name,
    })
    example.numerics(21, { spo2: 95 })
    expect(example.picture.numerics.spo2).not.toHaveProperty('origin')
    expect(example.picture.numerics.rr).toMatchObject({ origin: 'manual', by: NURSE.name })
  })

  it('V7: the cuff carries the times at which its set is dimmed and struck through', () => {
    const example = running()
    example.set(0, 130, 80)
    const { dimAfterMs, strikeAfterMs } = DEFAULT_PROTOCOL.cuff
    expect(example.picture.cuff).toMatchObject({ dimAfterMs, strikeAfterMs })
  })

  it('X10: the limits name the critical ones of the low side too', () => {
    const { sys, dia, map } = DEFAULT_PROTOCOL.excursion.low.critical
    expect(running().picture.limits).toMatchObject({ sysLowCritical: sys, diaLowCritical: dia, mapLowCritical: map })
  })
})
