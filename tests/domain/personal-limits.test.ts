import { withPersonalLimits } from '@chairside/server/domain/personal-limits'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { PERSONAL_LIMIT_PATHS } from '@chairside/shared/personal-limit-paths'
import { PERSONAL_LIMITS, type PersonalLimitName, type PersonalLimits } from '@chairside/shared/personal-limits'
import { atPath } from '@chairside/shared/protocol-path'
import { describe, expect, it } from 'vitest'
import { type Example, factsOf, inBaseline, minutes, NURSE, PHYSICIAN, running } from '../support/judge-harness.ts'

const set = (example: Example, second: number, limits: PersonalLimits | null, by = PHYSICIAN) =>
  example.act(second, { kind: 'set-personal-limits', limits, reason: 'usual for this patient' }, by)

const mustSet = (example: Example, second: number, limits: PersonalLimits | null): void => {
  expect(set(example, second, limits)).toBeNull()
}

describe('X13: who may set what', () => {
  it('X13: only a physician, in any phase before the end, and the picture and the record say so', () => {
    const example = running()
    expect(set(example, 1, { hrHigh: 140 }, NURSE)).toEqual({ code: 'physician-needed', details: [] })
    expect(example.picture.care.personalLimits).toBeNull()
    mustSet(example, 2, { hrHigh: 140 })
    expect(example.picture.care.personalLimits).toMatchObject({
      limits: { hrHigh: 140 },
      by: PHYSICIAN.name,
      reason: 'usual for this patient',
    })
    expect(example.of('personal-limits-set')).toMatchObject([{ limits: { hrHigh: 140 }, reason: 'usual for this patient', by: PHYSICIAN }])
    expect(example.picture.limits?.hr).toEqual({ low: 50, high: 140 })
    mustSet(inBaseline(), -60, { hrHigh: 140 })
    example.mustAct(3, { kind: 'transfer', destination: 'hospital' })
    expect(set(example, 4, { hrHigh: 130 })).toEqual({ code: 'wrong-phase', details: ['transferred'] })
  })

  it.each(PERSONAL_LIMITS)('X13: %s is accepted at both ends of what the protocol allows, and refused beyond', (name) => {
    const range = DEFAULT_PROTOCOL.personal[name]
    if (range === undefined) throw new Error('not allowed')
    for (const value of [range.low - 0.1, range.high + 0.1])
      expect(set(running(), 1, { [name]: value })).toEqual({
        code: 'outside-allowed',
        details: [`${name}: ${value} is outside ${range.low} to ${range.high}`],
      })
    // Both ends with whatever else the order asks for.
    const beside: Partial<Record<PersonalLimitName, PersonalLimits>> = {
      sysHighWarning: { sysHighCritical: 195 },
      sysHighCritical: { sysHighWarning: 140 },
      diaHighWarning: { diaHighCritical: 115 },
      diaHighCritical: { diaHighWarning: 90 },
      sysLowWarning: { sysLowCritical: 75 },
      sysLowCritical: { sysLowWarning: 105 },
    }
    for (const value of [range.low, range.high]) expect(set(running(), 1, { ...beside[name], [name]: value })).toBeNull()
  })

  it('X13: what is in the wrong order once applied is refused, each by its name', () => {
    const refused = (limits: PersonalLimits) => set(running(), 1, limits)?.details
    expect(refused({ sysHighWarning: 180 })).toEqual(['sysHighWarning: 180 is not below critical 180'])
    expect(refused({ sysHighWarning: 175, sysHighCritical: 170 })).toEqual(['sysHighWarning: 175 is above critical 170'])
    expect(refused({ sysLowCritical: 95 })).toEqual(['sysLowWarning: 90 is below critical 95'])
    expect(refused({ hrHigh: 141 })).toEqual(['hrHigh: 141 is outside 90 to 140'])
    expect(refused({ leaveSysBelow: 130, leaveDiaBelow: 110, leaveSysAtLeast: 110 })).toBeUndefined()
    expect(refused({ hrHigh: 200, spo2Low: 10 })).toEqual(['hrHigh: 200 is outside 90 to 140', 'spo2Low: 10 is outside 85 to 94'])
  })

  it('X13: a limit that the protocol does not let be personal stays', () => {
    const { hrHigh: _hrHigh, ...personal } = DEFAULT_PROTOCOL.personal
    expect(set(running({ protocol: { ...DEFAULT_PROTOCOL, personal } }), 1, { hrHigh: 120 })?.details).toEqual([
      'hrHigh: not to be set in this protocol',
    ])
  })

  it('X13: a later act replaces all of the earlier one, and null returns to the protocol', () => {
    const example = running()
    expect(set(example, 1, null)).toEqual({ code: 'already-done', details: [] })
    expect(set(example, 1, {})).toEqual({ code: 'already-done', details: [] })
    mustSet(example, 1, { hrHigh: 140, spo2Low: 88 })
    mustSet(example, 2, { spo2Low: 89 })
    expect(example.picture.limits).toMatchObject({ hr: { high: 120 }, spo2Low: 89 })
    mustSet(example, 3, null)
    expect(example.picture.care.personalLimits).toBeNull()
    expect(example.chair.session?.inForce).toBe(example.chair.session?.protocol)
    expect(example.picture.limits?.spo2Low).toBe(90)
  })

  it('X13: a new session starts from the protocol', () => {
    const example = running()
    mustSet(example, 1, { hrHigh: 140 })
    example.mustAct(2, { kind: 'transfer', destination: 'hospital' })
    example.checkIn(3, 'session-2')
    expect(example.picture.care.personalLimits).toBeNull()
    expect(example.picture.limits?.hr.high).toBe(120)
  })
})

describe('X13: what they are for', () => {
  it('X13: a pressure is judged by them from the next set on; relative arms stay', () => {
    const example = running({ baseline: null })
    mustSet(example, 1, { sysHighWarning: 170, sysHighCritical: 190 })
    expect(example.picture.limits).toMatchObject({ sysHighWarning: 170, sysHighCritical: 190 })
    example.set(60, 169, 80)
    example.set(120, 170, 80)
    example.set(180, 189, 80)
    example.set(240, 190, 80)
    expect(example.excursionLines()).toEqual(['120 opened high warning', '180 confirmed high', '240 level high critical'])
    const relative = running({ baseline: { sys: 120, dia: 80 } })
    mustSet(relative, 1, { sysHighWarning: 170 })
    relative.set(60, 156, 80)
    expect(relative.excursionLines()).toEqual(['60 opened high warning'])
  })

  it('X13: they stand where the baseline freezes after them', () => {
    const example = inBaseline()
    mustSet(example, -400, { sysHighWarning: 150 })
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'no baseline' })
    expect(example.picture.limits?.sysHighWarning).toBe(150)
    example.set(60, 150, 80)
    expect(example.excursionLines()).toEqual(['60 opened high warning'])
  })

  it('X13: an open excursion waits for its next set, whatever is set between', () => {
    const example = running({ baseline: null })
    example.set(60, 165, 80)
    mustSet(example, 90, { sysHighWarning: 175 })
    expect(example.excursionLines()).toEqual(['60 opened high warning'])
    expect(example.alarm('bp-high')?.condition).toBe('present')
    example.set(120, 165, 80)
    expect(example.excursionLines()).toEqual(['60 opened high warning', '120 closed high not-confirmed'])
  })

  it('X2, X13: an advisory that is no nearer than the warning falls away', () => {
    const example = running({ baseline: null })
    mustSet(example, 1, { sysHighWarning: 140 })
    example.set(60, 139, 80)
    expect(example.picture.cuff.highLevel).toBeNull()
    example.set(120, 140, 80)
    expect(example.picture.cuff.highLevel).toBe('warning')
  })

  it('X13: a heart rate is judged by them, and one that is present ends by them', () => {
    const example = running()
    mustSet(example, 1, { hrHigh: 130 })
    example.stream(2, 30, { hr: 130 })
    expect(example.conditionLines('hr-high')).toEqual([])
    example.stream(31, 46, { hr: 131 })
    expect(example.conditionLines('hr-high')).toEqual(['46 began hr-high medium'])
    expect(example.alarm('hr-high')?.text).toBe('HR 131 > 130')
    mustSet(example, 46, { hrHigh: 140 })
    expect(example.conditionLines('hr-high')).toEqual(['46 began hr-high medium'])
    example.stream(47, 77, { hr: 131 })
    expect(example.conditionLines('hr-high')).toEqual(['46 began hr-high medium', '77 ended hr-high medium'])
  })

  it.each<[PersonalLimitName, number, Record<string, number>, Record<string, number>, string]>([
    ['spo2Low', 88, { spo2: 88 }, { spo2: 87 }, 'spo2-low'],
    ['hrLow', 42, { hr: 42 }, { hr: 41 }, 'hr-low'],
    ['rrHigh', 25, { rr: 25 }, { rr: 26 }, 'rr-high'],
    ['rrLow', 10, { rr: 10 }, { rr: 9 }, 'rr-low'],
    ['etco2High', 60, { etco2: 60 }, { etco2: 61 }, 'etco2-high'],
  ])('X13: %s of %d holds beyond it, and not at it', (name, value, inside, outside, condition) => {
    const example = running()
    mustSet(example, 1, { [name]: value })
    example.stream(2, 40, inside)
    expect(example.conditionLines(condition)).toEqual([])
    example.stream(41, 80, outside)
    expect(example.conditionLines(condition)).toHaveLength(1)
  })

  it('X13: late readings are listed by them too', () => {
    const example = running()
    mustSet(example, 1, { spo2Low: 85 })
    example.numerics(60, { spo2: 98 })
    for (let second = 2; second <= 40; second += 1) example.numerics(61, { spo2: 88 }, [], second)
    expect(example.of('happened-while-away')).toEqual([])
  })

  it('X13: D3 to D6 follow them at once', () => {
    const example = running({ baseline: null })
    example.mustAct(minutes(1), { kind: 'stop-infusion', early: true, reason: 'as asked' })
    for (let second = 61; second <= 420; second += 1) {
      if (second === 90 || second === 400) example.set(second, 165, 80)
      example.numerics(second, { hr: 115, spo2: 92, rr: 26 })
    }
    const states = () =>
      example.picture.readiness?.criteria.filter(({ id }) => ['D3', 'D4', 'D5', 'D6'].includes(id)).map((criterion) => criterion.state)
    expect(states()).toEqual(['not-met', 'not-met', 'not-met', 'not-met'])
    mustSet(example, 421, { leaveSysBelow: 170, leaveHrHigh: 115, leaveSpo2Low: 92, leaveRrHigh: 26 })
    expect(states()).toEqual(['met', 'met', 'met', 'met'])
    mustSet(example, 422, { leaveSysBelow: 165, leaveHrHigh: 114, leaveSpo2Low: 93, leaveRrHigh: 25 })
    expect(states()).toEqual(['not-met', 'not-met', 'not-met', 'not-met'])
  })
})

describe('X13: as data', () => {
  it('X13: each limit replaces its own number and nothing else', () => {
    for (const name of PERSONAL_LIMITS) {
      const path = PERSONAL_LIMIT_PATHS[name]
      const own = atPath(DEFAULT_PROTOCOL, path) as number
      const changed = withPersonalLimits(DEFAULT_PROTOCOL, { [name]: own + 1 })
      expect(atPath(changed, path)).toBe(own + 1)
      expect(withPersonalLimits(changed, { [name]: own })).toEqual(DEFAULT_PROTOCOL)
    }
    expect(new Set(Object.values(PERSONAL_LIMIT_PATHS)).size).toBe(PERSONAL_LIMITS.length)
  })

  it('R4: a record is fed again whatever is allowed by then', () => {
    const example = running()
    mustSet(example, 1, { hrHigh: 140 })
    example.stream(2, 30, { hr: 135 })
    expect(factsOf(example.inputs)).toEqual(example.facts)
    const stricter = { ...DEFAULT_PROTOCOL, personal: {} }
    const again = example.inputs.map((input) =>
      input.kind === 'act'
        ? {
            ...input,
            settled: true as const,
            ...(input.opening === undefined ? {} : { opening: { ...input.opening, protocol: stricter } }),
          }
        : input,
    )
    expect(factsOf(again)).toEqual(example.facts)
  })
})
