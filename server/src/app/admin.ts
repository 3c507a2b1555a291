import { hostname, userInfo } from 'node:os'
import { administer } from '../cli/admin.ts'
import { AdminMistake, type AdminStore } from '../cli/admin-task.ts'
import { createClock } from '../config/clock.ts'
import { createIds } from '../config/ids.ts'
import { readConfig } from '../config/read-config.ts'
import { hashPassword } from '../http/passwords.ts'
import { openStore } from '../storage/open-sqlite.ts'
import { copiesIn, packFile } from '../storage/pack-file.ts'

/** Only the folder matters here: what else is set belongs to the server. */
const dataDir = (): string => {
  const { CHAIRSIDE_DATA_DIR } = process.env
  const read = readConfig({ CHAIRSIDE_DATA_DIR })
  if (!read.ok) throw new AdminMistake(read.faults.join('; '))
  return read.config.dataDir
}

// What SQLite puts aside while it writes a file anew stays in the data folder, and off a disk that others may read.
const keepAside = (): void => {
  process.env.SQLITE_TMPDIR ??= dataDir()
}

const withStore = async (work: (store: AdminStore) => Promise<void>): Promise<void> => {
  const store = await openStore({ dataDir: dataDir(), threaded: false })
  try {
    await work(store)
  } finally {
    await store.close()
  }
}

/** Days are the clinic's own. */
const timeZone = (): string => {
  const { CHAIRSIDE_TIME_ZONE } = process.env
  const read = readConfig({ CHAIRSIDE_TIME_ZONE })
  if (!read.ok) throw new AdminMistake(read.faults.join('; '))
  return read.config.timeZone
}

const readInput = async (): Promise<string> => {
  let text = ''
  for await (const chunk of process.stdin) text += String(chunk)
  return text
}

try {
  keepAside()
  await administer(process.argv.slice(2), {
    withStore,
    pack: () => packFile(dataDir()),
    copies: () => copiesIn(dataDir()),
    ids: createIds(),
    wallNow: createClock({ speed: 1, roomFloor: 0 }).wallNow,
    hashPassword,
    readInput,
    timeZone: timeZone(),
    operator: userInfo().username,
    station: `console ${hostname()}`,
    say: (line) => process.stdout.write(`${line}\n`),
  })
} catch (error) {
  if (!(error instanceof AdminMistake)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
