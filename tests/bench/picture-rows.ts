import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'
import { servePages } from './bare-pages.ts'
import { freePort } from './bench-clinic.ts'
import { inBrowser } from './browser.ts'
import { atMost, type Figure, figureOf } from './figures.ts'
import { type Drawing, LOOK_FOR_CURVES, readDrawing, signIn } from './first-picture.ts'
import { guard } from './processes.ts'
import type { Row } from './run-rows.ts'

const CHAIR = '/chairs/1'
/** The address of the data, not of a file of the client that is named after the trend. */
const TREND = '/api/chairs/[^/]+/trend'
const VIEWPORT = { width: 1280, height: 800 }

interface Demo {
  readonly url: string
  close(): Promise<void>
}

/** The demo plays a morning in: its first chair then holds a session of more than an hour. */
const openDemo = async (): Promise<Demo> => {
  const port = await freePort()
  const demo = spawn(process.execPath, [fileURLToPath(new URL('../../simulators/dist/demo.js', import.meta.url)), '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const forget = guard(demo.pid ?? 0, 'SIGINT')
  const ended = new Promise<void>((resolve) => demo.once('exit', () => resolve())).then(forget)
  const opened = new Promise<void>((resolve) => {
    createInterface({ input: demo.stdout }).on('line', (line) => {
      if (line.includes('Ctrl-C')) resolve()
    })
  })
  await Promise.race([
    opened,
    ended.then(() => {
      throw new Error('the demo did not open')
    }),
  ])
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      demo.kill('SIGINT')
      await ended
    },
  }
}

/** An hour at 1 Hz, four lines, from their data to the second frame after them: what uPlot alone needs for it. */
const BARE_TREND = `<!doctype html><title>bare</title><body><script src="/uplot.js"></script><script>
const x = Array.from({ length: 3600 }, (_, second) => second)
const line = (level, by) => x.map((second) => level + by * Math.sin(second / 300) + (second % 3))
const data = [x, line(75, 8), line(96, 1), line(15, 2), line(37, 3)]
const startedMs = performance.now()
new uPlot({ width: 900, height: 300, series: [{}, ...['#c33', '#36c', '#393', '#963'].map((stroke) => ({ stroke }))] }, data, document.body)
requestAnimationFrame(() => requestAnimationFrame(() => { window.drawnMs = performance.now() - startedMs }))
</script>`

/** A chair is opened from the board as soon as the board shows it, in a browser that holds nothing of the client. */
const drawFromBoard = async (browser: Browser, url: string): Promise<Drawing> => {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await signIn(page, url, 'viewer')
  const chair = page.locator(`a[href="${CHAIR}"]`).first()
  await chair.waitFor()
  await page.evaluate(LOOK_FOR_CURVES)
  await chair.click()
  const drawing = await readDrawing(page, TREND)
  await page.close()
  return drawing
}

/** A chair is opened by its address: the whole client and the plots' code are read and run before anything is drawn. */
const drawFromAddress = async (browser: Browser, url: string): Promise<Drawing> => {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await signIn(page, url, 'viewer')
  await page.locator(`a[href="${CHAIR}"]`).first().waitFor()
  await page.addInitScript(LOOK_FOR_CURVES)
  await page.goto(`${url}${CHAIR}`)
  const drawing = await readDrawing(page, TREND)
  await page.close()
  return drawing
}

const drawBare = async (browser: Browser, url: string): Promise<number> => {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await page.goto(url)
  await page.waitForFunction(() => (window as unknown as { drawnMs?: number }).drawnMs !== undefined)
  const drawnMs = await page.evaluate(() => (window as unknown as { drawnMs: number }).drawnMs)
  await page.close()
  return drawnMs
}

const benchPicture = (repetitions: number): Promise<readonly Figure[]> =>
  inBrowser(async (browser) => {
    const demo = await openDemo()
    const bare = await servePages({ '/': BARE_TREND })
    try {
      const opened: Drawing[] = []
      const addressed: Drawing[] = []
      const bareMs: number[] = []
      for (let run = 0; run < repetitions; run += 1) {
        opened.push(await drawFromBoard(browser, demo.url))
        addressed.push(await drawFromAddress(browser, demo.url))
        bareMs.push(await drawBare(browser, bare.url))
      }
      const figure = (what: string, values: readonly number[]): Figure =>
        figureOf({ what, unit: 'ms', values, baseline: { what: 'uPlot alone, an hour at 1 Hz', values: bareMs }, budget: atMost(500) })
      return [
        figure(
          'first picture of an hour’s trend, chair opened on the board: from its data',
          opened.map(({ drawMs }) => drawMs),
        ),
        figure(
          'the same: from the click',
          opened.map(({ waitMs }) => waitMs),
        ),
        figure(
          'first picture of an hour’s trend, page opened at the chair: from its data',
          addressed.map(({ drawMs }) => drawMs),
        ),
        figureOf({
          what: 'the same: from the address, the whole client loaded',
          unit: 'ms',
          values: addressed.map(({ waitMs }) => waitMs),
          baseline: { what: 'uPlot alone, an hour at 1 Hz', values: bareMs },
        }),
      ]
    } finally {
      await bare.close()
      await demo.close()
    }
  })

export const PICTURE_ROWS: readonly Row[] = [
  { name: 'picture', what: 'first picture of an hour’s trend in a browser', run: ({ quick }) => benchPicture(quick ? 2 : 5) },
]
