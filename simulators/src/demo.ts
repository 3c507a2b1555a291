import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MINUTE_MS } from '@chairside/shared/time'
import { machineClock } from './clock.ts'
import { helpText, type Option, readCommandLine, runCommand, UsageError, untilInterrupted } from './command-line.ts'
import { DEMO_PASSWORD, demoDevices, demoHabits, isPatience, signInBlock } from './demo-room.ts'
import { expectVisits } from './expected-visits.ts'
import { openPanel, type Panel, whyNoPanel } from './panel.ts'
import { createProgress } from './progress.ts'
import { openRoom, type SimulatedRoom } from './room.ts'
import { OPENING_LONGEST_MIN, openingMinutesOf } from './room-plan.ts'
import { portProblem, type ServerProcess, type ServerSettings, startServer, USUAL_CHAIRS, USUAL_PORT } from './server-process.ts'
import { comesTrue, until } from './waiting.ts'

const OPTIONS: readonly Option[] = [
  {
    name: 'speed',
    kind: 'number',
    value: 'N',
    low: 1,
    high: 120,
    help: 'Room minutes for a minute (1); 60 shows a session in two minutes.',
  },
  { name: 'chairs', kind: 'number', value: 'N', low: 1, high: 24, help: 'How many chairs (6).' },
  { name: 'seed', kind: 'text', value: 'TEXT', help: 'The same seed plans the same patients (1).' },
  { name: 'port', kind: 'number', value: 'N', low: 1, high: 65_535, help: `Where the server listens on this machine (${USUAL_PORT}).` },
  {
    name: 'warm-up',
    kind: 'number',
    value: 'MINUTES',
    low: 0,
    high: 240,
    help: 'Room minutes played before it opens (all, or none from 20x on).',
  },
  { name: 'keep', kind: 'text', value: 'FOLDER', help: 'Keeps the data in this folder; else it is removed at the end.' },
  { name: 'panel', kind: 'number', value: 'PORT', low: 1, high: 65_535, help: 'The page from which to steer the patients (port + 1).' },
  { name: 'patience', kind: 'text', value: 'HOW', help: 'some, none or endless: how long the staff leave acts to you (some).' },
]
const HELP = helpText('npm run demo -- [options]', 'A room of simulated patients on a server of its own.', OPTIONS)

/** Fast, yet slow enough that a busy machine keeps up. */
const WARM_UP_SPEED = 200
const NO_WARM_UP_FROM = 20
/** Between two chairs where there is no warm-up. */
const STAGGER_MIN = 7
const SETTLE_WITHIN_MS = 1_500
const READY_WITHIN_MS = 15_000
const HEARD_WITHIN_MS = 8_000

const demo = async (args: readonly string[]): Promise<void> => {
  const given = readCommandLine(args, OPTIONS)
  if (given.flag('help')) return void process.stdout.write(HELP)
  const speed = given.number('speed') ?? 1
  const chairs = given.number('chairs') ?? USUAL_CHAIRS
  const port = given.number('port') ?? USUAL_PORT
  const patience = given.text('patience') ?? 'some'
  if (!isPatience(patience)) throw new UsageError('--patience must be some, none or endless.')
  const warmUpMin = given.number('warm-up') ?? (speed >= NO_WARM_UP_FROM ? 0 : OPENING_LONGEST_MIN)
  const problem = await portProblem(port)
  if (problem !== null) throw new UsageError(problem)

  const kept = given.text('keep')
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'chairside-demo-')))
  const clock = machineClock
  const progress = createProgress(process.stdout)
  const settings: ServerSettings = {
    port,
    dataDir,
    speed,
    chairs,
    password: DEMO_PASSWORD,
    devices: demoDevices(chairs),
    clinic: 'Demo clinic',
    // What is played in lies behind: the room's clock shows the time of day when it opens.
    roomStart: machineClock.wallNow() - warmUpMin * MINUTE_MS,
  }
  const seed = given.text('seed') ?? '1'
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const firstCheckInMin = (chair: number): number =>
    warmUpMin === 0 ? (chair - 1) * STAGGER_MIN : Math.max(0, warmUpMin - openingMinutesOf(chair))
  const firstAt = (chair: number): number => (settings.roomStart ?? 0) + firstCheckInMin(chair) * MINUTE_MS
  const interrupted = untilInterrupted().then(() => 'interrupted' as const)
  let server: ServerProcess | null = null
  let room: SimulatedRoom | null = null
  let panel: Panel | null = null
  let isWarm = warmUpMin === 0

  const tell = (sentence: string): void => {
    progress.done()
    process.stderr.write(`${sentence}\n`)
  }

  const open = async (): Promise<void> => {
    progress.show('Starting the server ...')
    server = startServer(isWarm ? settings : { ...settings, speed: WARM_UP_SPEED }, clock, tell)
    await server.ready
    await expectVisits({ url: server.url, login: 'nurse', password: DEMO_PASSWORD, seed, chairs, timeZone, firstAt })
    const opened = await openRoom({
      url: server.url,
      seed,
      devices: settings.devices,
      staff: { nurse: 'nurse', physician: 'physician', password: settings.password },
      clock,
      // The last minutes of the warm-up are the visitor's already.
      habits: () => demoHabits(speed, isWarm || (room?.minutes ?? 0) > warmUpMin - 5 ? patience : 'none'),
      firstCheckInMin,
      onProblem: tell,
      waves: true,
    })
    room = opened
    if (warmUpMin === 0) return
    while (opened.minutes < warmUpMin) {
      progress.show(`Playing the morning in: ${Math.floor(opened.minutes)} of ${warmUpMin} minutes ...`)
      await clock.pause(100)
    }
    opened.hold()
    await comesTrue(clock, () => opened.waiting === 0, SETTLE_WITHIN_MS)
    // A clean end takes seconds, which are many minutes in a fast room: for the patients the change of servers takes none.
    await server.kill()
    progress.show('Opening the room ...')
    server = startServer(settings, clock, tell)
    await server.ready
    const isBack = (): boolean => opened.ready && opened.time.speed === speed
    await until(clock, isBack, 'The monitors did not find the server again.', READY_WITHIN_MS)
    isWarm = true
    opened.resume()
    // The change of servers was a silence for every monitor: a visitor is let in once it is over.
    await comesTrue(clock, () => opened.heard, HEARD_WITHIN_MS)
  }

  try {
    const opening = open().then(() => 'open' as const)
    // An interruption ends the opening too: what it was about to do fails on a server that is gone.
    opening.catch(() => undefined)
    if ((await Promise.race([opening, interrupted])) === 'interrupted') return
    progress.done()
    panel = await panelBeside(port, given.number('panel'), () => room, tell)
    process.stdout.write(signInBlock('Chairside demo', `http://127.0.0.1:${port}`, settings.password, speed, 'All patients are simulated.'))
    if (panel !== null) process.stdout.write(`Steer the patients: ${panel.url}\n\n`)
    const running = server as ServerProcess | null
    const how = await Promise.race([interrupted, running?.ended.then((code) => code ?? -1) ?? interrupted])
    if (how !== 'interrupted') throw new Error(`The server ended by itself (${how}).`)
  } finally {
    progress.done()
    await panel?.close()
    closeRoom(room)
    await stopServer(server)
    if (kept === null) await rm(dataDir, { recursive: true, force: true })
    // What an interrupted opening still waits for must not keep the process.
    process.exitCode ??= 0
    clock.after(500, () => process.exit())
  }
}

/** The instructor's page, on the port asked for or the next one; where that can't be had the demo goes on without it. */
const panelBeside = async (
  port: number,
  asked: number | null,
  room: () => SimulatedRoom | null,
  tell: (sentence: string) => void,
): Promise<Panel | null> => {
  try {
    return await openPanel(asked ?? port + 1, room)
  } catch (error) {
    tell(whyNoPanel(error, asked ?? port + 1))
    return null
  }
}

const closeRoom = (room: SimulatedRoom | null): void => room?.close()
const stopServer = async (server: ServerProcess | null): Promise<void> => server?.stop()

await runCommand(() => demo(process.argv.slice(2)))
