import { evaluateReadiness } from '@chairside/server/domain/discharge-readiness'
import type { OpenAlarm, ReadinessEvidence } from '@chairside/server/domain/readiness-evidence'
import type { Entry } from '@chairside/shared/entry'
import type { AlarmId } from '@chairside/shared/identity'
import type { CriterionId } from '@chairside/shared/readiness'
import { describe, expect, test } from 'vitest'
import { ALDRETE_10 } from '../support/passing-entries.ts'
import { afterEnd, criterionAt, END, entered, minutes, nothingKnown, RULES, readyAt, stateAt, withEntry } from './readiness-fixture.ts'

const NOW = afterEnd(45)
const entryState = (id: CriterionId, entry: Entry): string => stateAt(id, withEntry(readyAt(NOW), NOW, entry), NOW)
const countsFor = (id: CriterionId, entry: Entry, span: number): void => {
  const evidence = withEntry(nothingKnown(), NOW, entry)
  expect(criterionAt(id, evidence, NOW + minutes(span))).toMatchObject({ state: 'met', expiresAt: NOW + minutes(span) })
  expect(stateAt(id, evidence, NOW + minutes(span) + 1)).toBe('expired')
  expect(stateAt(id, nothingKnown(), NOW)).toBe('no-evidence')
}

describe('stay', () => {
  test('D1: the infusion has ended, complete or early', () => {
    expect(criterionAt('D1', nothingKnown(), NOW)).toMatchObject({ state: 'met', evidenceAt: END, evidence: 'complete' })
    expect(criterionAt('D1', { ...nothingKnown(), endedEarly: true }, NOW).evidence).toBe('stopped early')
    expect(stateAt('D1', { ...nothingKnown(), endedAt: null }, NOW)).toBe('not-met')
  })

  test('D2: exactly 30 min since the end', () => {
    expect(criterionAt('D2', nothingKnown(), afterEnd(30) - 1)).toMatchObject({ state: 'not-met', earliestAt: afterEnd(30) })
    expect(criterionAt('D2', nothingKnown(), afterEnd(30))).toMatchObject({ state: 'met', earliestAt: null })
  })

  test('D2: a rescue drug adds 60 min to the stay, and is itself 60 min past', () => {
    const rescued = (...at: number[]) => criterionAt('D2', { ...nothingKnown(), rescues: at.map(afterEnd) }, NOW).earliestAt
    expect(rescued(-20)).toBe(afterEnd(90))
    expect(rescued(10)).toBe(afterEnd(90))
    expect(rescued(40, 10)).toBe(afterEnd(100))
    expect(stateAt('D2', { ...nothingKnown(), rescues: [afterEnd(40)] }, afterEnd(100))).toBe('met')
    expect(stateAt('D2', { ...nothingKnown(), rescues: [afterEnd(40)] }, afterEnd(100) - 1)).toBe('not-met')
  })

  test('D2: the stay is the protocol s own', () => {
    const first = { ...RULES, minimumStayMs: minutes(60) }
    const at = (now: number) => evaluateReadiness(readyAt(now), first, now)
    expect(at(afterEnd(60) - 1)).toMatchObject({ verdict: 'not-ready', missing: ['D2'] })
    expect(at(afterEnd(60)).verdict).toBe('ready')
  })
})

describe('what changes the stay and the signatures', () => {
  test('D2: an early stop lengthens the stay where the protocol says so', () => {
    const early = { ...nothingKnown(), endedEarly: true }
    const rules = { ...RULES, extraAfterEarlyStopMs: minutes(15) }
    const stay = (evidence: ReadinessEvidence, now: number) =>
      evaluateReadiness(evidence, rules, now).criteria.find(({ id }) => id === 'D2')
    expect(stay(early, afterEnd(45) - 1)).toMatchObject({ state: 'not-met', earliestAt: afterEnd(45) })
    expect(stay(early, afterEnd(45))).toMatchObject({ state: 'met', evidence: '45 min since the end, stopped early' })
    expect(stay(nothingKnown(), afterEnd(30))?.state).toBe('met')
    expect(stateAt('D2', early, afterEnd(30))).toBe('met')
  })

  test('D20: the prescriber signs every session where that is the policy', () => {
    const at = (prescriberAlways: boolean) =>
      evaluateReadiness(readyAt(NOW), { ...RULES, prescriberAlways }, NOW).criteria.find(({ id }) => id === 'D20')
    expect(at(true)).toMatchObject({ state: 'no-evidence', evidence: "the clinic's policy" })
    expect(at(false)?.state).toBe('not-required')
  })
})

describe('complaints', () => {
  const symptom = (name: Extract<Entry, { kind: 'symptom' }>['symptom'], severity: 'mild' | 'moderate' | 'severe'): Entry => ({
    kind: 'symptom',
    symptom: name,
    severity,
  })
  const afterwards = (id: CriterionId, ...entries: readonly Entry[]) =>
    criterionAt(id, { ...readyAt(NOW), entries: [...readyAt(NOW).entries, ...entries.map((entry) => entered(NOW, entry))] }, NOW)

  test.each([
    ['D10', symptom('dizziness', 'moderate'), symptom('dizziness', 'mild')],
    ['D11', symptom('nausea', 'moderate'), symptom('nausea', 'mild')],
    ['D11', { kind: 'nausea-score', value: 4 }, { kind: 'nausea-score', value: 3 }],
    ['D12', symptom('chest-pain', 'mild'), symptom('dyspnoea', 'mild')],
    ['D12', symptom('headache', 'moderate'), symptom('headache', 'mild')],
    ['D12', { kind: 'pain-score', value: 4 }, { kind: 'pain-score', value: 3 }],
    ['D13', symptom('anxiety', 'severe'), symptom('anxiety', 'moderate')],
    ['D13', symptom('agitation', 'moderate'), symptom('agitation', 'mild')],
  ] as const)('%s: a complaint stands against it, a slighter one does not', (id, bad, slight) => {
    expect(afterwards(id, bad).state).toBe('not-met')
    expect(afterwards(id, slight).state).toBe('met')
  })

  test('D12: only an assessment made after the complaint lifts it', () => {
    const entries = [
      entered(NOW - minutes(2), { kind: 'pain', newModerateOrSevere: false }),
      entered(NOW - minutes(1), symptom('headache', 'severe')),
    ]
    const evidence = { ...readyAt(NOW), entries }
    expect(criterionAt('D12', evidence, NOW)).toMatchObject({
      state: 'not-met',
      evidence: 'headache, severe',
      evidenceAt: NOW - minutes(1),
    })
    const lifted = { ...evidence, entries: [...entries, entered(NOW, { kind: 'pain', newModerateOrSevere: false })] }
    expect(stateAt('D12', lifted, NOW)).toBe('met')
  })

  test('D12: a complaint during the infusion is no evidence of the recovery', () => {
    const evidence = { ...nothingKnown(), entries: [entered(END - 1, symptom('headache', 'severe'))] }
    expect(stateAt('D12', evidence, NOW)).toBe('no-evidence')
  })
})

describe('assessments', () => {
  test('D7: RASS 0 passes like MOAA/S 5, and the newer of the two decides', () => {
    expect(entryState('D7', { kind: 'rass', value: 0 })).toBe('met')
    expect(entryState('D7', { kind: 'rass', value: -1 })).toBe('not-met')
    expect(entryState('D7', { kind: 'rass', value: 1 })).toBe('not-met')
    countsFor('D7', { kind: 'rass', value: 0 }, 15)
    const both = (rassAt: number, value: number) =>
      criterionAt(
        'D7',
        { ...nothingKnown(), entries: [entered(rassAt, { kind: 'rass', value }), entered(NOW, { kind: 'sedation', moaas: 5 })] },
        NOW,
      )
    expect(both(NOW - 1, -2)).toMatchObject({ state: 'met', evidence: 'MOAA/S 5' })
    expect(both(NOW, -2)).toMatchObject({ state: 'not-met', evidence: 'RASS -2' })
  })

  test('D7: MOAA/S 5, assessed at least 15 min after the end, counts for 15 min', () => {
    expect(entryState('D7', { kind: 'sedation', moaas: 4 })).toBe('not-met')
    const assessed = (at: number, moaas = 5) => criterionAt('D7', withEntry(nothingKnown(), at, { kind: 'sedation', moaas }), at)
    expect(assessed(afterEnd(15)).state).toBe('met')
    expect(assessed(afterEnd(15) - 1)).toMatchObject({ state: 'no-evidence', earliestAt: afterEnd(15) })
    expect(assessed(afterEnd(5), 3)).toMatchObject({ state: 'not-met', earliestAt: afterEnd(15) })
    expect(criterionAt('D7', nothingKnown(), afterEnd(1)).earliestAt).toBe(afterEnd(15))
    countsFor('D7', { kind: 'sedation', moaas: 5 }, 15)
  })

  test('D8: oriented in all four, or as before the infusion', () => {
    expect(entryState('D8', { kind: 'orientation', correct: 3 })).toBe('not-met')
    countsFor('D8', { kind: 'orientation', correct: 4 }, 15)
    const own = (before: number, at: number): ReadinessEvidence => ({
      ...nothingKnown(),
      entries: [entered(at, { kind: 'orientation', correct: before }), entered(NOW, { kind: 'orientation', correct: 3 })],
    })
    expect(criterionAt('D8', own(3, END - minutes(41)), NOW)).toMatchObject({ state: 'met', evidence: '3/4, before 3/4' })
    expect(stateAt('D8', own(4, END - minutes(41)), NOW)).toBe('not-met')
    expect(stateAt('D8', own(3, END - minutes(40)), NOW)).toBe('not-met')
  })

  test('D9: little dissociation by either scale, or CADSS-6 at most 1 above the value before', () => {
    expect(entryState('D9', { kind: 'dissociation', scale: '0-10', value: 2 })).toBe('met')
    expect(entryState('D9', { kind: 'dissociation', scale: '0-10', value: 3 })).toBe('not-met')
    const cadss = (value: number, highestItem: number): Entry => ({ kind: 'dissociation', scale: 'cadss-6', value, highestItem })
    expect(entryState('D9', cadss(3, 1))).toBe('met')
    expect(entryState('D9', cadss(4, 1))).toBe('not-met')
    expect(entryState('D9', cadss(2, 2))).toBe('not-met')
    const own = (before: number, value: number): ReadinessEvidence => ({
      ...nothingKnown(),
      entries: [entered(END - minutes(50), cadss(before, 2)), entered(NOW, cadss(value, 2))],
    })
    expect(stateAt('D9', own(5, 6), NOW)).toBe('met')
    expect(stateAt('D9', own(5, 7), NOW)).toBe('not-met')
    countsFor('D9', cadss(0, 0), 15)
  })

  test('D10: steady and not dizzy, for 20 min', () => {
    expect(entryState('D10', { kind: 'gait', steady: false, dizzy: false })).toBe('not-met')
    expect(entryState('D10', { kind: 'gait', steady: true, dizzy: true })).toBe('not-met')
    countsFor('D10', { kind: 'gait', steady: true, dizzy: false }, 20)
  })

  test('D11: at most mild nausea and no vomiting, for 20 min', () => {
    for (const level of ['moderate', 'severe'] as const)
      expect(entryState('D11', { kind: 'nausea', level, vomitedWithin15Min: false })).toBe('not-met')
    expect(entryState('D11', { kind: 'nausea', level: 'none', vomitedWithin15Min: true })).toBe('not-met')
    countsFor('D11', { kind: 'nausea', level: 'mild', vomitedWithin15Min: false }, 20)
  })

  test('D12: no new moderate or severe pain, for 20 min', () => {
    expect(entryState('D12', { kind: 'pain', newModerateOrSevere: true })).toBe('not-met')
    countsFor('D12', { kind: 'pain', newModerateOrSevere: false }, 20)
  })

  test('D13: no concern for mood or safety, for 30 min', () => {
    expect(entryState('D13', { kind: 'safety', concern: true })).toBe('not-met')
    countsFor('D13', { kind: 'safety', concern: false }, 30)
  })

  test('L1: of several assessments of a kind the newest decides, for better and for worse', () => {
    const both = (first: boolean, second: boolean) => ({
      ...nothingKnown(),
      entries: [entered(NOW - minutes(1), { kind: 'safety', concern: first }), entered(NOW, { kind: 'safety', concern: second })],
    })
    expect(stateAt('D13', both(true, false), NOW)).toBe('met')
    expect(stateAt('D13', both(false, true), NOW)).toBe('not-met')
  })

  test('L1: an assessment made before the end of the infusion is none of the recovery', () => {
    for (const [at, state] of [
      [END - 1, 'no-evidence'],
      [END, 'met'],
    ] as const)
      expect(stateAt('D13', withEntry(nothingKnown(), at, { kind: 'safety', concern: false }), afterEnd(1))).toBe(state)
  })
})

describe('leaving steps', () => {
  test('D14: the IV is out and its site clean, without an age', () => {
    expect(entryState('D14', { kind: 'iv-out', siteClean: false })).toBe('not-met')
    expect(stateAt('D14', nothingKnown(), NOW)).toBe('no-evidence')
    const out = withEntry(nothingKnown(), NOW, { kind: 'iv-out', siteClean: true })
    expect(criterionAt('D14', out, NOW + minutes(600))).toMatchObject({ state: 'met', expiresAt: null })
  })

  test('D15: the escort is present with name and number, for 30 min; neither is in the evidence', () => {
    const escort = { kind: 'escort', present: true, name: 'An Adult', phone: '5550100' } as const
    expect(entryState('D15', { ...escort, present: false })).toBe('not-met')
    expect(entryState('D15', { ...escort, name: ' ' })).toBe('not-met')
    expect(entryState('D15', { ...escort, phone: '' })).toBe('not-met')
    countsFor('D15', escort, 30)
    expect(criterionAt('D15', withEntry(nothingKnown(), NOW, escort), NOW).evidence).toBe('present')
  })

  test('D16: instructions understood at any time of this visit', () => {
    expect(entryState('D16', { kind: 'instructions', understood: false })).toBe('not-met')
    const given = withEntry(nothingKnown(), END - minutes(60), { kind: 'instructions', understood: true })
    expect(criterionAt('D16', given, NOW)).toMatchObject({ state: 'met', expiresAt: null })
  })
})

describe('alarms', () => {
  const alarm = (given: Partial<OpenAlarm>): ReadinessEvidence => ({
    ...readyAt(NOW),
    openAlarms: [
      {
        id: 'A1' as AlarmId,
        cause: 'hr-high',
        kind: 'physiological',
        priority: 'medium',
        condition: 'present',
        acknowledgement: null,
        latched: false,
        ...given,
      },
    ],
  })
  const acknowledgement = { by: 'N. Nurse', at: NOW, plan: null }

  test('D17: a present alarm of medium or high blocks, acknowledged or not', () => {
    for (const priority of ['medium', 'high'] as const)
      for (const given of [null, acknowledgement])
        expect(criterionAt('D17', alarm({ priority, acknowledgement: given }), NOW)).toMatchObject({
          state: 'not-met',
          evidence: 'hr-high',
        })
    expect(stateAt('D17', alarm({ priority: 'low' }), NOW)).toBe('met')
    expect(stateAt('D17', readyAt(NOW), NOW)).toBe('met')
  })

  test('D17: one that ended blocks only while it still waits for its acknowledgement', () => {
    expect(stateAt('D17', alarm({ condition: 'ended', latched: true, priority: 'high' }), NOW)).toBe('not-met')
    expect(stateAt('D17', alarm({ condition: 'ended', latched: true, acknowledgement }), NOW)).toBe('met')
    expect(stateAt('D17', alarm({ condition: 'ended', latched: false }), NOW)).toBe('met')
  })

  test('D17: a confirmed excursion that eased to low blocks until somebody saw it, where the protocol says so', () => {
    for (const condition of ['present', 'ended'] as const) {
      const eased = { cause: 'bp-low', priority: 'low', latched: true, condition } as const
      expect(criterionAt('D17', alarm(eased), NOW)).toMatchObject({ state: 'not-met', evidence: 'bp-low' })
      expect(stateAt('D17', alarm({ ...eased, acknowledgement }), NOW)).toBe('met')
    }
    expect(stateAt('D17', alarm({ cause: 'bp-low', priority: 'low', latched: false }), NOW)).toBe('met')
  })

  test('D17: a technical alarm behind D3 to D6 blocks at any priority', () => {
    const technical = (cause: OpenAlarm['cause'], subject: string | null = null) =>
      stateAt('D17', alarm({ kind: 'technical', priority: 'low', cause, subject, acknowledgement }), NOW)
    for (const cause of ['signal-lost', 'source-silent', 'check-leads', 'nibp-overdue', 'recheck-overdue', 'nibp-failed'] as const)
      expect(technical(cause)).toBe('not-met')
    for (const cause of ['clock-skew', 'unmapped-data'] as const) expect(technical(cause)).toBe('met')
    expect(technical('signal-lost', 'spo2')).toBe('not-met')
    expect(technical('signal-lost', 'temp')).toBe('met')
  })
})

describe('score', () => {
  const padss = (vitals: 0 | 1 | 2): Entry => ({ kind: 'padss', vitals, ambulation: 2, nausea: 2, pain: 2, ivSite: 1 })
  const scored = (...scores: readonly (readonly [minutesBefore: number, entry: Entry])[]) => ({
    ...nothingKnown(),
    entries: scores.map(([before, entry]) => entered(NOW - minutes(before), entry)),
  })

  test('D18: modified Aldrete of at least 9 with no 0, for 15 min', () => {
    expect(entryState('D18', { ...ALDRETE_10, activity: 1 } as Entry)).toBe('met')
    expect(entryState('D18', { ...ALDRETE_10, activity: 1, respiration: 1 } as Entry)).toBe('not-met')
    expect(entryState('D18', { ...ALDRETE_10, activity: 0 } as Entry)).toBe('not-met')
    countsFor('D18', ALDRETE_10, 15)
  })

  test('D18: a 0 fails an Aldrete whatever the total that the protocol asks', () => {
    const lenient = { ...RULES, score: { ...RULES.score, pass: 8 } }
    const evidence = scored([0, { ...ALDRETE_10, activity: 0 } as Entry])
    expect(evaluateReadiness(evidence, lenient, NOW).criteria[17]).toMatchObject({ id: 'D18', state: 'not-met' })
  })

  test('D18: modified PADSS of at least 9, twice running', () => {
    expect(criterionAt('D18', scored([0, padss(2)]), NOW)).toMatchObject({ state: 'no-evidence', evidence: 'PADSS 9, 1 of 2' })
    expect(stateAt('D18', scored([0, padss(2)], [0, padss(2)]), NOW)).toBe('no-evidence')
    expect(stateAt('D18', scored([20, padss(2)], [0, padss(2)]), NOW)).toBe('met')
    expect(stateAt('D18', scored([20, padss(2)], [10, padss(1)], [0, padss(2)]), NOW)).toBe('no-evidence')
    expect(stateAt('D18', scored([20, padss(2)], [0, padss(1)]), NOW)).toBe('not-met')
    expect(stateAt('D18', scored([20, padss(2)], [15, padss(2)]), NOW)).toBe('met')
    expect(stateAt('D18', scored([20, padss(2)], [15, padss(2)]), NOW + 1)).toBe('expired')
  })

  test('D18: the newest score of either kind must pass', () => {
    expect(stateAt('D18', scored([5, ALDRETE_10], [0, padss(1)]), NOW)).toBe('not-met')
    expect(criterionAt('D18', scored([5, ALDRETE_10], [0, padss(2)]), NOW)).toMatchObject({
      state: 'met',
      evidence: 'Aldrete 10',
      expiresAt: NOW + minutes(10),
    })
  })
})

describe('signatures', () => {
  test('D19: is given by signing alone', () => {
    expect(stateAt('D19', readyAt(NOW), NOW)).toBe('no-evidence')
  })

  test('D20: is required after an override, a rescue drug, an early stop or a critical event alone', () => {
    expect(stateAt('D20', readyAt(NOW), NOW)).toBe('not-required')
    const reasons: Readonly<Record<string, Partial<ReadinessEvidence>>> = {
      override: { overridden: true },
      'rescue drug': { rescues: [END] },
      'stopped early': { endedEarly: true },
      'critical event': { criticalEvent: true },
    }
    for (const [evidence, given] of Object.entries(reasons))
      expect(criterionAt('D20', { ...readyAt(NOW), ...given }, NOW)).toMatchObject({ state: 'no-evidence', evidence })
  })
})
