import type { ChairId, SessionId, StaffId } from '@chairside/shared/identity'
import type { SessionLine } from '@chairside/shared/session-list'
import { HOUR_MS, MINUTE_MS } from '@chairside/shared/time'

const NEWEST = Date.parse('2026-11-20T16:00:00Z')
const CHAIRS = 12
const GIVEN = ['Ana', 'Ben', 'Carla', 'Dev', 'Eva', 'Finn', 'Grace', 'Hugo', 'Inés', 'Jan', 'Kovač', 'Lea', 'Milo', 'Nora', 'Omar', 'Pia']
const FAMILY = ['Lind', 'Ortega', 'Novak', 'Silva', 'Berg', 'Muñoz', 'Kern', 'Dubois', 'Haas', 'Iyer', 'Jensen', 'Rossi']

/** Whoever acts in every second session, in every third, and in one of 97. */
export const LISTED_PHYSICIANS = ['hale', 'iyer', 'rossi'].map((name) => ({ staffId: `list-${name}` as StaffId, name: `Dr ${name}` }))
const EVERY = [2, 3, 97]

const phaseOf = (number: number): SessionLine['phase'] => {
  if (number < CHAIRS) return 'infusing'
  return number % 41 === 0 ? 'cancelled' : number % 53 === 0 ? 'transferred' : 'discharged'
}

/**
 * So many lines of a clinic's list, the newest first, each of twelve chairs in turn; the first twelve run. What is filtered by comes in
 * shares that have no common divisor, so that every combination meets some of many.
 */
export const listedSessions = (count: number): readonly SessionLine[] =>
  Array.from({ length: count }, (_, number) => {
    const phase = phaseOf(number)
    const checkedInAt = NEWEST - Math.floor(number / CHAIRS) * 4 * HOUR_MS - (number % 5) * MINUTE_MS
    const over = phase !== 'infusing'
    const person = Math.floor(number / 6)
    const by = LISTED_PHYSICIANS[0]?.name ?? ''
    return {
      sessionId: `list-${String(count - number).padStart(6, '0')}` as SessionId,
      chairId: String((number % CHAIRS) + 1) as ChairId,
      patient: {
        identifier: `L-${10_000 + person}`,
        name: `${GIVEN[person % GIVEN.length]} ${FAMILY[Math.floor(person / GIVEN.length) % FAMILY.length]}`,
        infusionNumber: (number % 6) + 1,
        courseLength: 6,
      },
      simulated: number % 7 < 4,
      phase,
      checkedInAt,
      startedAt: phase === 'cancelled' ? null : checkedInAt + 20 * MINUTE_MS,
      endedAt: over ? checkedInAt + 110 * MINUTE_MS : null,
      doseMg: 35,
      mgPerKg: 0.5,
      peak: { sys: 130 + (number % 40), dia: 82, minute: 35 },
      excursions: number % 19 === 0 ? 1 : 0,
      worst: number % 19 === 0 ? 'warning' : null,
      lowestSpo2: 92 + (number % 6),
      physicians: LISTED_PHYSICIANS.filter((_physician, index) => number % (EVERY[index] ?? 1) === 0),
      signed: over && number % 23 !== 0 ? { by, at: checkedInAt + 2 * HOUR_MS } : null,
      amendments: number % 29 === 0 ? 1 : 0,
    }
  })
