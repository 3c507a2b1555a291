import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { build } from 'vite'
import { servePages } from './bare-pages.ts'
import { inBrowser, meterWork, type WorkMeter } from './browser.ts'
import { atLeast, atMostTimes, type Figure, figureOf } from './figures.ts'
import { pause } from './processes.ts'
import type { Row } from './run-rows.ts'

const CHAIRS = 24
const CHANNELS = ['ecg', 'pleth', 'resp'] as const
const TRACES = CHAIRS * CHANNELS.length
const VIEWPORT = { width: 1920, height: 1080 }
const SETTLE_MS = 3_000

const PAGE =
  '<!doctype html><title>traces</title><style>body{margin:0;background:#000}</style><body><script type="module" src="/page.js"></script>'

/** The client's own drawing of traces, driven as its screens drive it, with the newest samples put in four times a second. */
const ownPage = (sweep: string, trace: string): string => `
import { createSweep } from ${JSON.stringify(sweep)}
import { createWaveTrace } from ${JSON.stringify(trace)}
const CHANNELS = ${JSON.stringify(CHANNELS)}
const STEPS = { ecg: 4, pleth: 8, resp: 16 }
const canvas = document.body.appendChild(document.createElement('canvas'))
canvas.width = ${VIEWPORT.width}
canvas.height = ${VIEWPORT.height}
const context = canvas.getContext('2d')
const inks = { channel: { ecg: '#0c0', pleth: '#0cc', resp: '#cc0', co2: '#ccc' }, lost: '#888' }
const [columns, widthPx, heightPx] = [6, 300, 78]
const lanes = Array.from({ length: ${TRACES} }, (_, index) => ({
  channel: CHANNELS[index % 3],
  trace: createWaveTrace(CHANNELS[index % 3]),
  gain: 1,
  scale: 0.5,
  left: (Math.floor(index / 3) % columns) * (widthPx + 16),
  top: (Math.floor(index / 3 / columns) * 3 + (index % 3)) * heightPx,
  widthPx,
  heightPx,
  lostFrom: null,
}))
const sweep = createSweep()
const startedAt = Math.floor(Date.now() / 256) * 256
let filledAt = startedAt
const fill = () => {
  const now = startedAt + performance.now()
  while (filledAt < now) {
    for (const { channel, trace } of lanes) {
      const step = STEPS[channel]
      trace.put(filledAt, Int16Array.from({ length: 256 / step }, (_, index) => Math.round(150 + 140 * Math.sin((filledAt / step + index) / 9))))
    }
    filledAt += 256
  }
}
setInterval(fill, 256)
fill()
let drawn = false
window.frames60 = 0
const frame = () => {
  sweep.draw(context, { lanes, speed: 25, widthPx: ${VIEWPORT.width}, linePx: 1.6, inks }, startedAt + performance.now() - 700, !drawn)
  drawn = true
  window.frames60 += 1
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)
`

/** The least that draws the same: one canvas, one loop, the next few pixels of each trace, a bar wiped before them, samples from a table. */
const BARE_PAGE = `
const canvas = document.body.appendChild(document.createElement('canvas'))
canvas.width = ${VIEWPORT.width}
canvas.height = ${VIEWPORT.height}
const context = canvas.getContext('2d')
const STEPS = [4, 8, 16]
const INKS = ['#0c0', '#0cc', '#cc0']
const PX_PER_MS = [25, 25, 6.25].map((speed) => (speed * 96) / 25.4 / 1000)
const [columns, widthPx, heightPx, barPx] = [6, 300, 78, 18]
const table = Int16Array.from({ length: 16384 }, (_, index) => Math.round(150 + 140 * Math.sin(index / 9)))
const startedAt = Date.now()
let last = startedAt - 700
window.frames60 = 0
const frame = () => {
  const at = startedAt + performance.now() - 700
  context.lineWidth = 1.6
  for (let kind = 0; kind < 3; kind += 1) {
    const [step, pxPerMs] = [STEPS[kind], PX_PER_MS[kind]]
    const windowMs = widthPx / pxPerMs
    context.strokeStyle = INKS[kind]
    context.beginPath()
    for (let chair = 0; chair < ${CHAIRS}; chair += 1) {
      const left = (chair % columns) * (widthPx + 16)
      const top = (Math.floor(chair / columns) * 3 + kind) * heightPx
      const x = (last % windowMs) * pxPerMs
      const wiped = (at - last) * pxPerMs + barPx
      context.clearRect(left + x, top, Math.min(wiped, widthPx - x), heightPx)
      if (x + wiped > widthPx) context.clearRect(left, top, x + wiped - widthPx, heightPx)
      let lastX = Infinity
      for (let place = Math.floor(last / step) - 1; place < Math.floor(at / step); place += 1) {
        const placeX = ((place * step) % windowMs) * pxPerMs
        const y = top + heightPx / 2 - table[place & 16383] / 8
        if (placeX >= lastX) context.lineTo(left + placeX, y)
        else context.moveTo(left + placeX, y)
        lastX = placeX
      }
    }
    context.stroke()
  }
  last = at
  window.frames60 += 1
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)
`

const inClient = (path: string): string => fileURLToPath(new URL(`../../client/src/${path}`, import.meta.url))

/** The client's drawing as one script, compiled as its build compiles it. */
const bundled = async (): Promise<string> => {
  const sweep = [inClient('views/common/wave-sweep.ts'), inClient('views/chair/wave-sweep.ts')].find(existsSync)
  if (sweep === undefined) throw new Error('the client has no wave-sweep.ts')
  const id = 'virtual:traces'
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: inClient('..'),
    resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
    build: { write: false, rolldownOptions: { input: id } },
    plugins: [
      {
        name: 'traces',
        resolveId: (name: string) => (name === id ? `\0${id}` : null),
        load: (name: string) => (name === `\0${id}` ? ownPage(sweep, inClient('model/wave-trace.ts')) : null),
      },
    ],
  })
  const [output] = Array.isArray(result) ? result : [result]
  const chunk = output !== undefined && 'output' in output ? output.output.find((one) => one.type === 'chunk') : undefined
  if (chunk === undefined || chunk.type !== 'chunk') throw new Error('the traces could not be compiled')
  return chunk.code
}

interface Side {
  readonly page: Page
  readonly meter: WorkMeter
  readonly framesPerSecond: number[]
  readonly taskMs: number[]
  readonly scriptMs: number[]
}

const framesOf = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { frames60: number }).frames60)

const open = async (browser: Browser, url: string): Promise<Side> => {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage()
  await page.goto(url)
  await page.waitForFunction(() => (window as unknown as { frames60: number }).frames60 > 10)
  return { page, meter: await meterWork(page), framesPerSecond: [], taskMs: [], scriptMs: [] }
}

const measure = async (side: Side, seconds: number): Promise<void> => {
  await side.page.bringToFront()
  await pause(SETTLE_MS)
  const before = await framesOf(side.page)
  const startedMs = performance.now()
  const { taskMs, scriptMs } = await side.meter.over(seconds)
  const passedS = (performance.now() - startedMs) / 1_000
  side.framesPerSecond.push(((await framesOf(side.page)) - before) / passedS)
  side.taskMs.push(taskMs)
  side.scriptMs.push(scriptMs)
}

const benchTraces = (repetitions: number, seconds: number): Promise<readonly Figure[]> =>
  inBrowser(async (browser) => {
    const own = await servePages({ '/': PAGE, '/page.js': await bundled() })
    const bare = await servePages({ '/': PAGE, '/page.js': BARE_PAGE })
    try {
      const sides = { own: await open(browser, own.url), bare: await open(browser, bare.url) }
      for (let repetition = 0; repetition < repetitions; repetition += 1) {
        await measure(sides.own, seconds)
        await measure(sides.bare, seconds)
      }
      const what = 'bare erase-bar canvas'
      return [
        figureOf({
          what: `${TRACES} live traces: main thread`,
          unit: 'ms/s',
          values: sides.own.taskMs,
          baseline: { what, values: sides.bare.taskMs },
          budget: atMostTimes(1.3),
        }),
        figureOf({
          what: `${TRACES} live traces: script alone`,
          unit: 'ms/s',
          values: sides.own.scriptMs,
          baseline: { what, values: sides.bare.scriptMs },
        }),
        figureOf({
          what: `${TRACES} live traces: frames`,
          unit: 'a second',
          values: sides.own.framesPerSecond,
          baseline: { what, values: sides.bare.framesPerSecond },
          // 60 by a clock that is not the screen's.
          budget: atLeast(59),
        }),
      ]
    } finally {
      await own.close()
      await bare.close()
    }
  })

export const TRACE_ROWS: readonly Row[] = [
  {
    name: 'traces',
    what: '72 live traces of the client beside a bare canvas',
    run: ({ quick }) => (quick ? benchTraces(1, 4) : benchTraces(3, 6)),
  },
]
