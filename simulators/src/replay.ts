import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseRecording, type Recording } from '@chairside/shared/recording'
import { SECOND_MS } from '@chairside/shared/time'
import { FASTEST_WITH_WAVES } from '@chairside/shared/waveform'
import { createRoomTime, machineClock } from './clock.ts'
import { helpText, type Option, readCommandLine, runCommand, UsageError, untilInterrupted } from './command-line.ts'
import { DEMO_PASSWORD, demoDevices, signInBlock } from './demo-room.ts'
import { connectSocketDevice, type SocketDevice } from './devices/socket-device.ts'
import { createProgress } from './progress.ts'
import { recordedMoments, recordedPeriodMs } from './recording-entries.ts'
import { recordedWaveforms } from './recordings/recorded-waveforms.ts'
import { wavesBeside } from './recordings/wave-files-beside.ts'
import { createReplay, type Replay } from './replay-session.ts'
import { portProblem, type ServerProcess, startServer, USUAL_CHAIRS, USUAL_PORT } from './server-process.ts'
import { connectStaff, type StaffConnection } from './staff-connection.ts'
import { until } from './waiting.ts'

const OPTIONS: readonly Option[] = [
  { name: 'chair', kind: 'number', value: 'N', low: 1, high: 24, help: 'Which chair (1).' },
  {
    name: 'speed',
    kind: 'number',
    value: 'N',
    low: 1,
    high: 120,
    help: 'Recorded minutes for a minute (1); with --url the speed of that server.',
  },
  { name: 'infusion', kind: 'text', value: 'START-END', help: 'When it ran, in seconds of the recording (throughout).' },
  { name: 'port', kind: 'number', value: 'N', low: 1, high: 65_535, help: `Where its own server listens (${USUAL_PORT}).` },
  { name: 'exit', kind: 'flag', help: 'Ends with the recording; else its own server stays until Ctrl-C.' },
  { name: 'url', kind: 'text', value: 'URL', help: 'A server that already runs, instead of one of its own.' },
  { name: 'source', kind: 'text', value: 'ID', help: 'With --url: the id of the monitor to be, such as replay-1.' },
  { name: 'login', kind: 'text', value: 'NAME', help: 'With --url: the physician who acts (physician).' },
]
const HELP = helpText(
  'npm run replay -- FILE.csv [options]',
  `Plays a recording of vital signs through a live server, as a monitor. Without --url it starts a server of its own.

With --url it needs a free chair of that server, a monitor that is registered there as simulated, and a physician's sign-in:
  npm run admin -- add-device --id replay-1 --label Replay --simulated
  CHAIRSIDE_REPLAY_TOKEN=... CHAIRSIDE_REPLAY_PASSWORD=... npm run replay -- FILE.csv --url http://127.0.0.1:8420 --source replay-1
A clinic's server runs at speed 1, a demo at its own. Traces beside the recording (NAME.wave.json with its .wave.bin) are played with it, up to 10x. The session stays on the chair, recovering, until somebody ends it there.`,
  OPTIONS,
)

const readRecording = async (file: string): Promise<Recording> => {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw new UsageError(`${file} can't be read.`)
  const recording = parseRecording(text)
  if (recording === null) throw new UsageError(`${file} is no recording: its first line must name t_s and at least one vital.`)
  return recording
}

const infusionOf = (text: string | null): { readonly fromMs: number; readonly toMs: number } => {
  if (text === null) return { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }
  const match = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text)
  const [fromMs, toMs] = [Number(match?.[1]) * SECOND_MS, Number(match?.[2]) * SECOND_MS]
  if (match === null || toMs <= fromMs) throw new UsageError('--infusion must be START-END in seconds, such as 600-3000.')
  return { fromMs, toMs }
}

interface Target {
  readonly url: string
  readonly sourceId: string
  readonly token: string
  readonly login: string
  readonly password: string
}

const runningServer = (url: string, sourceId: string | null, login: string | null): Target => {
  const token = process.env.CHAIRSIDE_REPLAY_TOKEN
  const password = process.env.CHAIRSIDE_REPLAY_PASSWORD
  if (!URL.canParse(url)) throw new UsageError('--url must be an address such as http://127.0.0.1:8420.')
  if (sourceId === null || token === undefined || password === undefined)
    throw new UsageError('--url needs --source, CHAIRSIDE_REPLAY_TOKEN and CHAIRSIDE_REPLAY_PASSWORD.')
  return { url, sourceId, token, login: login ?? 'physician', password }
}

/** The refusal itself was told before. */
const TURNED_AWAY = 'The replay needs the token of a monitor that is registered on that server as simulated.'

const fail = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

const replay = async (args: readonly string[]): Promise<void> => {
  const given = readCommandLine(args, OPTIONS, true)
  if (given.flag('help')) return void process.stdout.write(HELP)
  const [file] = given.rest
  if (file === undefined || given.rest.length > 1) throw new UsageError('Name one recording. Try --help.')
  const recording = await readRecording(file)
  const moments = recordedMoments(recording)
  if (moments.length === 0) throw new UsageError(`${file} has no value that a monitor would send.`)
  const infusion = infusionOf(given.text('infusion'))
  const chair = given.number('chair') ?? 1
  const speed = given.number('speed') ?? 1
  const runningUrl = given.text('url')
  const port = given.number('port') ?? USUAL_PORT
  const portTaken = runningUrl === null ? await portProblem(port) : null
  if (portTaken !== null) throw new UsageError(portTaken)
  const running = runningUrl === null ? null : runningServer(runningUrl, given.text('source'), given.text('login'))

  const clock = machineClock
  const roomTime = createRoomTime(clock)
  const progress = createProgress(process.stdout)
  const interrupted = untilInterrupted().then(() => 'interrupted' as const)
  let server: ServerProcess | null = null
  let dataDir: string | null = null
  let device: SocketDevice | null = null
  let physician: StaffConnection | null = null
  let session: Replay | null = null

  const ownServer = async (): Promise<Target> => {
    dataDir = await mkdtemp(join(tmpdir(), 'chairside-replay-'))
    const devices = demoDevices(Math.max(USUAL_CHAIRS, chair))
    const one = devices[chair - 1]
    if (one === undefined) throw new UsageError(`There is no chair ${chair}.`)
    server = startServer(
      { port, dataDir, speed, chairs: Math.max(USUAL_CHAIRS, chair), password: DEMO_PASSWORD, devices, clinic: 'Recording' },
      clock,
      fail,
    )
    await server.ready
    process.stdout.write(signInBlock('Chairside replay', server.url, DEMO_PASSWORD, speed, `A recording plays on chair ${chair}.`))
    return { url: server.url, sourceId: one.sourceId, token: one.token, login: 'physician', password: DEMO_PASSWORD }
  }

  const play = async (): Promise<void> => {
    const target = running ?? (await ownServer())
    const staff = await connectStaff({ ...target, clock, onPicture: () => undefined, onProblem: fail })
    physician = staff
    await until(clock, () => staff.picture !== null, 'The server showed no room.')
    const roomSpeed = staff.picture?.clock.speed ?? speed
    if (roomSpeed !== speed) throw new UsageError(`The room at ${target.url} runs at speed ${roomSpeed}: replay with --speed ${roomSpeed}.`)
    let turnedAway: (sentence: string) => void = () => undefined
    const refused = new Promise<never>((_, reject) => {
      turnedAway = (sentence) => reject(new Error(sentence))
    })
    refused.catch(() => undefined)
    const monitor = connectSocketDevice({
      url: target.url,
      token: target.token,
      declare: () => ({
        vendor: 'Chairside',
        model: 'Recording',
        patientIdentifier: null,
        periodMs: recordedPeriodMs(recording),
        rrZeroMeans: 'no-breath',
        simulated: false,
        replayed: true,
        speed,
      }),
      clock,
      now: () => roomTime.now() ?? 0,
      onRoomClock: (reading) => roomTime.set(reading),
      onProblem: fail,
      onTurnedAway: () => turnedAway(TURNED_AWAY),
    })
    device = monitor
    const label = basename(file).replace(/\.csv$/i, '')
    const { sourceId } = target
    const waves = speed > FASTEST_WITH_WAVES ? null : recordedWaveforms(await wavesBeside(file, fail))
    const parts = {
      moments,
      label,
      waves,
      chair,
      sourceId,
      device: monitor,
      physician,
      clock,
      roomTime,
      infusion,
      onProgress: progress.show,
    }
    session = createReplay(parts)
    await Promise.race([session.play(), refused])
  }

  try {
    const playing = play().then(() => 'played' as const)
    playing.catch(() => undefined)
    const how = await Promise.race([playing, interrupted])
    progress.done()
    if (how === 'played') {
      process.stdout.write('The recording has ended.\n')
      if (server !== null && !given.flag('exit')) {
        process.stdout.write('The server stays until Ctrl-C.\n')
        await interrupted
      }
    }
  } finally {
    progress.done()
    await close(running === null ? null : session, device, physician, server, dataDir)
    clock.after(500, () => process.exit())
  }
}

/** A server of our own goes away with its sessions; on another's, none of ours is left running. */
const close = async (
  session: Replay | null,
  device: SocketDevice | null,
  physician: StaffConnection | null,
  server: ServerProcess | null,
  dataDir: string | null,
): Promise<void> => {
  await session?.leave().catch((error: unknown) => fail(error instanceof Error ? error.message : 'The session could not be ended.'))
  device?.close()
  physician?.close()
  await server?.stop()
  if (dataDir !== null) await rm(dataDir, { recursive: true, force: true })
}

await runCommand(() => replay(process.argv.slice(2)))
