import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What breaks WCAG 2.2 AA on the page as it stands; `behind`: what lies half under an open list, and was looked at before it opened. */
export const violationsOf = async (page: Page, behind?: string): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page }).withTags(WCAG)
  const { violations } = await (behind === undefined ? axe : axe.exclude(behind)).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
}

/** The present screen in both colour schemes; it is left as it was found, dark. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Use light colours' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
  expect.soft(await violationsOf(page), 'light').toEqual([])
  await page.getByRole('button', { name: 'Use dark colours' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  expect.soft(await violationsOf(page), 'dark').toEqual([])
}
