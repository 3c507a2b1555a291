import { protocolFor, protocolsOf } from '@chairside/server/monitor/clinic-protocols'
import { CLINIC_PROFILES } from '@chairside/shared/clinic-profiles/all'
import type { ClinicProfile } from '@chairside/shared/clinic-profiles/clinic-profile'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { Example, minutes, NURSE, PHYSICIAN } from '../support/judge-harness.ts'
import { LEAVING_ENTRIES, PASSING_ENTRIES } from '../support/passing-entries.ts'

const PRACTICES = CLINIC_PROFILES.filter(({ id }) => id !== 'neutral')
const VALUES = { hr: 72, spo2: 98, rr: 14 }

const protocolOf = (profile: ClinicProfile, infusionNumber: number): Protocol => {
  const protocol = protocolFor(protocolsOf(profile), {
    kind: 'check-in',
    patient: { identifier: 'P-1', name: 'Any', infusionNumber, courseLength: 6 },
    order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 },
    simulated: false,
  })
  if (protocol === null) throw new Error('no protocol')
  return protocol
}

/** From the door to 4 min before the end of the minimum stay; the infusion runs from 0 to 40 min. */
const session = (protocol: Protocol): { readonly example: Example; readonly end: number; readonly stay: number } => {
  const example = new Example({ protocol })
  const end = minutes(40)
  const stay = protocol.discharge.minimumStayMs / 1_000
  const last = end + stay + minutes(1)
  example.checkIn(-minutes(12))
  if (example.bind(-minutes(11)) !== null) throw new Error('no monitor')
  expect(example.picture.session?.holds).toContainEqual({ id: 'gate', strength: 'hard', detail: 'contraindications' })
  for (const { id } of protocol.gate.questions) example.mustAct(-minutes(11), { kind: 'answer-gate', item: id, passed: true }, NURSE)
  example.passGate(-minutes(11))
  example.mustAct(-minutes(10), { kind: 'begin-baseline' }, NURSE)
  for (let second = -minutes(9); second <= last; second += 1) {
    // Pressures rise with the drug and are back soon after it.
    const lift = second <= 0 ? 0 : second < end + minutes(5) ? 14 : 4
    if (second % minutes(5) === -minutes(2) || (second >= 0 && second % minutes(5) === 0)) example.set(second, 122 + lift, 78 + lift / 2)
    example.numerics(second, VALUES)
    if (second === 0) example.mustAct(0, { kind: 'start-infusion', overrideReason: null }, NURSE)
    if (second === end) example.mustAct(end, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    if (second === end + stay - minutes(4)) example.enterAll(second, [...PASSING_ENTRIES, ...LEAVING_ENTRIES])
    if (second === end + stay - 1)
      expect(example.act(second, { kind: 'discharge', overrideReason: null }, NURSE)).toEqual({ code: 'not-ready', details: ['D2'] })
    if (second === end + stay) {
      example.mustAct(second, { kind: 'discharge', overrideReason: null }, NURSE)
      break
    }
  }
  return { example, end, stay }
}

const STAY_MIN: Readonly<Record<string, readonly [first: number, later: number]>> = {
  'short-stay': [60, 30],
  'weekly-course': [60, 30],
  'tapered-course': [60, 30],
  'ninety-minute-visit': [30, 30],
  'observed-recovery': [60, 20],
}

describe('clinic profiles', () => {
  it('there are five practices beside the neutral one', () => {
    expect(PRACTICES.map(({ id }) => id).sort()).toEqual(Object.keys(STAY_MIN).sort())
  })

  it.each(PRACTICES.flatMap((profile) => [1, 3].map((infusion) => [profile.id, infusion, profile] as const)))(
    'D2: under %s the patient of infusion %d leaves at exactly the minimum stay, and no earlier',
    (id, infusion, profile) => {
      const protocol = protocolOf(profile, infusion)
      const { example, stay } = session(protocol)
      expect(stay).toBe(minutes(STAY_MIN[id]?.[infusion === 1 ? 0 : 1] ?? Number.NaN))
      expect(example.picture.session).toMatchObject({ phase: 'discharged', protocol: { id: protocol.id, version: protocol.version } })
      expect(example.of('left')).toMatchObject([{ how: 'discharged', by: NURSE }])
      expect(example.of('holds-overridden')).toEqual([])
      expect(example.of('question-answered').map(({ question }) => question)).toEqual(protocol.gate.questions.map((asked) => asked.id))
    },
  )

  it.each(PRACTICES.map((profile) => [profile.id, profile] as const))(
    'S2: under %s each question holds by its class when it is answered with yes',
    (_id, profile) => {
      for (const { id, class: strength, words } of profile.protocols[0].gate.questions) {
        const example = new Example({ protocol: profile.protocols[0] })
        example.checkIn(-minutes(12))
        example.mustAct(-minutes(11), { kind: 'answer-gate', item: id, passed: false }, PHYSICIAN)
        const expected = { block: 'refused', review: 'hard', warn: 'soft', note: undefined }[strength]
        expect(example.picture.session?.holds.find((hold) => hold.detail === words)?.strength).toBe(expected)
      }
    },
  )

  it.each(PRACTICES.flatMap((profile) => profile.protocols.map((protocol) => [protocol.id, protocol] as const)))(
    'S2: under %s the items alone, as the simulated staff and a screen without questions confirm them, open the gate',
    (_id, protocol) => {
      const example = new Example({ protocol })
      example.checkIn(-minutes(12))
      example.bind(-minutes(11))
      example.passGate(-minutes(11))
      example.heard(-minutes(11), 1 - minutes(11))
      expect(example.picture.session?.holds.filter(({ id }) => id === 'gate' || id === 'order')).toEqual([])
      expect(example.picture.session?.questions?.every(({ answer }) => answer?.passed === true && answer.by === NURSE.name)).toBe(true)
    },
  )

  it('S2: an order outside what a practice infuses takes a nurse’s reason', () => {
    const shortStay = PRACTICES.find(({ id }) => id === 'short-stay')
    const example = new Example({ protocol: (shortStay as ClinicProfile).protocols[0] })
    example.checkIn(0, 'session-1', { durationMin: 41 })
    expect(example.picture.session?.holds).toContainEqual({ id: 'order', strength: 'soft', detail: '41 > 40 min' })
  })
})
