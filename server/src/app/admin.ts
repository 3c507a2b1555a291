import { hostname, userInfo } from 'node:os'
import { AdminMistake, administer } from '../cli/admin.ts'
import { createClock } from '../config/clock.ts'
import { createIds } from '../config/ids.ts'
import { readConfig } from '../config/read-config.ts'
import { hashPassword } from '../http/passwords.ts'
import type { Registry } from '../ports/registry.ts'
import type { RetentionSource } from '../ports/retention.ts'
import { openStore } from '../storage/open-sqlite.ts'

const withRegistry = async (work: (registry: Registry, retention: RetentionSource) => Promise<void>): Promise<void> => {
  // Only the folder matters here: what else is set belongs to the server.
  const { CHAIRSIDE_DATA_DIR } = process.env
  const read = readConfig({ CHAIRSIDE_DATA_DIR })
  if (!read.ok) throw new AdminMistake(read.faults.join('; '))
  const store = await openStore({ dataDir: read.config.dataDir, threaded: false })
  try {
    await work(store.registry, store.retention)
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
  await administer(process.argv.slice(2), {
    withRegistry,
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
