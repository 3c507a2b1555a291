import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MINUTE_MS, SECOND_MS } from '@chairside/shared/time'
import { machineClock } from '@chairside/simulators/clock'
import { DEMO_PASSWORD, demoDevices, demoHabits } from '@chairside/simulators/demo-room'
import { parseFaults } from '@chairside/simulators/faults/fault-spec'
import { openRoom } from '@chairside/simulators/room'
import { portProblem, startServer } from '@chairside/simulators/server-process'
import { type Course, ENOUGH_SAMPLES, growthOf } from './growth.ts'
import { folderBytes, lastProbe, type ProbeLine, probeServers, processFigures } from './watched-server.ts'
import { openPages, type PageFigures } from './watching-pages.ts'

const HELP = `npm run soak [-- --hours 1] [--chairs 24] [--speed 1] [--browsers 4] [--every 30] [--seed 1] [--port 8460] [--no-faults] [--json]

Lets a simulated clinic with its staff run unattended, with faults between monitors and server, and watches what grows: memory and
handles of the server, its event loop, its data folder, memory and dropped frames of the pages. Needs Linux, and a Chromium unless
--browsers 0. Ends with 1 where something that should be flat grew, or anything was complained of.
`

/** Now and then, at every monitor, for as long as it runs. */
const FAULTS = [
  'drop:0.01',
  'delay:0.01=3',
  'duplicate:0.01',
  'reorder:0.01',
  'half-open:0.002+20',
  'reconnect-storm:0.001+10',
  'drift@0=150',
]

interface Sample {
  readonly minutes: number
  readonly residentBytes: number
  readonly handles: number
  readonly dataBytes: number
  readonly probe: ProbeLine | null
  readonly pages: PageFigures | null
  readonly visitsEnded: number
}

const MB = 1_048_576
const inMb = (bytes: number | undefined): string => (bytes === undefined ? '-' : (bytes / MB).toFixed(1))

const HEAD = 'minute | RSS MB | kept MB | handles | loop p99 ms | loop max ms | data MB | page MB | nodes | dropped | visits ended'
const rowOf = ({ minutes, residentBytes, handles, dataBytes, probe, pages, visitsEnded }: Sample): string =>
  [
    minutes.toFixed(1),
    inMb(residentBytes),
    inMb(probe?.heapBytes),
    handles,
    probe?.delayP99Ms.toFixed(1) ?? '-',
    probe?.delayMaxMs.toFixed(0) ?? '-',
    inMb(dataBytes),
    inMb(pages?.heapBytes),
    pages?.nodes ?? '-',
    pages === null ? '-' : `${(pages.droppedShare * 100).toFixed(2)} %`,
    visitsEnded,
  ].join(' | ')

const coursesOf = (samples: readonly Sample[]): readonly Course[] => {
  const probes = samples.flatMap(({ probe }) => (probe === null ? [] : [probe]))
  const pages = samples.flatMap((sample) => (sample.pages === null ? [] : [sample.pages]))
  return [
    { what: 'RSS of the server, MB', values: samples.map((one) => one.residentBytes / MB), mayGrow: { share: 0.1, amount: 15 } },
    {
      what: 'kept by the server after a collection, MB',
      values: probes.map((one) => one.heapBytes / MB),
      mayGrow: { share: 0.1, amount: 5 },
    },
    { what: 'open files and sockets', values: samples.map((one) => one.handles), mayGrow: { share: 0, amount: 8 } },
    { what: 'event loop p99, ms', values: probes.map((one) => one.delayP99Ms), mayGrow: { share: 0.5, amount: 10 } },
    { what: 'kept by the largest page, MB', values: pages.map((one) => one.heapBytes / MB), mayGrow: { share: 0.15, amount: 3 } },
    { what: 'DOM nodes of the largest page', values: pages.map((one) => one.nodes), mayGrow: { share: 0.15, amount: 300 } },
    { what: 'event listeners of a page', values: pages.map((one) => one.listeners), mayGrow: { share: 0.15, amount: 100 } },
  ]
}

const numberOf = (name: string, text: string, low: number): number => {
  const value = Number(text)
  if (!Number.isFinite(value) || value < low) throw new Error(`--${name} wants a number of ${low} or more.`)
  return value
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      hours: { type: 'string', default: '1' },
      chairs: { type: 'string', default: '24' },
      speed: { type: 'string', default: '1' },
      browsers: { type: 'string', default: '4' },
      every: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      port: { type: 'string', default: '8460' },
      'no-faults': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const lengthMs = numberOf('hours', values.hours, 0.01) * 60 * MINUTE_MS
  const everyMs = numberOf('every', values.every, 1) * SECOND_MS
  const chairs = numberOf('chairs', values.chairs, 1)
  const speed = numberOf('speed', values.speed, 1)
  const browsers = numberOf('browsers', values.browsers, 0)
  const port = numberOf('port', values.port, 1)
  const taken = await portProblem(port)
  if (taken !== null) throw new Error(taken)
  const faults = parseFaults(values['no-faults'] ? [] : FAULTS)
  if (!faults.ok) throw new Error(faults.reasons.join(' '))

  const folder = await mkdtemp(join(tmpdir(), 'chairside-soak-'))
  const dataDir = join(folder, 'data')
  const probeFile = join(folder, 'probe.ndjson')
  probeServers(probeFile, everyMs)
  const troubles: string[] = []
  const trouble = (sentence: string): void => {
    troubles.push(sentence)
  }
  const devices = demoDevices(chairs)
  const server = startServer({ port, dataDir, speed, chairs, password: DEMO_PASSWORD, devices, clinic: 'Soak' }, machineClock, trouble)
  const closing: (() => Promise<void> | void)[] = [() => rm(folder, { recursive: true, force: true }), () => server.stop()]
  let interrupted = false
  process.once('SIGINT', () => {
    interrupted = true
  })
  const samples: Sample[] = []
  try {
    await server.ready
    const room = await openRoom({
      url: server.url,
      seed: values.seed,
      devices,
      staff: { nurse: 'nurse', physician: 'physician', password: DEMO_PASSWORD },
      clock: machineClock,
      habits: () => demoHabits(speed, 'none'),
      // Sessions overlap from the beginning, as in a room that has been open for a while.
      firstCheckInMin: (chair) => chair - 1,
      faults: faults.faults,
      onProblem: trouble,
    })
    closing.push(() => room.close())
    const pages = browsers === 0 ? null : await openPages(server.url, browsers)
    if (pages !== null) closing.push(() => pages.close())
    process.stdout.write(values.json ? '' : `seed ${values.seed}, node ${process.version}\n${HEAD}\n`)
    const beganAtMs = machineClock.monotonicMs()
    while (!interrupted && machineClock.monotonicMs() - beganAtMs < lengthMs) {
      await machineClock.pause(everyMs)
      const sample: Sample = {
        minutes: (machineClock.monotonicMs() - beganAtMs) / MINUTE_MS,
        ...processFigures(server.pid),
        dataBytes: folderBytes(dataDir),
        probe: lastProbe(probeFile),
        pages: pages === null ? null : await pages.look(),
        visitsEnded: room.visitsEnded,
      }
      samples.push(sample)
      process.stdout.write(values.json ? `${JSON.stringify(sample)}\n` : `${rowOf(sample)}\n`)
    }
  } finally {
    for (const close of closing.reverse()) await close()
  }
  const growths = coursesOf(samples).flatMap((course) => growthOf(course) ?? [])
  const said = growths.map(
    ({ what, early, late, isFlat }) => `${what}: ${early.toFixed(1)} to ${late.toFixed(1)}, ${isFlat ? 'flat' : 'GREW'}`,
  )
  if (growths.length === 0) said.push(`Fewer than ${ENOUGH_SAMPLES} samples: nothing is said of growth.`)
  const kinds = new Map<string, number>()
  for (const sentence of troubles) kinds.set(sentence, (kinds.get(sentence) ?? 0) + 1)
  said.push(troubles.length === 0 ? 'Nothing was complained of.' : `Complaints: ${troubles.length}`)
  for (const [sentence, count] of kinds) said.push(`  ${count} x ${sentence}`)
  process.stdout.write(values.json ? `${JSON.stringify({ growths, troubles: [...kinds] })}\n` : `${said.join('\n')}\n`)
  return growths.every(({ isFlat }) => isFlat) && troubles.length === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
