import { spawn } from 'node:child_process'
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RecordedSession } from '@chairside/server/ports/retention'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { packFile } from '@chairside/server/storage/pack-file'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { ChairId, PatientId, SessionId } from '@chairside/shared/identity'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { actAfterwards, DAY_MS, recordOldSessions, SECRET } from '../support/old-sessions.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const OLD = 'old-1' as SessionId
const OF_OLD = `session_no = (SELECT session_no FROM sessions WHERE session_id = '${OLD}')`
const ENTRY = { at: NOW, station: 'console here', details: { operator: 'root', recordYears: 6 } }

let place: ReturnType<typeof temporaryFolder>
let store: Store
beforeEach(async () => {
  place = temporaryFolder()
  store = await openStore({ dataDir: place.folder, threaded: false })
  await recordOldSessions(store, NOW)
  const fromAt = Math.ceil((NOW - 2_557 * DAY_MS) / 60_000) * 60_000
  const samples = { resp: Int16Array.from({ length: 3_750 }, (_, index) => index) }
  await store.waves.store({ sessionId: OLD, fromAt, lastsMs: 60_000, samples, off: [] })
  await store.registry.audit({
    at: NOW - DAY_MS,
    staffId: 'demo-nurse' as never,
    action: 'look-at-chart',
    object: `session ${OLD}`,
    details: {},
  })
})
afterEach(async () => {
  await store.close()
  place.remove()
})

const file = (): string => join(place.folder, 'chairside.db')
const withDatabase = <Value>(work: (database: ReturnType<typeof openSqliteFile>) => Value): Value => {
  const database = openSqliteFile(file(), 1_000)
  try {
    return work(database)
  } finally {
    database.close()
  }
}
const recorded = async (sessionId: string): Promise<RecordedSession> => {
  const found = (await store.retention.sessions()).find((one) => one.sessionId === sessionId)
  if (found === undefined) throw new Error('no such session')
  return found
}
const letGo = async (sessionId: string) => {
  const session = await recorded(sessionId)
  return (await store.removal.announce(session, ENTRY)) ?? (await store.removal.remove(session))
}
/** Rows by session, in each table that has any. */
const rowsOf = (sessionId: string): Readonly<Record<string, number>> =>
  withDatabase((database) => {
    const tables = database
      .prepare<[], { table: string; column: string }>(
        `SELECT tables.name AS "table", columns.name AS "column" FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table' AND columns.name IN ('session_no', 'session_id')`,
      )
      .all()
    const ids = [...new Set(tables.map(({ table }) => table))]
    return Object.fromEntries(
      ids.flatMap((table) => {
        const byId = tables.some((one) => one.table === table && one.column === 'session_id')
        const where = byId ? 'session_id = ?' : 'session_no = (SELECT session_no FROM sessions WHERE session_id = ?)'
        const count = database.prepare<[string], number>(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get(sessionId) ?? 0
        return count === 0 ? [] : [[table, count]]
      }),
    )
  })
/** As somebody with a database tool: triggers away, checks off. */
const tamper = (...statements: readonly string[]): void =>
  withDatabase((database) => {
    database.pragma('foreign_keys = OFF')
    for (const name of database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%refuses%'")
      .pluck()
      .all())
      database.exec(`DROP TRIGGER ${name}`)
    for (const statement of statements) database.exec(statement)
  })
const byHand = (sessionId: string): readonly string[] => {
  const no = withDatabase((database) =>
    database.prepare<[string], number>('SELECT session_no FROM sessions WHERE session_id = ?').pluck().get(sessionId),
  )
  return ['wave_blocks', 'numerics', 'cuff_sets', 'other_entries', 'delivery_shapes', 'inputs', 'chain_entries', 'sessions'].map(
    (table) => `DELETE FROM ${table} WHERE session_no = ${no}`,
  )
}
const missing = { sessionId: OLD, seq: null, fault: 'missing' }

describe('R1: a session goes whole', () => {
  it('R1: every row of it goes, nothing of another one, and its patient, visit and looks stay', async () => {
    const [own, others] = [rowsOf(OLD), ['old-2', 'back-1', 'back-2'].map(rowsOf)]
    expect(Object.keys(own).sort()).toEqual([
      'chain_entries',
      'cuff_sets',
      'delivery_shapes',
      'inputs',
      'numerics',
      'patient_sessions',
      'session_charts',
      'session_courses',
      'session_lines',
      'session_physicians',
      'sessions',
      'trail',
      'visits',
      'wave_blocks',
    ])
    expect((await store.trail.find({ sessionId: OLD, kind: 'act' }, null, 100)).length).toBeGreaterThan(5)
    expect(await letGo(OLD)).toBeNull()
    expect(rowsOf(OLD)).toEqual({ patient_sessions: 1, visits: 1, removals: 1 })
    expect(['old-2', 'back-1', 'back-2'].map(rowsOf)).toEqual(others)
    expect(await store.trail.find({ sessionId: OLD, kind: 'act' }, null, 100)).toEqual([])
    const told = await store.trail.find({ patientId: 'patient-a' as PatientId }, null, 100)
    expect(told.filter(({ object }) => object === `session ${OLD}`).map(({ action }) => action)).toEqual([
      'retention-remove',
      'look-at-chart',
    ])
    expect(
      withDatabase((database) =>
        database.prepare('SELECT count(*) FROM trail_subjects WHERE trail_no NOT IN (SELECT trail_no FROM trail)').pluck().get(),
      ),
    ).toBe(0)
    expect(withDatabase((database) => database.pragma('foreign_key_check'))).toEqual([])
    expect(await store.courses.removedOf('patient-a' as PatientId)).toBe(1)
    expect((await store.courses.sessionsOf('patient-a' as PatientId)).map(({ sessionId }) => sessionId)).toEqual(['old-2'])
  })

  it('S5: what was removed is told by its kind, and of what does not say it, that nobody knows', async () => {
    const kinds = { 'old-1': false, 'old-2': true, 'back-1': null }
    for (const [sessionId, simulated] of Object.entries(kinds)) {
      const session = { ...(await recorded(sessionId)), simulated }
      expect((await store.removal.announce(session, ENTRY)) ?? (await store.removal.remove(session))).toBeNull()
    }
    expect(await store.sessions.removedBetween(0, NOW, null)).toEqual({ real: 1, simulated: 1, unknown: 1 })
    expect(await store.sessions.removedBetween(0, NOW, '99' as ChairId)).toEqual({ real: 0, simulated: 0, unknown: 0 })
    expect(await store.sessions.removedBetween(NOW - DAY_MS, NOW, null)).toEqual({ real: 0, simulated: 0, unknown: 0 })
    const told = Object.keys(kinds).map(async (one) => (await store.sessions.removalOf(one as SessionId))?.simulated)
    expect(await Promise.all(told)).toEqual(Object.values(kinds))
    expect(await store.sessions.removalOf('back-2' as SessionId)).toBeNull()
    expect([await store.record.verify(), await store.verifyAudit()]).toEqual([[], []])
  })

  it('R1: verify knows it by its entry in the audit, and finds nothing wrong, after a restart too', async () => {
    await letGo(OLD)
    for (const _ of [1, 2]) {
      expect(await store.record.verify()).toEqual([])
      expect(await store.record.verify(OLD)).toEqual([])
      expect(await store.verifyAudit()).toEqual([])
      const { gone, stillThere } = await store.retention.letGo()
      expect([gone.map(({ sessionId }) => sessionId), stillThere]).toEqual([[OLD], []])
      await store.close()
      store = await openStore({ dataDir: place.folder, threaded: true })
    }
  })

  it('R1: it does not come back: neither recorded, nor drawn by a server that had just read it', async () => {
    const built = await store.builder.build(OLD)
    const inputs = await store.record.inputsOf(OLD)
    await letGo(OLD)
    if (built === null || inputs[0] === undefined) throw new Error('no session was recorded')
    await store.sessions.put(built.line, built.entry, store.builder.builtBy)
    await store.sessions.keepChart(OLD, { entry: built.entry, builtBy: store.builder.builtBy, body: built.body })
    await store.courses.keep({ sessionId: OLD, entry: built.entry, builtBy: store.builder.builtBy, session: built.course })
    const first = { sessionId: OLD, chairId: built.line.chairId, inputNumber: 1, input: inputs[0], facts: [], judgeVersion: 1 }
    await expect(store.record.append([first])).rejects.toThrow('could not be written')
    // An act that was under way finds no record to follow.
    await expect(store.record.append([{ ...first, inputNumber: inputs.length + 1 }])).rejects.toThrow('could not be written')
    expect(store.record.writable()).toBe(true)
    expect(rowsOf(OLD)).toEqual({ patient_sessions: 1, visits: 1, removals: 1 })
    expect(await store.sessions.find({}, null, 100)).toHaveLength(3)
  })

  it('R1: what was written into it is nowhere in the files, once they are packed', async () => {
    const holds = (): readonly string[] =>
      readdirSync(place.folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(join(place.folder, name)).isFile())
        .filter((name) => readFileSync(join(place.folder, name)).includes(SECRET))
    expect(holds()).toContain('chairside.db-wal')
    // An older drawing was longer: what it left in the file belongs to no row any more.
    const [kept] = await store.courses.keptOf('patient-a' as PatientId)
    if (kept === undefined) throw new Error('nothing was drawn')
    await store.courses.keep({ ...kept, session: { ...kept.session, chairId: SECRET.repeat(1_000) as never } })
    await store.courses.keep(kept)
    for (const sessionId of ['old-1', 'old-2', 'back-1', 'back-2']) expect(await letGo(sessionId)).toBeNull()
    expect(await store.retention.unpacked()).toBe(4)
    expect(packFile(place.folder)).toBe('in-use')
    await store.close()
    expect(packFile(place.folder)).toBe('packed')
    expect(holds()).toEqual([])
    store = await openStore({ dataDir: place.folder, threaded: false })
    expect(await store.record.verify()).toEqual([])
    await store.registry.audit({ at: NOW, staffId: null, action: 'admin-pack', object: 'record', details: {} })
    expect(await store.retention.unpacked()).toBe(0)
  })
})

describe('R1: nothing goes without its entry in the audit', () => {
  it.each(['chain_entries', 'inputs', 'numerics', 'cuff_sets', 'delivery_shapes', 'wave_blocks', 'sessions'])(
    'R1: the database refuses to remove from %s, also once a removal was announced',
    async (table) => {
      const remove = (): unknown =>
        withDatabase((database) => {
          database.pragma('foreign_keys = OFF')
          return database.exec(`DELETE FROM ${table} WHERE ${OF_OLD}`)
        })
      expect(remove).toThrow(table === 'wave_blocks' ? 'retention alone' : 'append-only')
      await store.removal.announce(await recorded(OLD), ENTRY)
      expect(remove).toThrow(table === 'wave_blocks' ? 'retention alone' : 'append-only')
    },
  )

  it('R1: the database refuses a removal that no entry names with this very end of the chain', async () => {
    const { entries, head } = await recorded(OLD)
    await store.removal.announce(await recorded(OLD), ENTRY)
    const auditNo = (await store.trail.state()).entries
    const note = (sessionId: string, no: number, count: number, hash: string) => () =>
      withDatabase((database) =>
        database
          .prepare('INSERT INTO removals SELECT ?, ?, ?, ?, chair_id, opened_at, ended_at FROM sessions WHERE session_id = ?')
          .run(sessionId, no, count, Buffer.from(hash, 'hex'), sessionId),
      )
    expect(note(OLD, auditNo - 1, entries, head)).toThrow('retention alone')
    expect(note(OLD, auditNo, entries - 1, head)).toThrow('retention alone')
    expect(note(OLD, auditNo, entries, head.replace(/^../, 'ff').replace(/^ff(?=..)/, head.startsWith('ff') ? '00' : 'ff'))).toThrow(
      'retention alone',
    )
    expect(note('old-2', auditNo, entries, head)).toThrow('retention alone')
    expect(note(OLD, auditNo, entries, head)).not.toThrow()
    // Whatever is written into it afterwards shuts the door again.
    await actAfterwards(store, OLD, { kind: 'amend-chart', text: 'a letter came', reason: 'late' }, NOW)
    expect(() => withDatabase((database) => database.exec(`DELETE FROM cuff_sets WHERE ${OF_OLD}`))).toThrow('append-only')
    expect(() => withDatabase((database) => database.exec('DELETE FROM removals'))).toThrow('append-only')
    expect(() => withDatabase((database) => database.exec('UPDATE removals SET entries = 1'))).toThrow('append-only')
  })

  it('R1: rows that somebody removed by hand are missing', async () => {
    tamper(...byHand(OLD))
    expect(await store.record.verify()).toEqual([missing])
    expect(await store.record.verify(OLD)).toEqual([missing])
  })

  it('R1: an entry with another hash, or another number of entries, excuses nothing', async () => {
    for (const [name, change] of [
      ['head', { head: 'ab'.repeat(32) }],
      ['entries', { entries: 3 }],
    ] as const) {
      const session = await recorded(OLD)
      const details = { ...ENTRY.details, entries: session.entries, head: session.head, ...change }
      await store.registry.audit({ at: NOW, staffId: null, action: 'retention-remove', object: `session ${OLD}`, details })
      expect(await store.removal.remove(session), name).toBe('changed')
      const no = (await store.trail.state()).entries
      const note =
        'INSERT INTO removals SELECT session_id, ?, last_entry, head, chair_id, opened_at, ended_at FROM sessions WHERE session_id = ?'
      expect(() => withDatabase((database) => database.prepare(note).run(no, OLD)), name).toThrow('retention alone')
    }
    tamper(...byHand(OLD))
    expect(await store.record.verify()).toEqual([missing])
    expect(await store.record.verify(OLD)).toEqual([missing])
  })

  it('R1: an entry that was put into the audit by hand excuses nothing, and the audit says so', async () => {
    const { entries, head } = await recorded(OLD)
    const body = JSON.stringify({
      at: NOW,
      staffId: null,
      action: 'retention-remove',
      object: `session ${OLD}`,
      details: { entries, head },
    })
    const no = (await store.trail.state()).entries + 1
    withDatabase((database) => database.prepare('INSERT INTO audit VALUES (?, ?, zeroblob(32))').run(no, body))
    expect(await store.removal.remove(await recorded(OLD))).toBe('changed')
    tamper(...byHand(OLD))
    expect(await store.record.verify()).toEqual([missing])
    expect(await store.verifyAudit()).toEqual([{ entry: no, fault: 'altered' }])
  })

  it('R1: a head outside that is newer than the entry in the audit says that something was lost', async () => {
    const { entries } = await recorded(OLD)
    await letGo(OLD)
    const head = { at: NOW, chain: OLD, entry: entries + 1, hash: 'cd'.repeat(32) }
    appendFileSync(join(place.folder, 'heads', '2026-11-22.ndjson'), `${JSON.stringify(head)}\n`)
    expect(await store.record.verify()).toEqual([missing])
  })
})

it('R1: the longest silence of the audit and the newest entry of all witness for the clock', async () => {
  expect(await store.retention.longestSilence(NOW - 90 * DAY_MS)).toBe(20 * DAY_MS)
  expect(await store.retention.newest()).toBe(NOW - DAY_MS)
  await store.registry.audit({ at: NOW + 40 * DAY_MS, staffId: null, action: 'server-start', object: 'server', details: {} })
  expect(await store.retention.newest()).toBe(NOW + 40 * DAY_MS)
  // It ended at that moment, however long ago it began.
  expect(await store.retention.longestSilence(NOW + 40 * DAY_MS)).toBe(41 * DAY_MS)
  expect(await store.retention.longestSilence(NOW + 40 * DAY_MS + 1)).toBe(0)
})

describe('R1: what came between keeps it', () => {
  const hold = (action: string, object: string): Promise<void> =>
    store.registry.audit({ at: NOW, staffId: null, action, object, details: { reason: 'asked for by a court' } })

  it('R1: what was written into it since', async () => {
    const session = await recorded(OLD)
    await actAfterwards(store, OLD, { kind: 'amend-chart', text: 'a letter came', reason: 'late' }, NOW)
    expect(await store.removal.announce(session, ENTRY)).toBe('changed')
    expect(await store.trail.find({ sessionId: OLD, kind: 'admin' }, null, 10)).toEqual([])
    expect((await store.retention.sessions()).find(({ sessionId }) => sessionId === OLD)?.unsigned).toBeNull()
  })

  it('R1: what was written into it after it was announced: the old entry lets nothing go any more', async () => {
    const session = await recorded(OLD)
    await store.removal.announce(session, ENTRY)
    expect((await store.retention.letGo()).stillThere).toHaveLength(1)
    await actAfterwards(store, OLD, { kind: 'amend-chart', text: 'a letter came', reason: 'late' }, NOW)
    expect(await store.removal.remove(session)).toBe('changed')
    expect((await store.retention.letGo()).stillThere).toEqual([])
    expect(await store.record.verify()).toEqual([])
  })

  it.each([`session ${OLD}`, 'patient patient-a'])('R1: a legal hold on %s, before or after it was announced', async (subject) => {
    const session = await recorded(OLD)
    await hold('admin-hold', subject)
    expect(await store.removal.announce(session, ENTRY)).toBe('held')
    await hold('admin-release', subject)
    expect(await store.removal.announce(session, ENTRY)).toBeNull()
    await hold('admin-hold', subject)
    expect(await store.removal.remove(session)).toBe('held')
    expect(rowsOf(OLD).sessions).toBe(1)
    await hold('admin-release', subject)
    expect(await store.removal.remove(session)).toBeNull()
  })
})

describe('R1: a crash leaves no half session', () => {
  const dieIn = (how: string): Promise<NodeJS.Signals | null> =>
    new Promise((resolve) => {
      const script = fileURLToPath(new URL('../support/die-in-removal.ts', import.meta.url))
      const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, place.folder, OLD, how], {
        cwd: fileURLToPath(new URL('..', import.meta.url)),
        stdio: 'inherit',
      })
      child.once('close', (_code, signal) => resolve(signal))
    })

  it.each(['announced', 'half'])(
    'R1: SIGKILL when it was %s: it is whole, told, and the next run finishes it',
    { timeout: 60_000 },
    async (how) => {
      const before = rowsOf(OLD)
      await store.close()
      expect(await dieIn(how)).toBe('SIGKILL')
      store = await openStore({ dataDir: place.folder, threaded: false })
      expect(rowsOf(OLD)).toEqual(before)
      expect(await store.record.verify()).toEqual([])
      expect(await store.verifyAudit()).toEqual([])
      expect((await store.retention.letGo()).stillThere.map(({ sessionId }) => sessionId)).toEqual([OLD])
      const { entries } = await store.trail.state()
      expect(await letGo(OLD)).toBeNull()
      // The entry that the first run left is the one.
      expect((await store.trail.state()).entries).toBe(entries)
      expect(rowsOf(OLD)).toEqual({ patient_sessions: 1, visits: 1, removals: 1 })
      expect(await store.record.verify()).toEqual([])
    },
  )
})
