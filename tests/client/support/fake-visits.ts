import type { Asked } from '@chairside/client/feed/ask.ts'
import type { Visits } from '@chairside/client/feed/visits.ts'
import type { PatientId, SourceId } from '@chairside/shared/identity'
import type { ProblemCode } from '@chairside/shared/reply'
import type { DayList, MonitorPreview, PatientCard, VisitCard, VisitChange, VisitOutcome } from '@chairside/shared/visit'

export const DAY = '2026-03-02'

export const patientOf = (change: Partial<PatientCard> = {}): PatientCard => ({
  patientId: 'patient-1' as PatientId,
  revision: 1,
  identifier: 'P-100',
  name: 'Ana Kovač',
  bornOn: '1980-02-29',
  weights: [{ kg: 70, at: Date.UTC(2026, 1, 20, 10) }],
  course: { profileId: 'neutral', length: 6, given: 2 },
  ...change,
})

export const visitOf = (change: Partial<VisitCard> = {}): VisitCard => ({
  visitId: 'visit-1',
  revision: 1,
  patient: patientOf(),
  day: DAY,
  arrival: '09:00',
  infusionNumber: 3,
  chairId: '1',
  order: { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 },
  state: 'expected',
  reason: null,
  seat: null,
  ...change,
})

export const previewOf = (change: Partial<MonitorPreview> = {}): MonitorPreview => ({
  sourceId: 'monitor-1' as SourceId,
  patientIdentifier: null,
  canMeasure: true,
  heardAt: null,
  values: {},
  set: null,
  ...change,
})

export interface FakeVisits extends Visits {
  /** What each call was given, by name. */
  readonly asked: { readonly name: keyof Visits; readonly given: readonly unknown[] }[]
  today: string
  visits: readonly VisitCard[]
  patients: readonly PatientCard[]
  monitors: readonly MonitorPreview[]
  /** What the next change is refused with. */
  refusal: ProblemCode | null
}

/** A server's lists by hand: what is asked is kept, what is there is given. */
export const createFakeVisits = (): FakeVisits => {
  const given = async <Value>(
    name: keyof Visits,
    args: readonly unknown[],
    value: Value | undefined,
    writes = false,
    isOld = false,
  ): Promise<Asked<Value>> => {
    fake.asked.push({ name, given: args })
    const refusal = writes ? (fake.refusal ?? (isOld ? 'changed-meanwhile' : null)) : null
    if (refusal !== null) return { ok: false, problem: { code: refusal, details: [] } }
    return value === undefined ? { ok: false, problem: { code: 'unknown-visit', details: [] } } : { ok: true, value }
  }
  /** As a server does: whoever saw an older state changes nothing. */
  const changed = (name: 'changeVisit' | 'settleVisit', visitId: string, change: VisitChange | VisitOutcome): Promise<Asked<VisitCard>> => {
    const kept = fake.visits.find((visit) => visit.visitId === visitId)
    return given(name, [visitId, change], kept, true, change.revision !== kept?.revision)
  }
  const fake: FakeVisits = {
    asked: [],
    today: DAY,
    visits: [],
    patients: [],
    monitors: [],
    refusal: null,
    dayList: (day) => {
      const list: DayList = {
        day: day ?? fake.today,
        today: fake.today,
        visits: fake.visits.filter((visit) => visit.day === (day ?? fake.today)),
      }
      return given('dayList', [day], list)
    },
    visit: (visitId) =>
      given(
        'visit',
        [visitId],
        fake.visits.find((visit) => visit.visitId === visitId),
      ),
    find: (text) =>
      given('find', [text], { patients: fake.patients.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())), more: false }),
    addPatient: (patient) => {
      const { identifier, name, bornOn } = patient
      return given(
        'addPatient',
        [patient],
        patientOf({ identifier, name, bornOn, patientId: 'patient-new' as PatientId, weights: [] }),
        true,
      )
    },
    changePatient: (patientId, change) => {
      const kept = fake.patients.find((patient) => patient.patientId === patientId)
      return given('changePatient', [patientId, change], kept, true, change.revision !== kept?.revision)
    },
    addVisit: (visit) => given('addVisit', [visit], visitOf(), true),
    changeVisit: (visitId, change) => changed('changeVisit', visitId, change),
    settleVisit: (visitId, outcome) => changed('settleVisit', visitId, outcome),
    previews: () => given('previews', [], { previews: fake.monitors }),
  }
  return fake
}
