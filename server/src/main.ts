import { fileURLToPath } from 'node:url'
import { StartRefused } from './app/prepare-data.ts'
import { startApp } from './app/start-app.ts'
import { createClock } from './config/clock.ts'
import { createLog } from './config/log.ts'
import { type Config, readConfig } from './config/read-config.ts'

const STOP_WITHIN_MS = 4_800

const read = readConfig(process.env)
if (read.ok) await run(read.config)
else {
  process.stderr.write(`The configuration has ${read.faults.length} fault(s):\n${read.faults.map((fault) => `  ${fault}\n`).join('')}`)
  process.exitCode = 2
}

async function run(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  // The built server and its source lie equally deep beside the client.
  const clientDir = config.clientDir ?? fileURLToPath(new URL('../../client/dist', import.meta.url))
  try {
    const served = await startApp(config, { clientDir, log })
    log.info({ url: served.url, mode: config.mode, speed: config.speed }, 'Chairside is ready')
    if (config.mode === 'clinic' && !(await served.hasAccounts()))
      process.stderr.write(
        'No account yet. Make the first one:  npm run admin -- add-account --login NAME --name "FULL NAME" --role manager\n',
      )
    const end = (): void => {
      const cancel = createClock({ speed: 1, roomFloor: 0 }).after(STOP_WITHIN_MS, () => {
        log.error({}, 'stopped by force')
        process.exit(1)
      })
      void served.stop().then(() => {
        cancel()
        log.info({}, 'stopped')
      })
    }
    process.once('SIGTERM', end)
    process.once('SIGINT', end)
  } catch (error) {
    process.stderr.write(`${startSentence(error, config)}\n`)
    process.exitCode = 1
  }
}

function startSentence(error: unknown, config: Config): string {
  if (error instanceof StartRefused) return error.message
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `Port ${config.port} is in use: another server runs there, or set CHAIRSIDE_PORT.`
  if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')
    return 'Another program holds the data folder, such as admin pack. Start again when it has ended.'
  return `Chairside could not start: ${error instanceof Error ? error.message : String(error)}`
}
