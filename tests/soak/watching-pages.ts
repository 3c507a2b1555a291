import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'

/** All pages together. */
export interface PageFigures {
  /** Of the page that keeps most after a collection. */
  readonly heapBytes: number
  readonly nodes: number
  readonly listeners: number
  /** Of the frames since the last look, the share that came more than two late. */
  readonly droppedShare: number
}

export interface WatchingPages {
  look(): Promise<PageFigures>
  close(): Promise<void>
}

interface Frames {
  frames: number
  dropped: number
}

/** Counts frames in the page; one that took over three frames' time dropped the ones between. */
const COUNT_FRAMES = `(() => {
  const FRAME_MS = 1000 / 60
  const counted = { frames: 0, dropped: 0 }
  globalThis.soakFrames = counted
  let before = performance.now()
  const next = (now) => {
    counted.frames += 1
    counted.dropped += Math.max(0, Math.round((now - before) / FRAME_MS) - 3)
    before = now
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
})()`

const TAKE_FRAMES = `(() => {
  const taken = { ...globalThis.soakFrames }
  globalThis.soakFrames.frames = 0
  globalThis.soakFrames.dropped = 0
  return taken
})()`

/** Where each page stands: the board, and chairs from near. */
const addressOf = (index: number): string => (index % 2 === 0 ? '/' : `/chairs/${index}`)

const open = async (browser: Browser, url: string, index: number): Promise<{ readonly page: Page; readonly tools: CDPSession }> => {
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } })
  await page.goto(url)
  await page.getByLabel('Sign-in name').fill(index % 2 === 0 ? 'viewer' : 'nurse')
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await page.goto(`${url}${addressOf(index)}`)
  await page.evaluate(COUNT_FRAMES)
  const tools = await page.context().newCDPSession(page)
  await tools.send('Performance.enable')
  await tools.send('HeapProfiler.enable')
  return { page, tools }
}

/** Opens `count` pages of the room, each in a context of its own. Throws a sentence where there is no browser. */
export const openPages = async (url: string, count: number): Promise<WatchingPages> => {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
  const pages = await Promise.all(Array.from({ length: count }, (_, index) => open(browser, url, index)))
  const lookAt = async ({ page, tools }: (typeof pages)[number]) => {
    await tools.send('HeapProfiler.collectGarbage')
    const { metrics } = await tools.send('Performance.getMetrics')
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0
    const frames = (await page.evaluate(TAKE_FRAMES)) as Frames
    return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'), ...frames }
  }
  return {
    look: async () => {
      const seen = await Promise.all(pages.map(lookAt))
      const most = (values: readonly number[]): number => Math.max(0, ...values)
      const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
      const dropped = sum(seen.map((page) => page.dropped))
      return {
        heapBytes: most(seen.map((page) => page.heap)),
        nodes: most(seen.map((page) => page.nodes)),
        listeners: most(seen.map((page) => page.listeners)),
        droppedShare: dropped / Math.max(1, dropped + sum(seen.map((page) => page.frames))),
      }
    },
    close: () => browser.close(),
  }
}
