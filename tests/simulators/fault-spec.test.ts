import { deviceClockAt } from '@chairside/simulators/devices/device-clock'
import { createFaultPlan } from '@chairside/simulators/faults/fault-plan'
import { FAULT_KINDS, type FaultSpec, faultHelp, parseFault, parseFaults } from '@chairside/simulators/faults/fault-spec'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const faultsOf = (...lines: readonly string[]): readonly FaultSpec[] => {
  const parsed = parseFaults(lines)
  if (!parsed.ok) throw new Error(parsed.reasons.join(' '))
  return parsed.faults
}
const plan = (...lines: readonly string[]) => createFaultPlan(faultsOf(...lines), 'seed')

describe('a line that names a fault', () => {
  it('says how often, when, how long and how much', () => {
    expect(faultsOf('drop:0.02')).toEqual([{ kind: 'drop', rate: 0.02, atSec: null, lastsSec: Number.POSITIVE_INFINITY, amount: 0 }])
    expect(faultsOf('wrong-patient@600')).toEqual([
      { kind: 'wrong-patient', rate: null, atSec: 600, lastsSec: Number.POSITIVE_INFINITY, amount: 0 },
    ])
    expect(faultsOf('delay:.1@300+60=8')).toEqual([{ kind: 'delay', rate: 0.1, atSec: 300, lastsSec: 60, amount: 8 }])
    expect(faultsOf('truncate@90')).toEqual([{ kind: 'truncate', rate: null, atSec: 90, lastsSec: null, amount: 0 }])
    expect(faultsOf('half-open@900')).toEqual([{ kind: 'half-open', rate: null, atSec: 900, lastsSec: 45, amount: 0 }])
    expect(faultsOf('skew@10=-30.5')[0]?.amount).toBe(-30.5)
  })

  it.each([
    ['dorp:0.1', /no such fault.*drop/],
    ['drop', /how often.*when/],
    ['drop:2', /at most 1/],
    ['drop:0', /above 0/],
    ['drop:0.1=5', /no amount/],
    ['delay:0.1=0', /from 0\.001/],
    ['half-open@5+0', /length/],
    ['drop 0.1', /is written KIND/],
    ['', /is written KIND/],
    ['toString:1', /is written|no such/],
    ['constructor:1', /no such fault/],
  ])('%s: is refused with its reason', (line, reason) => {
    const parsed = parseFault(line)
    expect(parsed.ok ? null : parsed.reason).toMatch(reason)
  })

  it('tells all mistakes at once, and never throws', () => {
    const parsed = parseFaults(['drop:3', 'delay:0.1', 'foo'])
    expect(parsed.ok ? [] : parsed.reasons).toHaveLength(2)
    fc.assert(fc.property(fc.string(), (line) => void parseFault(line)))
  })

  it('is explained for every kind', () => {
    for (const kind of FAULT_KINDS) expect(faultHelp()).toContain(`  ${kind} `)
  })
})

describe('a plan', () => {
  it('befalls the share of deliveries that it says, the same for the same seed', () => {
    const drops = (seed: string): readonly number[] => {
      const faulty = createFaultPlan(faultsOf('drop:0.02'), seed)
      return Array.from({ length: 20_000 }, (_, seq) => seq).filter((seq) => faulty.delivery(seq, 0, seq).drop)
    }
    expect(drops('a').length / 20_000).toBeGreaterThan(0.016)
    expect(drops('a').length / 20_000).toBeLessThan(0.024)
    expect(drops('b')).not.toEqual(drops('a'))
    expect(drops('a')).toEqual(drops('a'))
  })

  it('decides a repetition anew, so that nothing is lost for ever', () => {
    const faulty = plan('drop:0.5')
    for (let seq = 1; seq <= 200; seq += 1) {
      let attempt = 0
      while (faulty.delivery(seq, attempt, 0).drop) attempt += 1
      expect(attempt).toBeLessThan(40)
    }
  })

  it('befalls one delivery at a second, or all in a stretch', () => {
    const once = plan('drop@100')
    expect([99, 101, 102].map((second) => once.delivery(second, 0, second).drop)).toEqual([false, true, false])
    const all = plan('delay@100+10=3', 'duplicate@105+1', 'flood@105+1=20')
    expect([99.9, 100, 105, 109.9, 110].map((second) => all.delivery(1, 0, second).delaySec)).toEqual([0, 3, 3, 3, 0])
    expect(all.delivery(1, 0, 105.5).copies).toBe(21)
  })

  it('holds the connection, names somebody else and reconnects from a second on, for as long as it says', () => {
    const faulty = plan('half-open@60+30', 'wrong-patient@100', 'reconnect-storm@200+10=2')
    expect([59, 60, 89, 90].map((second) => faulty.link(second).halfOpen)).toEqual([false, true, true, false])
    expect([99, 100, 10_000].map((second) => faulty.link(second).wrongPatient)).toEqual([false, true, true])
    expect([199, 200.1, 205, 210, 999].map((second) => faulty.link(second).reconnects)).toEqual([0, 1, 10, 20, 20])
  })

  it('begins what lasts by its rate, and looks the same however often it is asked', () => {
    const faulty = plan('half-open:0.1+5')
    const open = Array.from({ length: 10_000 }, (_, second) => faulty.link(second).halfOpen)
    expect(open.filter(Boolean).length / 10_000).toBeGreaterThan(0.035)
    expect(open.filter(Boolean).length / 10_000).toBeLessThan(0.065)
    const again = plan('half-open:0.1+5')
    for (let second = 9_999; second >= 0; second -= 7) expect(again.link(second).halfOpen).toBe(open[second])
  })

  it('V6: makes the clock jump, go back and drift', () => {
    const shown = (...lines: readonly string[]) => {
      const faulty = plan(...lines)
      return (second: number): number =>
        deviceClockAt(faulty.clock(second, 1_000_000), 1_000_000 + second * 1_000) - (1_000_000 + second * 1_000)
    }
    expect([99, 100, 5_000].map(shown('skew@100=45'))).toEqual([0, 45_000, 45_000])
    expect([99, 100, 159, 160].map(shown('skew@100+60=-20'))).toEqual([0, -20_000, -20_000, 0])
    expect([0, 1_000, 2_000].map(shown('drift@0=500'))).toEqual([0, 500, 1_000])
    expect([0, 1_000, 2_000].map(shown('drift@0+1000=500'))).toEqual([0, 500, 500])
  })

  it('is empty without a fault', () => {
    expect(plan().isEmpty).toBe(true)
    expect(plan('drop@1').isEmpty).toBe(false)
  })
})
