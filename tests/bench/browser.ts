import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { pause } from './processes.ts'

/** A real browser for as long as `act` takes. */
export const inBrowser = async <Done>(act: (browser: Browser) => Promise<Done>): Promise<Done> => {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
  try {
    return await act(browser)
  } finally {
    await browser.close()
  }
}

/** What the page's main thread did, in ms. */
interface PageWork {
  readonly scriptMs: number
  readonly taskMs: number
}

export interface WorkMeter {
  /** From now until it is called: what the main thread did by then, in ms. */
  since(): Promise<() => Promise<PageWork>>
  /** In ms a second. */
  over(seconds: number): Promise<PageWork>
}

/** Chromium's own measures of the main thread, in thread time: other processes of the machine do not lengthen it as they do the wall's. */
export const meterWork = async (page: Page): Promise<WorkMeter> => {
  const devTools: CDPSession = await page.context().newCDPSession(page)
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async (): Promise<{ readonly script: number; readonly task: number }> => {
    const { metrics } = await devTools.send('Performance.getMetrics')
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
    return { script: of('ScriptDuration'), task: of('TaskDuration') }
  }
  const since = async (): Promise<() => Promise<PageWork>> => {
    const before = await read()
    return async () => {
      const after = await read()
      return { scriptMs: (after.script - before.script) * 1_000, taskMs: (after.task - before.task) * 1_000 }
    }
  }
  return {
    since,
    over: async (seconds) => {
      const work = await since()
      const startedMs = performance.now()
      await pause(seconds * 1_000)
      const { scriptMs, taskMs } = await work()
      const passedS = (performance.now() - startedMs) / 1_000
      return { scriptMs: scriptMs / passedS, taskMs: taskMs / passedS }
    },
  }
}
