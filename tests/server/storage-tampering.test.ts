import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChainFault } from '@chairside/server/ports/record'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { APPEND_ONLY_TABLES } from '@chairside/server/storage/schema'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { StaffId } from '@chairside/shared/identity'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { numericsEntries, START, sessionId, temporaryFolder } from '../contract/record-samples.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  place = temporaryFolder()
  const store = await openStore({ dataDir: place.folder, threaded: false })
  await store.record.append([...numericsEntries(1, 150), ...numericsEntries(2, 150)])
  for (let number = 1; number <= 4; number += 1) {
    const entry = { at: START + number, staffId: 'staff-1' as StaffId, action: 'look', object: `chart-${number}`, details: { number } }
    await store.registry.audit(entry)
  }
  await store.close()
})
afterEach(() => place.remove())

/** Changes the file as somebody with a database tool would: triggers away, checks off. */
const tamper = (...statements: readonly string[]): void => {
  const database = openSqliteFile(join(place.folder, 'chairside.db'), 50)
  database.pragma('foreign_keys = OFF')
  const triggers = database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()
  for (const name of triggers) database.exec(`DROP TRIGGER ${name}`)
  for (const statement of statements) database.exec(statement)
  database.close()
}

const faults = async (): Promise<readonly ChainFault[]> => {
  const store = await openStore({ dataDir: place.folder, threaded: false })
  const found = await store.record.verify()
  await store.close()
  return found
}
const fault = (kind: ChainFault['fault'], seq: number | null): ChainFault => ({ sessionId: sessionId(1), fault: kind, seq })

describe('R1: verify', () => {
  it('R1: finds nothing in an untouched record', async () => {
    expect(await faults()).toStrictEqual([])
  })

  it('R1: names an altered fact, and that fact alone', async () => {
    tamper("UPDATE chain_entries SET body = replace(body, 'infusing', 'paused') WHERE session_no = 1 AND fact_seq = 7")
    expect(await faults()).toStrictEqual([fault('altered', 7)])
  })

  it('R1: finds a fact whose hash was made to fit: the next entry no longer does', async () => {
    tamper('UPDATE chain_entries SET hash = zeroblob(32) WHERE session_no = 1 AND fact_seq = 7')
    expect(await faults()).toContainEqual(fault('altered', 7))
    expect((await faults()).length).toBeGreaterThan(1)
  })

  it('R1: names a missing fact by the entry after it', async () => {
    tamper('DELETE FROM chain_entries WHERE session_no = 1 AND fact_seq = 3')
    expect(await faults()).toStrictEqual([fault('missing', 4)])
  })

  it('R1: finds facts that changed places', async () => {
    tamper(
      `UPDATE chain_entries SET body = (SELECT body FROM chain_entries AS other WHERE other.session_no = 1 AND other.fact_seq = 3 - chain_entries.fact_seq)
       WHERE session_no = 1 AND fact_seq IN (1, 2)`,
    )
    expect(await faults()).toContainEqual(fault('reordered', 1))
  })

  it('R1: finds a chain that was cut at its end', async () => {
    tamper('DELETE FROM chain_entries WHERE session_no = 1 AND entry_no > 15')
    expect(await faults()).toContainEqual(fault('cut', null))
  })

  it('R1: finds a cut that was tidied up in the database, by the head outside it', async () => {
    tamper(
      'DELETE FROM chain_entries WHERE session_no = 1 AND entry_no > 15',
      `UPDATE sessions SET last_entry = 15, head = (SELECT hash FROM chain_entries WHERE session_no = 1 AND entry_no = 15) WHERE session_no = 1`,
    )
    expect(await faults()).toContainEqual(fault('cut', null))
  })

  it('R1: finds a whole session that is gone', async () => {
    tamper('DELETE FROM sessions WHERE session_no = 1')
    expect(await faults()).toStrictEqual([fault('missing', null)])
  })

  it.each([
    ['an altered reading', 'UPDATE numerics SET spo2 = 99 WHERE session_no = 1 AND input_number = 20', 1],
    ['a moved reading', 'UPDATE numerics SET at_ago_ms = at_ago_ms + 1 WHERE session_no = 1 AND input_number = 70', 61],
    [
      'an altered reading of the minute that has no digest entry yet',
      'UPDATE numerics SET hr = 1 WHERE session_no = 1 AND input_number = 150',
      121,
    ],
    ['another source', "UPDATE delivery_shapes SET source_id = 'other' WHERE session_no = 1", 1],
  ])('R1: finds %s by the digest of its minute', async (_, statement, from) => {
    tamper(statement)
    expect(await faults()).toContainEqual(fault('digest', from))
  })

  it('R1: finds missing readings, and readings cut off the end', async () => {
    tamper(
      'DELETE FROM numerics WHERE session_no = 1 AND input_number = 30',
      'DELETE FROM numerics WHERE session_no = 2 AND input_number > 140',
    )
    const found = await faults()
    expect(found).toContainEqual(fault('missing', null))
    expect(found).toContainEqual(fault('digest', 1))
    expect(found).toContainEqual({ ...fault('cut', null), sessionId: sessionId(2) })
  })

  it('R1: survives rows that cannot be read at all', async () => {
    tamper("UPDATE chain_entries SET body = '{' WHERE session_no = 1 AND fact_seq = 2", 'DELETE FROM delivery_shapes WHERE session_no = 1')
    expect(await faults()).toStrictEqual(expect.arrayContaining([fault('altered', 2), fault('altered', null)]))
  })

  it('R1: looks at one session alone when asked, and a half written line of heads is no fault', async () => {
    tamper("UPDATE chain_entries SET body = '{}' WHERE session_no = 1 AND fact_seq = 2")
    appendFileSync(join(place.folder, 'heads', '2026-03-02.ndjson'), '{"at":17')
    const store = await openStore({ dataDir: place.folder, threaded: false })
    expect(await store.record.verify(sessionId(2))).toStrictEqual([])
    expect(await store.record.verify(sessionId(1))).not.toStrictEqual([])
    await store.close()
  })

  it('R1: finds a head that was changed outside', async () => {
    const file = join(place.folder, 'heads', '2026-03-02.ndjson')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/"hash":"[0-9a-f]{8}/g, '"hash":"00000000'))
    expect((await faults()).map((one) => one.fault)).toContain('altered')
  })
})

describe('R1: the audit', () => {
  const auditFaults = async () => {
    const store = await openStore({ dataDir: place.folder, threaded: false })
    const found = await store.verifyAudit()
    await store.close()
    return found
  }

  it('R1: is intact when untouched', async () => {
    expect(await auditFaults()).toStrictEqual([])
  })

  it.each([
    ["UPDATE audit SET body = replace(body, 'chart-2', 'chart-9') WHERE entry_no = 2", { entry: 2, fault: 'altered' }],
    ['DELETE FROM audit WHERE entry_no = 2', { entry: 2, fault: 'missing' }],
    ['DELETE FROM audit WHERE entry_no = 4', { entry: null, fault: 'cut' }],
  ])('R1: names what was done to it: %s', async (statement, expected) => {
    tamper(statement)
    expect(await auditFaults()).toStrictEqual([expected])
  })
})

it('R1: append-only tables refuse a change and a removal, and sessions only go forward', () => {
  const database = openSqliteFile(join(place.folder, 'chairside.db'), 50)
  for (const table of APPEND_ONLY_TABLES) {
    const column = database.prepare<[], { name: string }>(`PRAGMA table_info(${table})`).all()[0]?.name
    // Row triggers only speak where there is a row.
    if (database.prepare(`SELECT 1 FROM ${table}`).get() === undefined) continue
    expect(() => database.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow('append-only')
    expect(() => database.exec(`DELETE FROM ${table}`)).toThrow('append-only')
  }
  expect(() => database.exec('UPDATE sessions SET last_entry = last_entry - 1')).toThrow('forward')
  expect(() => database.exec('DELETE FROM sessions')).toThrow('append-only')
  const triggers = database
    .prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND (name LIKE '%refuses%' OR name = 'sessions_go_forward')")
    .pluck()
    .get()
  // Those of waves and of removals let their retention through, and have tests of their own; those of changed patients and of courses have too.
  expect(triggers).toBe(APPEND_ONLY_TABLES.length * 2 + 2 + 2 + 2 + 4 + 4)
  database.close()
})
