import { openStore } from '@chairside/server/storage/open-sqlite'
import { numericsEntry } from './record-samples.ts'

/** Appends to three sessions, long enough to be killed meanwhile, and says on standard output what was acknowledged: `session number` a line. */
const store = await openStore({ dataDir: process.argv[2] ?? '', threaded: process.argv[3] === 'threaded' })

const fill = async (session: number): Promise<void> => {
  for (let number = 1; number <= 3_000; number += 1) {
    await store.record.append([numericsEntry(session, number)])
    process.stdout.write(`${session} ${number}\n`)
  }
}
await Promise.all([1, 2, 3].map(fill))
await store.close()
