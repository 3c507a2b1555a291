import { dayOf, wallTimeOf } from '@chairside/shared/clinic-day'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { NewPatient, NewVisit, PatientCard } from '@chairside/shared/visit'
import { chanceOf } from './random.ts'
import { planVisit } from './room-plan.ts'
import { signIn } from './staff-connection.ts'

export interface ExpectedOptions {
  readonly url: string
  readonly login: string
  readonly password: string
  readonly seed: string
  readonly chairs: number
  /** Room time of the first check-in at a chair (from 1). */
  readonly firstAt: (chair: number) => Moment
  readonly timeZone: string
}

/** How many patients are planned for each chair. */
const VISITS_PER_CHAIR = 3
/** From one patient of a chair to the next, roughly: the list of a real morning is not kept to the minute either. */
const BETWEEN_MIN = 110
const ROUND_TO_MIN = 15

const rounded = (at: Moment): Moment => Math.round(at / (ROUND_TO_MIN * MINUTE_MS)) * ROUND_TO_MIN * MINUTE_MS

/** Puts the patients that the room's plan will send into the list of their day, as the front desk would. Throws where that is refused. */
export const expectVisits = async ({ url, login, password, seed, chairs, firstAt, timeZone }: ExpectedOptions): Promise<void> => {
  const cookie = await signIn(url, login, password)
  /** Null: it is there already. */
  const post = async <Value>(path: string, body: NewPatient | NewVisit | { readonly text: string }): Promise<Value | null> => {
    const headers = { 'content-type': 'application/json', origin: new URL(url).origin, cookie }
    const response = await fetch(new URL(path, url), { method: 'POST', headers, body: JSON.stringify(body) })
    if (response.ok) return (await response.json()) as Value
    await response.arrayBuffer()
    if (response.status === 409) return null
    throw new Error(`The list of the day was not taken (${response.status}).`)
  }
  /** A data folder that was kept knows the patients of earlier days. */
  const known = async (identifier: string): Promise<PatientCard | null> => {
    const answer = await post<{ readonly patients: readonly PatientCard[] }>('/api/patients/find', { text: identifier })
    return answer?.patients.find((patient) => patient.identifier === identifier) ?? null
  }
  for (let chair = 1; chair <= chairs; chair += 1) {
    for (let visit = 1; visit <= VISITS_PER_CHAIR; visit += 1) {
      const { card, order, seed: own } = planVisit(seed, chair, visit)
      const chance = chanceOf(`${own}/card`)
      const year = 1952 + Math.floor(chance.uniform() * 48)
      const month = 1 + Math.floor(chance.uniform() * 12)
      const added = await post<PatientCard>('/api/patients', {
        identifier: card.identifier,
        name: card.name,
        bornOn: `${year}-${String(month).padStart(2, '0')}-${String(1 + Math.floor(chance.uniform() * 28)).padStart(2, '0')}`,
        weightKg: Math.round(order.weightKg * (0.98 + 0.04 * chance.uniform()) * 10) / 10,
        course: { length: card.courseLength, given: card.infusionNumber - 1 },
      })
      const patient = added ?? (await known(card.identifier))
      if (patient === null) continue
      const at = rounded(firstAt(chair) + (visit - 1) * BETWEEN_MIN * MINUTE_MS)
      await post('/api/visits', {
        patientId: patient.patientId,
        day: dayOf(at, timeZone),
        arrival: wallTimeOf(at, timeZone),
        infusionNumber: card.infusionNumber,
        chairId: String(chair) as NewVisit['chairId'],
        order: {
          mgPerKg: Math.round((order.doseMg / order.weightKg) * 100) / 100,
          durationMin: order.durationMin,
          concentrationMgPerMl: order.concentrationMgPerMl,
        },
      })
    }
  }
}
