import type { ScreenClock } from '../feed/clock.ts'

/**
 * The browser's clock. `performance.now` may stand still while the machine sleeps, the date may jump: the larger step of
 * the two counts, so that after a sleep numbers are old at once, and never look young.
 */
export const createBrowserClock = (): ScreenClock => {
  let elapsed = 0
  let lastMonotonic = performance.now()
  let lastDate = Date.now()
  return {
    elapsedMs: () => {
      const monotonic = performance.now()
      const date = Date.now()
      elapsed += Math.max(monotonic - lastMonotonic, date - lastDate, 0)
      lastMonotonic = monotonic
      lastDate = date
      return elapsed
    },
    every: (intervalMs, run) => {
      const timer = setInterval(run, intervalMs)
      return () => clearInterval(timer)
    },
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    frames: (run) => {
      let request = 0
      const next = (): void => {
        request = requestAnimationFrame(next)
        run()
      }
      request = requestAnimationFrame(next)
      return () => cancelAnimationFrame(request)
    },
  }
}

/** An id that no other screen gives. `crypto.randomUUID` does not exist on plain http. */
export const newCommandId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
