import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { type Browser, type Page, chromium as playwright } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { type Figure, median } from './figures.ts'

const PORT = 18_421
const URL_OF_DEMO = `http://127.0.0.1:${PORT}`
const CHAIR = '/chairs/1'
const VIEWPORT = { width: 1280, height: 800 }

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

/** As text: what compiles this file would name the functions by a helper that the page does not have. */
const LOOK_FOR_CURVES = `
  window.marks = { clickedAt: 0, shownAt: 0 };
  addEventListener('click', (event) => { window.marks.clickedAt ||= event.timeStamp }, true);
  (function look() {
    const drawn = [...document.querySelectorAll('.recharts-surface path')].some((path) => (path.getAttribute('d') ?? '').length > 500);
    if (drawn) window.marks.shownAt = performance.now();
    else requestAnimationFrame(look);
  })();
`

interface Drawing {
  /** From the arrival of the trend's data to the frame that shows its curves. */
  readonly drawMs: number
  /** From the click, or from the opening of the page's address, to that frame. */
  readonly waitMs: number
  /** Two empty frames of the same page. */
  readonly frameMs: number
}

const signIn = async (page: Page): Promise<void> => {
  await page.goto(URL_OF_DEMO)
  await page.getByLabel('Sign-in name').fill('viewer')
  await page.locator('input[type=password]').fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
}

const readDrawing = async (page: Page): Promise<Drawing> => {
  await page.waitForFunction(() => (window as unknown as { marks: { shownAt: number } }).marks.shownAt > 0, undefined, { timeout: 20_000 })
  return page.evaluate(async () => {
    // The address of the data, not of a file of the client that is named after the trend.
    const fetched = performance.getEntriesByType('resource').find((entry) => /\/api\/chairs\/[^/]+\/trend/.test(entry.name))
    if (fetched === undefined) throw new Error('the trend was drawn without its data')
    const { clickedAt, shownAt } = (window as unknown as { marks: { clickedAt: number; shownAt: number } }).marks
    const started = performance.now()
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return {
      drawMs: shownAt - (fetched as PerformanceResourceTiming).responseEnd,
      waitMs: shownAt - clickedAt,
      frameMs: performance.now() - started,
    }
  })
}

/** A chair is opened from the board as soon as the board shows it, in a browser that holds nothing of the client. */
const drawFromBoard = async (browser: Browser): Promise<Drawing> => {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await signIn(page)
  const chair = page.locator(`a[href="${CHAIR}"]`).first()
  await chair.waitFor()
  await page.evaluate(LOOK_FOR_CURVES)
  await chair.click()
  const drawing = await readDrawing(page)
  await page.close()
  return drawing
}

/** A chair is opened by its address: the whole client and the plots' code are read and run before anything is drawn. */
const drawFromAddress = async (browser: Browser): Promise<Drawing> => {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await signIn(page)
  await page.locator(`a[href="${CHAIR}"]`).first().waitFor()
  await page.addInitScript(LOOK_FOR_CURVES)
  await page.goto(`${URL_OF_DEMO}${CHAIR}`)
  const drawing = await readDrawing(page)
  await page.close()
  return drawing
}

/** The trend of a session of more than an hour in a real browser. */
export const benchTrend = async (repetitions: number): Promise<readonly Figure[]> => {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
  const demo = await openDemo()
  const browser = await playwright.launch({ executablePath, args: CHROMIUM_ARGS })
  try {
    const opened: Drawing[] = []
    const addressed: Drawing[] = []
    for (let run = 0; run < repetitions; run += 1) {
      opened.push(await drawFromBoard(browser))
      addressed.push(await drawFromAddress(browser))
    }
    const figure = (what: string, runs: readonly Drawing[], pick: (drawing: Drawing) => number, budget: string): Figure => ({
      what,
      unit: 'ms',
      value: median(runs.map(pick)),
      baseline: { what: 'two empty frames', value: median(runs.map((run) => run.frameMs)) },
      budget,
    })
    return [
      figure('trend of an hour, chair opened on the board: from its data to its curves', opened, (run) => run.drawMs, 'under 300'),
      figure('the same: from the click to the curves', opened, (run) => run.waitMs, 'under 300'),
      figure('trend of an hour, page opened at the chair: from its data to its curves', addressed, (run) => run.drawMs, 'under 300'),
      figure('the same: from the address to the curves, the whole client loaded', addressed, (run) => run.waitMs, 'none'),
    ]
  } finally {
    await browser.close()
    await demo.close()
  }
}
