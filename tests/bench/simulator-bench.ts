import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createRoomTime, machineClock } from '@chairside/simulators/clock'
import { lookEveryMs } from '@chairside/simulators/room'
import { createSimulatedChair, type SimulatedChair } from '@chairside/simulators/simulated-chair'
import { chairWith, NOW, sessionIn } from '../simulators/chair-picture.ts'
import type { Figure } from './figures.ts'

const DOOR = fileURLToPath(new URL('./simulator-door.ts', import.meta.url))
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
  const door = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', DOOR, String(speed), String(NOW)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: door.stdout })
  const next = async (): Promise<number> => Number(((await once(lines, 'line')) as [string])[0])
  const entriesSoFar = (): Promise<number> => {
    const answer = next()
    door.stdin.write('?\n')
    return answer
  }
  const time = createRoomTime(machineClock)
  const problems: string[] = []
  const all: SimulatedChair[] = []
  try {
    const url = `http://127.0.0.1:${await next()}`
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
    door.kill('SIGTERM')
  }
}

/** Patients, monitors and their connections in one process, against a door that takes everything: how much of a core they need. */
export const benchSimulator = async (seconds: number): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const run of [
    { chairs: 24, speed: 300, waves: false },
    { chairs: 24, speed: 100, waves: true },
    { chairs: 1_000, speed: 1, waves: false },
  ]) {
    const { share, entries } = await measure({ ...run, seconds })
    const what = `simulator, ${run.chairs} chairs at ${run.speed}x${run.waves ? ', waves generated' : ''}`
    figures.push(
      { what, unit: '% of a core', value: 100 * share, baseline: null, budget: 'at most 100' },
      { what: `${what}, receipted`, unit: 'entries/s', value: entries / seconds, baseline: null, budget: 'none' },
    )
  }
  return figures
}
