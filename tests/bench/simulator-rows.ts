import { MONITORS_NAMESPACE } from '@chairside/shared/wire'
import { createRoomTime, machineClock } from '@chairside/simulators/clock'
import { periodMsAt } from '@chairside/simulators/monitor'
import { lookEveryMs } from '@chairside/simulators/room'
import { createSimulatedChair, type SimulatedChair } from '@chairside/simulators/simulated-chair'
import { io, type Socket } from 'socket.io-client'
import { chairWith, NOW, sessionIn } from '../simulators/chair-picture.ts'
import { atMost, type Figure, figureOf } from './figures.ts'
import { type Helper, startHelper } from './processes.ts'
import type { Row } from './run-rows.ts'
import { numericsEntry } from './traffic.ts'

const openDoor = (speed: number): Helper => startHelper('./simulator-door.ts', [String(speed), String(NOW)])

const MINUTE_MS = 60_000
/** An infusion that goes on: what is measured does not end before the bench does. */
const infusing = () =>
  chairWith(sessionIn('infusing', { checkedInAt: NOW - 30 * MINUTE_MS, phaseSince: NOW }), {
    infusion: {
      plannedDurationMs: 40 * MINUTE_MS,
      plannedRateMlPerHour: 60,
      doseMg: 35,
      concentrationMgPerMl: 1,
      startedAt: NOW,
      plannedEndAt: null,
      endedAt: null,
      endedEarly: false,
      stretches: [{ fromAt: NOW, toAt: null, rateMlPerHour: 60 }],
    },
  })

interface Run {
  readonly chairs: number
  readonly speed: number
  readonly waves: boolean
  readonly seconds: number
}

/** The share of a core that patients, monitors and their connections take, and how many entries arrived. */
const measure = async ({ chairs, speed, waves, seconds }: Run): Promise<{ readonly share: number; readonly entries: number }> => {
  const door = openDoor(speed)
  const entriesSoFar = async (): Promise<number> => {
    door.tell('?')
    return Number(await door.line())
  }
  const time = createRoomTime(machineClock)
  const problems: string[] = []
  const all: SimulatedChair[] = []
  try {
    const url = `http://127.0.0.1:${await door.line()}`
    const recorder = { take: () => undefined, leave: () => undefined }
    for (let number = 1; number <= chairs; number += 1)
      all.push(
        createSimulatedChair({
          url,
          seed: 'bench',
          number,
          device: { sourceId: `bench-${number}`, label: `Bench ${number}`, token: 'a-token-of-sixteen-or-more' },
          clock: machineClock,
          roomTime: time,
          sendsWaves: false,
          effectMmHg: 16,
          scenario: null,
          faults: [],
          recording: waves ? { recorder, waves } : null,
          onRoomClock: (reading) => time.set(reading),
          onProblem: (sentence) => void problems.push(sentence),
        }),
      )
    const isReady = (): boolean => all.every(({ device }) => device.online)
    while (!isReady()) await machineClock.pause(50)
    const picture = infusing()
    const stop = machineClock.every(lookEveryMs(speed), () => {
      const now = time.now() ?? NOW
      for (const chair of all) chair.live(now, picture, NOW - 10 * MINUTE_MS)
    })
    // The compiler is done and the first sets are taken.
    await machineClock.pause(3_000)
    const [entriesBefore, cpuBefore, wallBefore] = [await entriesSoFar(), process.cpuUsage(), performance.now()]
    await machineClock.pause(1_000 * seconds)
    const { user, system } = process.cpuUsage(cpuBefore)
    const share = (user + system) / 1_000 / (performance.now() - wallBefore)
    const entries = (await entriesSoFar()) - entriesBefore
    stop()
    if (problems.length > 0) throw new Error(problems.slice(0, 3).join('; '))
    return { share, entries }
  } finally {
    for (const { device } of all) device.close()
    await door.end()
  }
}

/** Sockets that send as many entries as often, made beforehand: what sending alone costs. */
const measureBare = async ({ chairs, speed, seconds }: Run): Promise<number> => {
  const door = openDoor(speed)
  const sockets: Socket[] = []
  const timers: NodeJS.Timeout[] = []
  try {
    const url = `http://127.0.0.1:${await door.line()}`
    // In a fast room monitors speak less often than once a room second.
    const periodMs = periodMsAt(speed) / speed
    for (let number = 1; number <= chairs; number += 1) {
      const socket = io(`${url}${MONITORS_NAMESPACE}`, { transports: ['websocket'], forceNew: true, reconnection: false })
      sockets.push(socket)
      await new Promise((resolve) => socket.once('connect', () => resolve(null)))
    }
    const entries = [numericsEntry(1, NOW, 1, 1)]
    const send = (socket: Socket): void => void socket.emit('deliver', { sentAt: NOW, entries }, () => undefined)
    sockets.forEach((socket, index) => {
      setTimeout(
        () => {
          timers.push(setInterval(() => send(socket), periodMs))
        },
        (periodMs * index) / chairs,
      )
    })
    await machineClock.pause(2_000)
    const [cpuBefore, wallBefore] = [process.cpuUsage(), performance.now()]
    await machineClock.pause(1_000 * seconds)
    const { user, system } = process.cpuUsage(cpuBefore)
    return (user + system) / 1_000 / (performance.now() - wallBefore)
  } finally {
    for (const timer of timers) clearInterval(timer)
    for (const socket of sockets) socket.disconnect()
    await door.end()
  }
}

/** Patients, monitors and their connections in one process, against a door that takes everything: how much of a core they need. */
const benchSimulator = async (repetitions: number, seconds: number): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const run of [
    { chairs: 24, speed: 300, waves: false },
    { chairs: 24, speed: 100, waves: true },
    { chairs: 1_000, speed: 1, waves: false },
  ]) {
    const shares: number[] = []
    const bare: number[] = []
    const entries: number[] = []
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const measured = await measure({ ...run, seconds })
      shares.push(100 * measured.share)
      entries.push(measured.entries / seconds)
      bare.push(100 * (await measureBare({ ...run, seconds })))
    }
    const what = `simulators, ${run.chairs.toLocaleString('en')} chairs at ${run.speed}x${run.waves ? ', traces generated' : ''}`
    figures.push(
      figureOf({
        what,
        unit: '% of a core',
        values: shares,
        baseline: { what: 'sending alone', values: bare },
        ...(run.speed === 1 ? {} : { budget: atMost(100) }),
      }),
      figureOf({ what: `${what}: receipted`, unit: 'entries/s', values: entries }),
    )
  }
  return figures
}

export const SIMULATOR_ROWS: readonly Row[] = [
  {
    name: 'simulators',
    what: 'how much of a core simulated rooms need',
    run: ({ quick }) => (quick ? benchSimulator(1, 4) : benchSimulator(2, 8)),
  },
]
