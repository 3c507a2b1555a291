import type {
  DayList,
  MonitorPreview,
  NewPatient,
  NewVisit,
  PatientCard,
  PatientChange,
  VisitCard,
  VisitChange,
  VisitOutcome,
} from '@chairside/shared/visit'
import { type Asked, createAsk } from './ask.ts'

export interface Found {
  readonly patients: readonly PatientCard[]
  /** There are more than are shown. */
  readonly more: boolean
}

/** Patients and their visits. Names travel in bodies alone, never in an address. */
export interface Visits {
  /** The visits of a day; null: of the clinic's today. */
  dayList(day: string | null): Promise<Asked<DayList>>
  visit(visitId: string): Promise<Asked<VisitCard>>
  find(text: string): Promise<Asked<Found>>
  addPatient(patient: NewPatient): Promise<Asked<PatientCard>>
  changePatient(patientId: string, change: PatientChange): Promise<Asked<PatientCard>>
  addVisit(visit: NewVisit): Promise<Asked<VisitCard>>
  changeVisit(visitId: string, change: VisitChange): Promise<Asked<VisitCard>>
  settleVisit(visitId: string, outcome: VisitOutcome): Promise<Asked<VisitCard>>
  /** What free monitors show now. */
  previews(): Promise<Asked<{ readonly previews: readonly MonitorPreview[] }>>
}

export const createVisits = (request: typeof fetch): Visits => {
  const ask = createAsk(request)
  const at = (id: string): string => encodeURIComponent(id)
  return {
    dayList: (day) => ask(day === null ? '/api/visits' : `/api/visits?${new URLSearchParams({ day })}`),
    visit: (visitId) => ask(`/api/visits/${at(visitId)}`),
    find: (text) => ask('/api/patients/find', { text }),
    addPatient: (patient) => ask('/api/patients', patient),
    changePatient: (patientId, change) => ask(`/api/patients/${at(patientId)}`, change),
    addVisit: (visit) => ask('/api/visits', visit),
    changeVisit: (visitId, change) => ask(`/api/visits/${at(visitId)}`, change),
    settleVisit: (visitId, outcome) => ask(`/api/visits/${at(visitId)}/outcome`, outcome),
    previews: () => ask('/api/monitors/previews'),
  }
}
