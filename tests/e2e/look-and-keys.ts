import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab until this has the focus. */
export const tabTo = async (page: Page, what: Locator, steps = 60): Promise<void> => {
  await expect(what).toBeVisible()
  await expect(what).toBeEnabled()
  for (let presses = 0; presses < steps; presses += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach it in ${steps} steps`)
}

/** Goes to it by Tab and presses it by Enter. */
export const pressByKey = async (page: Page, what: Locator): Promise<void> => {
  await tabTo(page, what, 90)
  await page.keyboard.press('Enter')
}

/** Goes to a field by Tab and writes into it, over what is there. */
export const typeByKey = async (page: Page, field: Locator, text: string): Promise<void> => {
  await tabTo(page, field, 90)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** What is to be touched and is smaller than a finger: less than 44 px high, or wide. Links inside a sentence are as high as it. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const LEAST = 44
    const seen = [...document.querySelectorAll<HTMLElement>('button, select, textarea, input, summary, [role="button"], a[href]')].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0,
    )
    return seen.flatMap((element) => {
      // A box is touched by its label too, and a field by the frame that it stands in.
      const touched =
        element.closest<HTMLElement>('label, .mantine-PasswordInput-input, .mantine-Checkbox-root, .mantine-SegmentedControl-control') ??
        element
      const { width, height } = touched.getBoundingClientRect()
      const inline = element.matches('p a, small a')
      return inline || (width >= LEAST - 0.5 && height >= LEAST - 0.5)
        ? []
        : [
            `${element.tagName} ${element.className} “${element.textContent?.trim().slice(0, 40)}” ${Math.round(width)}x${Math.round(height)}`,
          ]
    })
  })

/** What does not fit: the page is wider than the window, or words are cut off at a place that is not made for it. */
export const overflowing = (page: Page, mayBeCut: string): Promise<readonly string[]> =>
  page.evaluate((allowed) => {
    const found: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide in a window of ${clientWidth}`)
    for (const element of document.querySelectorAll<HTMLElement>('button, .chip, h1, h2, h3, label, dt, legend')) {
      if (element.closest('.visually-hidden') !== null || element.matches(allowed) || !element.checkVisibility()) continue
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
        found.push(`${element.tagName} ${element.className}: ${element.textContent?.trim().slice(0, 60)}`)
    }
    return found
  }, mayBeCut)
