import { issuesOf } from '@chairside/server/domain/chart-issues'
import { buildChart } from '@chairside/server/domain/session-chart'
import type { Session } from '@chairside/server/domain/session-state'
import { CHART_ISSUES, type ChartIssueId } from '@chairside/shared/chart-signature'
import type { Entry } from '@chairside/shared/entry'
import type { Excursion } from '@chairside/shared/excursion'
import type { Fact, FactBody } from '@chairside/shared/fact'
import type { EventPicture } from '@chairside/shared/picture'
import { PHASES, type Phase } from '@chairside/shared/session'
import type { ChartAlarm, ChartDifference, ChartIssue, ChartQuality } from '@chairside/shared/session-chart'
import { describe, expect, it } from 'vitest'
import { alarmIdOf, factsAt } from '../support/alarm-facts.ts'
import { at, CHAIR, NURSE, PHYSICIAN, quiet } from '../support/judge-harness.ts'

const ACCOUNT: Entry = { kind: 'drug-account', lot: 'L1', drawnMg: 50, wastedMg: 15, witness: 'W. Witness' }
const event = (entry: Entry, correction: EventPicture['correction'] = null): EventPicture => ({
  at: at(10),
  by: NURSE.name,
  entry,
  factSeq: 1,
  correction,
})

const QUALITY: ChartQuality = {
  cuff: { expected: 10, obtained: 10, share: 1 },
  setsRejected: 0,
  setsLate: 0,
  setsArtefact: 0,
  spo2Coverage: 1,
  lateReadings: 0,
  rejectedReadings: 0,
  outside: null,
  reconnectedAt: [],
  silences: [],
}

interface Unresolved {
  readonly live?: Partial<Session>
  readonly facts?: readonly Fact[]
  readonly alarms?: readonly ChartAlarm[]
  readonly differences?: readonly ChartDifference[]
  readonly quality?: Partial<ChartQuality>
}

/** A session in which nothing is unresolved. */
const settled = (): Session => {
  const { session } = quiet().chair
  if (session === null) throw new Error('no session')
  return { ...session, phase: 'discharged', events: [event(ACCOUNT)], excursions: [] }
}

/** The infusion never began. */
const never = (): Partial<Session> => ({ infusion: { ...settled().infusion, startedAt: null } })

const issues = ({ live = {}, facts = [], alarms = [], differences = [], quality = {} }: Unresolved = {}): readonly ChartIssue[] =>
  issuesOf({ ...settled(), ...live }, facts, alarms, differences, { ...QUALITY, ...quality })

const said = (...bodies: readonly FactBody[]): readonly Fact[] => factsAt(...bodies.map((body, index) => [at(index), body] as const))
const one = (id: ChartIssueId, count = 1): readonly ChartIssue[] => [{ id, count }]

const alarm = (changes: Partial<ChartAlarm> = {}): ChartAlarm => ({
  id: alarmIdOf(1),
  cause: 'spo2-low',
  kind: 'physiological',
  priority: 'medium',
  text: 'SpO2 88 < 90',
  raisedAt: at(60),
  endedAt: at(90),
  acknowledged: null,
  escalations: 0,
  ...changes,
})
const excursion = (ending: Excursion['ending']): Excursion => ({ ending }) as Excursion
const away: FactBody = { kind: 'happened-while-away', condition: 'spo2-low', fromAt: at(1), worst: 84 }
const overridden: FactBody = { kind: 'holds-overridden', holds: [], reason: 'as discussed', by: PHYSICIAN }
const left = (how: 'discharged' | 'left-against-advice' | 'transferred' | 'cancelled', reason: string | null): FactBody => ({
  kind: 'left',
  how,
  reason,
  witness: null,
  by: PHYSICIAN,
})
const DIFFERENCE: ChartDifference = { kind: 'excursion', live: null, chart: null }

describe('R3: what is unresolved when a chart is to be signed', () => {
  it('R3: nothing is listed where nothing is', () => {
    expect(issues()).toEqual([])
  })

  it('R3: a session that goes on is open, whatever its phase; one that is over in any way is not', () => {
    const over: readonly Phase[] = ['discharged', 'left-against-advice', 'transferred', 'cancelled']
    for (const phase of PHASES) expect([phase, issues({ live: { phase } })]).toEqual([phase, over.includes(phase) ? [] : one('open')])
  })

  it('S6, G5: a countersignature that is owed, and the question of a wrong patient', () => {
    const { care } = settled()
    expect(issues({ live: { care: { ...care, countersignatureOpen: true } } })).toEqual(one('countersignature'))
    expect(issues({ live: { wrongPatient: true } })).toEqual(one('wrong-patient'))
  })

  it('A4: medium and high alarms about vitals that nobody acknowledged, each', () => {
    expect(issues({ alarms: [alarm()] })).toEqual(one('alarm'))
    expect(issues({ alarms: [alarm(), alarm({ priority: 'high', endedAt: null })] })).toEqual(one('alarm', 2))
    const answered = { at: at(70), by: NURSE.name, plan: 'watching' as const }
    for (const harmless of [{ priority: 'low' }, { kind: 'technical' }, { kind: 'technical', priority: 'high' }] as const)
      expect(issues({ alarms: [alarm(harmless)] }), JSON.stringify(harmless)).toEqual([])
    expect(issues({ alarms: [alarm({ acknowledged: answered }), alarm({ acknowledged: { ...answered, plan: null } })] })).toEqual([])
  })

  it('X6: excursions that nothing but the end of the session ended', () => {
    expect(issues({ live: { excursions: [excursion('session-ended')] } })).toEqual(one('excursion'))
    expect(issues({ live: { excursions: [excursion(null), excursion('session-ended'), excursion('recovered')] } })).toEqual(
      one('excursion', 2),
    )
    for (const ending of ['recovered', 'not-confirmed', 'not-reproduced'] as const)
      expect(issues({ live: { excursions: [excursion(ending)] } }), ending).toEqual([])
  })

  it('X9: a set that wants a second look, and where the chart says otherwise than live', () => {
    const { care } = settled()
    expect(issues({ live: { care: { ...care, verify: { readAt: at(60), because: 'jump' } } } })).toEqual(one('verify'))
    expect(issues({ differences: [DIFFERENCE, DIFFERENCE, DIFFERENCE] })).toEqual(one('difference', 3))
  })

  it('V5: what happened while away, each; what was stated live is not', () => {
    expect(issues({ facts: said(away, away) })).toEqual(one('away', 2))
    expect(issues({ facts: said({ kind: 'planned-end-reached' }) })).toEqual([])
  })

  it('V6: readings outside the session’s own time, as many as they are', () => {
    expect(issues({ quality: { outside: { count: 7, firstAt: at(-9_000), lastAt: at(-8_000) } } })).toEqual(one('outside', 7))
  })

  it('R3: all of it in the order in which it is listed', () => {
    const { care } = settled()
    const all = issues({
      live: {
        phase: 'infusing',
        wrongPatient: true,
        baseline: null,
        events: [],
        excursions: [excursion(null)],
        care: { ...care, countersignatureOpen: true, verify: { readAt: at(60), because: 'jump' } },
      },
      facts: said(overridden, away),
      alarms: [alarm()],
      differences: [DIFFERENCE],
      quality: { outside: { count: 1, firstAt: 1, lastAt: 1 }, cuff: { expected: 10, obtained: 1, share: 0.1 }, spo2Coverage: 0.1 },
    })
    // Whether the record is as written is known where the chain is kept.
    expect(all).toEqual(CHART_ISSUES.filter((id) => id !== 'record').map((id) => ({ id, count: 1 })))
  })
})

describe('B2, S3: what an infusion owes', () => {
  it('B2: a baseline, once the infusion began', () => {
    expect(issues({ live: { baseline: null } })).toEqual(one('baseline'))
    expect(issues({ live: { ...never(), baseline: null } })).toEqual([])
  })

  it('S3: the account of the ampoule, once the infusion began', () => {
    expect(issues({ live: { events: [] } })).toEqual(one('drug-account'))
    expect(issues({ live: { events: [event({ kind: 'note', text: 'calm' })] } })).toEqual(one('drug-account'))
    expect(issues({ live: { events: [event({ kind: 'note', text: 'calm' }), event(ACCOUNT)] } })).toEqual([])
    expect(issues({ live: { ...never(), events: [] } })).toEqual([])
  })

  it('R1: an account that was withdrawn is none; a corrected one is', () => {
    const correction = { by: NURSE.name, at: at(20), reason: 'a slip' }
    expect(issues({ live: { events: [event(ACCOUNT, { ...correction, entry: null })] } })).toEqual(one('drug-account'))
    expect(issues({ live: { events: [event(ACCOUNT, { ...correction, entry: { ...ACCOUNT, wastedMg: 10 } })] } })).toEqual([])
  })
})

describe('S6: what was overridden', () => {
  it('S2: each start that a reason carried over its holds', () => {
    expect(issues({ facts: said(overridden) })).toEqual(one('override'))
    expect(issues({ facts: said(overridden, overridden) })).toEqual(one('override', 2))
  })

  it('S6: a discharge against the criteria is one more; an ordinary one, and leaving in another way, is none', () => {
    expect(issues({ facts: said(left('discharged', 'goes to the ward')) })).toEqual(one('override'))
    expect(issues({ facts: said(overridden, left('discharged', 'goes to the ward')) })).toEqual(one('override', 2))
    expect(issues({ facts: said(left('discharged', null)) })).toEqual([])
    for (const how of ['left-against-advice', 'transferred', 'cancelled'] as const)
      expect(issues({ facts: said(left(how, 'wanted to go')) }), how).toEqual([])
    expect(issues({ facts: said(overridden, left('transferred', 'hospital')) })).toEqual(one('override'))
  })
})

describe('G3: how much of what was due is there', () => {
  const cuff = (share: number | null): Partial<ChartQuality> => ({ cuff: { expected: 10, obtained: 0, share } })

  it('G3: from nine of ten sets on nothing is missing, and where none was due', () => {
    expect(issues({ quality: cuff(0.9) })).toEqual([])
    expect(issues({ quality: cuff(0.899_999) })).toEqual(one('cuff'))
    expect(issues({ quality: cuff(0) })).toEqual(one('cuff'))
    expect(issues({ quality: cuff(null) })).toEqual([])
  })

  it('V8: from nine tenths of the time on SpO2 was there; of an infusion without any it was not', () => {
    expect(issues({ quality: { spo2Coverage: 0.9 } })).toEqual([])
    expect(issues({ quality: { spo2Coverage: 0.899_999 } })).toEqual(one('coverage'))
    expect(issues({ quality: { spo2Coverage: 0 } })).toEqual(one('coverage'))
    expect(issues({ quality: { spo2Coverage: null } })).toEqual(one('coverage'))
  })

  it('V8: before the infusion began there was nothing to cover', () => {
    for (const spo2Coverage of [null, 0.1]) expect(issues({ live: never(), quality: { spo2Coverage } })).toEqual([])
  })
})

describe('A4: an alarm that rose after its answer', () => {
  it('A4, R3: is unresolved where nobody answered what it became, and no more once somebody did', () => {
    const example = quiet()
    const acknowledge = (second: number): void => {
      const alarmId = example.alarm('bp-high')?.id
      if (alarmId === undefined) throw new Error('no alarm')
      example.mustAct(second, { kind: 'acknowledge', alarmId, plan: 'watching' }, NURSE)
    }
    const unanswered = (): readonly ChartIssue[] => {
      const chart = buildChart({ inputs: example.inputs, facts: example.facts, chairId: CHAIR, content: null })
      return chart?.issues.filter(({ id }) => id === 'alarm') ?? []
    }
    example.set(60, 166, 84)
    example.set(120, 168, 84)
    expect(unanswered()).toEqual(one('alarm'))
    acknowledge(130)
    expect(unanswered()).toEqual([])
    example.set(300, 186, 84)
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'high', acknowledgement: null })
    expect(unanswered()).toEqual(one('alarm'))
    acknowledge(310)
    expect(unanswered()).toEqual([])
  })
})
