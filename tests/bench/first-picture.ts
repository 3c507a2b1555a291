import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import type { Page } from '@playwright/test'

/** As text: what compiles this file would name the functions by a helper that the page does not have. */
export const LOOK_FOR_CURVES = `
  window.marks = { clickedAt: 0, shownAt: 0 };
  addEventListener('click', (event) => { window.marks.clickedAt ||= event.timeStamp }, true);
  (function look() {
    const drawn = [...document.querySelectorAll('.recharts-surface path')].some((path) => (path.getAttribute('d') ?? '').length > 500);
    if (drawn) window.marks.shownAt = performance.now();
    else requestAnimationFrame(look);
  })();
`

export interface Drawing {
  /** From the arrival of the data to the frame that shows its curves. */
  readonly drawMs: number
  /** From the click, or from the opening of the page's address, to that frame. */
  readonly waitMs: number
}

export const signIn = async (page: Page, url: string, login: string): Promise<void> => {
  await page.goto(url)
  await page.getByLabel('Sign-in name').fill(login)
  await page.locator('input[type=password]').fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
}

/** `address`: of the data, as a pattern. */
export const readDrawing = async (page: Page, address: string): Promise<Drawing> => {
  await page.waitForFunction(() => (window as unknown as { marks: { shownAt: number } }).marks.shownAt > 0, undefined, { timeout: 20_000 })
  return page.evaluate((pattern) => {
    const asked = new RegExp(pattern)
    const fetched = performance.getEntriesByType('resource').find((entry) => asked.test(entry.name))
    if (fetched === undefined) throw new Error('the curves were drawn without their data')
    const { clickedAt, shownAt } = (window as unknown as { marks: { clickedAt: number; shownAt: number } }).marks
    return { drawMs: shownAt - (fetched as PerformanceResourceTiming).responseEnd, waitMs: shownAt - clickedAt }
  }, address)
}
