import { join } from 'node:path'
import { createAuditRecord } from '@chairside/server/storage/audit-record'
import { createHeadsWriter } from '@chairside/server/storage/heads'
import { createRetentionSource } from '@chairside/server/storage/retention-tables'
import { createSessionRemoval } from '@chairside/server/storage/session-removal'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'

/** Removes a session and kills itself: when it was announced, or in the middle of its rows. */
const [folder = '', sessionId = '', how = ''] = process.argv.slice(2)
const heads = join(folder, 'heads')
const database = openSqliteFile(join(folder, 'chairside.db'), 1_000)
const removal = createSessionRemoval(database, createAuditRecord(database, createHeadsWriter(heads)), heads)
const session = (await createRetentionSource(database, heads).sessions()).find((one) => one.sessionId === sessionId)
if (session === undefined) throw new Error('no such session')
const die = (): number => {
  process.kill(process.pid, 'SIGKILL')
  return 0
}
await removal.announce(session, { at: Date.parse('2026-11-22T12:00:00Z'), details: { operator: 'root' } })
if (how === 'announced') die()
database.function('die', die)
database.exec('CREATE TEMP TRIGGER in_the_middle AFTER DELETE ON main.chain_entries BEGIN SELECT die(); END')
await removal.remove(session)
