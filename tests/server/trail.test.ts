import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { TRAIL_SCHEMA } from '@chairside/server/storage/schema-trail'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { TrailKind } from '@chairside/shared/audit-trail'
import { patientIdSchema, type SessionId, staffIdSchema } from '@chairside/shared/identity'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { at, minutes, NURSE, PHYSICIAN, running, ZERO } from '../support/judge-harness.ts'
import { recordedEntries } from '../support/recorded-session.ts'

const SESSION = 'session-1' as SessionId
const PATIENT = patientIdSchema.parse('patient-7')
const KEEPER = staffIdSchema.parse('manager-1')
const PLAN = { profileId: 'neutral', length: 6 }

let place: ReturnType<typeof temporaryFolder>
let store: Store
beforeEach(async () => {
  place = temporaryFolder()
  store = await openStore({ dataDir: place.folder, threaded: false })
})
afterEach(async () => {
  await store.close()
  place.remove()
})

const look = (second: number, action: string, object: string, details: Readonly<Record<string, string>> = {}): Promise<void> =>
  store.registry.audit({ at: at(second), staffId: KEEPER, action, object, details, role: 'manager', station: 'desk a1b2c3d4' })

const infusion = async (): Promise<void> => {
  const example = running()
  example.enter(360, { kind: 'note', text: 'calm' })
  example.mustAct(minutes(20), { kind: 'stop-infusion', early: true, reason: 'patient asked' }, NURSE)
  example.mustAct(minutes(40), { kind: 'discharge', overrideReason: 'goes to the ward' }, PHYSICIAN)
  await store.record.append(recordedEntries(example.inputs, SESSION))
}

const actions = async (...given: Parameters<Store['trail']['find']>): Promise<readonly string[]> =>
  (await store.trail.find(...given)).map(({ action }) => action)

describe('R2: the trail', () => {
  it('R2: acts of a session and looks at it stand in one order, the newest first', async () => {
    await look(300, 'look-at-chart', `session ${SESSION}`)
    await infusion()
    await look(minutes(30), 'look-at-chart', `session ${SESSION}`)
    await look(minutes(31), 'look-at-chart', 'session another')
    expect((await actions({ sessionId: SESSION }, null, 100)).slice(0, 5)).toEqual([
      'discharge',
      'look-at-chart',
      'stop-infusion',
      'enter',
      'look-at-chart',
    ])
    const [line] = await store.trail.find({ sessionId: SESSION }, null, 1)
    expect(line).toMatchObject({ by: { staffId: PHYSICIAN.staffId, role: 'physician' }, reason: 'goes to the ward', station: null })
  })

  it('R2: asked by person, kind and time, both ends as meant; a list of sessions is about each of them', async () => {
    await infusion()
    await look(100, 'sign-in', 'sign-in')
    await look(200, 'look-at-sessions', 'sessions', { sessions: `fill-1 ${SESSION} fill-2` })
    await look(300, 'command-refused', 'chair 1', { session: SESSION })
    await look(400, 'look-at-audit', 'audit', { patients: PATIENT })
    const of = (kind: TrailKind): Promise<readonly string[]> => actions({ staffId: KEEPER, kind }, null, 100)
    expect([await of('access'), await of('look'), await of('refused'), await of('act')]).toEqual([
      ['sign-in'],
      ['look-at-audit', 'look-at-sessions'],
      ['command-refused'],
      [],
    ])
    expect(await actions({ staffId: KEEPER, fromAt: at(200), untilAt: at(300) }, null, 100)).toEqual(['look-at-sessions'])
    expect(await actions({ staffId: KEEPER, sessionId: SESSION }, null, 100)).toEqual(['command-refused', 'look-at-sessions'])
    expect(await actions({ patientId: PATIENT }, null, 100)).toEqual(['look-at-audit'])
  })

  it('R2: a patient is themselves, their visits and their sessions; what changed is told with what it was', async () => {
    const patient = { identifier: 'P-7', name: 'Ann Example', bornOn: null, weightKg: null }
    await store.patients.add(PATIENT, patient, PLAN, ZERO)
    await store.patients.change(PATIENT, { revision: 1, name: 'Ann Renamed' }, PLAN, ZERO)
    await look(10, 'change-patient', `patient ${PATIENT}`, { name: 'changed' })
    await store.registry.audit({
      at: at(11),
      staffId: KEEPER,
      action: 'change-patient',
      object: `patient ${PATIENT}`,
      details: { revision: 2 },
    })
    const order = { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 }
    await store.patients.addVisit('visit-1', {
      patientId: PATIENT,
      day: '2026-03-02',
      arrival: '09:00',
      infusionNumber: 1,
      chairId: null,
      order,
    })
    await store.patients.seat('visit-1', { sessionId: SESSION, chairId: '1', endedAs: null })
    await look(12, 'look-at-visit', 'visit visit-1')
    await infusion()
    const found = await store.trail.find({ patientId: PATIENT }, null, 100)
    expect(found.map(({ action }) => action)).toEqual(expect.arrayContaining(['discharge', 'look-at-visit', 'change-patient']))
    expect(found.find(({ entry }) => entry.chain === 'audit' && entry.number === 2)?.details).toContainEqual({
      name: 'name',
      was: 'Ann Example',
      value: 'Ann Renamed',
    })
    expect((await store.trail.find({ patientId: PATIENT, staffId: KEEPER }, null, 100)).map(({ action }) => action)).toEqual([
      'look-at-visit',
      'change-patient',
      'change-patient',
    ])
  })

  it('R2: pages follow each other without a gap or a repeat, also where many entries are of one moment', async () => {
    for (let count = 0; count < 25; count += 1) await look(count < 15 ? 5 : 6, 'look-at-chart', `session ${SESSION}`)
    const seen: number[] = []
    let after: Parameters<Store['trail']['find']>[1] = null
    for (;;) {
      const page = await store.trail.find({ sessionId: SESSION }, after, 7)
      seen.push(...page.map(({ entry }) => entry.number))
      const last = page.at(-1)
      if (last === undefined) break
      after = { at: last.at, trailNo: last.trailNo }
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index))
  })

  it('R2: what was kept before there was a trail is in it', async () => {
    await look(5, 'look-at-chart', `session ${SESSION}`)
    await infusion()
    const before = await store.trail.find({}, null, 1_000)
    await store.close()
    const database = openSqliteFile(`${place.folder}/chairside.db`, 50)
    for (const { name } of database
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%trail%' OR sql LIKE '%kept_changes%' AND type = 'trigger'",
      )
      .all())
      database.exec(`DROP TRIGGER ${name}`)
    database.exec('DROP TABLE trail; DROP TABLE trail_subjects; DROP TABLE kept_changes')
    // As its migration drew them.
    for (const statement of TRAIL_SCHEMA) database.exec(statement)
    database.close()
    store = await openStore({ dataDir: place.folder, threaded: false })
    const told = (lines: typeof before) => lines.map(({ trailNo: _no, ...line }) => line)
    expect(told(await store.trail.find({}, null, 1_000))).toEqual(told(before))
    expect(await actions({ sessionId: SESSION, kind: 'look' }, null, 10)).toEqual(['look-at-chart'])
  })

  it('R2: an entry of odd ids does not keep the audit from being written', async () => {
    await look(5, 'look-at-patients', 'patients', { patients: 'a"b c\\d', sessions: '"' })
    expect(await actions({ staffId: KEEPER }, null, 10)).toEqual(['look-at-patients'])
    expect(await store.verifyAudit()).toEqual([])
  })

  it('R2: the state of the chain names its end and the last time that it was walked', async () => {
    expect(await store.trail.state()).toEqual({ entries: 0, head: null, lastVerified: null })
    await store.registry.audit({ at: at(7), staffId: null, action: 'verify', object: 'record', details: { faults: 2, entries: 0 } })
    expect(await store.trail.state()).toMatchObject({ entries: 1, lastVerified: { at: at(7), faults: 2, entries: 0 } })
  })
})
