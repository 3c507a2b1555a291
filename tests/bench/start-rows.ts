import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { freePort, startClinic } from './bench-clinic.ts'
import { atMost, type Figure, figureOf } from './figures.ts'
import { cpuMs, guard, inFolder, pause } from './processes.ts'
import { HOUR_ENDS, recordHours } from './recorded-hour.ts'
import type { Row } from './run-rows.ts'

const CHAIRS = 24
const LOOK_AGAIN_MS = 5
const LONGEST_MS = 30_000

const untilAnswered = async (url: string): Promise<number> => {
  const startedMs = performance.now()
  while (performance.now() - startedMs < LONGEST_MS) {
    const answered = await fetch(url).then(
      async (response) => {
        await response.arrayBuffer()
        return response.ok
      },
      () => false,
    )
    if (answered) return performance.now() - startedMs
    await pause(LOOK_AGAIN_MS)
  }
  throw new Error(`${url} did not answer`)
}

/** A Node process that does nothing but answer. */
const startBare = (port: number): ChildProcess =>
  spawn(process.execPath, ['-e', `require('node:http').createServer((_, answer) => answer.end()).listen(${port}, '127.0.0.1')`], {
    stdio: 'ignore',
  })

const bareStartMs = async (): Promise<number> => {
  const port = await freePort()
  const child = startBare(port)
  const forget = guard(child.pid ?? 0)
  try {
    return await untilAnswered(`http://127.0.0.1:${port}/`)
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    forget()
  }
}

interface Start {
  readonly wallMs: number
  readonly cpuMs: number
}

const startOf = async (dataDir: string): Promise<Start> => {
  const server = await startClinic(CHAIRS, dataDir, { roomStart: HOUR_ENDS })
  try {
    return { wallMs: await untilAnswered(`${server.url}/readyz`), cpuMs: cpuMs(server.pid) }
  } finally {
    await server.kill()
  }
}

const benchStart = (repetitions: number): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const kept = join(folder, 'kept')
    const store = await openStore({ dataDir: kept, threaded: false })
    await recordHours(store, CHAIRS)
    await store.close()
    const runs: Start[] = []
    const empty: Start[] = []
    const bareMs: number[] = []
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const dataDir = join(folder, `run-${repetition}`)
      // A crash each time: every start finds the same record.
      cpSync(kept, dataDir, { recursive: true })
      runs.push(await startOf(dataDir))
      empty.push(await startOf(join(folder, `empty-${repetition}`)))
      bareMs.push(await bareStartMs())
      rmSync(dataDir, { recursive: true, force: true })
    }
    const baseline = { what: 'Node that only listens', values: bareMs }
    return [
      figureOf({
        what: `start to ready, ${CHAIRS} chairs with a running hour each recovered`,
        unit: 'ms',
        values: runs.map(({ wallMs }) => wallMs),
        baseline,
        budget: atMost(2_000),
      }),
      figureOf({
        what: 'CPU time of that, all threads',
        unit: 'ms',
        values: runs.map((one) => one.cpuMs),
        baseline: { what: 'an empty data folder', values: empty.map((one) => one.cpuMs) },
      }),
      figureOf({ what: 'start to ready, an empty data folder', unit: 'ms', values: empty.map(({ wallMs }) => wallMs), baseline }),
    ]
  })

export const START_ROWS: readonly Row[] = [
  { name: 'start', what: 'from the start of the server to its first ready answer', run: ({ quick }) => benchStart(quick ? 2 : 5) },
]
