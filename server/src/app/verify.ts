import { existsSync, readFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sessionIdSchema } from '@chairside/shared/identity'
import { VERIFY_HELP, verifyAll } from '../cli/verify.ts'
import { createClock } from '../config/clock.ts'
import { readConfig } from '../config/read-config.ts'
import { openStore } from '../storage/open-sqlite.ts'
import { verifyCopy } from '../storage/verify-copy.ts'

const MISTAKE = 2
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const mistaken = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = MISTAKE
}

const verify = async (session: string | undefined, asJson: boolean): Promise<void> => {
  // Only the folder matters here: what else is set belongs to the server.
  const { CHAIRSIDE_DATA_DIR } = process.env
  const read = readConfig({ CHAIRSIDE_DATA_DIR })
  if (!read.ok) return mistaken(read.faults.join('; '))
  const only = session === undefined ? null : sessionIdSchema.safeParse(session)
  if (only !== null && !only.success) return mistaken('--session names one session by its id.')
  const { dataDir } = read.config
  if (!existsSync(join(dataDir, 'chairside.db'))) return mistaken(`There is no record in ${dataDir}.`)
  const store = await openStore({ dataDir, threaded: false })
  try {
    const keep = async (sessionId: string | null, faults: number): Promise<boolean> => {
      try {
        await store.registry.audit({
          at: createClock({ speed: 1, roomFloor: 0 }).wallNow(),
          staffId: null,
          action: sessionId === null ? 'verify' : 'verify-session',
          object: sessionId === null ? 'record' : `session ${sessionId}`,
          details: { faults, entries: (await store.trail.state()).entries, operator: userInfo().username },
          station: `console ${hostname()}`,
        })
        return true
      } catch {
        // Read-only, or full: what was found is said all the same.
        return false
      }
    }
    const isRight = await verifyAll({ ...store, keep, say }, only?.data ?? null, asJson)
    if (!isRight) process.exitCode = 1
  } finally {
    await store.close()
  }
}

const verifyFile = (file: string, asJson: boolean): void => {
  if (!existsSync(file)) {
    mistaken('--file names a record that was exported.')
    return
  }
  const verdict = verifyCopy(readFileSync(file, 'utf8'))
  const { faults, sessionId, entries, head } = verdict
  if (asJson) say(JSON.stringify(verdict))
  else {
    for (const { line, fault } of faults) say(line === null ? `the file: ${fault}` : `line ${line}: ${fault}`)
    if (faults.length === 0) say(`Session ${sessionId}: the file is as it was written, up to entry ${entries}, ${head}.`)
  }
  if (faults.length > 0) process.exitCode = 1
}

try {
  const { values } = parseArgs({
    options: {
      session: { type: 'string' },
      file: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) say(VERIFY_HELP)
  else if (values.file !== undefined) verifyFile(values.file, values.json)
  else await verify(values.session, values.json)
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  mistaken(error.message)
}
