import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Courses } from '@chairside/server/ports/courses'
import type { Patients } from '@chairside/server/ports/patients'
import type { Sessions } from '@chairside/server/ports/sessions'
import type { Trail } from '@chairside/server/ports/trail'
import { openStore } from '@chairside/server/storage/open-sqlite'

let root: string | null = null
/** Goes with the process. */
const rootFolder = (): string => {
  if (root !== null) return root
  const made = mkdtempSync(join(tmpdir(), 'chairside-patients-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  root = made
  return made
}

/** Patients, courses, visits, the list of sessions and the (empty) trail in a temporary folder of their own, for as long as the process. */
export const openTablesInFile = (): {
  readonly patients: Patients
  readonly courses: Courses
  readonly sessions: Sessions
  readonly trail: Trail
} => {
  const folder = mkdtempSync(join(rootFolder(), 'store-'))
  const store = openStore({ dataDir: folder, threaded: false })
  const later = <Name extends keyof Patients>(name: Name): Patients[Name] =>
    (async (...given: Parameters<Patients[Name]>) => {
      const { patients } = await store
      return (patients[name] as (...args: readonly unknown[]) => unknown)(...given)
    }) as Patients[Name]
  const listed = <Name extends keyof Sessions>(name: Name): Sessions[Name] =>
    (async (...given: Parameters<Sessions[Name]>) => {
      const { sessions } = await store
      return (sessions[name] as (...args: readonly unknown[]) => unknown)(...given)
    }) as Sessions[Name]
  const coursed = <Name extends keyof Courses>(name: Name): Courses[Name] =>
    (async (...given: Parameters<Courses[Name]>) => {
      const { courses } = await store
      return (courses[name] as (...args: readonly unknown[]) => unknown)(...given)
    }) as Courses[Name]
  return {
    courses: {
      sessionsOf: coursed('sessionsOf'),
      removedOf: coursed('removedOf'),
      patientOf: coursed('patientOf'),
      unplaced: coursed('unplaced'),
      coursesOf: coursed('coursesOf'),
      plannedFrom: coursed('plannedFrom'),
      keptOf: coursed('keptOf'),
      keep: coursed('keep'),
      scoresOf: coursed('scoresOf'),
      addScore: coursed('addScore'),
      correctScore: coursed('correctScore'),
    },
    patients: {
      add: later('add'),
      change: later('change'),
      byId: later('byId'),
      byIdentifier: later('byIdentifier'),
      find: later('find'),
      addWeight: later('addWeight'),
      noteInfusion: later('noteInfusion'),
      addVisit: later('addVisit'),
      changeVisit: later('changeVisit'),
      settleVisit: later('settleVisit'),
      visitById: later('visitById'),
      visitsOn: later('visitsOn'),
      visitOf: later('visitOf'),
      expectedVisit: later('expectedVisit'),
      seat: later('seat'),
      seatedVisits: later('seatedVisits'),
    },
    trail: {
      find: async (...given) => (await store).trail.find(...given),
      state: async () => (await store).trail.state(),
    },
    sessions: {
      put: listed('put'),
      find: listed('find'),
      lineOf: listed('lineOf'),
      physicians: listed('physicians'),
      behind: listed('behind'),
      removedBetween: listed('removedBetween'),
      removalOf: listed('removalOf'),
      keepChart: listed('keepChart'),
      chartOf: listed('chartOf'),
    },
  }
}
