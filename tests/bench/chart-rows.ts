import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { signIn } from '@chairside/simulators/staff-connection'
import { startClinic } from './bench-clinic.ts'
import { atMost, type Figure, figureOf, median } from './figures.ts'
import { cpuMs, inFolder } from './processes.ts'
import { appendAll, CHARTS_END, chartEntries, chartSession, recordChart } from './recorded-charts.ts'
import type { Row } from './run-rows.ts'

const LOOKS = 100
/** One more than the thread remembers: looked at in turns, each is judged from its beginning. */
const RUNNING = 4
const AGAIN = 12

const wallMs = async (act: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now()
  await act()
  return performance.now() - startedMs
}

/** These bytes from memory, over HTTP: what a look costs at least. */
const serveBytes = async (bytes: Uint8Array): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' }).end(bytes)
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const fetched = async (url: string, init: RequestInit = {}): Promise<void> => {
  const response = await fetch(url, init)
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
}

/** One second more of readings before each look, as a monitor brings them. */
const runningCharts = async (folder: string, repetitions: number): Promise<readonly Figure[]> => {
  const store = await openStore({ dataDir: join(folder, 'running'), threaded: true })
  try {
    const chairs = Array.from({ length: RUNNING }, (_, index) => index + 1)
    const later = new Map(chairs.map((chair) => [chair, chartEntries(chair)] as const))
    const left = AGAIN * repetitions + 1
    for (const entries of later.values()) await appendAll(store, entries.slice(0, -left))
    const build = (chair: number): Promise<unknown> => store.builder.build(chartSession(chair))
    // The thread begins, and reads its code once.
    await build(1)
    const first: number[] = []
    const again: number[] = []
    const bare: number[] = []
    for (let run = 0; run < repetitions; run += 1) {
      first.push(
        median([await wallMs(() => build(2)), await wallMs(() => build(3)), await wallMs(() => build(4)), await wallMs(() => build(1))]),
      )
      const looks: number[] = []
      const entries = later.get(1) ?? []
      for (let look = 0; look < AGAIN; look += 1) {
        const next = entries.length - left + run * AGAIN + look
        await store.record.append(entries.slice(next, next + 1))
        looks.push(await wallMs(() => build(1)))
      }
      again.push(median(looks))
      bare.push(median(await Promise.all(chairs.map((chair) => wallMs(() => store.charts.numericsOf(chartSession(chair), 0, CHARTS_END))))))
    }
    const baseline = { what: 'its numbers read from the record', values: bare }
    return [
      figureOf({
        what: 'chart of a session that goes on, at 90 minutes: a second after the last look',
        unit: 'ms',
        values: again,
        baseline,
      }),
      figureOf({ what: 'the same: the first look, in a thread that runs', unit: 'ms', values: first, baseline }),
    ]
  } finally {
    await store.close()
  }
}

const servedCharts = async (folder: string, repetitions: number): Promise<readonly Figure[]> => {
  const dataDir = join(folder, 'over')
  const store = await openStore({ dataDir, threaded: false })
  const chart = await recordChart(store, 1)
  await store.close()
  const server = await startClinic(1, dataDir, { roomStart: CHARTS_END })
  const bare = await serveBytes(chart)
  try {
    await server.ready
    const headers = { cookie: await signIn(server.url, 'physician', DEMO_PASSWORD), origin: server.url }
    const look = (): Promise<void> => fetched(`${server.url}/api/sessions/${chartSession(1)}/chart`, { headers })
    const leave = (kind: string): Promise<void> =>
      fetched(`${server.url}/api/sessions/${chartSession(1)}/exports`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ kind }),
      })
    // The threads of charts and exports begin, and read their code once.
    await look()
    await leave('record')
    const firstPdf = await wallMs(() => leave('pdf'))
    const looked: number[] = []
    const cpu: number[] = []
    const bareMs: number[] = []
    const pdf: number[] = []
    const record: number[] = []
    for (let run = 0; run < repetitions; run += 1) {
      const before = cpuMs(server.pid)
      const looks: number[] = []
      for (let count = 0; count < LOOKS; count += 1) looks.push(await wallMs(look))
      cpu.push((cpuMs(server.pid) - before) / LOOKS)
      looked.push(median(looks))
      const bareLooks: number[] = []
      for (let count = 0; count < LOOKS; count += 1) bareLooks.push(await wallMs(() => fetched(bare.url)))
      bareMs.push(median(bareLooks))
      pdf.push(await wallMs(() => leave('pdf')))
      record.push(await wallMs(() => leave('record')))
    }
    const baseline = { what: 'the same bytes from a bare server’s memory', values: bareMs }
    const beside = { what: 'its record as it is, by the same way', values: record }
    return [
      figureOf({
        what: 'chart of a 90-minute session that is over: asked → answered',
        unit: 'ms',
        values: looked,
        baseline,
        budget: atMost(10),
      }),
      figureOf({ what: 'CPU time of that, all threads', unit: 'ms', values: cpu, budget: atMost(10) }),
      figureOf({ what: 'PDF of a 90-minute session: asked → there', unit: 'ms', values: pdf, baseline: beside, budget: atMost(2_000) }),
      figureOf({ what: 'the same: the first one since the start', unit: 'ms', values: [firstPdf], budget: atMost(2_000) }),
    ]
  } finally {
    bare.close()
    await server.kill()
  }
}

const benchCharts = (repetitions: number): Promise<readonly Figure[]> =>
  inFolder(async (folder) => [...(await servedCharts(folder, repetitions)), ...(await runningCharts(folder, repetitions))])

export const CHART_ROWS: readonly Row[] = [
  { name: 'chart', what: 'chart and PDF of a 90-minute session', run: ({ quick }) => benchCharts(quick ? 2 : 5) },
]
