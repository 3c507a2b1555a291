import { pictureOf } from '@chairside/server/domain/picture-of'
import type { Act } from '@chairside/shared/command'
import type { Actor } from '@chairside/shared/staff'
import { callsOf } from '@chairside/shared/staffing'
import { describe, expect, it } from 'vitest'
import { at, Example, minutes, NURSE, PHYSICIAN, quiet as running } from '../support/judge-harness.ts'

const SECOND: Actor = { staffId: 'n2', name: 'M. Lind', role: 'nurse' }
const THIRD: Actor = { staffId: 'n3', name: 'O. Third', role: 'nurse' }

const staffing = (example: Example) => {
  const { staffing: found } = example.picture
  if (found == null) throw new Error('nobody answers for this chair')
  return found
}
const offerNote = (note: string | null): Act => ({ kind: 'offer-handover', note })

/** The harness's nurse checks in, its physician is the second person. */
describe('who answers for a chair', () => {
  it('whoever checks in, until another takes over', () => {
    const example = running()
    const first = staffing(example).responsible
    expect(first.name).toBe(NURSE.name)
    expect(example.act(10, { kind: 'take-over', sawStaffId: first.staffId }, PHYSICIAN)).toBeNull()
    expect(staffing(example).responsible).toEqual({ staffId: PHYSICIAN.staffId, name: PHYSICIAN.name, since: at(10) })
    expect(example.of('responsible-changed')).toMatchObject([
      { from: { staffId: NURSE.staffId, name: NURSE.name }, how: 'taken-over', by: PHYSICIAN },
    ])
    expect(example.picture.timeline?.at(-1)).toMatchObject({ kind: 'responsible-changed' })
  })

  it('A6: of two who take over at once the second is refused, with who was first', () => {
    const example = running()
    const saw = staffing(example).responsible.staffId
    example.mustAct(10, { kind: 'take-over', sawStaffId: saw }, PHYSICIAN)
    expect(example.act(11, { kind: 'take-over', sawStaffId: saw }, SECOND)).toEqual({
      code: 'changed-meanwhile',
      details: [PHYSICIAN.name],
    })
    expect(example.act(12, { kind: 'take-over', sawStaffId: PHYSICIAN.staffId }, PHYSICIAN)).toEqual({
      code: 'already-done',
      details: [PHYSICIAN.name],
    })
    expect(staffing(example).responsible.staffId).toBe(PHYSICIAN.staffId)
  })

  it('an offer changes nothing until somebody else accepts it', () => {
    const example = running()
    expect(example.act(10, offerNote('the cuff slips'), PHYSICIAN)).toEqual({ code: 'not-responsible', details: [NURSE.name] })
    example.mustAct(20, offerNote('the cuff slips'), NURSE)
    expect(staffing(example)).toMatchObject({
      responsible: { staffId: NURSE.staffId },
      offer: { staffId: NURSE.staffId, at: at(20), note: 'the cuff slips' },
    })
    expect(example.act(21, offerNote(null), NURSE)).toEqual({ code: 'already-done', details: [NURSE.name] })
    expect(example.act(22, { kind: 'accept-handover', offeredAt: at(20) }, NURSE)).toMatchObject({ code: 'second-person-needed' })
    example.mustAct(23, { kind: 'accept-handover', offeredAt: at(20) }, PHYSICIAN)
    expect(staffing(example)).toMatchObject({ responsible: { staffId: PHYSICIAN.staffId, since: at(23) }, offer: null })
    expect(example.of('handover-offered')).toMatchObject([{ note: 'the cuff slips', by: NURSE }])
    expect(example.of('responsible-changed')).toMatchObject([{ how: 'handed-over', from: { staffId: NURSE.staffId }, by: PHYSICIAN }])
  })

  it('of two who accept at once the second is told who was first; an older card is no longer accepted', () => {
    const example = running()
    example.mustAct(10, offerNote(null), NURSE)
    example.mustAct(11, { kind: 'accept-handover', offeredAt: at(10) }, PHYSICIAN)
    expect(example.act(12, { kind: 'accept-handover', offeredAt: at(10) }, SECOND)).toEqual({
      code: 'already-done',
      details: [PHYSICIAN.name],
    })
    example.mustAct(20, offerNote(null), PHYSICIAN)
    expect(example.act(21, { kind: 'accept-handover', offeredAt: at(10) }, SECOND)).toMatchObject({ code: 'already-done' })
    expect(staffing(example).responsible.staffId).toBe(PHYSICIAN.staffId)
  })

  it('an offer is taken back by who made it', () => {
    const example = running()
    expect(example.act(9, { kind: 'withdraw-handover' }, NURSE)).toMatchObject({ code: 'already-done' })
    example.mustAct(10, offerNote(null), NURSE)
    expect(example.act(11, { kind: 'withdraw-handover' }, PHYSICIAN)).toEqual({ code: 'not-responsible', details: [NURSE.name] })
    example.mustAct(12, { kind: 'withdraw-handover' }, NURSE)
    expect(staffing(example).offer).toBeNull()
    expect(example.act(13, { kind: 'accept-handover', offeredAt: at(10) }, PHYSICIAN)).toMatchObject({ code: 'already-done' })
  })

  it('S1: nobody hands over a session that is over, and an empty chair has nobody', () => {
    const example = running()
    example.mustAct(10, { kind: 'transfer', destination: 'hospital' })
    expect(example.act(11, offerNote(null), NURSE)).toMatchObject({ code: 'wrong-phase' })
    expect(pictureOf({ ...example.chair, session: null }).staffing).toBeNull()
  })
})

describe('whom an alarm calls', () => {
  const called = (example: Example): readonly string[] => staffing(example).calls.map(({ calls }) => calls)

  it('A6: high: who is responsible, at 60 s the second person or a physician, at 120 s everybody', () => {
    const example = running()
    example.set(10, 185, 100)
    expect(called(example)).toEqual(['responsible'])
    example.tick(10 + 59.999)
    expect(called(example)).toEqual(['responsible'])
    example.tick(10 + 60.001)
    expect(called(example)).toEqual(['second-or-physician'])
    example.tick(10 + 119.999)
    expect(called(example)).toEqual(['second-or-physician'])
    example.tick(10 + 120.001)
    expect(called(example)).toEqual(['everybody'])
    const [alarm] = example.picture.alarms.filter(({ cause }) => cause === 'bp-high')
    if (alarm === undefined) throw new Error('no alarm')
    example.mustAct(140, { kind: 'acknowledge', alarmId: alarm.id, plan: 'at-bedside' }, NURSE)
    expect(called(example)).toEqual([])
  })

  it('A6: medium: who is responsible, and everybody once it is presented as high', () => {
    const example = running()
    example.set(10, 165, 90)
    example.set(60, 166, 90)
    expect(called(example)).toEqual(['responsible'])
    example.tick(60 + 299.999)
    expect(called(example)).toEqual(['responsible'])
    example.tick(60 + 300.001)
    expect(called(example)).toEqual(['everybody'])
  })

  it('S8: help calls everybody at once', () => {
    const example = running()
    example.mustAct(10, { kind: 'call-help' }, NURSE)
    expect(called(example)).toEqual(['everybody'])
  })

  it('A6: calls the people that it means, and no other', () => {
    const example = running()
    example.set(10, 185, 100)
    const reached = (): readonly string[] =>
      [NURSE, SECOND, THIRD, PHYSICIAN].flatMap((person) =>
        callsOf({ ...staffing(example), second: SECOND }, person).length > 0 ? [person.staffId] : [],
      )
    expect(reached()).toEqual(['n1'])
    example.tick(75)
    expect(reached()).toEqual(['n1', 'n2', 'p1'])
    example.tick(135)
    expect(reached()).toEqual(['n1', 'n2', 'n3', 'p1'])
  })

  it('A6: technical and low alarms call nobody in particular', () => {
    const example = running()
    example.set(10, 165, 90)
    example.cuffFailed(30)
    expect(example.picture.alarms.length).toBeGreaterThan(0)
    expect(called(example)).toEqual([])
  })

  it('P1: keeps its reference where nothing of it changed', () => {
    const example = running()
    example.set(10, 185, 100)
    const before = staffing(example)
    example.set(15, 186, 101)
    expect(staffing(example)).toBe(before)
  })
})

describe('two at once', () => {
  it('A4: who acknowledges second is told who was first, also where the alarm has left the list', () => {
    const example = running()
    example.set(10, 185, 100)
    const [alarm] = example.picture.alarms
    if (alarm === undefined) throw new Error('no alarm')
    example.mustAct(20, { kind: 'acknowledge', alarmId: alarm.id, plan: 'at-bedside' }, NURSE)
    const second = (second: number) => example.act(second, { kind: 'acknowledge', alarmId: alarm.id, plan: 'recheck' }, SECOND)
    expect(second(21)).toEqual({ code: 'already-done', details: [NURSE.name] })
    example.set(80, 120, 70)
    expect(example.picture.alarms).toEqual([])
    expect(second(81)).toEqual({ code: 'already-done', details: [NURSE.name] })
    expect(example.act(82, { kind: 'acknowledge', alarmId: 'A99' as typeof alarm.id, plan: null }, SECOND)).toEqual({
      code: 'unknown-alarm',
      details: [],
    })
  })

  it('S2: of two answers the second is refused where its person saw another one, or none', () => {
    const example = new Example()
    example.checkIn(-minutes(11))
    const answer = (second: number, passed: boolean, sawAt: number | null, by: Actor) =>
      example.act(second, { kind: 'answer-gate', item: 'consent', passed, sawAt }, by)
    expect(answer(-600, true, null, NURSE)).toBeNull()
    expect(answer(-599, false, null, SECOND)).toEqual({ code: 'changed-meanwhile', details: [NURSE.name] })
    expect(example.picture.session?.gate.consent).toMatchObject({ passed: true, by: NURSE.name })
    expect(answer(-590, false, at(-600), SECOND)).toBeNull()
    expect(example.picture.session?.gate.consent).toMatchObject({ passed: false, by: SECOND.name })
  })

  it('S1: whoever pauses or stops second is told who was first', () => {
    const example = running()
    example.mustAct(30, { kind: 'pause-infusion', reason: null }, NURSE)
    expect(example.act(31, { kind: 'pause-infusion', reason: null }, SECOND)).toEqual({
      code: 'wrong-phase',
      details: ['paused', NURSE.name],
    })
    expect(example.act(32, { kind: 'pause-infusion', reason: null }, NURSE)).toEqual({ code: 'wrong-phase', details: ['paused'] })
  })

  it('S8: a call for help that somebody else ended says who did', () => {
    const example = running()
    example.mustAct(10, { kind: 'call-help' }, NURSE)
    example.mustAct(20, { kind: 'end-help' }, NURSE)
    expect(example.act(21, { kind: 'end-help' }, SECOND)).toEqual({ code: 'already-done', details: [NURSE.name] })
  })
})

it('R4: a record with hand-overs gives the same facts again', () => {
  const example = running()
  example.mustAct(5, { kind: 'take-over', sawStaffId: NURSE.staffId }, PHYSICIAN)
  example.mustAct(6, offerNote('nothing special'), PHYSICIAN)
  example.mustAct(7, { kind: 'accept-handover', offeredAt: at(6) }, SECOND)
  example.set(30, 185, 100)
  example.tick(300)
  const again = new Example()
  for (const input of example.inputs) again.feed(input)
  expect(again.facts).toEqual(example.facts)
  expect(again.picture.staffing).toEqual(example.picture.staffing)
})
