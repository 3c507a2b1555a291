import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { describe, expect, it } from 'vitest'
import { END, infused, READY } from '../support/infused-example.ts'
import { type Example, inBaseline, minutes, NURSE, PHYSICIAN, quiet, unsupervised, ZERO } from '../support/judge-harness.ts'
import { LEAVING_ENTRIES, PASSING_ENTRIES } from '../support/passing-entries.ts'

const discharge = (example: Example, second: number, by: typeof NURSE, overrideReason: string | null = null) =>
  example.act(second, { kind: 'discharge', overrideReason }, by)

describe('L4, S6: the act of discharge', () => {
  it('L4: a nurse discharges who is ready and has done the leaving steps', () => {
    const example = infused()
    example.enterAll(READY, PASSING_ENTRIES)
    expect(example.picture.readiness).toMatchObject({ verdict: 'ready', mayLeave: false, met: 15, missing: [] })
    example.enterAll(READY, LEAVING_ENTRIES)
    expect(example.picture.readiness?.mayLeave).toBe(true)
    expect(discharge(example, READY, NURSE)).toBeNull()
    expect(example.picture.session?.phase).toBe('discharged')
    expect(example.of('left')).toMatchObject([{ how: 'discharged', reason: null, witness: null, by: NURSE }])
    expect(example.of('phase-changed').at(-1)).toMatchObject({ from: 'recovering', to: 'discharged', early: false, reason: null })
    expect(example.of('readiness-changed').at(-1)).toMatchObject({ verdict: 'ready', missing: [] })
  })

  it('L4: the leaving steps are asked for by name, and D19 and D20 are not', () => {
    const example = infused()
    example.enterAll(READY, PASSING_ENTRIES)
    expect(discharge(example, READY, NURSE)).toEqual({ code: 'not-ready', details: ['D14', 'D15', 'D16'] })
    expect(discharge(example, READY, PHYSICIAN)).toEqual({ code: 'not-ready', details: ['D14', 'D15', 'D16'] })
    example.enterAll(READY, LEAVING_ENTRIES.slice(0, 2))
    expect(discharge(example, READY, NURSE)).toEqual({ code: 'not-ready', details: ['D16'] })
    expect(example.picture.session?.phase).toBe('recovering')
  })

  it('L4: it is judged again at that instant: what expired is said so', () => {
    const example = infused()
    example.enterAll(READY, [...PASSING_ENTRIES, ...LEAVING_ENTRIES])
    // SpO2 and HR count for 60 s after the last reading.
    expect(discharge(example, READY + 60.001, NURSE)).toEqual({ code: 'expired', details: ['D4', 'D5'] })
    const inTime = infused()
    inTime.enterAll(READY, [...PASSING_ENTRIES, ...LEAVING_ENTRIES])
    expect(discharge(inTime, READY + 60, NURSE)).toBeNull()
  })

  it('L4: one thing that expired beside others that are missing is called expired', () => {
    const example = infused()
    example.enterAll(READY, PASSING_ENTRIES)
    expect(discharge(example, READY + 61, NURSE)).toEqual({ code: 'expired', details: ['D4', 'D5', 'D14', 'D15', 'D16'] })
  })

  it('S6: against the criteria it is a physician’s with a reason, and a nurse’s reason does not do', () => {
    const example = infused()
    expect(discharge(example, READY, NURSE, 'wants to go')).toMatchObject({ code: 'physician-needed' })
    expect(discharge(example, READY, NURSE, 'wants to go')?.details).toEqual([
      'D7',
      'D8',
      'D9',
      'D10',
      'D11',
      'D12',
      'D13',
      'D14',
      'D15',
      'D16',
      'D18',
    ])
    expect(discharge(example, READY, PHYSICIAN)).toMatchObject({ code: 'not-ready' })
    expect(discharge(example, READY, PHYSICIAN, 'seen by me')).toBeNull()
    expect(example.of('left')).toMatchObject([{ how: 'discharged', reason: 'seen by me', by: PHYSICIAN }])
  })

  it('D20: where the session gave a reason, a nurse does not discharge, and a physician does', () => {
    const example = infused({ early: true })
    // An early stop may lengthen the stay; all else is ready.
    const extra = (DEFAULT_PROTOCOL.discharge.extraAfterEarlyStopMs ?? 0) / 1_000
    expect(extra).toBe(0)
    example.enterAll(READY, [...PASSING_ENTRIES, ...LEAVING_ENTRIES])
    expect(example.picture.readiness).toMatchObject({ verdict: 'ready', mayLeave: true })
    expect(discharge(example, READY, NURSE)).toEqual({ code: 'physician-needed', details: ['D20'] })
    expect(discharge(example, READY, PHYSICIAN)).toBeNull()
    expect(example.of('left')).toMatchObject([{ how: 'discharged', by: PHYSICIAN }])
  })

  it('D20: a start that a physician overrode is a reason, one with a nurse’s reason is none', () => {
    const d20 = (start: (example: Example) => void): string | null | undefined => {
      const example = inBaseline({ profile: unsupervised })
      example.set(-minutes(5), 142, 80)
      example.set(-minutes(2), 142, 80)
      example.numerics(-1, { hr: 72, spo2: 98, rr: 14 })
      start(example)
      example.mustAct(END, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
      example.tick(END + 1)
      return example.picture.readiness?.criteria.find(({ id }) => id === 'D20')?.evidence
    }
    expect(d20((example) => example.mustAct(0, { kind: 'start-infusion', overrideReason: 'anxious' }, NURSE))).toBeNull()
    expect(d20((example) => example.mustAct(0, { kind: 'start-infusion', overrideReason: 'known to me' }, PHYSICIAN))).toBe('override')
  })

  it('S2: a reason where nothing holds overrides nothing', () => {
    const example = inBaseline({ profile: unsupervised })
    example.set(-minutes(5), 120, 80)
    example.set(-minutes(2), 120, 80)
    example.numerics(-1, { hr: 72, spo2: 98 })
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'to be sure' }, PHYSICIAN)
    expect(example.of('holds-overridden')).toEqual([])
    example.mustAct(END, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    example.tick(END + 1)
    expect(example.picture.readiness?.criteria.find(({ id }) => id === 'D20')).toMatchObject({ state: 'not-required', evidence: null })
  })
})

describe('L2: readiness withdraws itself', () => {
  it.each<[string, (example: Example, second: number) => void, string]>([
    ['a pressure', (example, second) => example.set(second, 165, 100), 'D3'],
    ['a heart rate', (example, second) => example.stream(second, second + 160, { hr: 112, spo2: 98, rr: 14 }), 'D4'],
    ['a saturation', (example, second) => example.numerics(second, { hr: 72, spo2: 93, rr: 14 }), 'D5'],
    ['a safety concern', (example, second) => void example.enter(second, { kind: 'safety', concern: true }), 'D13'],
  ])('L2: by %s that worsens', (_, worsen, criterion) => {
    const example = infused()
    example.enterAll(READY, PASSING_ENTRIES)
    worsen(example, READY + 1)
    const withdrawn = example.of('readiness-changed').at(-1)
    expect(withdrawn?.verdict).toBe('not-ready')
    expect(withdrawn?.missing).toContain(criterion)
  })

  it('L2: by time alone, a moment after the first evidence grew too old', () => {
    const example = infused()
    example.enterAll(READY, PASSING_ENTRIES)
    example.tick(READY + 200)
    expect(example.of('readiness-changed').slice(-2)).toMatchObject([
      { verdict: 'ready', at: ZERO + READY * 1_000 },
      { verdict: 'not-enough-evidence', at: ZERO + READY * 1_000 + 60_001, missing: ['D4', 'D5'] },
    ])
  })

  it('L1: before the end of the infusion there is no readiness to speak of', () => {
    const example = quiet()
    example.set(60, 120, 80)
    expect(example.picture.readiness?.verdict ?? 'not-applicable').toBe('not-applicable')
    expect(example.of('readiness-changed')).toEqual([])
  })

  const collapsed = (example: Example): void => {
    example.set(minutes(31), 78, 48)
    // SYS is well again; of the low arms DIA below 50 alone holds, which is low.
    example.set(minutes(32), 112, 49)
    expect(example.picture.alarms).toMatchObject([{ cause: 'bp-low', priority: 'low', condition: 'present', acknowledgement: null }])
  }

  it('D17: a critical low pressure that eased and recovered while nobody looked is no way to leave until somebody has', () => {
    const example = infused({ during: collapsed })
    example.enterAll(READY, [...PASSING_ENTRIES, ...LEAVING_ENTRIES])
    expect(example.picture.alarms).toMatchObject([{ cause: 'bp-low', priority: 'low', condition: 'ended' }])
    expect(discharge(example, READY, PHYSICIAN)).toEqual({ code: 'not-ready', details: ['D17'] })
    const [alarm] = example.picture.alarms
    if (alarm === undefined) throw new Error('no alarm')
    example.mustAct(READY, { kind: 'acknowledge', alarmId: alarm.id, plan: null }, NURSE)
    expect(discharge(example, READY, PHYSICIAN)).toBeNull()
  })

  it('R4: a protocol from before that rule lets the eased alarm pass, as it did', () => {
    const { unseenBlocks: _, ...before } = DEFAULT_PROTOCOL.discharge
    const example = infused({ during: collapsed, protocol: { ...DEFAULT_PROTOCOL, version: 2, discharge: before } })
    example.enterAll(READY, [...PASSING_ENTRIES, ...LEAVING_ENTRIES])
    expect(discharge(example, READY, PHYSICIAN)).toBeNull()
  })

  it('D3: rejected, late and withdrawn sets are no evidence', () => {
    const example = infused()
    example.enterAll(READY, PASSING_ENTRIES)
    const pressure = () => example.picture.readiness?.criteria.find(({ id }) => id === 'D3')
    example.set(READY + 1, 160, 155)
    expect(pressure()).toMatchObject({ state: 'met', evidenceAt: ZERO + READY * 1_000 })
    // The failed cuff itself is no way to leave (D17).
    expect(example.picture.readiness).toMatchObject({ verdict: 'not-ready', missing: ['D17'] })
    example.set(READY + 2, 170, 110, null, READY - 400)
    expect(pressure()).toMatchObject({ state: 'met', evidenceAt: ZERO + READY * 1_000 })
    example.mustAct(READY + 3, { kind: 'mark-set', readAt: ZERO + READY * 1_000, artefact: true, reason: 'arm moved' }, NURSE)
    expect(pressure()?.evidenceAt).toBe(ZERO + minutes(65) * 1_000)
  })
})

describe('S1, S3: what an end leaves behind', () => {
  it('S3: a transfer from a running drip ends it, early; one after it leaves its end alone', () => {
    const example = quiet()
    example.mustAct(600, { kind: 'transfer', destination: 'hospital' })
    expect(example.picture.infusion).toMatchObject({ endedAt: ZERO + 600_000, endedEarly: true })
    const later = quiet()
    later.mustAct(600, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    later.mustAct(900, { kind: 'transfer', destination: 'hospital' })
    expect(later.picture.infusion).toMatchObject({ endedAt: ZERO + 600_000, endedEarly: false })
    const never = inBaseline({ profile: unsupervised })
    never.mustAct(0, { kind: 'cancel', reason: 'no escort' })
    expect(never.picture.infusion?.endedAt ?? null).toBeNull()
    expect(never.of('phase-changed').at(-1)).toMatchObject({ to: 'cancelled', reason: 'no escort', early: false })
  })

  it('S6: a physician who records the leaving has signed it; a nurse’s waits for one', () => {
    const left = (by: typeof NURSE): boolean | undefined => {
      const example = infused()
      example.mustAct(READY, { kind: 'leave-against-advice', reason: 'wants to go', witness: 'W. Witness' }, by)
      return example.picture.care.countersignatureOpen
    }
    expect(left(NURSE)).toBe(true)
    expect(left(PHYSICIAN)).toBe(false)
  })
})
