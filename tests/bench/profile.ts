import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cookieOf, openSessions, startClinic, startLoad, TOKENS } from './bench-clinic.ts'
import { watchMachine } from './machine.ts'
import { inFolder, pause } from './processes.ts'
import { type CpuProfile, createHouse, profileText } from './profile-rooms.ts'
import { busyText } from './report.ts'

const WARM_MS = 4_000
const WRITE_WITHIN_MS = 20_000
const PROBE = fileURLToPath(new URL('./profile-probe.mjs', import.meta.url))
const DIST = fileURLToPath(new URL('../../server/dist/', import.meta.url))

/** Waits until as many threads wrote their profile as began one, and all of it. */
const readProfiles = async (folder: string): Promise<readonly { readonly thread: string; readonly profile: CpuProfile }[]> => {
  const startedMs = performance.now()
  for (;;) {
    await pause(500)
    const names = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))
    try {
      const profiles = names.map((name) => ({ thread: name, profile: JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile }))
      if (names.includes('thread-0.cpuprofile') && names.length >= 2) return profiles.sort((a, b) => (a.thread < b.thread ? -1 : 1))
    } catch {
      // One is being written.
    }
    if (performance.now() - startedMs > WRITE_WITHIN_MS) throw new Error('the server wrote no profile')
  }
}

/** Where a second of the server goes under the load of so many chairs: its threads, by the rooms of the house. */
export const profileServer = (chairs: number, quick: boolean): Promise<string> =>
  inFolder(async (folder) => {
    const profiles = join(folder, 'profiles')
    mkdirSync(profiles)
    const before = process.env.NODE_OPTIONS
    process.env.NODE_OPTIONS = `${before ?? ''} --import=${JSON.stringify(PROBE)}`.trim()
    process.env.BENCH_PROFILE_DIR = profiles
    const clinic = await startClinic(chairs, join(folder, 'data')).finally(() => {
      // Nobody else is profiled.
      delete process.env.BENCH_PROFILE_DIR
      if (before === undefined) delete process.env.NODE_OPTIONS
      else process.env.NODE_OPTIONS = before
    })
    try {
      await clinic.ready
      const plan = { url: clinic.url, chairs, tokens: TOKENS, cookie: await cookieOf(clinic.url), waves: true, alarms: false }
      const load = await startLoad(plan)
      try {
        await openSessions(clinic.url, chairs)
        await load.run(clinic.pid, { warmMs: 0, ms: WARM_MS })
        const busy = watchMachine()
        const running = load.run(clinic.pid, { warmMs: 1_000, ms: quick ? 5_000 : 15_000 })
        process.kill(clinic.pid, 'SIGUSR2')
        const { cpuMs, seconds } = await running
        process.kill(clinic.pid, 'SIGUSR2')
        const threads = await readProfiles(profiles)
        const opening = `${chairs} chairs, ${Math.round((1_000 * cpuMs) / seconds / chairs)} µs of CPU a chair-second with the profiler; ${busyText(busy())}.`
        return [opening, ...threads.map(({ thread, profile }) => profileText(thread, profile, createHouse(DIST)))].join('\n\n')
      } finally {
        await load.end()
      }
    } finally {
      await clinic.stop()
    }
  })
