import { join } from 'node:path'
import { cookieOf, type Load, type LoadedRun, openSessions, startClinic, startLoad, TOKENS } from './bench-clinic.ts'
import { inFolder, residentMb, startHelper } from './processes.ts'

export interface Loaded {
  readonly run: LoadedRun
  readonly residentMb: number
}

/** Each repetition of the server and of the two bare relays, one after the other. */
export interface Comparison {
  readonly chairs: number
  readonly server: readonly Loaded[]
  readonly relay: readonly Loaded[]
  /** The relay that also saves the numbers before it acknowledges. */
  readonly saving: readonly Loaded[]
}

export interface ComparisonPlan {
  readonly chairs: number
  readonly repetitions: number
  readonly seconds: number
  /** Also the relay that saves. */
  readonly saving: boolean
  readonly alarms: boolean
}

/** Connections and compilers settle, and what the pause before raised ends. */
const WARM_MS = 2_500

interface Side {
  readonly pid: number
  readonly load: Load
  readonly runs: Loaded[]
}

const refusalsOf = (runs: readonly Loaded[]): string => [...new Set(runs.flatMap(({ run }) => run.refused))].join(', ')

/** The server under the load of so many chairs, between repetitions of bare relays under the same. */
export const compare = ({ chairs, repetitions, seconds, saving, alarms }: ComparisonPlan): Promise<Comparison> =>
  inFolder(async (folder) => {
    const ends: (() => Promise<unknown>)[] = []
    const begin = async (pid: number, url: string, cookie: string | null): Promise<Side> => {
      const load = await startLoad({ url, chairs, tokens: TOKENS, cookie, waves: true, alarms })
      ends.push(load.end)
      return { pid, load, runs: [] }
    }
    const relayed = async (...args: readonly string[]): Promise<Side> => {
      const relay = startHelper('./relay.ts', args)
      ends.push(relay.end)
      return begin(relay.pid, `http://127.0.0.1:${await relay.line()}`, null)
    }
    try {
      const clinic = await startClinic(chairs, join(folder, 'data'))
      ends.push(clinic.stop)
      await clinic.ready
      const server = await begin(clinic.pid, clinic.url, await cookieOf(clinic.url))
      await openSessions(clinic.url, chairs)
      const relay = await relayed()
      const saver = saving ? await relayed(join(folder, 'relay.db')) : null
      for (let repetition = 0; repetition < repetitions; repetition += 1)
        for (const side of [server, relay, ...(saver === null ? [] : [saver])]) {
          const run = await side.load.run(side.pid, { warmMs: WARM_MS, ms: seconds * 1_000 })
          side.runs.push({ run, residentMb: residentMb(side.pid) })
        }
      const refused = refusalsOf(server.runs)
      if (refused !== '') throw new Error(`the server refused a part of the load: ${refused}`)
      return { chairs, server: server.runs, relay: relay.runs, saving: saver?.runs ?? [] }
    } finally {
      // Loads first: a server that stops would only tell them so.
      for (const end of ends.reverse()) await end()
    }
  })

/** CPU time of one chair's second, in µs. */
export const chairSecondUs = (chairs: number, loaded: readonly Loaded[]): readonly number[] =>
  loaded.map(({ run }) => (1_000 * run.cpuMs) / run.seconds / chairs)
