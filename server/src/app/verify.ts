import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sessionIdSchema } from '@chairside/shared/identity'
import { VERIFY_HELP, verifyAll } from '../cli/verify.ts'
import { readConfig } from '../config/read-config.ts'
import { openStore } from '../storage/open-sqlite.ts'

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
    const isRight = await verifyAll({ record: store.record, verifyAudit: store.verifyAudit, say }, only?.data ?? null, asJson)
    if (!isRight) process.exitCode = 1
  } finally {
    await store.close()
  }
}

try {
  const { values } = parseArgs({
    options: {
      session: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) say(VERIFY_HELP)
  else await verify(values.session, values.json)
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  mistaken(error.message)
}
