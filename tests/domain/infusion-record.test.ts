import type { Entry } from '@chairside/shared/entry'
import { infusedMg, infusedMl } from '@chairside/shared/infusion'
import { describe, expect, it } from 'vitest'
import { at, minutes, NURSE, running } from '../support/judge-harness.ts'

describe('S3: the infusion record', () => {
  it('S3: planned and running rates with their times; volume and dose are what ran', () => {
    const example = running()
    example.mustAct(minutes(10), { kind: 'change-rate', rateMlPerHour: 30, reason: 'dizzy' })
    example.mustAct(minutes(20), { kind: 'pause-infusion', reason: 'toilet' })
    example.mustAct(minutes(25), { kind: 'resume-infusion' })
    example.mustAct(minutes(35), { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    const { infusion } = example.picture
    expect(infusion?.plannedRateMlPerHour).toBe(52.5)
    expect(infusion?.stretches).toEqual([
      { fromAt: at(0), toAt: at(minutes(10)), rateMlPerHour: 52.5 },
      { fromAt: at(minutes(10)), toAt: at(minutes(20)), rateMlPerHour: 30 },
      { fromAt: at(minutes(25)), toAt: at(minutes(35)), rateMlPerHour: 30 },
    ])
    if (infusion === null) throw new Error('no infusion')
    expect(infusedMl(infusion, at(minutes(90)))).toBeCloseTo(18.75, 10)
    expect(infusedMg(infusion, at(minutes(90)))).toBeCloseTo(18.75, 10)
    expect(example.of('rate-changed')).toMatchObject([{ at: at(minutes(10)), rateMlPerHour: 30, reason: 'dizzy' }])
  })

  const account = (change: Partial<Extract<Entry, { kind: 'drug-account' }>> = {}): Entry => ({
    kind: 'drug-account',
    lot: 'K-17',
    drawnMg: 50,
    wastedMg: 15,
    witness: 'W. Witness',
    ...change,
  })

  it('S3: the ampoule is accounted for with a witness, and corrected like any entry', () => {
    const example = running()
    expect(example.act(5, { kind: 'enter', entry: account() }, NURSE)).toBeNull()
    const seq = example.of('entered')[0]?.seq ?? 0
    expect(example.of('entered')).toMatchObject([{ entry: account(), by: NURSE }])
    const correct = (entry: Entry) => example.act(9, { kind: 'correct-entry', factSeq: seq, entry, reason: 'typing error' }, NURSE)
    expect(correct(account({ wastedMg: 51 }))).toMatchObject({ code: 'implausible' })
    expect(correct(account({ wastedMg: 20 }))).toBeNull()
  })

  it('S3: more wasted than drawn, or a witness of one s own, is refused', () => {
    const example = running()
    const enter = (change: Partial<Extract<Entry, { kind: 'drug-account' }>>) =>
      example.act(5, { kind: 'enter', entry: account(change) }, NURSE)
    expect(enter({ wastedMg: 50.1 })).toMatchObject({ code: 'implausible', details: ['50.1 > 50 mg'] })
    expect(enter({ wastedMg: 50 })).toBeNull()
    expect(enter({ witness: ` ${NURSE.name.toUpperCase()} ` })).toMatchObject({ code: 'own-witness' })
  })
})
