import { readFile } from 'node:fs/promises'
import { machineClock } from './clock.ts'
import { helpText, type Option, readCommandLine, runCommand, UsageError, untilInterrupted } from './command-line.ts'
import { demoHabits } from './demo-room.ts'
import { openRoom } from './room.ts'
import type { DeviceToken } from './simulated-chair.ts'

const OPTIONS: readonly Option[] = [
  { name: 'url', kind: 'text', value: 'URL', help: 'The server (http://127.0.0.1:8420).' },
  { name: 'tokens', kind: 'text', value: 'FILE', help: 'JSON: [{"sourceId", "label", "token"}], one for each chair in its order.' },
  { name: 'login', kind: 'text', value: 'NAME', help: 'Whose screen tells what the pumps do (nurse).' },
  { name: 'physician', kind: 'text', value: 'NAME', help: 'With --staff: who acts where a nurse may not (physician).' },
  { name: 'staff', kind: 'flag', help: 'Simulates the staff too: patients come, are infused and leave.' },
  { name: 'seed', kind: 'text', value: 'TEXT', help: 'The same seed plans the same patients (1).' },
  { name: 'patience', kind: 'text', value: 'HOW', help: 'With --staff: some, none or endless (some).' },
]
const HELP = helpText(
  'npm run simulate -- --tokens FILE [options]',
  `Simulated monitors for a server that runs. Its password is read from CHAIRSIDE_SIMULATE_PASSWORD.
Only sessions that are marked as simulated are played.`,
  OPTIONS,
)

const isToken = (given: unknown): given is DeviceToken =>
  typeof given === 'object' &&
  given !== null &&
  ['sourceId', 'label', 'token'].every((name) => typeof (given as Readonly<Record<string, unknown>>)[name] === 'string')

const parsedTokens = (text: string): readonly DeviceToken[] | null => {
  try {
    const given: unknown = JSON.parse(text)
    return Array.isArray(given) && given.length > 0 && given.every(isToken) ? given : null
  } catch {
    return null
  }
}

const readTokens = async (file: string | null): Promise<readonly DeviceToken[]> => {
  if (file === null) throw new UsageError('--tokens must name a file with the tokens of the monitors.')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw new UsageError(`${file} can't be read.`)
  const tokens = parsedTokens(text)
  if (tokens === null) throw new UsageError(`${file} must hold [{"sourceId": "...", "label": "...", "token": "..."}].`)
  return tokens
}

const simulate = async (args: readonly string[]): Promise<void> => {
  const given = readCommandLine(args, OPTIONS)
  if (given.flag('help')) return void process.stdout.write(HELP)
  const devices = await readTokens(given.text('tokens'))
  const password = process.env.CHAIRSIDE_SIMULATE_PASSWORD
  if (password === undefined) throw new UsageError('CHAIRSIDE_SIMULATE_PASSWORD must hold the password.')
  const patience = given.text('patience') ?? 'some'
  if (patience !== 'some' && patience !== 'none' && patience !== 'endless')
    throw new UsageError('--patience must be some, none or endless.')
  const login = given.text('login') ?? 'nurse'
  const physician = given.text('physician') ?? 'physician'
  const url = given.text('url') ?? 'http://127.0.0.1:8420'
  if (!URL.canParse(url)) throw new UsageError('--url must be an address such as http://127.0.0.1:8420.')
  const room = await openRoom({
    url,
    seed: given.text('seed') ?? '1',
    devices,
    staff: given.flag('staff') ? { nurse: login, physician, password } : null,
    watcher: { login, password },
    clock: machineClock,
    habits: () => demoHabits(room.time.speed, patience),
    firstCheckInMin: () => 0,
    onProblem: (sentence) => void process.stderr.write(`${sentence}\n`),
  })
  process.stdout.write(`${devices.length} simulated monitors are connecting to ${url}. Ctrl-C ends them.\n`)
  await untilInterrupted()
  room.close()
  process.exit()
}

await runCommand(() => simulate(process.argv.slice(2)))
