import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { CHROMIUM_ARGS } from '../support/chromium.ts'

/** A browser with one window, whose tabs hide each other as a person's do: `bringToFront` of one hides the others. */
export interface HidingBrowser {
  readonly context: BrowserContext
  close(): Promise<void>
}

const ADDRESS = /DevTools listening on (ws:\S+)/

/**
 * Playwright's own browsers hide no tab: every page counts as watched, and timers of hidden ones are never slowed. So this one is
 * started without what Playwright adds, and Playwright only speaks to it.
 */
export const openHidingBrowser = async (executablePath: string): Promise<HidingBrowser> => {
  const profile = await mkdtemp(join(tmpdir(), 'chairside-browser-'))
  const flags = [...CHROMIUM_ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
  const child = spawn(executablePath, flags, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  const end = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        const found = ADDRESS.exec(line)?.[1]
        if (found !== undefined) resolve(found)
      })
      child.once('exit', (code) => reject(new Error(`the browser ended with ${code}`)))
      child.once('error', reject)
    })
    const browser = await chromium.connectOverCDP(address, { noDefaults: true })
    const [context] = browser.contexts()
    if (context === undefined) throw new Error('the browser has no window')
    const close = async (): Promise<void> => {
      await browser.close()
      await end()
    }
    return { context, close }
  } catch (error) {
    await end()
    throw error
  }
}

interface SleepingTimers {
  held: number
  /** When a timer last wanted to run while the page was hidden. */
  heldAtMs: number
}

/**
 * From now on the timers of a page in this context sleep while it is hidden: they run once a minute, together, and the first time
 * a minute after it was hidden. Chromium does the same to a tab that was hidden and silent for a minute (`browserSleeps`); but
 * before that, and while a tab sounds, it lets them run once a second, and no sound may need them then either. Nothing else is
 * changed: messages, events and sound are the browser's own.
 */
export const putTimersToSleep = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    const sleep: SleepingTimers = { held: 0, heldAtMs: Number.POSITIVE_INFINITY }
    Object.assign(window, { chairsideSleep: sleep })
    const timeout = window.setTimeout as (run: () => void, delayMs?: number) => number
    const interval = window.setInterval as (run: () => void, delayMs?: number) => number
    const real = {
      setTimeout: (run: () => void, delayMs?: number): number => timeout.call(window, run, delayMs),
      setInterval: (run: () => void, delayMs?: number): number => interval.call(window, run, delayMs),
      clearTimeout: window.clearTimeout.bind(window),
      clearInterval: window.clearInterval.bind(window),
    }
    const waiting = new Map<number, () => void>()
    const runOrHold = (id: number, run: () => void): void => {
      if (document.hidden) {
        sleep.held += 1
        sleep.heldAtMs = performance.now()
        waiting.set(id, run)
      } else run()
    }
    const wake = (): void => {
      const runs = [...waiting.values()]
      waiting.clear()
      for (const run of runs) run()
    }
    let minutes = 0
    document.addEventListener('visibilitychange', () => {
      real.clearInterval(minutes)
      if (document.hidden) minutes = real.setInterval(wake, 60_000)
      else wake()
    })
    const slowed =
      (start: typeof real.setTimeout) =>
      (run: (...args: readonly unknown[]) => void, delayMs?: number, ...args: readonly unknown[]): number => {
        const id: number = start(() => runOrHold(id, () => run(...args)), delayMs)
        return id
      }
    const cleared =
      (stop: typeof real.clearTimeout) =>
      (id: number | undefined): void => {
        if (id !== undefined) waiting.delete(id)
        stop(id)
      }
    Object.assign(window, {
      setTimeout: slowed(real.setTimeout),
      setInterval: slowed(real.setInterval),
      clearTimeout: cleared(real.clearTimeout),
      clearInterval: cleared(real.clearInterval),
    })
  })
}

/** How often a timer of this page wanted to run while it slept. */
export const timersHeld = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { chairsideSleep: SleepingTimers }).chairsideSleep.held)

/** The browser itself lets the timers of this hidden page run once a minute alone: for some seconds none of them tried. */
export const browserSleeps = (page: Page): Promise<boolean> =>
  page.evaluate(() => performance.now() - (window as unknown as { chairsideSleep: SleepingTimers }).chairsideSleep.heldAtMs > 5_000)
