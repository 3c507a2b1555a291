import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { type Browser, chromium as playwright } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { type Figure, median } from './figures.ts'

const PORT = 18_421
const URL_OF_DEMO = `http://127.0.0.1:${PORT}`

/** The demo plays a morning in: its first chair then holds a session of more than an hour. */
const openDemo = async (): Promise<{ close(): Promise<void> }> => {
  const demo = spawn(process.execPath, [fileURLToPath(new URL('../../simulators/dist/demo.js', import.meta.url)), '--port', String(PORT)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => demo.once('exit', () => resolve()))
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
    close: async () => {
      demo.kill('SIGINT')
      await ended
    },
  }
}

/** As text: what compiles this file would name the function by a helper that the page does not have. */
const LOOK_FOR_CURVES = `
  window.marks = { shownAt: 0 };
  (function look() {
    const drawn = [...document.querySelectorAll('.recharts-surface path')].some((path) => (path.getAttribute('d') ?? '').length > 500);
    if (drawn) window.marks.shownAt = performance.now();
    else requestAnimationFrame(look);
  })();
`

/** From the arrival of the trend's data to the frame that shows its curves, in ms; and two empty frames of the same page. */
const drawOnce = async (browser: Browser): Promise<{ readonly drawMs: number; readonly frameMs: number }> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(URL_OF_DEMO)
  await page.getByLabel('Sign-in name').fill('viewer')
  await page.locator('input[type=password]').fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  const chair = page.locator('a[href="/chairs/1"]').first()
  await chair.waitFor()
  await page.evaluate(LOOK_FOR_CURVES)
  await chair.click()
  await page.waitForFunction(() => (window as unknown as { marks: { shownAt: number } }).marks.shownAt > 0, undefined, { timeout: 20_000 })
  const figures = await page.evaluate(async () => {
    const fetched = performance.getEntriesByType('resource').find((entry) => entry.name.includes('/trend')) as PerformanceResourceTiming
    const { shownAt } = (window as unknown as { marks: { shownAt: number } }).marks
    const started = performance.now()
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return { drawMs: shownAt - fetched.responseEnd, frameMs: performance.now() - started }
  })
  await page.close()
  return figures
}

/** The trend of a session of more than an hour in a real browser. */
export const benchTrend = async (repetitions: number): Promise<readonly Figure[]> => {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
  const demo = await openDemo()
  const browser = await playwright.launch({ executablePath, args: CHROMIUM_ARGS })
  try {
    const runs: { drawMs: number; frameMs: number }[] = []
    for (let run = 0; run < repetitions; run += 1) runs.push(await drawOnce(browser))
    return [
      {
        what: 'trend of an hour: from its data to the frame with its curves',
        unit: 'ms',
        value: median(runs.map((run) => run.drawMs)),
        baseline: { what: 'two empty frames', value: median(runs.map((run) => run.frameMs)) },
        budget: 'under 300',
      },
    ]
  } finally {
    await browser.close()
    await demo.close()
  }
}
