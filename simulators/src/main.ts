import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machineClock } from './clock.ts'
import { type Given, helpText, type Option, readCommandLine, runCommand, UsageError, untilInterrupted } from './command-line.ts'
import { DEMO_PASSWORD, demoDevices, demoHabits, isPatience, PATIENCE, signInBlock } from './demo-room.ts'
import { FAULT_OPTION, faultsGiven } from './faults/fault-option.ts'
import { faultHelp } from './faults/fault-spec.ts'
import { openPanel, type Panel, whyNoPanel } from './panel.ts'
import { EFFECT_SIZES } from './population.ts'
import { openRecordingFolder, RECORD_OPTION, type RecordingFolder } from './recordings/recording-folder.ts'
import { openRoom, type SimulatedRoom } from './room.ts'
import type { Scenario } from './scenario.ts'
import { ScenarioFault } from './scenario-file.ts'
import { loadScenario, SCENARIOS } from './scenario-library.ts'
import { portProblem, startServer, USUAL_CHAIRS, USUAL_PORT } from './server-process.ts'
import type { DeviceToken } from './simulated-chair.ts'
import { listenAtTerminal } from './terminal.ts'
import { validate } from './validation/validate.ts'

const OPTIONS: readonly Option[] = [
  { name: 'chairs', kind: 'number', value: 'N', low: 1, high: 24, help: 'How many chairs (6, or as many as there are tokens).' },
  { name: 'staff', kind: 'flag', help: 'Simulates the staff too: patients come, are infused, scored and leave.' },
  { name: 'seed', kind: 'text', value: 'TEXT', help: 'The same seed plans the same patients (1).' },
  { name: 'scenario', kind: 'text', value: 'NAME|FILE', help: 'Every patient follows it: one of the library, or a file of your own.' },
  { name: 'scenarios', kind: 'flag', help: 'Lists the library.' },
  { name: 'effect', kind: 'text', value: 'SIZE', help: 'Mean peak rise of SYS: low (5), typical (16), high (20) or mmHg (typical).' },
  { name: 'patience', kind: 'text', value: 'HOW', help: 'With --staff: some, none or endless: how long acts are left to people (some).' },
  { name: 'hours', kind: 'number', value: 'N', low: 0.1, high: 1_000, help: 'Ends after so many hours of room time, with a summary.' },
  FAULT_OPTION,
  RECORD_OPTION,
  { name: 'waves', kind: 'flag', help: 'The monitors send their traces, up to 10x; with --record they are recorded too.' },
  { name: 'interactive', kind: 'flag', help: 'Takes orders at this terminal: "3 raise bp", "2 unplug"; "help" lists them.' },
  { name: 'panel', kind: 'number', value: 'PORT', low: 1, high: 65_535, help: 'Serves the same as a page, to this machine alone.' },
  { name: 'tokens', kind: 'text', value: 'FILE', help: 'Joins a server that runs: JSON [{"sourceId", "label", "token"}], one a chair.' },
  { name: 'url', kind: 'text', value: 'URL', help: `With --tokens: the server (http://127.0.0.1:${USUAL_PORT}).` },
  { name: 'login', kind: 'text', value: 'NAME', help: 'With --tokens: whose screen tells what the pumps do (nurse).' },
  { name: 'physician', kind: 'text', value: 'NAME', help: 'With --tokens and --staff: who acts where a nurse may not (physician).' },
  {
    name: 'port',
    kind: 'number',
    value: 'N',
    low: 1,
    high: 65_535,
    help: `Without --tokens: where its own server listens (${USUAL_PORT}).`,
  },
  { name: 'speed', kind: 'number', value: 'N', low: 1, high: 300, help: 'Without --tokens: room minutes for a minute (1).' },
  { name: 'validate', kind: 'flag', help: 'Plays sessions and holds them to the published figures; exit code 1 outside the bands.' },
  { name: 'sessions', kind: 'number', value: 'N', low: 2, high: 100_000, help: 'With --validate: how many (4000).' },
  { name: 'plot', kind: 'text', value: 'FILE', help: 'With --validate: writes the mean course and its spread as SVG.' },
]
const HELP = helpText(
  'npm run simulate -- [options]',
  `Simulated patients and monitors, on a server of their own or, with --tokens, on one that runs.
The password for a server that runs is read from CHAIRSIDE_SIMULATE_PASSWORD.
Only sessions that are marked as simulated are played.`,
  OPTIONS,
  faultHelp(),
)
const SESSIONS = 4_000
const HOUR_MIN = 60
/** Between the first patients of two chairs, in room time. */
const CHECK_IN_EVERY_MIN = 3

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

const readTokens = async (file: string): Promise<readonly DeviceToken[]> => {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw new UsageError(`${file} can't be read.`)
  const tokens = parsedTokens(text)
  if (tokens === null) throw new UsageError(`${file} must hold [{"sourceId": "...", "label": "...", "token": "..."}].`)
  return tokens
}

const effectIn = (given: string | null): number => {
  if (given === null) return EFFECT_SIZES.typical
  const named = Object.entries(EFFECT_SIZES).find(([name]) => name === given)?.[1]
  const effect = named ?? Number(given)
  if (!(effect >= 1 && effect <= 40)) throw new UsageError('--effect must be low, typical, high or a number from 1 to 40.')
  return effect
}

const scenarioIn = (given: string | null): Scenario | null => {
  if (given === null) return null
  try {
    return loadScenario(given)
  } catch (error) {
    throw error instanceof ScenarioFault ? new UsageError(error.message) : error
  }
}

/** Where the monitors connect, and as whom. */
interface Site {
  readonly url: string
  readonly devices: readonly DeviceToken[]
  readonly login: string
  readonly physician: string
  readonly password: string
  readonly speed: number
  /** Resolves when it takes work. */
  readonly ready: Promise<void>
  /** Resolves where it ended by itself. */
  readonly ended: Promise<unknown>
  close(): Promise<void>
}

const runningSite = async (given: Given, tokens: string): Promise<Site> => {
  const all = await readTokens(tokens)
  const chairs = given.number('chairs') ?? all.length
  if (chairs > all.length) throw new UsageError(`${tokens} has ${all.length} tokens, too few for ${chairs} chairs.`)
  const password = process.env.CHAIRSIDE_SIMULATE_PASSWORD
  if (password === undefined) throw new UsageError('CHAIRSIDE_SIMULATE_PASSWORD must hold the password.')
  const url = given.text('url') ?? `http://127.0.0.1:${USUAL_PORT}`
  if (!URL.canParse(url)) throw new UsageError('--url must be an address such as http://127.0.0.1:8420.')
  return {
    url,
    devices: all.slice(0, chairs),
    login: given.text('login') ?? 'nurse',
    physician: given.text('physician') ?? 'physician',
    password,
    speed: 1,
    ready: Promise.resolve(),
    ended: new Promise(() => undefined),
    close: () => Promise.resolve(),
  }
}

const ownSite = async (given: Given, tell: (sentence: string) => void): Promise<Site> => {
  const port = given.number('port') ?? USUAL_PORT
  const problem = await portProblem(port)
  if (problem !== null) throw new UsageError(problem)
  const chairs = given.number('chairs') ?? USUAL_CHAIRS
  const speed = given.number('speed') ?? 1
  const dataDir = await mkdtemp(join(tmpdir(), 'chairside-simulate-'))
  const devices = demoDevices(chairs)
  const settings = { port, dataDir, speed, chairs, password: DEMO_PASSWORD, devices, clinic: 'Simulated clinic' }
  const server = startServer(settings, machineClock, tell)
  const close = async (): Promise<void> => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  const { url, ready, ended } = server
  return { url, devices, login: 'nurse', physician: 'physician', password: DEMO_PASSWORD, speed, ready, ended, close }
}

const play = async (given: Given): Promise<void> => {
  const patience = given.text('patience') ?? 'some'
  if (!isPatience(patience)) throw new UsageError(`--patience must be ${PATIENCE.join(', ')}.`)
  const scenario = scenarioIn(given.text('scenario'))
  const effectMmHg = effectIn(given.text('effect'))
  const faults = faultsGiven(given)
  const folder = given.text(RECORD_OPTION.name)
  const panelPort = given.number('panel')
  const tokens = given.text('tokens')
  const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`)
  const interrupted = untilInterrupted().then(() => 'interrupted' as const)
  const opened: Opened = { panel: null, recordings: null, site: null, room: null, stopListening: () => undefined }

  const open = async (site: Site): Promise<SimulatedRoom> => {
    const { login, physician, password } = site
    const { recordings } = opened
    await site.ready
    const room: SimulatedRoom = await openRoom({
      url: site.url,
      seed: given.text('seed') ?? '1',
      devices: site.devices,
      staff: given.flag('staff') ? { nurse: login, physician, password } : null,
      watcher: { login, password },
      clock: machineClock,
      habits: () => demoHabits(room.time.speed, patience),
      // A room does not fill at one stroke.
      firstCheckInMin: (chair) => (chair - 1) * CHECK_IN_EVERY_MIN,
      onProblem: tell,
      effectMmHg,
      faults,
      waves: given.flag('waves'),
      ...(recordings === null ? {} : { recording: { folder: recordings, waves: given.flag('waves') } }),
      ...(scenario === null ? {} : { scenario }),
    })
    opened.room = room
    return room
  }

  try {
    // What can't be had is told before anybody sits down.
    if (panelPort !== null) opened.panel = await panelAt(panelPort, () => opened.room)
    if (folder !== null) opened.recordings = await openRecordingFolder(folder, tell)
    const site = tokens === null ? await ownSite(given, tell) : await runningSite(given, tokens)
    opened.site = site
    const opening = open(site)
    // What an interrupted opening was about to do fails on a server that is gone.
    opening.catch(() => undefined)
    const room = await Promise.race([opening, interrupted])
    if (room === 'interrupted') return
    welcome(site, tokens !== null, opened.panel)
    if (given.flag('interactive')) opened.stopListening = listenAtTerminal(room, process.stdin, process.stdout)
    const how = await Promise.race([interrupted, hoursPassed(room, given.number('hours')), site.ended.then(() => 'ended' as const)])
    process.stdout.write(`${(room.minutes / HOUR_MIN).toFixed(1)} hours of room time, ${room.visitsEnded} visits ended.\n`)
    if (how === 'ended') throw new Error('The server ended by itself.')
  } finally {
    await closeAll(opened)
  }
}

/** What a run has open so far. */
interface Opened {
  panel: Panel | null
  recordings: RecordingFolder | null
  site: Site | null
  room: SimulatedRoom | null
  stopListening: () => void
}

/** However a run ends: the room before its recordings, since whoever still measures would write on. */
const closeAll = async ({ panel, recordings, site, room, stopListening }: Opened): Promise<void> => {
  stopListening()
  await panel?.close()
  room?.close()
  await recordings?.close()
  await site?.close()
}

const panelAt = (port: number, roomNow: () => SimulatedRoom | null): Promise<Panel> =>
  openPanel(port, roomNow).catch((error: unknown) => {
    throw new Error(whyNoPanel(error, port))
  })

const welcome = (site: Site, isJoined: boolean, panel: Panel | null): void => {
  const count = site.devices.length
  if (isJoined) process.stdout.write(`${count} simulated monitors are connecting to ${site.url}. Ctrl-C ends them.\n`)
  else process.stdout.write(signInBlock('Simulated room', site.url, site.password, site.speed, `${count} simulated patients.`))
  if (panel !== null) process.stdout.write(`Steer the patients at ${panel.url}\n`)
}

/** Resolves after so many hours of room time; null: never. */
const hoursPassed = async (room: SimulatedRoom, hours: number | null): Promise<void> => {
  while (hours === null || room.minutes < hours * HOUR_MIN) await machineClock.pause(200)
}

const simulate = async (args: readonly string[]): Promise<void> => {
  const given = readCommandLine(args, OPTIONS)
  if (given.flag('help')) return void process.stdout.write(HELP)
  if (given.flag('scenarios')) return void process.stdout.write(SCENARIOS.map(({ id, title }) => `${id.padEnd(22)}${title}\n`).join(''))
  if (!given.flag('validate')) return play(given)
  const passed = await validate({
    sessions: given.number('sessions') ?? SESSIONS,
    seed: given.text('seed') ?? '1',
    effectMmHg: effectIn(given.text('effect')),
    plotFile: given.text('plot'),
    out: (text) => void process.stdout.write(text),
  })
  if (!passed) process.exitCode = 1
}

await runCommand(() => simulate(process.argv.slice(2)))
// What an interrupted room still waits for must not keep the process.
machineClock.after(200, () => process.exit())
