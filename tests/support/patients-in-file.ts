import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Patients } from '@chairside/server/ports/patients'
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

/** Patients and visits in a temporary folder of their own, for as long as the process: a store is used over restarts of its server. */
export const openPatientsInFile = (): Patients => {
  const folder = mkdtempSync(join(rootFolder(), 'store-'))
  const store = openStore({ dataDir: folder, threaded: false })
  const later = <Name extends keyof Patients>(name: Name): Patients[Name] =>
    (async (...given: Parameters<Patients[Name]>) => {
      const { patients } = await store
      return (patients[name] as (...args: readonly unknown[]) => unknown)(...given)
    }) as Patients[Name]
  return {
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
  }
}
