import { buildChart } from '@chairside/server/domain/session-chart'
import { lineOfChart } from '@chairside/server/domain/session-line'
import type { SignatureMeaning } from '@chairside/shared/chart-signature'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { LATER_RULES, type Protocol } from '@chairside/shared/protocol-rules'
import type { SigningRules } from '@chairside/shared/protocol-signing'
import type { Actor } from '@chairside/shared/staff'
import { describe, expect, it } from 'vitest'
import { CHAIR, minutes, NURSE, PHYSICIAN, running } from '../support/judge-harness.ts'

const SECOND: Actor = { staffId: 'p2', name: 'Q. Physician', role: 'physician' }
const MANAGER: Actor = { staffId: 'm1', name: 'M. Manager', role: 'manager' }
const CONTENT = { entry: 1, hash: 'a'.repeat(64) }

/** A session that is over, by a protocol with these rules of signing; `sys`: a set in the middle of the infusion, twice. */
const over = (signing: SigningRules, sys: number | null = null) => {
  const protocol: Protocol = { ...DEFAULT_PROTOCOL, signing }
  const example = running({ protocol })
  if (sys !== null) {
    example.set(290, sys, 88)
    example.set(350, sys, 88)
  }
  example.mustAct(minutes(20), { kind: 'stop-infusion', early: true, reason: 'patient asked' }, NURSE)
  example.mustAct(minutes(40), { kind: 'discharge', overrideReason: 'goes to the ward' }, PHYSICIAN)
  let second = minutes(41)
  const sign = (by: Actor, meaning: SignatureMeaning = 'reviewed') => {
    second += 60
    return example.act(second, { kind: 'sign-chart', meaning, content: CONTENT, seen: [] } as never, by)?.code ?? 'signed'
  }
  const amend = (): void => {
    second += 60
    example.mustAct(second, { kind: 'amend-chart', text: 'seen again', reason: 'asked for' } as never, PHYSICIAN)
  }
  const look = () => {
    const chart = buildChart({ inputs: example.inputs, facts: example.facts, chairId: CHAIR, content: CONTENT })
    if (chart === null) throw new Error('no chart')
    const line = lineOfChart(chart, example.facts)
    return { missing: chart.missingSignatures, signed: line.signed?.by ?? null, waitsFor: line.waitsFor ?? null }
  }
  return { sign, amend, look }
}

describe('R3: co-signature', () => {
  it('R3: one physician signs where the protocol asks for nobody else, as in every older record', () => {
    expect(LATER_RULES.signing.cosign).toBe('never')
    const chart = over(LATER_RULES.signing, 186)
    expect(chart.look()).toEqual({ missing: ['physician'], signed: null, waitsFor: null })
    expect(chart.sign(NURSE)).toBe('physician-needed')
    expect(chart.sign(PHYSICIAN)).toBe('signed')
    expect(chart.look()).toEqual({ missing: [], signed: PHYSICIAN.name, waitsFor: null })
  })

  it('R3: with two, the chart is signed when another physician did; each in turn is named as missing', () => {
    const chart = over({ cosign: 'always', by: 'physician' })
    expect(chart.look().missing).toEqual(['physician', 'second-physician'])
    expect(chart.sign(SECOND, 'co-signed')).toBe('held')
    expect(chart.sign(PHYSICIAN)).toBe('signed')
    expect(chart.look()).toEqual({ missing: ['second-physician'], signed: null, waitsFor: 'second-physician' })
    expect(chart.sign(PHYSICIAN, 'co-signed')).toBe('already-done')
    expect(chart.sign(NURSE, 'co-signed')).toBe('physician-needed')
    expect(chart.sign(SECOND, 'reviewed')).toBe('held')
    expect(chart.sign(SECOND, 'co-signed')).toBe('signed')
    expect(chart.look()).toEqual({ missing: [], signed: SECOND.name, waitsFor: null })
  })

  it('R3: where a nurse may be the second, a nurse is never the first, and nobody else counts', () => {
    const chart = over({ cosign: 'always', by: 'nurse-or-physician' })
    expect(chart.sign(NURSE, 'co-signed')).toBe('physician-needed')
    expect(chart.sign(PHYSICIAN)).toBe('signed')
    expect(chart.look().missing).toEqual(['second-person'])
    expect(chart.sign(MANAGER, 'co-signed')).toBe('physician-needed')
    expect(chart.sign(NURSE, 'co-signed')).toBe('signed')
    expect(chart.look().missing).toEqual([])
  })

  it('R3: asked for with an excursion alone, a quiet session needs one signature and a confirmed excursion two', () => {
    const rules: SigningRules = { cosign: 'excursion', by: 'physician' }
    expect(over(rules, 132).look().missing).toEqual(['physician'])
    expect(over(rules, 172).look().missing).toEqual(['physician', 'second-physician'])
  })

  it('R3: an amendment takes both signatures back', () => {
    const chart = over({ cosign: 'always', by: 'physician' })
    chart.sign(PHYSICIAN)
    chart.sign(SECOND, 'co-signed')
    chart.amend()
    expect(chart.look()).toEqual({ missing: ['physician', 'second-physician'], signed: SECOND.name, waitsFor: null })
    chart.sign(SECOND)
    expect(chart.look()).toEqual({ missing: ['second-physician'], signed: null, waitsFor: 'second-physician' })
  })
})
