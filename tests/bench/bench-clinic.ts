import type { Act } from '@chairside/shared/command'
import { type ChairId, type SessionId, type SourceId, sourceIdSchema } from '@chairside/shared/identity'
import { machineClock } from '@chairside/simulators/clock'
import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { portProblem, type ServerProcess, type ServerSettings, startServer } from '@chairside/simulators/server-process'
import { connectStaff, signIn } from '@chairside/simulators/staff-connection'
import type { LoadPlan, LoadRun, LoadSeen } from './load-plan.ts'
import { cpuMs, guard, type Helper, startHelper } from './processes.ts'

export const TOKENS = 'bench-token-of-monitor-'
const ORDER = { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 } as const
const CHAIRS_A_PERSON = 60
/** One trouble may repeat itself for each chair. */
const TROUBLES_TOLD = 3
const FIRST_PORT = 8_650
const PORTS = 10

/** The first of a few ports that nobody uses. */
export const freePort = async (): Promise<number> => {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS; port += 1) if ((await portProblem(port)) === null) return port
  throw new Error(`the ports ${FIRST_PORT} to ${FIRST_PORT + PORTS - 1} are all taken`)
}

/** The built server with so many chairs, each with a monitor that it knows. */
export const startClinic = async (
  chairs: number,
  dataDir: string,
  settings: Partial<Pick<ServerSettings, 'roomStart'>> = {},
): Promise<ServerProcess> => {
  const devices = Array.from({ length: chairs }, (_, index) => ({
    sourceId: sourceIdSchema.parse(`bench-${index + 1}`),
    label: `Bench ${index + 1}`,
    token: `${TOKENS}${index + 1}`,
  }))
  const troubles: string[] = []
  const server = startServer(
    { port: await freePort(), dataDir, speed: 1, chairs, password: DEMO_PASSWORD, devices, clinic: 'Bench', ...settings },
    machineClock,
    (sentence) => {
      troubles.push(sentence)
      if (troubles.length <= TROUBLES_TOLD) process.stderr.write(`${sentence}\n`)
    },
  )
  const forget = guard(server.pid)
  void server.ended.then(forget)
  return server
}

/** One person, who takes patients in at these chairs and starts their infusions. */
const openAt = async (url: string, chairs: readonly number[]): Promise<void> => {
  const looks = new Set<() => void>()
  const staff = await connectStaff({
    url,
    login: 'physician',
    password: DEMO_PASSWORD,
    clock: machineClock,
    onPicture: () => {
      for (const look of looks) look()
    },
    onProblem: (sentence) => process.stderr.write(`${sentence}\n`),
  })
  const until = <Found>(find: () => Found | null): Promise<Found> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find()
        if (found === null) return
        looks.delete(look)
        resolve(found)
      }
      looks.add(look)
      look()
    })
  const open = async (number: number): Promise<void> => {
    const chairId = String(number) as ChairId
    const carry = async (sessionId: SessionId | null, act: Act): Promise<void> => {
      const reply = await staff.act(chairId, sessionId, act)
      if (!reply.ok) throw new Error(`${act.kind} was refused: ${reply.problem.code} ${reply.problem.details.join(', ')}`)
    }
    const patient = { identifier: `bench-${number}`, name: 'Bench', infusionNumber: 1, courseLength: 6 }
    await carry(null, { kind: 'check-in', patient, order: ORDER, simulated: true })
    const sessionId = await until(() => staff.picture?.chairs.find((chair) => chair.chairId === chairId)?.session?.sessionId ?? null)
    await carry(sessionId, { kind: 'bind-monitor', sourceId: `bench-${number}` as SourceId })
    await carry(sessionId, { kind: 'begin-baseline' })
    await carry(sessionId, { kind: 'start-infusion', overrideReason: 'bench' })
  }
  try {
    await until(() => staff.picture)
    await Promise.all(chairs.map(open))
  } finally {
    staff.close()
  }
}

/** A running infusion at every chair; the server takes only so many acts of one sign-in in ten seconds. */
export const openSessions = async (url: string, chairs: number): Promise<void> => {
  for (let first = 1; first <= chairs; first += CHAIRS_A_PERSON)
    await openAt(
      url,
      Array.from({ length: Math.min(CHAIRS_A_PERSON, chairs - first + 1) }, (_, index) => first + index),
    )
}

export const cookieOf = (url: string): Promise<string> => signIn(url, 'viewer', DEMO_PASSWORD)

/** One run of the load: what it saw, and what the server spent meanwhile. */
export interface LoadedRun extends LoadSeen {
  readonly seconds: number
  readonly cpuMs: number
}

export interface Load {
  run(pid: number, run: LoadRun): Promise<LoadedRun>
  end(): Promise<void>
}

/** Monitors and screens that are connected, and send when they are told to. */
export const startLoad = async (plan: LoadPlan): Promise<Load> => {
  const helper: Helper = startHelper('./load.ts', [JSON.stringify(plan)])
  try {
    await helper.line()
  } catch (error) {
    await helper.end()
    throw error
  }
  return {
    run: async (pid, run) => {
      helper.tell(JSON.stringify(run))
      await helper.line()
      const before = cpuMs(pid)
      const startedMs = performance.now()
      const seen = JSON.parse(await helper.line()) as LoadSeen
      return { ...seen, cpuMs: cpuMs(pid) - before, seconds: (performance.now() - startedMs) / 1_000 }
    },
    end: helper.end,
  }
}
