import { en } from '@chairside/client/words/en.ts'
import { ACKNOWLEDGEMENT_PLANS, LIMIT_CONDITIONS, PRIORITIES, TECHNICAL_CONDITIONS } from '@chairside/shared/alarm'
import { ENDINGS, LEVELS } from '@chairside/shared/excursion'
import { CRITERIA } from '@chairside/shared/readiness'
import { PROBLEM_CODES } from '@chairside/shared/reply'
import { GATE_ITEMS, PHASES } from '@chairside/shared/session'
import { ROLES } from '@chairside/shared/staff'
import { describe, expect, it } from 'vitest'

const said = (catalogue: Readonly<Record<string, string>>, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => (catalogue[key] ?? '').trim() === '')

describe('the catalogue', () => {
  it('P3: has a sentence for every problem, which ends as one', () => {
    expect(said(en.problem, PROBLEM_CODES)).toEqual([])
    for (const code of PROBLEM_CODES) expect(en.problem[code]).toMatch(/^[A-Z].*\.$/)
  })

  it('A2: names every cause, plan and priority of an alarm', () => {
    expect(said(en.cause, ['bp-high', 'bp-low', ...LIMIT_CONDITIONS, ...TECHNICAL_CONDITIONS])).toEqual([])
    expect(said(en.plan, ACKNOWLEDGEMENT_PLANS)).toEqual([])
    expect(said(en.priority, PRIORITIES)).toEqual([])
  })

  it('L1: names every criterion, in full, in short and with what passes', () => {
    expect(said(en.criterion, CRITERIA)).toEqual([])
    expect(said(en.criterionShort, CRITERIA)).toEqual([])
    expect(said(en.criterionHint, CRITERIA)).toEqual([])
  })

  it('S1: names every phase, gate item, role, level and ending', () => {
    expect(said(en.phase, PHASES)).toEqual([])
    expect(
      said(
        en.gate,
        GATE_ITEMS.map((item) => item.id),
      ),
    ).toEqual([])
    expect(said(en.role, ROLES)).toEqual([])
    expect(said(en.level, LEVELS)).toEqual([])
    expect(said(en.ending, ENDINGS)).toEqual([])
  })
})
