import type { Patients } from '@chairside/server/ports/patients'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { type PatientId, patientIdSchema, type SessionId } from '@chairside/shared/identity'
import type { NewPatient } from '@chairside/shared/visit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { START, temporaryFolder } from './record-samples.ts'

const PLAN = { profileId: 'weekly-course', length: 6 }
const DAY = '2026-03-02'
const SESSION = 'session-1' as SessionId

const id = (number: number): PatientId => patientIdSchema.parse(`patient-${number}`)
const person = (change: Partial<NewPatient> = {}): NewPatient => ({
  identifier: 'P-1',
  name: 'Ana Kovač',
  bornOn: '1980-02-29',
  weightKg: 70.5,
  ...change,
})
const visit = (patientId: PatientId, day = DAY, arrival = '09:00') => ({
  patientId,
  day,
  arrival,
  infusionNumber: 2,
  chairId: '3',
  order: { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 },
})

interface Place {
  readonly patients: () => Patients
  readonly reopen: () => Promise<void>
  readonly close: () => Promise<void>
}

const onDisk = async (): Promise<Place> => {
  const place = temporaryFolder()
  const open = () => openStore({ dataDir: place.folder, threaded: false })
  let store = await open()
  return {
    patients: () => store.patients,
    reopen: async () => {
      await store.close()
      store = await open()
    },
    close: async () => {
      await store.close()
      place.remove()
    },
  }
}

describe('patients in their SQLite file', () => {
  let at: Place
  let patients: Patients
  beforeEach(async () => {
    at = await onDisk()
    patients = at.patients()
  })
  afterEach(() => at.close())

  const added = async (number: number, change: Partial<NewPatient> = {}) => {
    const kept = await patients.add(id(number), person({ identifier: `P-${number}`, ...change }), PLAN, START)
    if (!kept.ok) throw new Error(kept.problem)
    return kept.value
  }
  const planned = async (number = 1) => {
    const kept = await patients.addVisit('visit-1', visit(id(number)))
    if (!kept.ok) throw new Error(kept.problem)
    return kept.value
  }

  it('gives back what was added, also after a reopening: the course is the practice plan from its beginning', async () => {
    const patient = await added(1)
    expect(patient).toStrictEqual({
      patientId: 'patient-1',
      revision: 1,
      identifier: 'P-1',
      name: 'Ana Kovač',
      bornOn: '1980-02-29',
      weights: [{ kg: 70.5, at: START }],
      course: { profileId: 'weekly-course', length: 6, given: 0 },
    })
    await at.reopen()
    expect(await at.patients().byId(id(1))).toStrictEqual(patient)
    expect(await at.patients().byIdentifier('P-1')).toStrictEqual(patient)
    expect(await at.patients().byIdentifier('p-1')).toBeNull()
  })

  it('S4: a number belongs to one patient, when added and when changed; the refusal changes nothing', async () => {
    await added(1)
    await added(2, { name: 'Other' })
    const again = await patients.add(id(3), person({ identifier: 'P-1' }), PLAN, START)
    expect(again).toStrictEqual({ ok: false, problem: 'identifier-taken' })
    expect(await patients.byId(id(3))).toBeNull()
    const change = await patients.change(id(2), { revision: 1, identifier: 'P-1', name: 'Else' }, PLAN, START)
    expect(change).toStrictEqual({ ok: false, problem: 'identifier-taken' })
    expect((await patients.byId(id(2)))?.name).toBe('Other')
  })

  it('of two changes of the same state the second is refused', async () => {
    await added(1)
    expect(await patients.change(id(1), { revision: 1, bornOn: null }, PLAN, START)).toMatchObject({
      ok: true,
      value: { revision: 2, bornOn: null },
    })
    expect(await patients.change(id(1), { revision: 1, name: 'Late' }, PLAN, START)).toStrictEqual({
      ok: false,
      problem: 'changed-meanwhile',
    })
    expect(await patients.change(id(9), { revision: 1 }, PLAN, START)).toStrictEqual({ ok: false, problem: 'unknown-patient' })
  })

  it('finds by parts of name and number, whatever case and accents; a percent sign is a letter', async () => {
    await added(1)
    await added(2, { name: 'Ann Smith' })
    await added(3, { name: 'Bo 100%' })
    const found = async (text: string, limit = 10) => (await patients.find(text, limit)).map((patient) => patient.identifier)
    expect(await found('kovac')).toEqual(['P-1'])
    expect(await found('KOVAČ an')).toEqual(['P-1'])
    expect(await found('an')).toEqual(['P-1', 'P-2'])
    expect(await found('an', 1)).toEqual(['P-1'])
    expect(await found('p-2 ann')).toEqual(['P-2'])
    await added(4, { name: 'Alba Ofman' })
    expect(await found('of')).toEqual(['P-4'])
    await added(5, { name: 'Bea Anders' })
    expect(await found('an')).toEqual(['P-1', 'P-2', 'P-5', 'P-4'])
    expect(await found('0%')).toEqual(['P-3'])
    expect(await found('%')).toEqual(['P-3'])
    expect(await found('_')).toEqual([])
    expect(await found('  ')).toEqual([])
    await patients.change(id(2), { revision: 1, name: 'Zoë Field' }, PLAN, START)
    expect(await found('smith')).toEqual([])
    expect(await found('zoe')).toEqual(['P-2'])
  })

  it('S2: weights are kept newest first, and the count of a course only rises by infusions', async () => {
    await added(1)
    await patients.addWeight(id(1), 72, START + 2)
    await patients.addWeight(id(1), 71, START + 1)
    expect((await patients.byId(id(1)))?.weights.map(({ kg }) => kg)).toEqual([72, 71, 70.5])
    await planned()
    await patients.seat('visit-1', { sessionId: SESSION, chairId: '3', endedAs: null })
    await patients.noteInfusion('visit-1', 3)
    await patients.noteInfusion('visit-1', 2)
    expect((await patients.byId(id(1)))?.course).toMatchObject({ given: 3, length: 6 })
    const next = await patients.change(id(1), { revision: 1, newCourse: true }, { profileId: 'other', length: 4 }, START)
    expect(next).toMatchObject({ ok: true, value: { course: { profileId: 'other', length: 4, given: 0 } } })
    // The visit belongs to the course that it was begun in, whatever began since.
    await patients.noteInfusion('visit-1', 4)
    expect((await patients.byId(id(1)))?.course).toMatchObject({ profileId: 'other', given: 0 })
  })

  it('S2: a course is never shorter than what was given of it', async () => {
    await added(1)
    await planned()
    await patients.noteInfusion('visit-1', 8)
    expect((await patients.byId(id(1)))?.course).toMatchObject({ given: 8, length: 8 })
  })

  it('lists the visits of a day by arrival, and of no other day', async () => {
    for (const number of [1, 2, 3]) await added(number)
    await patients.addVisit('late', visit(id(1), DAY, '13:30'))
    await patients.addVisit('early', visit(id(2), DAY, '08:15'))
    await patients.addVisit('tomorrow', visit(id(3), '2026-03-03'))
    expect((await patients.visitsOn(DAY)).map((one) => one.visitId)).toEqual(['early', 'late'])
    expect((await patients.visitById('late'))?.patient.identifier).toBe('P-1')
    expect(await patients.addVisit('x', visit(id(9)))).toStrictEqual({ ok: false, problem: 'unknown-patient' })
  })

  it('a patient is expected once a day, until that visit was settled', async () => {
    await added(1)
    await planned()
    expect(await patients.addVisit('visit-2', visit(id(1)))).toStrictEqual({ ok: false, problem: 'already-done' })
    const settled = await patients.settleVisit('visit-1', { revision: 1, status: 'cancelled', reason: 'has a cold' })
    expect(settled).toMatchObject({ ok: true, value: { status: 'cancelled', reason: 'has a cold', revision: 2 } })
    expect(await patients.expectedVisit(id(1), DAY)).toBeNull()
    expect((await patients.addVisit('visit-2', visit(id(1)))).ok).toBe(true)
    const back = await patients.settleVisit('visit-1', { revision: 2, status: 'expected', reason: null })
    expect(back).toStrictEqual({ ok: false, problem: 'already-done' })
  })

  it('a visit that became a session is changed no more; set free it is expected again', async () => {
    await added(1)
    await planned()
    expect(await patients.changeVisit('visit-1', { revision: 1, arrival: '10:00', chairId: null })).toMatchObject({
      ok: true,
      value: { arrival: '10:00', chairId: null, infusionNumber: 2 },
    })
    expect(await patients.changeVisit('visit-1', { revision: 1, arrival: '11:00' })).toStrictEqual({
      ok: false,
      problem: 'changed-meanwhile',
    })
    await patients.seat('visit-1', { sessionId: SESSION, chairId: '4', endedAs: null })
    expect((await patients.visitOf(SESSION))?.visitId).toBe('visit-1')
    expect((await patients.seatedVisits()).map((one) => one.visitId)).toEqual(['visit-1'])
    expect(await patients.changeVisit('visit-1', { revision: 3, arrival: '11:00' })).toStrictEqual({ ok: false, problem: 'wrong-phase' })
    await patients.seat('visit-1', null)
    expect((await patients.expectedVisit(id(1), DAY))?.visitId).toBe('visit-1')
    await patients.seat('visit-1', { sessionId: SESSION, chairId: '4', endedAs: 'discharged' })
    expect(await patients.seatedVisits()).toEqual([])
  })
})
