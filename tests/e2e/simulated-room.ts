import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machineClock } from '@chairside/simulators/clock'
import { DEMO_PASSWORD, demoDevices, demoHabits } from '@chairside/simulators/demo-room'
import { openRoom } from '@chairside/simulators/room'
import { type ServerProcess, type ServerSettings, startServer } from '@chairside/simulators/server-process'
import type { TestInfo } from '@playwright/test'

export interface RoomSettings {
  /** Room seconds for a wall second. */
  readonly speed: number
  readonly chairs: number
  /** Plans the patients. */
  readonly seed: string
  /** Room minutes from the opening to the first check-in at a chair (from 1). Infinity: it stays free. */
  readonly firstCheckInMin: (chair: number) => number
  /** Absent: simulated staff do all but acknowledge and discharge. `nobody`: patients and monitors follow what people do in the page. */
  readonly staff?: 'nobody'
  /** The monitors send their traces. */
  readonly waves?: boolean
}

/** The demo's server and patients. */
export interface RoomForBrowsers {
  readonly url: string
  /** What the server logged as an error, and what the simulated staff and monitors complained of. */
  readonly troubles: readonly string[]
  /** SIGKILL; resolves when the process is gone. Patients and monitors live on. */
  killServer(): Promise<void>
  /** The same server again, on the same data folder and port. */
  startServerAgain(): Promise<void>
  /** The server stands still as it is, its connections open (SIGSTOP). */
  holdServer(): void
  /** It goes on from there. */
  letServerGoOn(): void
  close(): Promise<void>
}

/** What the room complained of, beside a test of it that failed. */
export const attachTroubles = async (info: TestInfo, room: RoomForBrowsers | undefined, ...more: readonly string[]): Promise<void> => {
  if (info.status === info.expectedStatus) return
  await info.attach('troubles', { body: [...(room?.troubles ?? []), ...more].join('\n'), contentType: 'text/plain' })
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address === null || typeof address === 'string' ? reject(new Error('no port')) : resolve(address.port)))
    })
  })

export const openRoomForBrowsers = async ({
  speed,
  chairs,
  seed,
  firstCheckInMin,
  staff,
  waves,
}: RoomSettings): Promise<RoomForBrowsers> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chairside-e2e-'))
  const troubles: string[] = []
  const trouble = (sentence: string): void => {
    troubles.push(sentence)
  }
  const settings: ServerSettings = {
    port: await freePort(),
    dataDir,
    speed,
    chairs,
    password: DEMO_PASSWORD,
    devices: demoDevices(chairs),
    clinic: 'Test clinic',
  }
  let server: ServerProcess = startServer(settings, machineClock, trouble)
  const letServerGoOn = (): void => {
    process.kill(server.pid, 'SIGCONT')
  }
  const endServer = async (): Promise<void> => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await server.ready
    const room = await openRoom({
      url: server.url,
      seed,
      devices: settings.devices,
      staff: staff === 'nobody' ? null : { nurse: 'nurse', physician: 'physician', password: settings.password },
      watcher: { login: 'viewer', password: settings.password },
      clock: machineClock,
      habits: () => demoHabits(speed, 'endless'),
      firstCheckInMin,
      onProblem: trouble,
      waves: waves === true,
    })
    return {
      url: server.url,
      troubles,
      killServer: async () => {
        process.kill(server.pid, 'SIGKILL')
        await server.ended
      },
      startServerAgain: async () => {
        server = startServer(settings, machineClock, trouble)
        await server.ready
      },
      holdServer: () => {
        process.kill(server.pid, 'SIGSTOP')
      },
      letServerGoOn,
      close: async () => {
        room.close()
        await endServer()
      },
    }
  } catch (error) {
    await endServer()
    throw error
  }
}
